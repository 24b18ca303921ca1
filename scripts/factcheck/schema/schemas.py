"""The one judge of shape: JSON Schema 2020-12, the files in ``schemas/``.

jsonschema-rs quickly tells whether a document is valid. jsonschema, which is a hundred times slower, sees
only invalid documents, because it names every fault and its place. A test proves that the two agree.
References are never fetched: all schemas are in one registry, which has no retriever.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import ELOOP
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import jsonschema_rs

from factcheck.errors import SetupError
from factcheck.finding import Issue, Pointer
from factcheck.kinds import DOCUMENTS
from factcheck.languages import LANGUAGES
from factcheck.plain_files import read_plain
from factcheck.records.edtf import is_edtf
from factcheck.records.url import is_url_value
from factcheck.schema.demands import DEMANDS, digest_of
from factcheck.schema.fields import Field, field_at
from factcheck.schema.patterns import ENGINE
from factcheck.schema.rules import SUFFIX, Schema, check_head, check_schema
from factcheck.schema.strict_json import parse_json
from factcheck.schema.to_do import places_to_do, with_to_do


def is_day(value: object) -> bool:
    """Return whether `value` passes the format ``date`` (RFC 3339 full-date); anything but text does."""
    return not isinstance(value, str) or (len(value) == len("2023-10-27") and "/" not in value and is_edtf(value))


FORMATS = {"date": is_day, "edtf": is_edtf, "uri": is_url_value}
"""Every format that the schemas use, with our own test of it: libraries check few of them, and ``uri`` loosely."""

BAD_SAMPLES = {"date": "2023-02-30", "edtf": "2023-13", "uri": "javascript:alert(1)"}


MAX_SCHEMA = 256 * 1024
"""How many bytes a file in ``schemas/`` has at most."""
NAMES = ("common", *DOCUMENTS)
"""The names of the schemas: that of the shared definitions, and those of the kinds of document."""


def read_schemas(folder: Path) -> dict[str, Schema]:
    """Return the schemas in `folder` by the name before ``.schema.json``.

    Raises:
        SetupError: one is missing, is no plain file, or does not pass :func:`judge_schemas`.
    """
    schemas = judge_schemas(_read_files(folder))
    _close_texts(schemas["common"])
    return schemas


def published_schemas(folder: Path) -> dict[str, bytes]:
    """Return the content of each schema's file, by its name, for the site: what was judged, and no other file.

    Raises:
        SetupError: as for :func:`read_schemas`.
    """
    contents = _read_files(folder)
    judge_schemas(contents)
    return {f"{name}{SUFFIX}": content for name, content in contents.items()}


def _read_files(folder: Path) -> dict[str, bytes]:
    return {name: _read_file(folder, name) for name in NAMES}


def _read_file(folder: Path, name: str) -> bytes:
    """Return the content of a schema, or more than it may have."""
    with _naming(name):
        if folder.is_symlink():
            message = "its folder is a symbolic link; put the folder itself here"
            raise ValueError(message)
        try:
            return read_plain(folder / f"{name}{SUFFIX}", MAX_SCHEMA)
        except OSError as error:
            link = "it is a symbolic link; put the file itself here"
            raise ValueError(link if error.errno == ELOOP else error.strerror) from error


def judge_schemas(contents: Mapping[str, bytes]) -> dict[str, Schema]:
    """Return the schemas that the files of these contents hold, by their names.

    Raises:
        SetupError: one is no JSON, breaks a rule of ours, or demands something else than the program was written for.
    """
    schemas = {name: _parse(name, content) for name, content in contents.items()}
    for name, schema in schemas.items():
        found = digest_of(schema)
        if found != DEMANDS.get(name):
            with _naming(name):
                check_schema(name, schemas, FORMATS)
                raise ValueError(_OTHER.format(digest=found, name=name))
    return schemas


_OTHER = (
    "it demands something else than the program relies on; take the change back or, if the program was changed "
    "with it, write '{digest}' for '{name}' in scripts/factcheck/schema/demands.py"
)


def _parse(name: str, content: bytes) -> Schema:
    with _naming(name):
        if len(content) > MAX_SCHEMA:
            message = f"it is larger than {MAX_SCHEMA // 1024} KiB"
            raise ValueError(message)
        schema: Schema = parse_json(content)
        check_head(name, schema)
        return schema


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Turn a ValueError about a schema into a SetupError that names its file."""
    try:
        yield
    except ValueError as error:
        # What a stranger wrote may be part of it: nothing that moves a cursor or hides.
        reason = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(error))
        message = f"schemas/{name}{SUFFIX} cannot be used: {reason}"
        raise SetupError(message) from error


def _close_texts(common: dict[str, Any]) -> None:
    """Let texts for readers be in the languages of the site only; the file allows any language."""
    for definition in common["$defs"].values():
        for text in definition.pop("patternProperties", {}).values():
            definition["properties"] = dict.fromkeys(LANGUAGES, text)


class Schemas:
    """All schemas, compiled. Compiling takes a millisecond for each schema, so do it once."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self.schemas = schemas
        self._registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas.values()])
        self._fast = {kind: self._compile(schemas[kind]) for kind in DOCUMENTS}
        self._test_formats()

    @classmethod
    def of(cls, root: Path) -> Self:
        """Return the schemas of the project at `root`.

        Raises:
            SetupError: as for :func:`read_schemas`.
        """
        return cls(read_schemas(root / "schemas"))

    def _compile(self, schema: Schema) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(
            schema,
            registry=self._registry,
            formats=FORMATS,
            validate_formats=True,
            ignore_unknown_formats=False,
            pattern_options=ENGINE,
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
        """Return the faults of `data`, each as the code of its check and an issue; none if it is valid and complete."""
        found = () if self.accepts(kind, data) else self._explainer.explain(kind, data)
        places = dict(places_to_do(data))
        return with_to_do(found, places, lambda pointer: self.field(kind, data, pointer)) if places else found

    def field(self, kind: str, data: object, pointer: Pointer) -> Field:
        """Return what the schemas say of a place in a document of this kind."""
        return field_at(self.schemas, kind, data, pointer)
