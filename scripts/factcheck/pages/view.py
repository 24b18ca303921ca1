"""What templates call: texts, dates and amounts in the language of the page, links, and the fields of payloads.

Templates get the records unescaped, and escape what they print (autoescaping is on). Only ``Markup`` is HTML already;
each function here that returns ``Markup`` escapes its arguments.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache, cached_property, lru_cache, partial
from operator import attrgetter
from typing import Any, cast

from markupsafe import Markup, escape

from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, TITLES
from factcheck.languages import BY_CODE, plain_letters, translated
from factcheck.pages import formats
from factcheck.pages.lookups import Lookups
from factcheck.pages.page import ROOT, address
from factcheck.pages.words import EDITORS, FIELDS, PAGE_KINDS, WORDS
from factcheck.records.claim import Claim, Development, Quotation
from factcheck.records.payload import Designation, MoneyRelation, Payload
from factcheck.records.record import Article, Entity, Source
from factcheck.records.structure import Text, reference_kind
from factcheck.records.url import is_safe_url, text_fragment

_LEGAL_FORM = re.compile(r"(?:\.com)?,? (?:Inc\.?|LLC|PBC|Corporation|Ltd\.?)\Z")
_SERIES = re.compile("Series ([A-Z])")
_FIRST_SENTENCE = re.compile(r"(.{15,}?[.!?…][”»]?) (?=[A-ZÀÂÇÉÈÊÎÔÛŒ“«])(.+)", re.DOTALL)
"""A sentence ends before a capital letter, and is longer than an abbreviation."""
_is_safe_url = lru_cache(1 << 12)(is_safe_url)
_PARTIES = ("provider", "customer", "investor", "lead", "participants", "investee")


class View:
    """A corpus as readers of one language see it."""

    def __init__(self, corpus: Corpus, language: str) -> None:
        self.corpus, self.language, self.lookups = corpus, language, Lookups(corpus)
        self.link = cache(self._link)  # The same few hundred links are on thousands of pages.
        self.date = partial(formats.date, language=language)
        self.amount = partial(formats.amount, language=language)
        self.number = partial(formats.number, language=language)
        self.nested = BY_CODE[language].nested
        self.quoted = partial(formats.quoted, language=language)
        self.language_name = partial(formats.language_name, language=language)
        self.in_language = partial(formats.in_language, language=language)
        self.words_in = formats.words_in
        self.article_name = formats.article_names(corpus, self.short_name, language)

    @cached_property
    def has_form(self) -> bool:
        """Whether the language has the page with the form for records, to which other pages then lead."""
        return any(page.path == f"docs/{self.language}/contribute/propose.md" for page in self.corpus.pages)

    def _(self, message: str) -> str:
        """Return a message of ours in this language."""
        return translated(self.language, message)

    def plain(self, text: Text) -> str:
        """Return a text in this language or, if it is not translated, in the first language that it has."""
        return text.get(self.language) or next(iter(text.values()))

    def text(self, text: Text) -> Markup:
        """Return a text as HTML. If it is not translated, the HTML has its language as ``lang`` and says so."""
        if self.language in text:
            return formats.isolated(text[self.language], formats.direction(self.language))
        language, words = next(iter(text.items()))
        return Markup('<span{}>{}</span> <em class="fc-untranslated">({})</em>').format(
            self.in_language(language), words, self._("not yet translated")
        )

    def text_in_two(self, text: Text) -> tuple[Markup, Markup]:
        """Return the first sentence of a text and the rest, as HTML; the rest may be empty."""
        found = _FIRST_SENTENCE.match(text.get(self.language, ""))
        return (escape(found[1]), escape(found[2])) if found else (self.text(text), Markup())

    def word(self, value: str, field: str = "") -> str:
        """Return the words for a value of a controlled field; some fields have words of their own for a value."""
        return self._(WORDS.get(f"{field}.{value}") or WORDS[value])

    def field_name(self, key: str) -> str:
        """Return the name of a payload's field."""
        return self._(FIELDS[key])

    def name(self, kind: str, id_: str) -> str:
        """Return the title of a record, rating or term; that of a claim says who claims it."""
        record: Any = self.corpus.tables[kind].get(id_)
        if not record:
            return id_
        if kind == CLAIM:
            return self.title(record)
        title: Text | str | None = attrgetter(TITLES[kind])(record)
        if title is None:  # of a source
            return self._("%(publisher)s (headline not seen)") % {"publisher": record.publisher}
        return title if isinstance(title, str) else self.plain(title)

    def article_link(self, article: Article) -> Markup:
        """Return a link to the page of an article, with its short name as text."""
        return self.link(ARTICLE, article.id, self.article_name(article))

    def title(self, claim: Claim) -> str:
        """Return the title of a claim: who claims it, then what. The site claims nothing in its own voice."""
        return f"{self.speaker(claim)} {self.plain(claim.claim.short)}"

    def speaker(self, claim: Claim) -> str:
        """Return the beginning of a claim's title, up to the colon: who claims it."""
        return self.credit(self.short_name(claim.claim.claimant))

    def credit(self, name: str) -> str:
        """Return what comes before the words of somebody else in a title: whose they are, and a colon."""
        return self._("%(speaker)s:") % {"speaker": name}

    def rated_title(self, claim: Claim) -> str:
        """Return the title of a claim with its rating in words, for places where no rating can be beside it."""
        rating = self.name(RATING, claim.review.rating)
        return self._("%(claim)s – rated %(rating)s") % {"claim": self.title(claim), "rating": rating}

    def _link(self, kind: str, id_: str, words: str | None = None) -> Markup:
        """Return a link to the page of a record, rating or term, with its title or other words as text."""
        record: Any = self.corpus.tables[kind].get(id_)
        attributes, shown = Markup(), escape(words or self.name(kind, id_))
        if words is None and record and isinstance(attrgetter(TITLES[kind])(record), str):
            attributes, shown = self.in_language(record.lang), formats.words_in(shown, record.lang)
        elif words or kind == ENTITY:
            shown = formats.isolated(shown)
        return Markup('<a href="{}{}"{}>{}</a>').format(ROOT, address(kind, id_), attributes, shown)

    def outside(self, url: str, words: str, label: str = "") -> Markup:
        """Return a link to another site, or only the words if the address is not safe; a label is read out instead."""
        if not _is_safe_url(url):
            return Markup.escape(words)
        said = f' aria-label="{escape(label)}"' if label else ""
        return Markup(f'<a href="{escape(url)}" rel="noopener external"{said}>{escape(words)}</a>')  # noqa: S704 - escaped

    def wikidata(self, entity: Entity) -> str:
        """Return the address of an entity's Wikidata item."""
        return f"https://www.wikidata.org/wiki/{entity.wikidata}"

    def fields(self, payload: Payload) -> dict[str, Markup]:
        """Return the values of a payload's fields as HTML, by the keys of the fields, without fields that have none."""
        found = ((key, kind, getattr(payload, key)) for key, kind in _shown(cast("Any", type(payload))))
        return {key: self._field(payload, key, kind, value) for key, kind, value in found if value is not None}

    def news(self, claim: Claim, item: Development) -> dict[str, Markup]:
        """Return the fields of a development but its date, parties that the claim names, too, and a speaker.

        The page says in words who used a label, and how that is known.
        """
        recorded, said = item.recorded, claim.claim.payload
        if recorded is None or (isinstance(recorded, Designation) and recorded.wording is None):
            return {}
        known = {key for key in _PARTIES if getattr(recorded, key, None) == getattr(said, key, None)}
        known.add("said_by")
        if recorded.date == item.date:
            known.add("date")
        if getattr(recorded, "amount", None):
            known.add("status")  # which is beside the amount
        return {key: value for key, value in self.fields(recorded).items() if key not in known}

    def short_name(self, entity: str) -> str:
        """Return the name of a company without its legal form: Google, not Google LLC."""
        return _LEGAL_FORM.sub("", self.name(ENTITY, entity))

    def author(self, name: str) -> Markup:
        """Return who has written a record, as HTML; the project's own signature is in this language."""
        return formats.isolated(self._(name) if name == EDITORS else name)

    def at_words(self, source: Source, quotation: Quotation) -> Markup:
        """Return a link that opens a source at the quoted words; nothing if the source has no safe address."""
        address = text_fragment(source.url, quotation.exact) if source.url else ""
        words = self._("open the source at these words")
        label = f"{words} – {self.name('source', source.id)}"  # a page has many such links
        return self.outside(address, words, label=label) if _is_safe_url(address) else Markup()

    def _field(self, payload: Payload, key: str, kind: str | None, value: Any) -> Markup:
        """Return the value of a field as HTML. If the field refers to records, `kind` is their kind."""
        if kind:
            ids = value if isinstance(value, tuple) else (value,)
            return Markup(", ").join(self.link(kind, id_) for id_ in ids)
        if key == "wording":
            return self.quoted(value, getattr(payload, "lang", None))
        if isinstance(value, Mapping):
            return self.text(value)
        if key == "amount":
            return self.money(payload)
        writers: dict[str, Callable[[Any], str]] = {
            "date": self.date,
            "round": self._round,
            "status": self.word,
            "instrument": self.word,
        }
        return formats.isolated(writers.get(key, str)(value))

    def _round(self, name: str) -> str:
        """Return the name of a financing round in this language: Series C, série C."""
        series = _SERIES.fullmatch(name)
        return self._("Series %(letter)s") % {"letter": series[1]} if series else name

    def money(self, payload: Any) -> Markup:
        """Return the amount of a payload, if it has one, with its status and the claims to which it relates."""
        shown, relation = formats.isolated(self._sum(payload)), getattr(payload, "relation", None)
        return Markup("{}, {}").format(shown, self.money_relation(relation)) if relation else shown

    def _sum(self, payload: Any) -> str:
        amount, status = getattr(payload, "amount", None), getattr(payload, "status", None)
        if amount is None:
            return ""
        return f"{self.amount(amount)} ({self.word(status)})" if status else str(self.amount(amount))

    def money_relation(self, relation: MoneyRelation) -> Markup:
        """Return how money relates to that of claims: “the same money as in Les Echos, …”, and their sums as links."""
        claims = [self.corpus.claims[id_] for id_ in relation.claims if id_ in self.corpus.claims]
        articles = dict.fromkeys(claim.article for claim in claims)
        names = Markup(", ").join(formats.isolated(self.article_name(self.corpus.articles[id_])) for id_ in articles)
        sums = Markup(" + ").join(self.link(CLAIM, claim.id, self._sum(claim.claim.payload)) for claim in claims)
        return Markup("{} {}").format(escape(self.word(relation.type, "told")) % {"article": names}, sums)

    def choices(self, field: str) -> list[tuple[str, str, int]]:
        """Return the values of a field (of :attr:`Lookups.claim_counts`), each with its words and number of claims."""
        names: dict[str, Callable[[str], str]] = {
            "about": partial(self.name, ENTITY),
            "article": lambda id_: self.article_name(self.corpus.articles[id_]),
        }
        words = names.get(field, self.word)
        found = [(value, words(value), count) for value, count in self.lookups.claim_counts[field].items()]
        # The claims, and so their articles, are there with the newest first.
        return found if field == "article" else sorted(found, key=lambda item: (plain_letters(item[1]), item[0]))

    def rating_words(self) -> dict[str, str]:
        """Return for each rating the words that say so where nothing else does: Rating: Confirmed."""
        return {id_: f"{self._('Rating:')} {self.name(RATING, id_)}" for id_ in self.corpus.ratings}

    def page_kinds(self) -> list[tuple[str, str]]:
        """Return the kinds of pages by which readers can filter a search: value and words."""
        return [(kind, self._(words)) for kind, words in PAGE_KINDS.items()]

    def by_name(self, kind: str) -> Iterable[Any]:
        """Return the records of a kind in the order of their titles in this language."""
        records = self.corpus.tables[kind].values()
        return sorted(records, key=lambda record: (plain_letters(self.name(kind, record.id)), record.id))


@cache
def _shown(payload: type[Payload]) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a type of payload that pages show, each with the kind of record that it refers to."""
    names = {field.name for field in fields(payload)}
    return tuple((key, reference_kind(payload, key)) for key in FIELDS if key in names)
