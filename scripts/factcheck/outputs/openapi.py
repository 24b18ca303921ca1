"""The description of the API, for programs that make clients and documentation: ``openapi.yml``, filled in.

Its schemas refer to those of the records (``schemas/``), which the site publishes beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES

FILE = Path(__file__).with_name("openapi.yml")
LISTS = {**FOLDERS, "correction": "corrections"}
"""The names of the lists, by the kind of their items."""


def describe(server: str, title: str, version: str, licence: Mapping[str, str]) -> dict[str, Any]:
    """Return the description of the API.

    Args:
        server: the address of the API's folder.
        title: the name of the site.
        version: the version of the API.
        licence: name and address of the licence of the data.
    """
    source = yaml.safe_load(FILE.read_text(encoding="utf-8"))
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
