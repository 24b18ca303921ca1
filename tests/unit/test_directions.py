"""Words that are written from right to left: each on a page has its direction, or is kept apart from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from browser.html_pages import Element, parse, runs
from conftest import ROOT
from factcheck.corpus import Corpus
from factcheck.outputs.all_outputs import output_files
from factcheck.pages import formats
from factcheck.pages.changed_fields import difference
from factcheck.pages.environment import TEMPLATES
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.pages.standalone import sort_of
from factcheck.records.claim import Claim, Quotation, SaidElsewhere
from factcheck.records.payload import Designation, Payload
from factcheck.records.record import Article, Entity, Source
from factcheck.report.report import Report
from factcheck.schema.schemas import read_schemas

CHINESE = "继续为主要训练"
ARABIC = "قالت الشركة إنها ستستثمر"
LETTER = re.compile("[\u0600-\u06ff]")
APART = {"a", "option", "text"}
"""Elements that keep their words apart from others: links by the style sheet."""
SLOTS = {path.stem for path in (TEMPLATES / "slots").iterdir()} - {"records"} | {"entities", "sources"}
"""What records fill on hand-written pages."""


def in_arabic(record: Any) -> Any:
    """Return a record whose words that others said or wrote, and whose names, are in Arabic."""
    quotation = Quotation(exact=f"{ARABIC} $4 billion", prefix="في ", suffix=" في Anthropic.")
    if isinstance(record, Source):
        passages = tuple(quotation.exact for _ in record.quotations)
        return replace(record, lang="ar", title=ARABIC, publisher=ARABIC, authors=(ARABIC, "Ann"), quotations=passages)
    if isinstance(record, Article):
        return replace(record, lang="ar", title=ARABIC)
    if isinstance(record, Entity):
        return replace(record, name={"en": ARABIC, "fr": ARABIC})
    if isinstance(record, Claim):
        said, review = record.claim, record.review
        evidence = tuple(replace(item, quotation=item.quotation and quotation) for item in review.evidence)
        place = SaidElsewhere(source=evidence[0].source, quotation=quotation)
        said = replace(said, quotation=quotation, appearances=(place,), payload=worded(said.payload, "ar", ARABIC))
        return replace(record, claim=said, review=replace(review, evidence=evidence))
    return record


def worded(payload: Payload, lang: str, words: str) -> Payload:
    """Return a payload whose exact words, if it has any, are these."""
    return replace(payload, lang=lang, wording=words) if isinstance(payload, Designation) else payload


def in_chinese(record: Any) -> Any:
    """Return a record whose words that others said or wrote are in Chinese."""
    quotation = Quotation(exact=CHINESE, prefix=CHINESE, suffix=CHINESE)
    if isinstance(record, Source):
        return replace(record, lang="zh", title=CHINESE, quotations=tuple(CHINESE for _ in record.quotations))
    if isinstance(record, Article):
        return replace(record, lang="zh", title=CHINESE)
    if isinstance(record, Claim):
        said, review = record.claim, record.review
        evidence = tuple(replace(item, quotation=item.quotation and quotation) for item in review.evidence)
        said = replace(said, quotation=quotation, payload=worded(said.payload, "zh", CHINESE))
        return replace(record, claim=said, review=replace(review, evidence=evidence))
    return record


def unnamed(page: Element) -> Iterator[str]:
    """Yield the Chinese words of a page in an element that does not say that they are Chinese."""
    for words, element in runs(page):
        way: Element | None = element
        while way and "lang" not in way.attributes:
            way = way.parent
        language = way.attributes["lang"] if way else None
        if CHINESE in words and words in element.children and language != "zh":
            yield f"<{element.tag}> {words}"


def alone(element: Element) -> bool:
    """Return whether nothing else is in an element."""
    return not LETTER.sub("", element.text).strip(" ,\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\n")


def mixed(page: Element) -> Iterator[str]:
    """Yield the Arabic words of a page that are among others without a direction of their own."""
    for words, element in runs(page):
        way: Element | None = element
        while way and "dir" not in way.attributes and way.tag not in APART:
            way = way.parent
        if LETTER.search(words) and words in element.children and not way and not alone(element):
            yield f"<{element.tag}> {words}"


def bodies_with(sample: Report, change: Callable[[Any], Any], language: str) -> dict[str, str]:
    """Return what is on all pages and in all slots, with all records changed, by the name of the file or slot."""
    entries = tuple(replace(entry, record=change(entry.record)) for entry in sample.corpus.entries)
    site, schemas = Site(url="https://site.example/", name="Site"), read_schemas(ROOT / "schemas")
    renderer = Renderer(Corpus(entries=entries), language, site, (), schemas=schemas)
    bodies = {page.file: page.body for page in renderer.pages()} | {name: renderer.slot(name) for name in SLOTS}
    alone = {path: make().decode() for path, make in output_files(renderer).items() if sort_of(path)}
    assert alone
    return bodies | {path: html.partition("<body>")[2] for path, html in alone.items()}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_arabic_words_have_their_direction_on_every_page(sample: Report, language: str) -> None:
    bodies = bodies_with(sample, in_arabic, language)
    assert sum(bool(LETTER.search(body)) for body in bodies.values()) > 30
    found = {name: list(mixed(parse(body))) for name, body in bodies.items()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_chinese_words_say_that_they_are_on_every_page(sample: Report, language: str) -> None:
    """Browsers choose other forms of the characters for Chinese than for Japanese, and voices other sounds."""
    found = {name: list(unnamed(parse(body))) for name, body in bodies_with(sample, in_chinese, language).items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_words_taken_out_and_put_in_are_kept_apart() -> None:
    shown = difference(f"Ann {ARABIC} (2)", f"Ann {ARABIC} (3)", "en")
    assert not list(mixed(parse(shown)))


def test_direction_follows_from_the_language_and_the_page() -> None:
    assert formats.in_language("ar", "en") == ' lang="ar" dir="rtl"'
    assert formats.in_language("zh", "en") == ' lang="zh"'
    assert formats.in_language("xx", "en") == ' lang="xx"'


def test_sum_of_money_in_arabic_stays_as_it_was_written() -> None:
    assert formats.words_in("إنها $4 billion في", "ar") == 'إنها <bdi dir="ltr">$4 billion</bdi> في'
    assert formats.words_in("<b> $4 billion", "en") == "&lt;b&gt; $4 billion"
    assert "<b>" not in formats.words_in("<b> ش $4", "ar")


def test_name_is_kept_apart_only_if_it_is_written_from_right_to_left() -> None:
    assert formats.isolated("R&D") == "R&amp;D"
    assert formats.isolated(f"{ARABIC} & Co") == f'<bdi dir="auto">{ARABIC} &amp; Co</bdi>'
