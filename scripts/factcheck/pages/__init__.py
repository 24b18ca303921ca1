"""From a corpus to HTML bodies, in each language. Pure, and it never imports MkDocs."""

from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer

__all__ = ["Page", "Renderer", "Site"]
