"""What templates call: texts, dates and amounts in the language of the page, links, and the fields of payloads.

Templates get the records unescaped, and escape what they print (autoescaping is on). Only ``Markup`` is HTML already;
each function here that returns ``Markup`` escapes its arguments.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache, partial
from operator import attrgetter
from typing import Any

from markupsafe import Markup, escape

from factcheck.analysis.identity import REGISTERS, identifiers, without_legal_form
from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, TITLES
from factcheck.languages import BY_CODE, plain_letters, translated
from factcheck.pages import formats
from factcheck.pages.changed_fields import ChangedFields
from factcheck.pages.lookups import Lookups
from factcheck.pages.page import ROOT, address
from factcheck.pages.past import Past
from factcheck.pages.payload_words import PayloadWords
from factcheck.pages.said_then import SaidThen
from factcheck.pages.words import EDITORS, FIELDS, PAGE_KINDS, WORDS
from factcheck.records.claim import Claim, Quotation
from factcheck.records.record import Article, Entity, Source
from factcheck.records.structure import Text
from factcheck.records.url import is_safe_url, text_fragment
from factcheck.records.version import History

_FIRST_SENTENCE = re.compile(r"(.{15,}?[.!?…][”»]?) (?=[A-ZÀÂÇÉÈÊÎÔÛŒ“«])(.+)", re.DOTALL)
"""A sentence ends before a capital letter, and is longer than an abbreviation."""
_is_safe_url = lru_cache(1 << 12)(is_safe_url)


class View:
    """A corpus as readers of one language see it."""

    def __init__(self, corpus: Corpus, language: str, history: History | None = None) -> None:
        self.corpus, self.language, self.history = corpus, language, history or History()
        self.lookups = Lookups(corpus)
        self.past = Past(self.lookups, self.history)
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
        self.changed, self.said = ChangedFields(self), SaidThen(self)
        payloads = PayloadWords(self)
        self.fields, self.news = payloads.fields, payloads.news
        self.money, self.money_relation = payloads.money, payloads.money_relation

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

    def heading(self, kind: str, id_: str) -> Markup:
        """Return the title of a record as HTML; one that is in the language of what it is about says so."""
        record: Any = self.corpus.tables[kind].get(id_)
        if not record or not isinstance(attrgetter(TITLES[kind])(record), str):
            return formats.isolated(self.name(kind, id_))
        words = formats.words_in(self.name(kind, id_), record.lang)
        return Markup("<span{}>{}</span>").format(self.in_language(record.lang), words)

    def article_link(self, article: Article) -> Markup:
        """Return a link to the page of an article, with its short name as text."""
        return self.link(ARTICLE, article.id, self.article_name(article))

    def withdrawn_title(self, title: Text) -> str:
        """Return the title of a record that was withdrawn, for places where nothing beside it says so."""
        return self._("Withdrawn: %(title)s") % {"title": self.plain(title)}

    def article_title(self, article: Article) -> str:
        """Return the title of our page about an article: who published it, then its own title."""
        return f"{self.credit(self.short_name(article.publisher))} {article.title}"

    def title(self, claim: Claim) -> str:
        """Return the title of a claim: who claims it, then what. The site claims nothing in its own voice."""
        return f"{self.speaker(claim)} {self.plain(claim.claim.short)}"

    def speaker(self, claim: Claim) -> str:
        """Return the beginning of a claim's title, up to the colon: who claims it."""
        return self.credit(formats.all_of([self.short_name(id_) for id_ in claim.claim.claimants], self.language))

    def credit(self, name: str) -> str:
        """Return what comes before the words of somebody else in a title: whose they are, and a colon."""
        return self._("%(speaker)s:") % {"speaker": name}

    def credited(self, claimant: str, words: Text) -> Text:
        """Return what was asserted after the name of who claims it, who may have no record any more."""
        speaker = self.credit(self.short_name(claimant) if claimant in self.corpus.entities else claimant)
        return {language: f"{speaker} {text}" for language, text in words.items()}

    def rated_title(self, claim: Claim) -> str:
        """Return the title of a claim with its rating in words, for places where no rating can be beside it."""
        return self._("%(claim)s – rated %(rating)s") % {"claim": self.title(claim), "rating": self.rating(claim)}

    def rating(self, claim: Claim) -> str:
        """Return the rating of a claim in words, and that our confidence in it is low, if so."""
        unsure = f" ({self.word('low', 'how_sure')})" if claim.review.is_unsure else ""
        return self.name(RATING, claim.review.rating) + unsure

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

    def identifiers(self, entity: Entity) -> list[tuple[str, Markup]]:
        """Return the identifiers of an entity, each with its register and as a link to it."""
        found = identifiers(entity).items()
        return [(REGISTERS[field].name, self.outside(REGISTERS[field].lookup + value, value)) for field, value in found]

    def short_name(self, entity: str) -> str:
        """Return the name of a company without its legal form: Google, not Google LLC."""
        return without_legal_form(self.name(ENTITY, entity))

    def author(self, name: str) -> Markup:
        """Return who has written a record, as HTML."""
        return formats.isolated(self.author_name(name))

    def author_name(self, name: str) -> str:
        """Return who has written a record; the project's own signature is in this language."""
        return self._(name) if name == EDITORS else name

    def at_words(self, source: Source, quotation: Quotation) -> Markup:
        """Return a link that opens a source at the quoted words; nothing if the source has no safe address."""
        address = text_fragment(source.url, quotation.exact) if source.url else ""
        words = self._("open the source at these words")
        label = f"{words} – {self.name('source', source.id)}"  # a page has many such links
        return self.outside(address, words, label=label) if _is_safe_url(address) else Markup()

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
