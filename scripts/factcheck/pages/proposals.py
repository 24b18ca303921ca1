"""What the page of the form gets as data: the schemas of the records that it writes, in the language of the page.

These are the schemas in ``schemas/``, with every reference inside one set of definitions, and with words for people:
each field has a ``title``, descriptions are translated, values have ``words``, and an id says to what it ``refers``.
"""

from collections.abc import Mapping
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from factcheck.analysis.corrections import reply_told
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, FOLDERS, RATING, SOURCE, TERM, TITLES
from factcheck.languages import BY_CODE, LANGUAGES, N_, translated
from factcheck.pages.formats import language_name
from factcheck.pages.page import API, language_folder
from factcheck.pages.words import WORDS
from factcheck.schema.descriptions import TEXTS, title_of
from factcheck.schema.rules import NAMED, ONE, SEVERAL, Schema, resolve

OFFERED = (CLAIM, SOURCE, ENTITY)
"""The kinds of records that the form writes."""
_ID = "_id"
"""How the names of definitions end whose values are ids: those of ``entity_id`` name entities."""

FORM_WORDS = {
    "add": N_("Add: {}"),
    "choice": N_("Choose one of the values."),
    "choose": N_("Choose …"),
    "copied": N_("Copied."),
    "date": N_("Write a day of the calendar as 2023-10-27."),
    "edtf": N_("Write 2023, 2023-10 or 2023-10-27, with ? if uncertain or ~ if approximate, or an interval a/b."),
    "draft": N_("What you typed before is here again."),
    "fine_change": N_("Every field has the right form."),
    "fine": N_("Nothing is missing, and every field has the right form."),
    "integer": N_("Write a whole number, in digits only: 1250000000 for 1.25 billion."),
    "max_length": N_("At most {} characters; these are {}."),
    "maximum": N_("At most {}."),
    "min_items": N_("At least {} are needed."),
    "minimum": N_("At least {}."),
    "missing": N_("To be filled in."),
    "mistakes": N_("To do: {}"),
    "more": N_("More fields, none of them required: {}"),
    "not_copied": N_("The browser does not allow copying. Select the text and copy it."),
    "not_found": N_("There is no record with the ID {}. It may have been moved or withdrawn."),
    "not_here": N_("This field does not go with the others: clear it."),
    "one_of": N_("Fill in exactly one of these: {}"),
    "optional": N_("not required"),
    "paste": N_("Paste here what has just been copied."),
    "pattern": N_("This is not written as the field needs it."),
    "quotation_found": N_("The quotation is in the article, words {}."),
    "quotation_lost": N_("The article does not have these words, with those before and after them."),
    "quotation_many": N_("The article has these words in several places: give more words before and after them."),
    "quotation_short": N_("Give the five words before these and the five after, or as many as there are."),
    "remove": N_("Remove entry {}"),
    "unique": N_("The same value is here twice."),
    "up": N_("Move entry {} up"),
    "uri": N_("Write the whole address, beginning with https://, in ASCII."),
}
"""What the form says in the browser, by the names that its scripts know."""

UNKNOWN = {
    ARTICLE: N_("No article has this ID."),
    CLAIM: N_("No claim has this ID."),
    SOURCE: N_("No source has this ID yet. Propose it, too."),
    ENTITY: N_("No person or company has this ID yet. Propose it, too."),
    RATING: N_("No rating has this ID."),
    TERM: N_("No label has this ID."),
}
"""What is said of an id that no record has, by kind."""


def proposal_data(schemas: Mapping[str, Schema], language: str) -> Markup:
    """Return the schemas, the kinds that can be written, and the words of the form, as JSON for a script element.

    Fields stay in the order of the schemas: records are written in that order.
    """
    bundle = Bundle(schemas, language)
    written = (*OFFERED, ARTICLE)  # a new claim changes the file of its article, too, which names it
    kinds = {kind: {"schema": bundle.add(kind, "#/$defs/record"), "folder": FOLDERS[kind]} for kind in written}
    reply = bundle.add(CLAIM, "#/$defs/reply")
    words = {name: translated(language, message) for name, message in FORM_WORDS.items()}
    unknown = {kind: translated(language, message) for kind, message in UNKNOWN.items()}
    data = {
        "schemas": bundle.definitions,
        "offered": list(OFFERED),
        "kinds": kinds,
        "reply": reply,
        "replied": reply_told(),
        "words": {**words, "unknown": unknown},
        "language": language,
        "typography": {code: list(about.no_break.items()) for code, about in BY_CODE.items()},
        "api": f"{'../' * language_folder(language).count('/')}{API}",
    }
    return htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":"))


class Bundle:
    """Schemas that refer to each other as ``#/$defs/NAME``, in one language."""

    def __init__(self, schemas: Mapping[str, Schema], language: str) -> None:
        self._schemas, self._language = schemas, language
        self.definitions: dict[str, Any] = {}

    def add(self, name: str, reference: str) -> str:
        """Add what a reference in the schema `name` leads to, and all that this refers to; return its new name."""
        other, target = resolve(name, reference, self._schemas)
        path = reference.partition("#/$defs/")[2]
        key = f"{other}-{path.replace('/', '-')}"
        if key not in self.definitions:
            self.definitions[key] = {}  # so that a definition that refers to itself is read once
            self.definitions[key] = self._alone(self._read(other, target, path))
            if path.endswith(_ID) and path.removesuffix(_ID) in TITLES:
                self.definitions[key]["refers"] = path.removesuffix(_ID)
        return key

    def _alone(self, schema: Any) -> Any:
        """Return a definition that only gives another one a description of its own, without the reference to it."""
        if isinstance(schema, dict) and "$ref" in schema and "allOf" not in schema:
            own = {key: value for key, value in schema.items() if key != "$ref"}
            return self.definitions[schema["$ref"].removeprefix("#/$defs/")] | own
        return schema

    def _read(self, name: str, schema: Any, context: str) -> Any:
        """Return a schema with new references and with words; `context` is the name of its definition."""
        if not isinstance(schema, dict):
            return schema
        read = {key: self._keyword(name, key, value, context) for key, value in schema.items()}
        for key in TEXTS:
            if text := schema.get(key):
                read[key] = translated(self._language, text)
        return read

    def _keyword(self, name: str, key: str, value: Any, context: str) -> Any:
        if key == "$ref":
            return f"#/$defs/{self.add(name, value)}"
        if key == "properties":
            return {field: self._field(name, field, part, context) for field, part in value.items()}
        if key in NAMED:
            return {field: self._read(name, part, context) for field, part in value.items()}
        if key in SEVERAL:
            return [self._read(name, part, context) for part in value]
        return self._read(name, value, context) if key in ONE else value

    def _field(self, name: str, field: str, schema: Any, context: str) -> Any:
        """Return the schema of a field with its title, and with the words for its values if these are listed."""
        read = self._read(name, schema, context)
        if not isinstance(read, dict) or isinstance(read.get("const"), str):
            return read
        if field in LANGUAGES:
            return {**read, "title": language_name(field, self._language), "description": "", "language": field}
        words = self._words(name, field, schema, context)
        title = translated(self._language, title_of(field, schema))
        return {**read, "title": title, **({"words": words} if words else {})}

    def _words(self, name: str, field: str, schema: Schema, context: str) -> dict[str, str]:
        """Return the words for the values of a field, or of the entries of a list, that may have some only."""
        home, found = name, schema.get("items", schema)
        while "enum" not in found and "$ref" in found:
            home, found = resolve(home, found["$ref"], self._schemas)
        contexts = (f"{field}.", f"{context}.", f"{home}.", f"{field.split('_', maxsplit=1)[0]}.", "")
        keys = {value: [way + value for way in contexts if way + value in WORDS] for value in found.get("enum", ())}
        return {value: translated(self._language, WORDS[ways[0]]) for value, ways in keys.items() if ways}
