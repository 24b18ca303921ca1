"""The demands of the schemas that this program was written for.

Checks and pages rely on what the schemas let through: that a date is one, that a list is not empty. A schema that
demands something else, were it only less, is therefore a change of the program, and is named here by a digest.
Texts for people (``title``, ``description``, ``patternErrorMessage``) are not part of it.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from factcheck.schema.rules import HEAD, NAMED, ONE, SEVERAL, Schema

DEMANDS: Mapping[str, str] = {
    "common": "9cc0edefe38458a3",
    "article": "75b7d09e616568ec",
    "claim": "d83282aed5a465e2",
    "source": "561bab5c406cb8fd",
    "entity": "d17ff1d2f9fc436b",
    "refusal": "78e83a33c1542646",
    "ratings": "863efe49908a8a61",
    "terms": "d6d352ad069dabc9",
    "exceptions": "7d643a6a9449fa5b",
    "floors": "3c54536c83edac6a",
}
"""The digest of each schema. A schema that differs is refused with a message that says the new digest."""

_TEXTS = ("title", "description", "patternErrorMessage")
_LONGEST = 500
"""A longer text counts as a demand: nobody would read it in a message."""


def digest_of(schema: Schema) -> str:
    """Return the digest of what a schema demands; its dialect and address are checked besides."""
    demands = _demands({key: value for key, value in schema.items() if key not in HEAD})
    return sha256(json.dumps(demands, sort_keys=True).encode()).hexdigest()[:16]


def _demands(schema: Any) -> Any:
    """Return a schema without its texts for people."""
    if not isinstance(schema, dict):
        return schema
    return {key: _of_keyword(key, value) for key, value in schema.items() if not _is_text(key, value)}


def _of_keyword(keyword: str, value: Any) -> Any:
    """Return the value of a keyword; schemas in it without their texts for people."""
    if keyword in NAMED and isinstance(value, dict):
        return {name: _demands(part) for name, part in value.items()}
    if keyword in SEVERAL and isinstance(value, list):
        return [_demands(part) for part in value]
    return _demands(value) if keyword in ONE else value


def _is_text(keyword: str, value: object) -> bool:
    return keyword in _TEXTS and isinstance(value, str) and len(value) <= _LONGEST
