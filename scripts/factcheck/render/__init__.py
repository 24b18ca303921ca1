"""From a corpus to HTML bodies, per language. Pure, and it never imports MkDocs."""

from __future__ import annotations

from factcheck.render.page import Page
from factcheck.render.pages import Renderer
from factcheck.render.site import Site

__all__ = ["Page", "Renderer", "Site"]
