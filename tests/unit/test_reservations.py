"""No page sounds surer than the page of the claim: every reservation is wherever its matter is.

The records are those of the sample project, in which everything is given every reservation that it can have: dates that
are only estimated, sources of which little was read, low confidence, something missing, and money without certainty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest

from browser.html_pages import Element, parse
from factcheck.analysis.labels import DesignationUse, Voice
from factcheck.analysis.support import READ
from factcheck.corpus import Corpus
from factcheck.languages import LANGUAGES
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim, Development, Evidence
from factcheck.records.payload import Agreement, Amount, Designation
from factcheck.records.record import Article, Entity, Source
from factcheck.report.report import Report

SLOTS = ("timeline", "latest", "money", "labels", "side-by-side", "designations", "articles", "sources", "claims")
"""Parts of hand-written pages: home, labels, money, timeline and lists. The pages of all records come on top."""
USES = {"labels", "side-by-side", "designations", "entity", "term"}
"""Where a link to a place on a claim's page is about the label that is used there."""
UNNAMED = "nimbus-exclusive-provider"
"""The claim whose label is left without a speaker."""
PLACE = re.compile(r"(?:~/claims/([a-z0-9-]+)/)?#((?:evidence|development)-(\d+)|claimed)")
TITLE = re.compile("~/claims/([a-z0-9-]+)/(?:#[a-z0-9-]+)?")
RECORD = re.compile("~/(claims|sources|articles)/([a-z0-9-]+)/")
CONFIDENCE = ("low", "medium", "high", "medium")
ACCESS = ("full", "relayed", "unread", "excerpt", "headline")


def missing(id_: str) -> dict[str, str]:
    """Return a text on what is missing that no other record has."""
    return {code: f"[{code}] the original of {id_}" for code in LANGUAGES}


def doubted(corpus: Corpus, certainty: str) -> Corpus:
    """Return records with a reservation in every place that can have one; the same for all dates, so none escapes."""
    access, confidence = cycle(ACCESS), cycle(CONFIDENCE)

    def doubt(record: Any) -> Any:
        if isinstance(record, Source):
            record = replace(record, access=next(access), title_certainty=record.title and certainty)
        if isinstance(record, Source | Article) and record.published:
            record = replace(record, published_certainty=certainty)
        if isinstance(record, Source | Article | Entity):
            return replace(record, needs=missing(record.id))
        return of_claim(record) if isinstance(record, Claim) else record

    def of_claim(claim: Claim) -> Claim:
        review, said, needs = claim.review, claim.claim, missing(claim.id)
        if claim.id == UNNAMED and isinstance(said.payload, Designation):
            said = replace(said, payload=replace(said.payload, said_by=None))
        evidence = tuple(replace(item, confidence=next(confidence), needs=needs) for item in review.evidence)
        developments = tuple(
            replace(item, confidence=next(confidence), needs=needs, date_certainty=certainty)
            for item in (*review.developments, agreement(claim, corpus.numbers[claim.id]))
        )
        review = replace(review, confidence="low", needs=needs, evidence=evidence, developments=developments)
        return replace(claim, claim=said, review=review)

    return replace(corpus, entries=tuple(replace(entry, record=doubt(entry.record)) for entry in corpus.entries))


def agreement(claim: Claim, number: int) -> Development:
    """Return news of an agreement for money, from the sources of a claim, on a day of its own."""
    amount = Amount(currency="USD", hedge="up_to", value=number * 1_000_003)
    sources = tuple(dict.fromkeys(item.source for item in claim.review.evidence))
    recorded = Agreement(type="agreement", amount=amount, status="reported")
    day = f"2025-12-{number:02}"
    return Development(date=day, text={"en": "News.", "fr": "Nouvelle."}, sources=sources, recorded=recorded)


def words_of(element: Element) -> str:
    """Return the text of an element without the marks that keep names apart from their neighbours."""
    return re.sub("[\u2066-\u2069]", "", element.words)


def around(link: Element, *tags: str) -> Element:
    """Return the nearest element with one of these tags that holds a link, or the link itself."""
    found: Element | None = link
    while found and found.tag not in tags:
        found = found.parent
    return found or link


class Reader:
    """Reads the pages of a language, and knows what must be beside each thing that they tell."""

    def __init__(self, corpus: Corpus, language: str) -> None:
        self.renderer = Renderer(corpus, language, Site(url="https://s.example/", name="S"), ())
        self.corpus, self.view = corpus, self.renderer.view
        self.parts: Any = self.renderer.templates.environment.get_template("_parts.html").module
        self.found: Counter[tuple[str, str]] = Counter()
        """How many things were found, by the kind of the page and their sort."""

    def faults(self) -> Iterator[str]:
        """Yield what is not beside something on a page."""
        pages = [(name, "", self.renderer.slot(name)) for name in SLOTS]
        pages += [(page.kind, page.id, page.body) for page in self.renderer.pages() if page.listed]
        for kind, id_, html in pages:
            for sort, element, needed in self.told(kind, id_, parse(html)):
                self.found[kind, sort] += 1
                text = self.in_brackets(words_of(element))
                yield from (f"{kind} {id_}: {sort}: {words!r} not in {text!r}" for words in needed if words not in text)

    def told(self, kind: str, id_: str, page: Element) -> Iterator[tuple[str, Element, list[str]]]:
        """Yield what a page tells: its sort, the element around it, and the words that it must hold."""
        places = [(link, link.attributes.get("href", "")) for link in page.find("a")]
        if kind == "claim":
            places += [(item, f"#{item.attributes['id']}") for item in page.find("li") if "id" in item.attributes]
        for element, target in places:
            if (found := TITLE.fullmatch(target)) and (needed := self.of_title(found[1], words_of(element))):
                yield "title", around(element, "li", "tr", "section", "p"), needed
            if found := RECORD.fullmatch(target):
                yield from self.at_link(kind, found[1], found[2], element)
            if (found := PLACE.fullmatch(target)) and (found[1] or kind == "claim"):
                yield self.at_place(
                    kind, found[1] or id_, found[2], around(element, "li" if element.inside("li") else "div")
                )
        yield from self.of_page(kind, id_, page)

    def at_link(self, kind: str, folder: str, id_: str, link: Element) -> Iterator[tuple[str, Element, list[str]]]:
        """Yield what is said of a source, an article or, where labels are listed, of the label in a claim."""
        beside = around(link, "li", "dd") if link.inside("li") else around(link, "dd", "p", "td")
        if folder == "sources":
            source, text = self.corpus.sources[id_], words_of(beside)
            cited = source.title and source.title in link.words
            mark = [self.view.word(source.title_certainty or "", "title_mark")] if cited else []
            yield "source", beside, mark + self.of_source(source, text)
        elif folder == "articles":
            yield "article", beside, self.of_article(self.corpus.articles[id_], words_of(beside))
        elif kind == "labels":
            yield self.at_place(kind, id_, "claimed", beside)

    def at_place(self, kind: str, id_: str, anchor: str, beside: Element) -> tuple[str, Element, list[str]]:
        """Return what is said of a use of a label, a piece of evidence, or a development."""
        review, text, (sort, _, number) = self.corpus.claims[id_].review, words_of(beside), anchor.partition("-")
        use = self.view.lookups.label_at(id_, anchor)
        if use and kind in USES:
            return "use", beside, self.of_use(use, text, in_full=kind != "side-by-side")
        if sort == "evidence":
            evidence = review.evidence[int(number) - 1]
            source, in_full = self.corpus.sources[evidence.source], beside.tag == "li"  # a cell has words of its own
            needed = self.of_item(evidence, in_full=in_full and kind == "claim")
            # On these pages, the source is farther out: a link of its own, or the page itself.
            farther_out = kind in {"timeline", "source"} or (kind == "as_of" and beside.inside("ol"))
            needed += [] if farther_out else self.of_source(source, text if in_full else "")
            return sort, beside, needed
        if sort == "development":
            voice = [words_of(parse(self.parts.voice(use)))] if use and kind == "claim" else []
            return sort, beside, [*voice, *self.of_development(review.developments[int(number) - 1], text)]
        return sort, beside, []

    def of_page(self, kind: str, id_: str, page: Element) -> Iterator[tuple[str, Element, list[str]]]:
        """Yield what the page of a record tells of the record itself."""
        view, plain = self.view, self.view.plain
        if kind in {"entity", "source", "article"}:
            yield "record", page, [plain(missing(id_))]
        if kind == "claim":
            review = self.corpus.claims[id_].review
            said = [view.name("rating", review.rating), plain(review.needs or {}), view.word(review.completeness)]
            said.append(view.word(review.confidence, "how_sure"))
            yield "rating", page.one("div", class_="fc-answer"), said
        for item in view.lookups.sums_with(id_) if kind in {"claim", "article"} else ():
            sums = [*((amount, status) for _, amount, status in item.addends), (item.total, item.status)]
            amounts = [f"{view.amount(amount)} ({view.word(status)})" for amount, status in sums if amount and status]
            yield "arithmetic", next(line for line in page.find("li") if " = " in line.text), amounts
        if kind == "source":
            facts = page.find("dl", class_="fc-fields")[0]
            yield "record", facts, self.of_source(self.corpus.sources[id_], words_of(facts))
        dates = {"article": ("dl", "fc-fields"), "articles": ("p", "fc-kicker"), "claim": ("div", "fc-words")}
        for text in page.find(dates[kind][0], class_=dates[kind][1]) if kind in dates else ():
            found = [self.of_article(article, words_of(text)) for article in self.corpus.articles.values()]
            yield "article", text, [words for needed in found for words in needed]

    def of_title(self, id_: str, text: str) -> list[str]:
        """Return what must be beside the title of a claim, if a text has it: its rating, or that it was withdrawn."""
        gone: Any = self.corpus.tombstones.get(("claim", id_))
        title = self.view.plain(gone.withdrawn.title) if gone else self.view.title(self.corpus.claims[id_])
        needed = [self.view.word("withdrawn")] if gone else self.of_rating(self.corpus.claims[id_])
        return needed if title in text else []

    def of_rating(self, claim: Claim) -> list[str]:
        """Return what must be beside the title of a claim: its rating, and how sure we are of that."""
        return [f"{self.view.name('rating', claim.review.rating)} ({self.sureness(claim.review.confidence)[0]})"]

    def of_use(self, use: DesignationUse, text: str, *, in_full: bool) -> list[str]:
        """Return what must be beside a use of a label; a table need not say what is missing."""
        needed = [words_of(parse(self.parts.voice(use))), *self.known(use.date, use.certainty, text)]
        needed += self.sureness(use.confidence)
        if use.voice is Voice.ATTRIBUTED:
            needed += self.of_rating(use.claim)
        if in_full and use.needs:
            needed += [self.view.plain(use.needs)]
            needed += [self.view.word(self.corpus.sources[id_].access) for id_ in use.sources]
        return needed

    def of_article(self, article: Article, text: str) -> list[str]:
        """Return what must be beside an article: how its date is known."""
        return self.known(article.published, article.published_certainty, text)

    def of_source(self, source: Source, text: str) -> list[str]:
        """Return what must be beside a source: how little was read of it, and how its date is known."""
        unread = [] if source.access in READ else [self.view.word(source.access)]
        return unread + self.known(source.published, source.published_certainty, text)

    def of_development(self, item: Development, text: str) -> list[str]:
        """Return what must be beside a development; where only its date is given, how that is known."""
        view, amount = self.view, getattr(item.recorded, "amount", None)
        if view.plain(item.text) not in text:
            return self.known(item.date, item.date_certainty, text)
        needed = [*self.known(item.date, item.date_certainty, text), *self.of_item(item, in_full=True)]
        needed += [
            view.word(source.access) for id_ in item.sources if (source := self.corpus.sources[id_]).access not in READ
        ]
        needed += [] if item.sources else [view._("No source read")]
        if amount:
            needed.append(f"{view.amount(amount)} ({view.word(getattr(item.recorded, 'status', ''))})")
        if relation := getattr(item.recorded, "relation", None):
            needed.append(words_of(parse(view.money_relation(relation))))
        return needed

    def of_item(self, item: Evidence | Development, *, in_full: bool) -> list[str]:
        """Return how sure we are of a piece of evidence or a development, and what is missing."""
        said = self.sureness(item.confidence)
        return [*said, self.view.plain(item.needs or {})] if in_full else said

    def sureness(self, confidence: str | None) -> list[str]:
        """Return how sure we are; high confidence is no reservation."""
        return [self.view.word(confidence, "how_sure")] if confidence in {"low", "medium"} else []

    def in_brackets(self, text: str) -> str:
        """Return a text in which every confidence is said as in brackets, also where it has a line of its own."""
        view, confidence = self.view, self.view._("Confidence:")
        for value in ("high", "medium", "low"):
            text = text.replace(f"{confidence} {view.word(value)}", view.word(value, "how_sure"))
        return text

    def known(self, date: str | None, certainty: str | None, text: str) -> list[str]:
        """Return how a date is known, if a text has it."""
        return [self.dated(date, certainty)] if date and certainty and self.view.date(date) in text else []

    def dated(self, date: str | None, certainty: str | None) -> str:
        return f"{self.view.date(date or '')} ({self.view.word(certainty or '', 'date')})"


EXPECTED = {
    *(
        (kind, "title")
        for kind in ("timeline", "latest", "money", "entity", "term", "claim", "as_of", "article", "claims")
    ),
    *(("timeline", sort) for sort in ("article", "evidence", "source", "development")),
    *(("latest", sort) for sort in ("source", "development")),
    *(("money", sort) for sort in ("evidence", "source", "development")),
    *((kind, "use") for kind in USES),
    *(("entity", sort) for sort in ("record", "source")),
    *(("claim", sort) for sort in ("rating", "evidence", "source", "development", "arithmetic", "article")),
    *(("source", sort) for sort in ("record", "source", "evidence")),
    *(("article", sort) for sort in ("record", "arithmetic", "article")),
    *(("as_of", sort) for sort in ("evidence", "source", "development")),
    ("articles", "article"),
    ("sources", "source"),
}
"""What is on which page; so that nothing is missed because it is nowhere."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("certainty", ["inferred", "relayed"])
def test_every_reservation_is_wherever_its_matter_is(sample: Report, language: str, certainty: str) -> None:
    reader = Reader(doubted(sample.corpus, certainty), language)
    assert list(reader.faults()) == []
    assert set(reader.found) >= EXPECTED
