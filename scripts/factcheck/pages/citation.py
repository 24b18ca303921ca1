"""How to cite a claim's page: in words, as BibTeX, RIS and CSL-JSON, each with the version that was read.

A version is the day of a page's last change. Its address, ``?version=2026-11-25``, leads to the page as it is now,
which then tells its visitor what was corrected since. The day of access is the reader's: a script puts it in the place
of `TODAY`.
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
"""Stands for the day on which the page is read."""
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_BIBTEX))}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited: title, site, language, the day of publication, that of the version, and its address."""

    id: str
    title: str
    site: str
    language: str
    published: str
    version: str
    url: str

    def bibtex(self) -> str:
        """Return a BibTeX entry, ``@online`` of biblatex."""
        fields = {
            "title": f"{{{_bibtex(self.title)}}}",
            "organization": f"{{{_bibtex(self.site)}}}",
            "date": self.published,
            "version": self.version,
            "url": self.url,
            "urldate": TODAY,
            "langid": BY_CODE[self.language].english.lower(),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@online{{{self.id},\n{lines}\n}}"

    def ris(self) -> str:
        """Return a RIS record, type ELEC (Research Information Systems, 2011)."""
        fields = (
            ("TY", "ELEC"),
            ("TI", self.title),
            ("PB", self.site),
            ("DA", self.published.replace("-", "/")),
            ("ET", self.version),
            ("LA", self.language),
            ("UR", self.url),
            ("Y2", TODAY),
            ("ER", ""),
        )
        return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in fields)

    def csl(self) -> str:
        """Return an item of the Citation Style Language, version 1.0.2, as JSON."""
        item = {
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "container-title": self.site,
            "issued": {"raw": self.published},
            "version": self.version,
            "URL": self.url,
            "accessed": {"raw": TODAY},
            "language": self.language,
        }
        return json.dumps([item], ensure_ascii=False, indent=2)


def cite(view: View, claim: Claim, site: Site) -> Citation:
    """Return the citation of a claim's page in the language of the view."""
    changed = version(claim)
    return Citation(
        id=claim.id,
        title=view.plain(claim.claim.short),
        site=site.name,
        language=view.language,
        published=claim.record.created,
        version=changed,
        url=f"{site.url}{address(CLAIM, claim.id)}?version={changed}",
    )


def version(claim: Claim) -> str:
    """Return the day of a claim's last change: when it was last checked or corrected."""
    return max(claim.review.checked, claim.record.created, *(item.date for item in claim.record.corrections), "")


def _bibtex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _BIBTEX[match[0]], text)
