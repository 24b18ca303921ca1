"""The records as JSON: a file for each record, lists of records in pages, and a description of these (OpenAPI 3.1).

There is one API for all languages, at the root of the site, because the texts of records have all languages. No client
has to download everything: each page of a list names some hundred records, and the address of each.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, FOLDERS, VERSIONS, VOCABULARIES
from factcheck.languages import LANGUAGES
from factcheck.outputs.api_description import LICENCE_OBJECT, LISTS, describe
from factcheck.outputs.json_records import (
    crosswalk,
    drop_unknown,
    fingerprints,
    list_entry,
    retired_entry,
    titles,
    used_by,
    version_entry,
    worked_out,
)
from factcheck.outputs.output import Content, Make, Output, as_json
from factcheck.pages.citations import cite_whole
from factcheck.pages.file_addresses import DATA_PACKAGE, ID, PYTHON_TYPES, TYPESCRIPT_TYPES
from factcheck.pages.page import API, SCHEMAS, address, data_file, language_folder, versions_file, versions_id
from factcheck.pages.renderer import Renderer
from factcheck.records import Record, Tombstone
from factcheck.records.claim import Claim, Correction
from factcheck.records.record import Moved
from factcheck.records.structure import plain
from factcheck.schema.releases import API_VERSION, SCHEMA_VERSION

_TYPES = {"typescript": TYPESCRIPT_TYPES, "python": PYTHON_TYPES}
PER_PAGE = 200
"""How many items a page of a list has: at most some 20 kB, compressed."""


class Api:
    """The files of the API. The renderer's language is the main one; lists have `per_page` items on a page."""

    def __init__(self, renderer: Renderer, *, per_page: int = PER_PAGE) -> None:
        self._corpus, self._site, self._history = renderer.corpus, renderer.site, renderer.history
        self._per_page, self._views, self._lookups = per_page, [*renderer.views.values()], renderer.view.lookups

    def makers(self) -> dict[str, Callable[[], Content]]:
        """Return, for each path in the folder of the API, a function that makes the file: there may be thousands."""
        records = [(kind, record) for kind in FOLDERS for record in self._records_of(kind)]
        lists = [(kind, page) for kind in self._lists for page in range(1, self._list_pages(kind) + 1)]
        return {
            "index.json": self._index,
            "fingerprints.json": partial(fingerprints, self._corpus),
            "identifiers.json": partial(crosswalk, self._corpus),
            "openapi.json": lambda: describe(self._file(""), self._site.name),
            **{f"{file.name}.json": partial(self._vocabulary, item, file.name) for item, file in VOCABULARIES.items()},
            **{list_file(kind, page): partial(self._list, kind, page) for kind, page in lists},
            **{data_file(kind, record.id): partial(self._record, kind, record) for kind, record in records},
            **{data_file(*key): partial(self._retired, key[0], gone) for key, gone in self._corpus.tombstones.items()},
            **{versions_file(*key): partial(self._versions, *key) for key in self._history.records},
        }

    def complete(self) -> dict[str, Sequence[Callable[[], Content]]]:
        """Return functions that make all records, by the name of their list: each as in its own file, in order of ids.

        `corrections` has the items of that list, claim by claim; `retired` the records that moved or were withdrawn.
        """
        records = {
            name: [partial(self._record, kind, record) for _, record in sorted(self._corpus.tables[kind].items())]
            for kind, name in FOLDERS.items()
        }
        corrections = [
            partial(self._correction, claim, position, item)
            for _, claim in sorted(self._corpus.claims.items())
            for position, item in enumerate(claim.record.corrections, 1)
        ]
        words = {
            file.name: [partial(plain, thing) for thing in self._corpus.tables[item].values()]
            for item, file in VOCABULARIES.items()
        }
        gone: list[Callable[[], Content]] = [partial(dict, entry) for entry in self._gone["correction"]]
        return {**records, "corrections": corrections, **words, "retired": gone}

    def _file(self, path: str) -> str:
        """Return the absolute address of a file of the API."""
        return f"{self._site.url}{API}{path}"

    def _schema(self, name: str) -> str:
        return f"{self._site.url}{SCHEMAS}{name}.schema.json"

    def _schema_fields(self, name: str) -> Content:
        """Return the schema that a file fits, and its version."""
        return {"schema": self._schema(name), "schema_version": SCHEMA_VERSION}

    def _in_languages(self, page: str) -> dict[str, str]:
        """Return the absolute address of a page in each language."""
        return {language: f"{self._site.url}{language_folder(language)}{page}" for language in LANGUAGES}

    def _records_of(self, kind: str) -> list[Any]:
        """Return the records of a kind: claims article by article, the others by id."""
        table = self._corpus.tables[kind]
        return list(table.values()) if kind == CLAIM else [table[id_] for id_ in sorted(table)]

    @cached_property
    def _lists(self) -> dict[str, Sequence[Callable[[], Content]]]:
        """The functions that make the items of each list."""
        records = {kind: [partial(self._entry, kind, record) for record in self._records_of(kind)] for kind in FOLDERS}
        return {**records, "correction": list(self._corrections())}

    def _entry(self, kind: str, record: Record) -> Content:
        return {**self._heading(kind, record.id), **list_entry(self._corpus, kind, record, self._views)}

    def _corrections(self) -> Iterator[Callable[[], Content]]:
        """Yield a function for each correction that makes its item, the newest correction first."""
        for claim, position, correction in all_corrections(self._corpus):
            yield partial(self._correction, claim, position, correction)

    def _correction(self, claim: Claim, position: int, correction: Correction) -> Content:
        heading = {"kind": "correction", "id": f"{claim.id}-{position}", "claim": claim.id}
        shown = {"title": titles(claim, self._views), "pages": self._in_languages(address(CLAIM, claim.id))}
        return {**heading, **shown, **plain(correction)}

    def _list_pages(self, kind: str) -> int:
        """Return how many pages a list has; an empty list has one."""
        return max(1, -(-(len(self._lists[kind]) + len(self._gone[kind])) // self._per_page))

    @cached_property
    def _gone(self) -> dict[str, list[Content]]:
        """What each list says of the records that moved or were withdrawn; the list of corrections has all of them."""
        found = [(gone.kind, self._retired_entry(gone)) for gone in self._views[0].past.retired]
        kinds = {kind: [entry for of, entry in found if of == kind] for kind in FOLDERS}
        return {**kinds, "correction": [entry for _, entry in found]}

    def _retired_entry(self, gone: Retired) -> Content:
        moved = {"moved_to": self._file(data_file(gone.kind, gone.moved_to))} if gone.moved_to else {}
        return {**self._heading(gone.kind, gone.id), **moved, **retired_entry(gone)}

    def _list(self, kind: str, page: int) -> Content:
        """Return a page of a list: after the records come those that moved or were withdrawn, as `retired`."""
        items, gone = self._lists[kind], self._gone[kind]
        begin, end = (page - 1) * self._per_page, page * self._per_page
        before, pages = len(items), self._list_pages(kind)
        ways = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
        return {
            "kind": kind,
            "count": len(items),
            "page": page,
            "pages": pages,
            **{name: self._file(list_file(kind, number)) for name, number in ways.items() if 1 <= number <= pages},
            "items": [make() for make in items[begin:end]],
            "retired": gone[max(0, begin - before) : max(0, end - before)],
        }

    def _heading(self, kind: str, id_: str) -> Content:
        """Return the first fields of each file of a record and each item of a list."""
        pages = self._in_languages(address(kind, id_))
        return {"kind": kind, "id": id_, "url": self._file(data_file(kind, id_)), "pages": pages}

    def _record(self, kind: str, record: Record) -> Content:
        content = {
            **self._heading(kind, record.id),
            **self._schema_fields(kind),
            **self._version(kind, record.id),
            "record": plain(record),
            "used_by": used_by(self._corpus, kind, record.id),
        }
        if isinstance(record, Claim):
            content["title"] = titles(record, self._views)
            content["worked_out"] = worked_out(self._lookups, record)
        return content

    def _retired(self, kind: str, stone: Tombstone) -> Content:
        """Return the file at the address of a record that moved or was withdrawn."""
        head = {**self._heading(kind, stone.id), **self._schema_fields(kind), **self._version(kind, stone.id)}
        content = {**head, "record": plain(stone)}
        if isinstance(stone, Moved):
            content["moved_to"] = self._file(data_file(kind, stone.moved_to))
        return content

    def _version(self, kind: str, id_: str) -> Content:
        """Return the content id of a record's file, since when it is published, and where its versions are."""
        published, content = self._history.published(kind, id_), self._history.contents.get((kind, id_))
        found = {"content": content, "published": published.date if published else None}
        versions = {"versions": self._file(versions_file(kind, id_))} if self._history.versions(kind, id_) else {}
        return {**({"version": drop_unknown(found)} if content else {}), **versions}

    def _versions(self, kind: str, id_: str) -> Content:
        """Return all versions of a record, oldest first, each with the file as it was."""
        there = self._history.earlier(kind, id_)
        pages = {"pages": self._in_languages(address(VERSIONS, versions_id(kind, id_)))} if there else {}
        head = {"kind": kind, "id": id_, "record": self._file(data_file(kind, id_)), **pages}
        versions = [version_entry(version) for version in self._history.versions(kind, id_)]
        return {**head, "complete": self._history.complete, "versions": versions}

    def _vocabulary(self, item: str, name: str) -> Content:
        things = self._corpus.tables[item].values()
        return {**self._schema_fields(name), name: [plain(thing) for thing in things]}

    def _index(self) -> Content:
        """Return the file that leads clients to all others."""
        vocabularies = [file.name for file in VOCABULARIES.values()]
        whole = cite_whole(self._views[0], self._site)
        return {
            "title": self._site.name,
            "description": self._site.description,
            "version": API_VERSION,
            "schema_version": SCHEMA_VERSION,
            **{name: value for name, value in (("content", whole.content), ("updated", whole.version)) if value},
            "languages": list(LANGUAGES),
            "licence": LICENCE_OBJECT,
            "documentation": self._in_languages("data/"),
            "openapi": self._file("openapi.json"),
            "fingerprints": self._file("fingerprints.json"),
            "identifiers": self._file("identifiers.json"),
            "lists": {
                name: {
                    "count": len(self._lists[kind]),
                    "pages": self._list_pages(kind),
                    "first": self._file(list_file(kind, 1)),
                }
                for kind, name in LISTS.items()
            },
            **{name: self._file(f"{name}.json") for name in vocabularies},
            "schemas": {kind: self._schema(kind) for kind in (*FOLDERS, *vocabularies)},
            "types": {name: f"{self._site.url}{path}" for name, path in _TYPES.items()},
            "bulk": f"{self._site.url}{DATA_PACKAGE}",
        }


def list_file(kind: str, page: int) -> str:
    """Return the path of a page of a list in the folder of the API; the first page has no number."""
    return f"{LISTS[kind]}.json" if page == 1 else f"{LISTS[kind]}-{page}.json"


def _files(renderer: Renderer) -> Mapping[str, Make]:
    return {f"{API}{path}": partial(_made, make) for path, make in Api(renderer).makers().items()}


def _made(make: Callable[[], Content]) -> bytes:
    return as_json(make())


JSON_API = Output(name="api", files=_files, paths=(rf"{API}(?:{ID}/)?{ID}\.json",))
