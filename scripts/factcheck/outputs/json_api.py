"""The records as JSON: a file for each record, lists of them in pages, and a description of it all (OpenAPI 3.1).

There is one API for all languages, at the root of the site, because texts of records hold all languages. No client has
to download everything: a list names what there is, a few hundred records a page, and where each can be had.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import yaml

from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.support import Origins
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, FOLDERS, VOCABULARIES
from factcheck.languages import LANGUAGES
from factcheck.outputs.json_records import list_entry, used_by, worked_out
from factcheck.pages.page import API, SCHEMAS, Site, address, data_file, language_folder
from factcheck.records import Record, Tombstone
from factcheck.records.claim import Claim
from factcheck.records.record import Moved
from factcheck.records.structure import plain

LISTS = {**FOLDERS, "correction": "corrections"}
"""The names of the lists, by the kind of their items."""
PER_PAGE = 200
"""How many records a page of a list has: some 20 kB at most, compressed."""
VERSION = "1.0.0"
LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

OPENAPI = Path(__file__).with_name("openapi.yml")
"""The description of the API without the address of the site, its languages and the kinds of records."""

Content = dict[str, Any]
"""What a file holds, as plain data."""


class Api:
    """The files of the API, each made when it is asked for: there may be thousands.

    Args:
        corpus: the records.
        site: what is said about the site in its main language.
        per_page: how many records a page of a list has.
    """

    def __init__(self, corpus: Corpus, site: Site, *, per_page: int = PER_PAGE) -> None:
        self._corpus, self._site, self._per_page = corpus, site, per_page
        self._origins, self._parents = Origins(corpus), entity_parents(corpus.entities)

    def makers(self) -> dict[str, Callable[[], Content]]:
        """Return a function that makes each file, by the file's path below the folder of the API."""
        records = [(kind, record) for kind in FOLDERS for record in self._records_of(kind)]
        lists = [(kind, page) for kind, items in self._lists.items() for page in range(1, self._pages(items) + 1)]
        return {
            "index.json": self._index,
            "openapi.json": lambda: describe(self._file(""), self._site.name, VERSION, LICENCE),
            **{f"{file.name}.json": partial(self._vocabulary, item, file.name) for item, file in VOCABULARIES.items()},
            **{list_file(kind, page): partial(self._list, kind, page) for kind, page in lists},
            **{data_file(kind, record.id): partial(self._record, kind, record) for kind, record in records},
            **{
                data_file(kind, id_): partial(self._retired, kind, stone)
                for (kind, id_), stone in self._corpus.tombstones.items()
            },
        }

    # Addresses

    def _file(self, path: str) -> str:
        """Return the absolute address of a file of the API."""
        return f"{self._site.url}{API}{path}"

    def _schema(self, name: str) -> str:
        return f"{self._site.url}{SCHEMAS}{name}.schema.json"

    def _in_languages(self, page: str) -> dict[str, str]:
        """Return the absolute address of a page in each language."""
        return {language: f"{self._site.url}{language_folder(language)}{page}" for language in LANGUAGES}

    # Lists

    def _records_of(self, kind: str) -> list[Any]:
        """Return the records of a kind: claims article by article, the others by id."""
        table = self._corpus.tables[kind]
        return list(table.values()) if kind == CLAIM else [table[id_] for id_ in sorted(table)]

    @cached_property
    def _lists(self) -> dict[str, Sequence[Callable[[], Content]]]:
        """For each list the functions that make its items."""
        records = {kind: [partial(self._entry, kind, record) for record in self._records_of(kind)] for kind in FOLDERS}
        return {**records, "correction": list(self._corrections())}

    def _entry(self, kind: str, record: Record) -> Content:
        return {**self._heading(kind, record.id), **list_entry(kind, record)}

    def _corrections(self) -> Iterator[Callable[[], Content]]:
        """Yield a function for each correction that makes its item, the newest correction first."""
        for claim, position, correction in all_corrections(self._corpus):
            heading = {"kind": "correction", "id": f"{claim.id}-{position}", "claim": claim.id}
            pages = self._in_languages(address(CLAIM, claim.id))
            yield partial(dict, {**heading, "pages": pages, **plain(correction)})

    def _pages(self, items: Sequence[object]) -> int:
        """Return how many pages a list has; an empty one has one, too."""
        return max(1, -(-len(items) // self._per_page))

    def _list(self, kind: str, page: int) -> Content:
        items = self._lists[kind]
        pages = self._pages(items)
        ways = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
        return {
            "kind": kind,
            "count": len(items),
            "page": page,
            "pages": pages,
            **{name: self._file(list_file(kind, number)) for name, number in ways.items() if 1 <= number <= pages},
            "items": [make() for make in items[(page - 1) * self._per_page : page * self._per_page]],
        }

    # Records

    def _heading(self, kind: str, id_: str) -> Content:
        """Return the fields with which every file of a record and every item of a list begins."""
        pages = self._in_languages(address(kind, id_))
        return {"kind": kind, "id": id_, "url": self._file(data_file(kind, id_)), "pages": pages}

    def _record(self, kind: str, record: Record) -> Content:
        content = {
            **self._heading(kind, record.id),
            "schema": self._schema(kind),
            "record": plain(record),
            "used_by": used_by(self._corpus, kind, record.id),
        }
        if isinstance(record, Claim):
            content["worked_out"] = worked_out(self._corpus, record, self._origins, self._parents)
        return content

    def _retired(self, kind: str, stone: Tombstone) -> Content:
        """Return the file of a record that moved or was withdrawn: its address still answers."""
        content = {**self._heading(kind, stone.id), "schema": self._schema(kind), "record": plain(stone)}
        if isinstance(stone, Moved):
            content["moved_to"] = self._file(data_file(kind, stone.moved_to))
        return content

    def _vocabulary(self, item: str, name: str) -> Content:
        things = self._corpus.tables[item].values()
        return {"schema": self._schema(name), name: [plain(thing) for thing in things]}

    def _index(self) -> Content:
        """Return the file from which a client finds all others."""
        vocabularies = [file.name for file in VOCABULARIES.values()]
        return {
            "title": self._site.name,
            "description": self._site.description,
            "version": VERSION,
            "languages": list(LANGUAGES),
            "licence": LICENCE,
            "documentation": self._in_languages("data/"),
            "openapi": self._file("openapi.json"),
            "lists": {
                name: {
                    "count": len(self._lists[kind]),
                    "pages": self._pages(self._lists[kind]),
                    "first": self._file(list_file(kind, 1)),
                }
                for kind, name in LISTS.items()
            },
            **{name: self._file(f"{name}.json") for name in vocabularies},
            "schemas": {kind: self._schema(kind) for kind in (*FOLDERS, *vocabularies)},
        }


def list_file(kind: str, page: int) -> str:
    """Return the path of a page of a list below the folder of the API; the first page has no number."""
    return f"{LISTS[kind]}.json" if page == 1 else f"{LISTS[kind]}-{page}.json"


def describe(server: str, title: str, version: str, licence: Mapping[str, str]) -> Content:
    """Return the description of the API, for programs that make clients and documentation.

    Its schemas refer to those of the records (``schemas/``), which the site publishes beside it.

    Args:
        server: the address of the API's folder.
        title: the name of the site.
        version: the version of the API.
        licence: name and address of the licence of the data.
    """
    source = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))
    parts, description = source["parts"], source["description"]
    parts["pages"].update(properties=dict.fromkeys(LANGUAGES, parts["address"]), required=list(LANGUAGES))
    parts["lists"].update(properties=dict.fromkeys(LISTS.values(), parts["place"]), required=list(LISTS.values()))
    description["info"].update(title=title, version=version, license=dict(licence))
    description["servers"] = [{"url": server.removesuffix("/")}]
    for part, kinds in (("list_paths", LISTS), ("record_paths", FOLDERS)):
        for kind in kinds:
            description["paths"].update(_for_kind(source[part], kind))
    schemas = description["components"]["schemas"]
    entries = {f"{kind.capitalize()}Entry": _for_kind(source["entry"], kind) for kind in LISTS}
    lists = {f"{kind.capitalize()}List": _for_kind(source["list"], kind) for kind in LISTS}
    records = {kind.capitalize(): _for_kind(source["record"], kind) for kind in FOLDERS}
    description["components"]["schemas"] = {"Index": schemas["Index"], **entries, **lists, **records, **schemas}
    return dict(description)


def _for_kind(part: Mapping[str, Any], kind: str) -> Any:
    """Return a part of the file for one kind, with the kind's names in it."""
    text = json.dumps(part.get(kind, part["any"]))
    for mark, name in (("<kind>", kind), ("<Kind>", kind.capitalize()), ("<list>", LISTS[kind])):
        text = text.replace(mark, name)
    return json.loads(text)
