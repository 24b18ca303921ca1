"""From a corpus to HTML bodies, per language. Pure, and it never imports MkDocs."""

from __future__ import annotations

from factcheck.pages.page import Page
from factcheck.pages.pages import Renderer
from factcheck.pages.site import Site

__all__ = ["Page", "Renderer", "Site"]
