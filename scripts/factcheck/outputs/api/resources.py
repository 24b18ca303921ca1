"""All files of the API, each made when it is asked for: there may be thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.ledger import all_corrections
from factcheck.analysis.origins import Origins
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, FOLDERS, VOCABULARIES
from factcheck.languages import LANGUAGES
from factcheck.outputs.api.entries import entry, used_by, worked_out
from factcheck.outputs.api.openapi import describe
from factcheck.outputs.api.places import LISTS, Places, list_file, record_file
from factcheck.pages.site import Site
from factcheck.records import Record, Tombstone
from factcheck.records.claim import Claim
from factcheck.records.record import Moved
from factcheck.records.structure import plain

PER_PAGE = 200
"""How many records a page of a list has: at most some 20 kB, compressed."""
VERSION = "1.0.0"
LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


Content = dict[str, Any]
"""What a file holds, as plain data."""


class Api:
    """The API to a corpus.

    Args:
        corpus: the records.
        site: what is said about the site, in its main language.
        per_page: how many records a page of a list has.
    """

    def __init__(self, corpus: Corpus, site: Site, *, per_page: int = PER_PAGE) -> None:
        self._corpus, self._site, self._per_page = corpus, site, per_page
        self._places = Places(site.url)
        self._origins, self._parents = Origins(corpus), entity_parents(corpus.entities)

    def makers(self) -> dict[str, Callable[[], Content]]:
        """Return what makes each file, by its path below the folder of the API."""
        records = [(kind, record) for kind in FOLDERS for record in self._of(kind)]
        lists = [(kind, page) for kind, items in self._lists.items() for page in range(1, self._count(items) + 1)]
        return {
            "index.json": self._index,
            "openapi.json": self._openapi,
            **{f"{file.name}.json": partial(self._vocabulary, item, file.name) for item, file in VOCABULARIES.items()},
            **{list_file(kind, page): partial(self._list, kind, page) for kind, page in lists},
            **{record_file(kind, record.id): partial(self._record, kind, record) for kind, record in records},
            **{
                record_file(kind, id_): partial(self._retired, kind, stone)
                for (kind, id_), stone in self._corpus.tombstones.items()
            },
        }

    def _of(self, kind: str) -> list[Any]:
        """Return the records of a kind: claims article by article, the others by id."""
        table = self._corpus.tables[kind]
        return list(table.values()) if kind == CLAIM else [table[id_] for id_ in sorted(table)]

    @cached_property
    def _lists(self) -> dict[str, Sequence[Callable[[], Content]]]:
        """What makes each item of each list."""
        records = {kind: [partial(self._entry, kind, record) for record in self._of(kind)] for kind in FOLDERS}
        return {**records, "correction": list(self._corrections())}

    def _entry(self, kind: str, record: Record) -> Content:
        return {**self._heading(kind, record.id), **entry(kind, record)}

    def _heading(self, kind: str, id_: str) -> Content:
        """Return what every file of a record and every item of a list begins with."""
        return {
            "kind": kind,
            "id": id_,
            "url": self._places.record(kind, id_),
            "pages": self._places.pages(kind, id_),
        }

    def _corrections(self) -> Iterator[Callable[[], Content]]:
        """Yield what makes each correction, the newest first."""
        for claim, position, correction in all_corrections(self._corpus):
            heading = {"kind": "correction", "id": f"{claim.id}-{position}", "claim": claim.id}
            yield partial(dict, {**heading, "pages": self._places.pages(CLAIM, claim.id), **plain(correction)})

    def _count(self, items: Sequence[object]) -> int:
        """Return how many pages a list has: an empty one has one, too."""
        return max(1, -(-len(items) // self._per_page))

    def _list(self, kind: str, page: int) -> Content:
        items, places = self._lists[kind], self._places
        pages = self._count(items)
        ways = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
        return {
            "kind": kind,
            "count": len(items),
            "page": page,
            "pages": pages,
            **{name: places.list(kind, number) for name, number in ways.items() if 1 <= number <= pages},
            "items": [make() for make in items[(page - 1) * self._per_page : page * self._per_page]],
        }

    def _record(self, kind: str, record: Record) -> Content:
        corpus = self._corpus
        content = {
            **self._heading(kind, record.id),
            "schema": self._places.schema(kind),
            "record": plain(record),
            "used_by": used_by(corpus, kind, record.id),
        }
        if isinstance(record, Claim):
            content["worked_out"] = worked_out(corpus, record, self._origins, self._parents)
        return content

    def _retired(self, kind: str, stone: Tombstone) -> Content:
        """Return what stays of a record that moved or was withdrawn: its address still answers."""
        content = {**self._heading(kind, stone.id), "schema": self._places.schema(kind), "record": plain(stone)}
        if isinstance(stone, Moved):
            content["moved_to"] = self._places.record(kind, stone.moved_to)
        return content

    def _vocabulary(self, item: str, name: str) -> Content:
        things = [plain(thing) for thing in self._corpus.tables[item].values()]
        return {"schema": self._places.schema(name), name: things}

    def _openapi(self) -> Content:
        return describe(self._places, self._site.name, VERSION, LICENCE)

    def _index(self) -> Content:
        """Return where everything begins."""
        places, vocabularies = self._places, [file.name for file in VOCABULARIES.values()]
        return {
            "title": self._site.name,
            "description": self._site.description,
            "version": VERSION,
            "languages": list(LANGUAGES),
            "licence": LICENCE,
            "documentation": places.in_languages("data/"),
            "openapi": places.file("openapi.json"),
            "lists": {
                name: {
                    "count": len(self._lists[kind]),
                    "pages": self._count(self._lists[kind]),
                    "first": places.list(kind),
                }
                for kind, name in LISTS.items()
            },
            **{name: places.file(f"{name}.json") for name in vocabularies},
            "schemas": {kind: places.schema(kind) for kind in (*FOLDERS, *vocabularies)},
        }
