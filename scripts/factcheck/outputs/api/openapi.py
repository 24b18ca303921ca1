"""The description of the API, after the OpenAPI Specification 3.1, for programs that make clients and documentation.

Its schemas refer to those that judge the records (``schemas/``), which the site publishes beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.outputs.api.places import LISTS, Places

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_DATE: Schema = {"type": "string", "format": "date"}
_IN_LANGUAGES: Schema = {
    "type": "object",
    "description": "The same text in one or more languages, by language code.",
    "additionalProperties": _TEXT,
}
_PAGES: Schema = {
    "type": "object",
    "description": "Where people read it, by language code.",
    "properties": dict.fromkeys(LANGUAGES, _ADDRESS),
    "required": list(LANGUAGES),
    "additionalProperties": _ADDRESS,
}
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
_WORKED_OUT: Schema = {
    "rating": {**_IN_LANGUAGES, "description": "Its rating, as in ratings.json.", "additionalProperties": {}},
    "independent_sources": {
        "type": "array",
        "items": _ID,
        "description": "Supporting sources that do not depend on one another.",
    },
    "comparison": {"type": "array", "items": {"$ref": "#/components/schemas/Comparison"}},
    "relations_to_this": {"type": "array", "items": {"$ref": "#/components/schemas/Relation"}},
    "changed": {**_DATE, "description": "The day on which it was last checked or corrected."},
}
_ENTRIES: Mapping[str, tuple[Schema, tuple[str, ...]]] = {
    "article": ({"title": _TEXT, "publisher": _ID, "published": _TEXT, "lang": _TEXT}, ("title", "publisher", "lang")),
    "claim": (
        {
            "short": _IN_LANGUAGES,
            "article": _ID,
            "order": _COUNT,
            "claim_kind": _TEXT,
            "claimant": _ID,
            "about": {"type": "array", "items": _ID},
            "rating": _ID,
            "sources": {"type": "array", "items": _ID},
            "checked": _DATE,
            "changed": _DATE,
        },
        ("short", "article", "claim_kind", "claimant", "about", "rating", "sources", "checked", "changed"),
    ),
    "source": (
        {
            "title": _TEXT,
            "publisher": _TEXT,
            "published": {**_TEXT, "description": "When it was published (EDTF)."},
            "link": _ADDRESS,
            "tier": _TEXT,
            "access": {**_TEXT, "description": "How much of it was read."},
        },
        ("publisher", "tier", "access"),
    ),
    "entity": ({"name": _IN_LANGUAGES, "entity_kind": _TEXT, "wikidata": _TEXT}, ("name", "entity_kind")),
    "correction": (
        {
            "claim": _ID,
            "date": _DATE,
            "type": _TEXT,
            "text": _IN_LANGUAGES,
            "before": _IN_LANGUAGES,
            "after": _IN_LANGUAGES,
        },
        ("claim", "date", "type", "text"),
    ),
}
"""For each kind what a list says of it beyond the heading, and what of that is always there."""


def describe(places: Places, title: str, version: str, licence: Mapping[str, str]) -> Schema:
    """Return the description of the API.

    Args:
        places: where everything stands.
        title: the name of the site.
        version: the version of the API.
        licence: name and address of the licence of the data.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "summary": "Claims of press articles, with ratings, evidence and sources.",
            "description": "Static files: nothing but GET, no key, no limits of ours.",
            "version": version,
            "license": dict(licence),
        },
        "servers": [{"url": places.file("").removesuffix("/")}],
        "paths": {**_fixed_paths(), **_list_paths(), **_record_paths()},
        "components": {"schemas": _components()},
    }


def _get(summary: str, id_: str, schema: Schema, *parameters: Schema) -> Schema:
    """Return the one thing that can be done at a path: to read it."""
    found = {"description": "It is there.", "content": {"application/json": {"schema": schema}}}
    missing = {"404": {"description": "There is no such file."}} if parameters else {}
    given = {"parameters": list(parameters)} if parameters else {}
    return {"get": {"summary": summary, "operationId": id_, **given, "responses": {"200": found, **missing}}}


def _fixed_paths() -> dict[str, Schema]:
    return {
        "/index.json": _get("Where everything begins.", "index", {"$ref": "#/components/schemas/Index"}),
        "/openapi.json": _get("This description.", "openapi", {"type": "object"}),
        "/ratings.json": _get("The rating scale.", "ratings", _vocabulary("ratings", "rating")),
        "/terms.json": _get("The vocabulary of designations.", "terms", _vocabulary("terms", "term")),
    }


def _vocabulary(name: str, kind: str) -> Schema:
    item = {"$ref": f"../../schemas/{name}.schema.json#/$defs/{kind}"}
    properties = {"schema": _ADDRESS, name: {"type": "array", "items": item}}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list_paths() -> dict[str, Schema]:
    page = {"name": "page", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 2}}
    found = {}
    for kind, name in LISTS.items():
        schema = {"$ref": f"#/components/schemas/{kind.capitalize()}List"}
        found[f"/{name}.json"] = _get(f"The first page of all {name}.", name, schema)
        found[f"/{name}-{{page}}.json"] = _get(f"A further page of all {name}.", f"{name}_page", schema, page)
    return found


def _record_paths() -> dict[str, Schema]:
    id_ = {"name": "id", "in": "path", "required": True, "schema": _ID}
    return {
        f"/{folder}/{{id}}.json": _get(
            f"One {kind}, or what stays of one that moved or was withdrawn.",
            kind,
            {"$ref": f"#/components/schemas/{kind.capitalize()}"},
            id_,
        )
        for kind, folder in FOLDERS.items()
    }


def _components() -> dict[str, Schema]:
    entries = {f"{kind.capitalize()}Entry": _entry(kind) for kind in LISTS}
    lists = {f"{kind.capitalize()}List": _list(kind) for kind in LISTS}
    records = {kind.capitalize(): _record(kind) for kind in FOLDERS}
    relation = {"claim": _ID, "type": _TEXT}
    agreement = {"type": "object", "description": "For each field whether it agrees.", "additionalProperties": _TEXT}
    compared = {
        "evidence": {**_COUNT, "description": "Which piece of evidence, from 1."},
        "source": _ID,
        "fields": agreement,
    }
    return {
        "Index": _index(),
        **entries,
        **lists,
        **records,
        "Relation": _whole(relation, "A relation that another claim has to this one."),
        "Comparison": _whole(compared, "What a piece of evidence records, compared with the claim."),
    }


def _whole(properties: Schema, description: str) -> Schema:
    """Return the schema of an object all of whose properties are always there."""
    return {"type": "object", "description": description, "properties": properties, "required": list(properties)}


def _heading(kind: str) -> Schema:
    own = {} if kind == "correction" else {"url": _ADDRESS}
    return {"kind": {"const": kind}, "id": _TEXT if kind == "correction" else _ID, **own, "pages": _PAGES}


def _entry(kind: str) -> Schema:
    properties, always = _ENTRIES[kind]
    heading = _heading(kind)
    return {"type": "object", "properties": {**heading, **properties}, "required": [*heading, *always]}


def _list(kind: str) -> Schema:
    ways = dict.fromkeys(("first", "previous", "next", "last"), _ADDRESS)
    numbers = {"count": _COUNT, "page": _COUNT, "pages": _COUNT}
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{kind.capitalize()}Entry"}}
    properties = {"kind": {"const": kind}, **numbers, **ways, "items": items}
    always = ["kind", *numbers, "first", "last", "items"]
    return {"type": "object", "properties": properties, "required": always}


def _record(kind: str) -> Schema:
    heading = _heading(kind)
    uses = _whole({"count": _COUNT, "claims": {"type": "array", "items": _ID}}, "The claims that refer to it.")
    properties = {
        **heading,
        "schema": {**_ADDRESS, "description": "The JSON Schema of `record`."},
        "record": {"$ref": f"../../schemas/{kind}.schema.json"},
        "used_by": uses,
        "moved_to": {**_ADDRESS, "description": "Where the record is now, if it has moved."},
    }
    if kind == "claim":
        properties["worked_out"] = _whole(_WORKED_OUT, "What the site works out from this claim and all others.")
    return {"type": "object", "properties": properties, "required": [*heading, "schema", "record"]}


def _index() -> Schema:
    place = _whole({"count": _COUNT, "pages": _COUNT, "first": _ADDRESS}, "A list.")
    properties = {
        "title": _TEXT,
        "description": _TEXT,
        "version": _TEXT,
        "languages": {"type": "array", "items": _TEXT},
        "licence": _whole({"name": _TEXT, "url": _ADDRESS}, "The licence of the data; quotations are their authors'."),
        "documentation": _PAGES,
        "openapi": _ADDRESS,
        "lists": _whole(dict.fromkeys(LISTS.values(), place), "The lists of all records."),
        "ratings": _ADDRESS,
        "terms": _ADDRESS,
        "schemas": {"type": "object", "additionalProperties": _ADDRESS},
    }
    return _whole(properties, "Where everything begins.")
