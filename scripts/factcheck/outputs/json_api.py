"""The records as JSON: a file for each record, lists of records in pages, and a description of these (OpenAPI 3.1).

There is one API for all languages, at the root of the site, because the texts of records have all languages. No client
has to download everything: each page of a list names some hundred records, and the address of each.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.identity import REGISTERS, identifiers, same_as
from factcheck.analysis.quotations import FALSE_FINDS
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, FOLDERS, VOCABULARIES
from factcheck.languages import LANGUAGES
from factcheck.outputs.api_description import LICENCE_OBJECT, LISTS, describe
from factcheck.outputs.json_records import JsonRecords
from factcheck.outputs.output import Content, Make, Output, as_json
from factcheck.pages.citations import cite_whole
from factcheck.pages.file_addresses import DATA_PACKAGE, ID, PYTHON_TYPES, TYPESCRIPT_TYPES
from factcheck.pages.page import API, data_file, versions_file
from factcheck.pages.renderer import Renderer
from factcheck.records.fingerprint import ungrouped
from factcheck.records.record import Entity
from factcheck.records.structure import plain
from factcheck.schema.releases import API_VERSION, SCHEMA_VERSION

_TYPES = {"typescript": TYPESCRIPT_TYPES, "python": PYTHON_TYPES}
PER_PAGE = 200
"""How many items a page of a list has: at most some 20 kB, compressed."""


class Api:
    """The files of the API. The renderer's language is the main one; lists have `per_page` items on a page."""

    def __init__(self, renderer: Renderer, *, per_page: int = PER_PAGE) -> None:
        self._renderer, self._corpus, self._site = renderer, renderer.corpus, renderer.site
        self._json, self._per_page = JsonRecords(renderer), per_page

    def makers(self) -> dict[str, Callable[[], Content]]:
        """Return, for each path in the folder of the API, a function that makes the file: there may be thousands."""
        records = [(kind, record) for kind in FOLDERS for record in self._records_of(kind)]
        lists = [(kind, page) for kind in self._lists for page in range(1, self._list_pages(kind) + 1)]
        return {
            "index.json": self._index,
            "fingerprints.json": partial(fingerprints, self._corpus),
            "identifiers.json": partial(crosswalk, self._corpus),
            "openapi.json": lambda: describe(self._json.file(""), self._site.name),
            **{f"{file.name}.json": partial(self._vocabulary, item, file.name) for item, file in VOCABULARIES.items()},
            **{list_file(kind, page): partial(self._list, kind, page) for kind, page in lists},
            **{data_file(kind, record.id): partial(self._json.record, kind, record) for kind, record in records},
            **{
                data_file(*key): partial(self._json.stone, key[0], gone)
                for key, gone in self._corpus.tombstones.items()
            },
            **{versions_file(*key): partial(self._json.versions, *key) for key in self._renderer.history.records},
        }

    def _records_of(self, kind: str) -> list[Any]:
        """Return the records of a kind: claims article by article, the others by id."""
        table = self._corpus.tables[kind]
        return list(table.values()) if kind == CLAIM else [table[id_] for id_ in sorted(table)]

    @cached_property
    def _lists(self) -> dict[str, Sequence[Callable[[], Content]]]:
        """The functions that make the items of each list."""
        entry, correction = self._json.entry, self._json.correction
        records = {kind: [partial(entry, kind, record) for record in self._records_of(kind)] for kind in FOLDERS}
        return {**records, "correction": [partial(correction, *item) for item in all_corrections(self._corpus)]}

    def _list_pages(self, kind: str) -> int:
        """Return how many pages a list has; an empty list has one."""
        return max(1, -(-(len(self._lists[kind]) + len(self._gone[kind])) // self._per_page))

    @cached_property
    def _gone(self) -> dict[str, list[Content]]:
        """What each list says of the records that moved or were withdrawn; the list of corrections has all of them."""
        found = self._json.retired()
        return {**{kind: [entry for entry in found if entry["kind"] == kind] for kind in FOLDERS}, "correction": found}

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
            **{name: self._json.file(list_file(kind, number)) for name, number in ways.items() if 1 <= number <= pages},
            "items": [make() for make in items[begin:end]],
            "retired": gone[max(0, begin - before) : max(0, end - before)],
        }

    def _vocabulary(self, item: str, name: str) -> Content:
        things = self._corpus.tables[item].values()
        return {**self._json.schema_fields(name), name: [plain(thing) for thing in things]}

    def _index(self) -> Content:
        """Return the file that leads clients to all others."""
        vocabularies = [file.name for file in VOCABULARIES.values()]
        whole = cite_whole(self._renderer.view, self._site)
        return {
            "title": self._site.name,
            "description": self._site.description,
            "version": API_VERSION,
            "schema_version": SCHEMA_VERSION,
            **{name: value for name, value in (("content", whole.content), ("updated", whole.version)) if value},
            "languages": list(LANGUAGES),
            "licence": LICENCE_OBJECT,
            "documentation": self._json.in_languages("data/"),
            "openapi": self._json.file("openapi.json"),
            "fingerprints": self._json.file("fingerprints.json"),
            "identifiers": self._json.file("identifiers.json"),
            "lists": {
                name: {
                    "count": len(self._lists[kind]),
                    "pages": self._list_pages(kind),
                    "first": self._json.file(list_file(kind, 1)),
                }
                for kind, name in LISTS.items()
            },
            **{name: self._json.file(f"{name}.json") for name in vocabularies},
            "schemas": {kind: self._json.schema(kind) for kind in (*FOLDERS, *vocabularies)},
            "types": {name: f"{self._site.url}{path}" for name, path in _TYPES.items()},
            "bulk": f"{self._site.url}{DATA_PACKAGE}",
        }


def list_file(kind: str, page: int) -> str:
    """Return the path of a page of a list in the folder of the API; the first page has no number."""
    return f"{LISTS[kind]}.json" if page == 1 else f"{LISTS[kind]}-{page}.json"


def fingerprints(corpus: Corpus) -> dict[str, Any]:
    """Return the fingerprint of each article, the newest first, and how rarely chance may find other words in them.

    ``assets/find-claims.js`` looks for pasted words in them.
    """
    found = [{"id": id_, "fingerprint": ungrouped(item.text.fingerprint)} for id_, item in corpus.articles.items()]
    return {"odds": FALSE_FINDS, "articles": found}


def crosswalk(corpus: Corpus) -> dict[str, Any]:
    """Return the identifiers of all entities in other registers: by entity, and by register and identifier.

    An entity that has none and no website is left out.
    """
    entities = [entity for _, entity in sorted(corpus.entities.items()) if identifiers(entity) or entity.website]
    return {
        "registers": {field: register._asdict() for field, register in REGISTERS.items()},
        "entities": [_identity(entity) for entity in entities],
        "by": {
            field: {numbers[field]: entity.id for entity in entities if field in (numbers := identifiers(entity))}
            for field in REGISTERS
        },
    }


def _identity(entity: Entity) -> dict[str, Any]:
    heading = {"id": entity.id, "name": plain(entity.name), "entity_kind": entity.kind}
    found = {**heading, **identifiers(entity), "website": entity.website, "part_of": entity.part_of}
    return {key: value for key, value in found.items() if value} | {"same_as": same_as(entity)}


def _files(renderer: Renderer) -> Mapping[str, Make]:
    return {f"{API}{path}": partial(_made, make) for path, make in Api(renderer).makers().items()}


def _made(make: Callable[[], Content]) -> bytes:
    return as_json(make())


JSON_API = Output(name="api", files=_files, paths=(rf"{API}(?:{ID}/)?{ID}\.json",))
