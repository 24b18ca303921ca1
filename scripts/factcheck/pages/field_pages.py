"""The pages about the fields of records: what each is, when it must be there, which values it has, and an example."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, FILES, FOLDERS, RECORDS, VOCABULARIES
from factcheck.pages.environment import Templates
from factcheck.pages.field_reference import FieldReference, FieldRow, is_text
from factcheck.pages.file_addresses import PYTHON_TYPES, TYPESCRIPT_TYPES, from_language
from factcheck.pages.formats import quoted
from factcheck.pages.page import SCHEMAS, Page, shorten
from factcheck.pages.words import WORDS
from factcheck.records.structure import plain
from factcheck.schema.releases import SCHEMA_VERSION
from factcheck.schema.rules import SUFFIX, Schema

FIELDS_OF = "fields"
"""The kind of these pages."""
STARTS = {**dict.fromkeys(FOLDERS, "record"), **{file.name: item for item, file in VOCABULARIES.items()}}
"""The schemas that have such a page, with the definition of what readers know: a record, a rating, a term."""
KIND_WORDS = {
    **{kind.name: kind.word for kind in RECORDS},
    **{item: file.word or WORDS[item] for item, file in VOCABULARIES.items()},
    **{file.name: file.word or WORDS[file.item] for file in FILES if file.item},
}
"""What readers call the things that have such a page, and those to which the IDs in fields refer."""
LONGEST = 300
"""An example is a whole value of so many characters at most."""
LOOKED_AT = 300
"""In so many records of a kind an example is looked for."""
_RETIRED = ("moved", "withdrawn")


class Shown(NamedTuple):
    """An example: a value from a record, and the record."""

    value: Any
    record: Any
    language: str = ""
    """That of copied words, if it is known."""


def field_keys(schemas: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each page; there are none without schemas."""
    yield from ((FIELDS_OF, name) for name in STARTS if name in schemas)


def field_page(templates: Templates, schemas: Mapping[str, Schema], id_: str) -> Page | None:
    """Return the page about the fields of a kind of record, or of a vocabulary; None if there is none of this name."""
    if id_ not in STARTS or id_ not in schemas:
        return None
    view = templates.view
    reference = reference_of(schemas, view.language, id_)
    title = view._("%(kind)s, field by field") % {"kind": view._(KIND_WORDS[id_])}
    lead = reference.definitions[reference.root].about
    body = templates.render(
        "fields.html",
        reference=reference,
        title=title,
        lead=lead,
        kind=id_,
        thing=id_ if id_ in FOLDERS else STARTS[id_],
        listed=partial(_listed, reference),
        quoted=lambda shown: quoted(shown.value, shown.language or None, view.language),
        examples=find_examples(reference, view.corpus, _documents(templates, id_)),
        files={path: from_language(view.language, path) for path in (f"{SCHEMAS}{id_}{SUFFIX}", *_TYPES)},
        version=SCHEMA_VERSION,
        **_HELPERS,
    )
    names = (row for part in reference.definitions.values() for row in part.rows)
    return Page(
        kind=FIELDS_OF,
        id=id_,
        title=title,
        description=shorten(lead),
        body=body,
        search_text=" ".join(f"{row.name} {row.schema.get('title', '')}" for row in names),
        file=f"schemas/{id_}{SUFFIX}",
    )


def reference_of(schemas: Mapping[str, Schema], language: str, name: str) -> FieldReference:
    """Return the fields of what the schema of this name describes."""
    start = STARTS[name] if STARTS[name] in schemas[name].get("$defs", ()) else ""
    return FieldReference(schemas, language, name, start, _RETIRED if name in FOLDERS and start else ())


def list_fields(schemas: Mapping[str, Schema], language: str) -> list[tuple[str, str, str]]:
    """Return the id of each page, what readers call its subject, and what that is; none without schemas."""
    references = {id_: reference_of(schemas, language, id_) for _, id_ in field_keys(schemas)}
    return [(id_, KIND_WORDS[id_], found.definitions[found.root].about) for id_, found in references.items()]


_TYPES = (TYPESCRIPT_TYPES, PYTHON_TYPES)


def _documents(templates: Templates, name: str) -> Iterator[tuple[Any, Any]]:
    """Yield the records, or the items of a vocabulary, each with its data; then what is left of those that are gone."""
    corpus = templates.view.corpus
    for record in islice(corpus.tables[name if name in FOLDERS else STARTS[name]].values(), LOOKED_AT):
        yield record, plain(record)
    for (kind, _), stone in corpus.tombstones.items():
        if kind == name:
            yield stone, plain(stone)


def find_examples(
    reference: FieldReference, corpus: Corpus, documents: Iterable[tuple[Any, Any]]
) -> Mapping[tuple[str, str], Shown]:
    """Return a value for each field that a document has, by definition and field: the first one that can be shown."""
    found: dict[tuple[str, str], Shown] = {}
    for record, data in documents:
        for root in (reference.root, *(f"common-{name}" for name in reference.others)):
            for place, value, language in _values(reference, corpus, root, data):
                if place not in found and _can_be_shown(value):
                    found[place] = Shown(value, record, language)
    return found


def _values(
    reference: FieldReference, corpus: Corpus, key: str, data: Any, around: str = ""
) -> Iterator[tuple[tuple[str, str], Any, str]]:
    """Yield every value in an object of a definition, with the place of its field and the language of copied words.

    The language of a quotation is that of the article or source that is named `around` it.
    """
    definition = reference.definitions[key]
    copied_from = corpus.articles.get(data.get("article")) or corpus.sources.get(data.get("source"))
    around = copied_from.lang if copied_from else around
    inside = partial(_values, reference, corpus, around=around)
    if other := reference.key_of(reference.found[key]):
        yield from inside(other, data)
    for rule in definition.rules:
        if rule.fields_of and data.get(rule.conditions[0].field) == rule.conditions[0].value:
            yield from inside(rule.fields_of, data)
    language = data.get("lang") or (around if key == "common-quotation" else "")
    for row in definition.rows:
        value = _inside(data, row)
        for inner in value if isinstance(value, list) else [] if value is None else [value]:
            if row.leads_to:
                yield from inside(row.leads_to, inner)
            elif not isinstance(inner, Mapping) or is_text(row.schema):
                yield (key, row.name), inner, language


def _inside(data: Any, row: FieldRow) -> Any:
    for name in row.name.split("."):
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def _can_be_shown(value: Any) -> bool:
    texts = value.values() if isinstance(value, Mapping) else [value]
    return all(isinstance(text, str | int) and len(str(text)) <= LONGEST for text in texts)


def has_words(value: Any) -> bool:
    """Return whether a value is words, and so must not be shown without who says them and our rating."""
    return isinstance(value, Mapping) or not (str(value).isascii() and str(value).split() == [str(value)])


def _listed(reference: FieldReference, schema: Schema) -> list[Any]:
    """Return the only values that a field, or an entry of its list, may have."""
    found: list[Any] = schema.get("enum") or reference.whole(schema.get("items", {})).get("enum", [])
    return found


def anchor(definition: str, field: str = "") -> str:
    """Return the anchor of a definition on its page, or of one of its fields: ``claim-evidence.stance``."""
    return ".".join(filter(None, (definition, field))).replace("_", "-")


_HELPERS: Mapping[str, Any] = {
    "anchor": anchor,
    "CLAIM": CLAIM,
    "KIND_WORDS": KIND_WORDS,
    "has_words": has_words,
    "is_text": is_text,
}
