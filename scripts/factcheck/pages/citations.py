"""Citations of claims, for other programs: BibTeX, RIS and CSL-JSON.

A citation names a version of the page: the day of its last change and, where the history is known, its content id. The
address of a version, ``?version=swh:1:cnt:`` and so on, opens the current page, which then says what was corrected
since, and leads to the words of then. A day instead, ``?version=2026-11-25``, is what older citations have.
"""

import json
import re
from dataclasses import dataclass

from factcheck.kinds import CLAIM
from factcheck.languages import BY_CODE
from factcheck.pages.page import Site, address
from factcheck.pages.view import View
from factcheck.records.claim import Claim

TODAY = "YYYY-MM-DD"
"""A script replaces this by the day on which somebody reads the page."""
_BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {character: f"\\{character}" for character in "{}&%$#_"}
)
_BLANKS = re.compile(r"[ \r\n\t]+")
"""Not the no-break spaces of French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of a version of a page.

    `published` and `version` are days, `content` is the content id, if that is known, and `url` the version's address.
    """

    id: str
    title: str
    site: str
    language: str
    published: str
    version: str
    content: str = ""
    url: str

    @property
    def full_version(self) -> str:
        """The day of the version and, if it is known, the content id."""
        return f"{self.version}, {self.content}" if self.content else self.version

    def bibtex(self) -> str:
        """Return a BibTeX entry, ``@online`` of biblatex."""
        fields = {
            "title": f"{{{self.title.translate(_BIBTEX)}}}",
            "organization": f"{{{self.site.translate(_BIBTEX)}}}",
            "date": self.published,
            "version": self.full_version,
            "url": self.url,
            "urldate": TODAY,
            "langid": BY_CODE[self.language].english.lower(),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@online{{{self.id},\n{lines}\n}}"

    def ris(self) -> str:
        """Return a RIS record, type ELEC (Research Information Systems, 2011)."""
        fields = {
            "TY": "ELEC",
            "TI": self.title,
            "PB": self.site,
            "DA": self.published.replace("-", "/"),
            "ET": self.full_version,
            "LA": self.language,
            "UR": self.url,
            "Y2": TODAY,
            "ER": "",
        }
        return "\n".join(f"{tag}  - {_BLANKS.sub(' ', value)}" for tag, value in fields.items())

    def csl(self) -> str:
        """Return an item of the Citation Style Language, version 1.0.2, as JSON."""
        item = {
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "container-title": self.site,
            "issued": {"raw": self.published},
            "version": self.full_version,
            "URL": self.url,
            "accessed": {"raw": TODAY},
            "language": self.language,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)


def cite(view: View, claim: Claim, site: Site) -> Citation:
    """Return the citation of a claim's page in the language of the view."""
    published = view.history.published(CLAIM, claim.id)
    changed, content = published.date if published else version(claim), view.history.contents.get((CLAIM, claim.id), "")
    return Citation(
        id=claim.id,
        title=view.rated_title(claim),
        site=site.name,
        language=view.language,
        published=claim.record.created,
        version=changed,
        content=content,
        url=f"{site.url}{address(CLAIM, claim.id)}?version={content or changed}",
    )


def version(claim: Claim) -> str:
    """Return the day of a claim's last change: when it was last checked or corrected."""
    return max(claim.review.checked, claim.record.created, *(item.date for item in claim.record.corrections), "")
