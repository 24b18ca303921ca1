"""The pages that stay where a record has moved or was withdrawn: old addresses still answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.kinds import FOLDERS
from factcheck.languages.catalogue import N_
from factcheck.pages.as_of import retired_days
from factcheck.pages.page import Page, Picture, shorten
from factcheck.pages.view import View
from factcheck.records.record import Moved, Withdrawn


@dataclass(frozen=True, slots=True)
class RetiredPages:
    """These pages in one language; `file` gives the file behind the page of a record, `picture` is the site's."""

    view: View
    render: Callable[..., str]
    file: Callable[[str, str], str]
    picture: Picture

    def pages(self) -> Iterator[Page]:
        """Yield the page of everything that has moved or was withdrawn, and those of its days."""
        for (kind, id_), stone in self.view.corpus.tombstones.items():
            if kind in FOLDERS:
                page = self._page(kind, id_, stone)
                yield from (page, *retired_days(page))

    def _page(self, kind: str, id_: str, stone: Moved | Withdrawn) -> Page:
        if isinstance(stone, Moved):
            template, title = "moved.html", self.view.name(kind, stone.moved_to)
        else:
            template, title = "withdrawn.html", self.view.plain(stone.withdrawn.title)
        return Page(
            kind=kind,
            id=id_,
            title=title,
            description=shorten(self._what_happened(stone)),
            body=self.render(template, kind=kind, stone=stone),
            search_text="",
            file=self.file(kind, id_),
            listed=False,
            picture=self.picture,
        )

    def _what_happened(self, stone: Moved | Withdrawn) -> str:
        """Return what became of a record and why: who shares the link must not show a withdrawn claim alone."""
        if isinstance(stone, Moved):
            said, date, reason = N_("This record moved on %(date)s."), stone.date, stone.reason
        else:
            gone = stone.withdrawn
            said, date, reason = N_("This record was withdrawn on %(date)s."), gone.date, gone.reason
        return f"{self.view._(said) % {'date': self.view.date(date)}} {self.view.plain(reason)}"
