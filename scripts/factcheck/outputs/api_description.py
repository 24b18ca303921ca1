"""The description of the API for programs that make clients and documentation (OpenAPI 3.1)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.outputs.output import Content
from factcheck.pages.page import LICENCE
from factcheck.schema.releases import API_VERSION

LISTS = {**FOLDERS, "correction": "corrections"}
"""The names of the lists, by the kind of their items."""
LICENCE_OBJECT = {"name": LICENCE.name, "url": LICENCE.url}
"""The licence, as OpenAPI describes one."""

OPENAPI = Path(__file__).with_name("openapi.yml")
"""The description of the API without the address of the site, its languages and the kinds of records."""


def describe(server: str, title: str) -> Content:
    """Return the description of the API at the address `server`, for programs that make clients and documentation.

    Its schemas refer to those of the records, which the site publishes, too (``schemas/``).
    """
    source = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))
    parts, description = source["parts"], source["description"]
    schemas = description["components"]["schemas"]
    schemas["Pages"].update(properties=dict.fromkeys(LANGUAGES, parts["address"]), required=list(LANGUAGES))
    parts["lists"].update(properties=dict.fromkeys(LISTS.values(), parts["place"]), required=list(LISTS.values()))
    description["info"].update(title=title, version=API_VERSION, license=LICENCE_OBJECT)
    description["servers"] = [{"url": server.removesuffix("/")}]
    for part, kinds in (("list_paths", LISTS), ("record_paths", FOLDERS)):
        for kind in kinds:
            description["paths"].update(_for_kind(source[part], kind))
    entries = {f"{kind.capitalize()}Entry": _for_kind(source["entry"], kind) for kind in LISTS}
    lists = {f"{kind.capitalize()}List": _for_kind(source["list"], kind) for kind in LISTS}
    records = {kind.capitalize(): _for_kind(source["record"], kind) for kind in FOLDERS}
    description["components"]["schemas"] = {"Index": schemas["Index"], **entries, **lists, **records, **schemas}
    return dict(description)


def _for_kind(part: Mapping[str, Any], kind: str) -> Any:
    """Return a part of the description for one kind, with the names of the kind in it."""
    text = json.dumps(part.get(kind, part["any"]))
    for mark, name in (("<kind>", kind), ("<Kind>", kind.capitalize()), ("<list>", LISTS[kind])):
        text = text.replace(mark, name)
    return json.loads(text)
