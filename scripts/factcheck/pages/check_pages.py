"""A page for each check: what is wrong, why it matters, a bad and a good example, and what the program says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from factcheck.languages.catalogue import N_
from factcheck.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.checks.check import Check
    from factcheck.pages.example import Example

FAMILIES = {
    "ATT": N_("Attribution: through whom words came"),
    "COV": N_("Coverage of the article"),
    "DAT": N_("Dates"),
    "EXC": N_("Exceptions"),
    "FIL": N_("Files"),
    "IDS": N_("Permanent ids"),
    "LNG": N_("Languages"),
    "NUM": N_("Arithmetic and amounts"),
    "QUO": N_("Quotations"),
    "RAT": N_("Ratings"),
    "REF": N_("References"),
    "REL": N_("Relations between claims"),
    "SCH": N_("Shape of records"),
    "SRC": N_("Sources"),
    "STY": N_("House style"),
    "SYN": N_("YAML"),
    "TRM": N_("Wording"),
}
"""What the checks of each family, by the letters of their codes, are about."""


@dataclass(frozen=True, slots=True)
class CheckPages:
    """The pages of all checks, in the order of their codes."""

    checks: Sequence[Check]
    examples: Mapping[str, Example]
    render: Callable[..., str]
    describe: Callable[[Check], tuple[str, str]]
    """Gives the title and the description of a check's page, in the language of the page."""

    def pages(self) -> Iterator[Page]:
        """Yield the page of each check."""
        for index in range(len(self.checks)):
            yield self._page(index)

    def page(self, id_: str) -> Page | None:
        """Return the page of one check; None if there is none with this id."""
        places = (index for index, check in enumerate(self.checks) if check.code.lower() == id_)
        return next((self._page(index) for index in places), None)

    def _page(self, index: int) -> Page:
        check = self.checks[index]
        around: dict[str, Any] = {
            "some": bool(self.examples),
            "before": self.checks[index - 1] if index else None,
            "after": self.checks[index + 1] if index + 1 < len(self.checks) else None,
        }
        title, description = self.describe(check)
        return Page(
            kind="check",
            id=check.code.lower(),
            title=title,
            description=description,
            body=self.render("check.html", check=check, example=self.examples.get(check.code), **around),
            search_text=f"{check.code} {check.summary} {check.explanation}",
            file=check.file,
        )


def by_family(checks: Sequence[Check]) -> list[tuple[str, list[Check]]]:
    """Return the checks, in the order of their codes, by family."""
    return [(family, list(group)) for family, group in groupby(checks, lambda check: check.code[:3])]
