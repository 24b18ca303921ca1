"""The one judge of shape: JSON Schema 2020-12, the files in ``schemas/``.

jsonschema-rs quickly tells whether a document is valid. jsonschema, which is a hundred times slower, sees
only invalid documents, because it names every fault and its place. A test proves that the two agree.
References are never fetched: all schemas are in one registry, which has no retriever.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from factcheck.errors import SetupError
from factcheck.finding import Issue
from factcheck.kinds import DOCUMENTS
from factcheck.languages import LANGUAGES
from factcheck.records.edtf import is_edtf
from factcheck.records.url import is_url_value


def is_day(value: object) -> bool:
    """Return whether `value` passes the format ``date`` (RFC 3339 full-date); anything but text does."""
    return not isinstance(value, str) or (len(value) == len("2023-10-27") and "/" not in value and is_edtf(value))


FORMATS = {"date": is_day, "edtf": is_edtf, "uri": is_url_value}
"""Every format that the schemas use, with our own test of it: libraries check few of them, and ``uri`` loosely."""

BAD_SAMPLES = {"date": "2023-02-30", "edtf": "2023-13", "uri": "javascript:alert(1)"}


def read_schemas(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the schemas in `folder` by the name before ``.schema.json``.

    Raises:
        SetupError: one is missing or is not JSON.
    """
    schemas = {}
    for name in ("common", *DOCUMENTS):
        path = folder / f"{name}.schema.json"
        try:
            schemas[name] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            message = f"cannot read the schema {path}: {error}"
            raise SetupError(message) from error
    _close_texts(schemas["common"])
    return schemas


def _close_texts(common: dict[str, Any]) -> None:
    """Let texts for readers be in the languages of the site only; the file allows any language."""
    for definition in common["$defs"].values():
        for text in definition.pop("patternProperties", {}).values():
            definition["properties"] = dict.fromkeys(LANGUAGES, text)


class Schemas:
    """All schemas, compiled. Compiling takes a millisecond for each schema, so do it once."""

    def __init__(self, schemas: Mapping[str, dict[str, Any]]) -> None:
        self.schemas = schemas
        self._registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas.values()])
        self._fast = {kind: self._compile(schemas[kind]) for kind in DOCUMENTS}
        self._test_formats()

    def _compile(self, schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(
            schema,
            registry=self._registry,
            formats=FORMATS,
            validate_formats=True,
            ignore_unknown_formats=False,
            offline=True,
        )

    def _test_formats(self) -> None:
        """Raise SetupError if a format is not really checked: unchecked, it would accept everything."""
        for name, sample in BAD_SAMPLES.items():
            if self._compile({"type": "string", "format": name}).is_valid(sample):
                message = f"the schema format {name!r} is not checked: it accepts {sample!r}"
                raise SetupError(message)

    @cached_property
    def _explainer(self) -> Any:
        from factcheck.schema.messages import Explainer  # noqa: PLC0415

        return Explainer(self.schemas, FORMATS)

    def accepts(self, kind: str, data: object) -> bool:
        """Return whether `data` is a valid document of this kind."""
        return self._fast[kind].is_valid(data)

    def issues(self, kind: str, data: object) -> Iterable[tuple[str, Issue]]:
        """Return the faults of `data`, each as the code of its check and an issue; none if it is valid."""
        return () if self.accepts(kind, data) else self._explainer.explain(kind, data)
