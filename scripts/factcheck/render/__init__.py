"""From a corpus to HTML bodies, per language. Pure, and it never imports MkDocs."""

from __future__ import annotations

from factcheck.render.pages import Page, Renderer, Site

__all__ = ["Page", "Renderer", "Site"]
