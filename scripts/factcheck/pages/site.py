"""What is said about the site itself, on its pages and where links to them are shown."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.pages.addresses import SITE_PICTURE, claim_picture
from factcheck.pages.page import Picture


@dataclass(frozen=True, kw_only=True)
class Site:
    """The site in one language: its absolute address (ending in a slash), its name, and what it is in a sentence."""

    url: str
    name: str
    description: str = ""
    edit: str = ""
    """Where files are edited; the path of a file is put after it."""
    report: str = ""
    """The form for errors; title and claim are put into its query."""
    claim_pictures: bool = True
    """Whether claims have pictures of their own: not in the preview of `make serve`, which they would make slow."""

    def picture(self, claim: str = "", alt: str = "") -> Picture:
        """Return the picture of a page: a claim's own, given by its id and `alt`, or the one of all other pages."""
        if claim and self.claim_pictures:
            return Picture(claim_picture(claim), alt)
        return Picture(SITE_PICTURE, f"{self.name}. {self.description}")
