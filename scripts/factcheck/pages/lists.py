"""Lists that may be too long for one page: each begins on a hand-written page and continues on further pages.

The id of a further page is the name of the list and the number of the part: ``lists/claims-2/``. Plain links connect
the pages, so a reader without scripts reaches every entry.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Any

from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.retired import Retired
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, FOLDERS, RECORDS, REFUSAL, SOURCE, RecordKind
from factcheck.languages import N_
from factcheck.pages.claim_page import recorded_amounts
from factcheck.pages.environment import Templates
from factcheck.pages.lookups import by_date
from factcheck.pages.markup import item_list
from factcheck.pages.markup_things import JsonLd
from factcheck.pages.page import Page, address
from factcheck.pages.timeline import collect_timeline
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Correction
from factcheck.upkeep.due import claims_by_day

ANCHOR = "list_part"
"""The anchor where a list begins on its page. Ids of records, which are anchors there, have no underscore."""
NEAR = 2
"""To how many parts before and after a part it links, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its name for readers, and a function that returns its entries in order."""

    file: str
    """The hand-written page on which it begins, from the folder of a language."""
    label: str
    order: str
    """The sentence that says which entries a page shows, of how many, and in which order."""
    kind: str
    """The kind of pages that a search for its entries should find."""
    entries: Callable[[View], Sequence[Any]]
    values: Callable[[View], Mapping[str, Any]] = lambda _: {}
    """What else the template of its parts needs."""


def _ledger(view: View) -> list[tuple[Claim | None, int, Correction | Retired]]:
    """Return all corrections, each with its claim and its position there, and all records that are gone.

    The newest come first.
    """
    found: list[tuple[Claim | None, int, Correction | Retired]] = [*all_corrections(view.corpus)]
    return sorted([*found, *((None, 0, gone) for gone in view.past.retired)], key=lambda it: it[2].date, reverse=True)


def _of_kind(about: RecordKind) -> _List:
    """Return the list of all records of a kind."""
    orders: Mapping[str, Callable[[View], Iterable[Any]]] = {
        SOURCE: lambda view: by_date(view.corpus.sources.values()),
        ENTITY: lambda view: view.by_name(ENTITY),
        REFUSAL: lambda view: sorted(
            view.corpus.tables[REFUSAL].values(), key=lambda refusal: (refusal.refused, refusal.id), reverse=True
        ),
    }
    order = orders.get(about.name) or (lambda view: view.corpus.tables[about.name].values())
    page = f"{about.folder}/index.md"
    return _List(page, about.heading, about.summary, about.name, lambda view: list(order(view)))


LISTS: Mapping[str, _List] = {
    **{kind.folder: _of_kind(kind) for kind in RECORDS},
    "corrections": _List(
        "corrections.md",
        N_("Corrections"),
        N_("Corrections: %(places)s of %(all)s, newest first."),
        CLAIM,
        _ledger,
    ),
    "due": _List(
        "due.md",
        N_("Claims to check again"),
        N_("Claims to check again: %(places)s of %(all)s, the earliest first."),
        CLAIM,
        lambda view: claims_by_day(view.corpus),
    ),
    "designations": _List(
        "designations.md",
        N_("Labels"),
        N_("Labels: %(places)s of %(all)s, the newest first."),
        CLAIM,
        lambda view: view.lookups.designations,
    ),
    "timeline": _List(
        "timeline.md",
        N_("Timelines"),
        N_("Timelines: %(places)s of %(all)s, the newest article first."),
        ARTICLE,
        lambda view: [*view.corpus.articles.values()],
        lambda view: {"timeline_of": partial(collect_timeline, view)},
    ),
    "money": _List(
        "money.md",
        N_("Sums"),
        N_("Sums: %(places)s of %(all)s, the newest article first."),
        CLAIM,
        lambda view: view.lookups.sum_rows,
        lambda view: {"recorded_amounts": partial(recorded_amounts, view)},
    ),
}
"""The lists, by the slot in which they begin. ``templates/lists/`` may have a template of that name for their parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of a list that one page shows: its `number`, that of the `last` part, and a sentence about it."""

    name: str
    label: str
    number: int
    last: int
    entries: Sequence[Any]
    said: str
    kind: str

    @property
    def page(self) -> str:
        """The address of the hand-written page on which the list begins."""
        return f"{LISTS[self.name].file.removesuffix('.md').removesuffix('/index')}/"

    def address(self, number: int) -> str:
        """Return the address of another part of the list."""
        return address("list", f"{self.name}-{number}") if number > 1 else f"{self.page}#{ANCHOR}"

    @property
    def choices(self) -> list[int]:
        """The numbers of the parts to link to, with 0 for a gap of more than one number."""
        near = range(max(1, self.number - NEAR), min(self.last, self.number + NEAR) + 1)
        found: list[int] = []
        for before, number in pairwise((0, *sorted({1, *near, self.last}))):
            left_out = range(before + 1, number)
            found += [*([0] if left_out[1:] else left_out), number]
        return found


class ListPages:
    """The parts of all lists in one language."""

    def __init__(self, templates: Templates) -> None:
        self._templates, self._view, self._limit = templates, templates.view, templates.limit
        self._entries = cache(lambda name: LISTS[name].entries(self._view))

    def values(self, slot: str) -> dict[str, Part]:
        """Return the first part of the list that begins in a slot, as `part`, or nothing if none begins there."""
        return {"part": self._part(slot, 1)} if slot in LISTS else {}

    def ids(self) -> list[str]:
        """Return the ids of the further pages, list by list."""
        return [f"{name}-{number}" for name in LISTS for number in range(2, self._last(name) + 1)]

    def _last(self, name: str) -> int:
        return max(1, -(-len(self._entries(name)) // self._limit))

    def _part(self, name: str, number: int) -> Part:
        entries, about = self._entries(name), LISTS[name]
        before = self._limit * (number - 1)
        shown = entries[before : before + self._limit]
        ends = {"first": self._view.number(before + 1), "end": self._view.number(before + len(shown))}
        places = self._view._("%(first)s to %(end)s") % ends if len(shown) > 1 else ends["end"]
        return Part(
            name=name,
            label=self._view._(about.label),
            number=number,
            last=self._last(name),
            entries=shown,
            kind=about.kind,
            said=self._view._(about.order) % {"places": places, "all": self._view.number(len(entries))},
        )

    def markup(self, name: str, number: int = 1) -> tuple[JsonLd, ...]:
        """Return the addresses of the records that a part of their list shows; nothing for any other list or page."""
        if name not in FOLDERS.values():
            return ()
        part, site = self._part(name, number), self._templates.site
        urls = [f"{site.url}{address(part.kind, record.id)}" for record in part.entries]
        return (item_list(urls, self._limit * (number - 1) + 1, len(self._entries(name))),) if urls else ()

    def page(self, id_: str) -> Page | None:
        """Return the further page with this id; None if there is none."""
        name, _, number = id_.rpartition("-")
        if name not in LISTS or number not in map(str, range(2, self._last(name) + 1)):
            return None
        part = self._part(name, int(number))
        places = {"number": self._view.number(part.number), "last": self._view.number(part.last)}
        title = self._view._("%(list)s, page %(number)s of %(last)s") % {"list": part.label, **places}
        return Page(
            kind="list",
            id=id_,
            file=f"docs/{self._view.language}/{LISTS[name].file}",
            title=title,
            description=part.said,
            body=self._templates.render("list.html", part=part, title=title, **LISTS[name].values(self._view)),
            search_text="",
            found=False,
            markup=self.markup(name, part.number),
        )
