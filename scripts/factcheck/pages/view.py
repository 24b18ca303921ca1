"""What templates ask for: texts, dates and amounts in the language of the page, links, and the fields of payloads.

Templates get data raw and escape it themselves (autoescaping is on). Only ``Markup`` is HTML already: each function
here that returns it escapes what it is given.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any, cast

from markupsafe import Markup, escape

from factcheck.corpus import Corpus
from factcheck.kinds import ENTITY, TITLES
from factcheck.languages import translated
from factcheck.pages import formats
from factcheck.pages.lookups import Lookups
from factcheck.pages.page import ROOT, address
from factcheck.pages.words import CERTAINTY, ENTITY_KINDS, FIELDS, PAGE_KINDS, WORDS
from factcheck.records.claim import Claim, Development, Quotation
from factcheck.records.payload import Amount, Designation, Payload
from factcheck.records.record import Entity, Source
from factcheck.records.structure import Text, reference_kind
from factcheck.records.url import is_safe_url, text_fragment

_LEGAL_FORM = re.compile(r"(?:\.com)?,? (?:Inc\.?|LLC|PBC|Corporation|Ltd\.?)\Z")
_FIRST_SENTENCE = re.compile(r"(.{15,}?[.!?…][”»]?) (?=[A-ZÀÂÇÉÈÊÎÔÛŒ“«])(.+)", re.DOTALL)
"""A sentence ends before a capital letter, and is longer than an abbreviation."""
_MOST = 1 << 12
"""How many dates, and addresses, are remembered."""
_is_safe_url = lru_cache(_MOST)(is_safe_url)
_PARTIES = ("provider", "customer", "investor", "investee")


class View:
    """A corpus as readers of one language see it."""

    def __init__(self, corpus: Corpus, language: str) -> None:
        self.corpus, self.language, self.lookups = corpus, language, Lookups(corpus)
        # The same few hundred links and dates are on thousands of pages.
        self.link = cache(self._link)
        self.date = lru_cache(_MOST)(partial(formats.date, language=language, _=self._))

    def _(self, message: str) -> str:
        return translated(self.language, message)

    # Texts

    def plain(self, text: Text) -> str:
        """Return a text in this language or, where it is missing, in one that there is."""
        return text.get(self.language) or next(iter(text.values()))

    def text(self, text: Text) -> Markup:
        """Return a text as HTML; one that is not translated is marked with its language and says so."""
        if self.language in text:
            return Markup.escape(text[self.language])
        language, words = next(iter(text.items()))
        return Markup('<span lang="{}">{}</span> <em class="fc-untranslated">({})</em>').format(
            language, words, self._("not yet translated")
        )

    def text_in_two(self, text: Text) -> tuple[Markup, Markup]:
        """Return the first sentence of a text and the rest, as HTML; all of it and nothing if that is not possible."""
        found = _FIRST_SENTENCE.match(text.get(self.language, ""))
        return (escape(found[1]), escape(found[2])) if found else (self.text(text), Markup())

    def word(self, value: str) -> str:
        """Return the words for the value of a controlled field."""
        return self._(WORDS[value])

    def certainty(self, value: str) -> str:
        """Return the words for how we know a date or a title that we have not seen in the work itself."""
        return self._(CERTAINTY[value])

    def entity_kind(self, entity: Entity) -> str:
        """Return the word for the kind of an entity."""
        return self._(ENTITY_KINDS.get(entity.kind) or WORDS[entity.kind])

    def quoted(self, text: str, language: str | None = None) -> Markup:
        """Return quoted words between quotation marks."""
        return formats.quoted(text, language, self.language)

    def month(self, text: str) -> str:
        """Return the month of a date in words."""
        return formats.month(text, self.language, self._)

    def amount(self, value: Amount) -> str:
        """Return an amount with its hedge."""
        return formats.amount(value, self.language, self._)

    def number(self, value: int) -> str:
        """Return a number of things, with the marks between thousands: 10,000."""
        return formats.number(value, self.language)

    def language_name(self, code: str) -> str:
        """Return the name of a language."""
        return formats.language_name(code, self.language)

    # Links

    def name(self, kind: str, id_: str) -> str:
        """Return the name of a record, rating or term for readers."""
        record: Any = self.corpus.tables[kind].get(id_)
        if not record:
            return id_
        title: Text | str | None = attrgetter(TITLES[kind])(record)
        if title is None:  # of a source
            return self._("%(publisher)s, title not seen") % {"publisher": record.publisher}
        return title if isinstance(title, str) else self.plain(title)

    def _link(self, kind: str, id_: str, words: str | None = None) -> Markup:
        """Return a link to the page of a record, rating or term, by its name or by other words."""
        record: Any = self.corpus.tables[kind].get(id_)
        has_own_language = words is None and record and isinstance(attrgetter(TITLES[kind])(record), str)
        attribute = Markup(' lang="{}"').format(record.lang) if has_own_language else Markup()
        return Markup('<a href="{}{}"{}>{}</a>').format(
            ROOT, address(kind, id_), attribute, words or self.name(kind, id_)
        )

    def outside(self, url: str, words: str) -> Markup:
        """Return a link to another site, or only the words if the address is not one that may become a link."""
        if not _is_safe_url(url):
            return Markup.escape(words)
        return Markup(f'<a href="{escape(url)}" rel="noopener external">{escape(words)}</a>')  # noqa: S704 - escaped

    def wikidata(self, entity: Entity) -> str:
        """Return the address of an entity's Wikidata item."""
        return f"https://www.wikidata.org/wiki/{entity.wikidata}"

    # Payloads

    def fields(self, payload: Payload) -> dict[str, Markup]:
        """Return the fields of a payload that have a value, as HTML, by their key."""
        found = ((key, kind, getattr(payload, key)) for key, kind in _shown(cast("Any", type(payload))))
        return {key: self._field(payload, key, kind, value) for key, kind, value in found if value is not None}

    def news(self, claim: Claim, item: Development) -> dict[str, Markup]:
        """Return the fields that a development adds to its date and to the parties, which readers know already."""
        recorded, said = item.recorded, claim.claim.payload
        if recorded is None or (isinstance(recorded, Designation) and recorded.wording is None):
            return {}
        known = {key for key in _PARTIES if getattr(recorded, key, None) == getattr(said, key, None)}
        if recorded.date == item.date:
            known.add("date")
        return {key: value for key, value in self.fields(recorded).items() if key not in known}

    def short_name(self, entity: str) -> str:
        """Return the name of a company without its legal form: Google, not Google LLC."""
        return _LEGAL_FORM.sub("", self.name(ENTITY, entity))

    def at_words(self, source: Source, quotation: Quotation) -> Markup:
        """Return a link to a source that opens it at the quoted words; nothing if it has no address."""
        address = text_fragment(source.url, quotation.exact) if source.url else ""
        return self.outside(address, self._("open the source at these words")) if _is_safe_url(address) else Markup()

    def field_name(self, key: str) -> str:
        """Return the name of a payload's field."""
        return self._(FIELDS[key])

    def _field(self, payload: Payload, key: str, kind: str | None, value: Any) -> Markup:
        if kind and isinstance(value, tuple):
            return Markup(", ").join(self.link(kind, id_) for id_ in value)
        if kind:
            return self.link(kind, value)
        if key == "wording":
            return self.quoted(value, getattr(payload, "lang", None))
        return self.text(value) if isinstance(value, Mapping) else Markup.escape(self._plain_field(key, value))

    def _plain_field(self, key: str, value: Any) -> str:
        if isinstance(value, Amount):
            return self.amount(value)
        if key == "date":
            return self.date(value)
        return self.word(value) if key in {"status", "instrument"} else str(value)

    # Lists

    def choices(self, field: str) -> list[tuple[str, str, int]]:
        """Return the values of a field of claims by name: value, words, and how many claims have it.

        The fields are those of :attr:`Lookups.claim_counts`.
        """
        words = partial(self.name, ENTITY) if field == "about" else self.word
        found = [(value, words(value), count) for value, count in self.lookups.claim_counts[field].items()]
        return sorted(found, key=lambda choice: (_collation(choice[1]), choice[0]))

    def page_kinds(self) -> list[tuple[str, str]]:
        """Return the kinds of pages that a search can be narrowed to: value and words."""
        return [(kind, self._(words)) for kind, words in PAGE_KINDS.items()]

    def by_name(self, kind: str) -> Iterable[Any]:
        """Return the records of a kind, ordered by their name in this language."""
        table = self.corpus.tables[kind]
        return sorted(table.values(), key=lambda record: (_collation(self.name(kind, record.id)), record.id))


@cache
def _shown(payload: type[Payload]) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a type of payload that are shown, each with the kind of record that it refers to, if any."""
    names = {field.name for field in fields(payload)}
    return tuple((key, reference_kind(payload, key)) for key in FIELDS if key in names)


def _collation(name: str) -> str:
    """Return a sort key that puts accented letters beside their plain ones, as readers expect."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
