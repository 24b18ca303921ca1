"""The line of everything with a date: complete, in order, cut where the article appeared and a year later."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from browser.html_pages import parse
from factcheck.analysis.days import a_year_after
from factcheck.corpus import Entry
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.pages.timeline import Event, collect_timeline
from factcheck.pages.view import View
from factcheck.records.edtf import parse_edtf
from factcheck.records.record import Moved
from factcheck.report.report import Report

ARTICLE = "quotidien-aurora-2024"
SITE = Site(url="https://s.example/", name="S")


@pytest.fixture
def periods(sample: Report) -> dict[str, list[Event]]:
    return {**collect_timeline(View(sample.corpus, "en"), sample.corpus.articles[ARTICLE]).parts}


def test_parts_come_in_order_and_so_do_their_events(periods: dict[str, list[Event]]) -> None:
    assert list(periods) == ["before", "article", "year_after", "since", "corrections"]
    for events in periods.values():
        assert all(one.day <= other.day for one, other in pairwise(events))


def test_line_is_cut_where_the_article_appeared_and_a_year_later(
    sample: Report, periods: dict[str, list[Event]]
) -> None:
    appeared = parse_edtf(sample.corpus.articles[ARTICLE].published or "").latest
    assert all(event.day <= appeared for event in periods["before"])
    assert all(appeared < event.day <= a_year_after(appeared) for event in periods["year_after"])
    assert all(event.day > a_year_after(appeared) for event in periods["since"])
    assert appeared == dt.date(2024, 3, 13)


def test_every_dated_source_of_evidence_is_there_once_with_all_its_uses(
    sample: Report, periods: dict[str, list[Event]]
) -> None:
    events = [event for events in periods.values() for event in events if event.source]
    assert len({event.source.id for event in events if event.source}) == len(events)
    used = [
        item
        for claim in sample.corpus.claims.values()
        if claim.article == ARTICLE
        for item in claim.review.evidence
        if sample.corpus.sources[item.source].published
    ]
    assert sum(len(event.evidence) for event in events) == len(used)


def test_development_that_several_claims_tell_is_there_once(periods: dict[str, list[Event]]) -> None:
    told = [event.development for events in periods.values() for event in events if event.development]
    keys = [(item.date, item.sources or claim.id) for claim, _, item in told]
    assert len(keys) == len(set(keys)) >= 4


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_article_has_a_page_with_every_event_and_a_link_to_its_place(sample: Report, language: str) -> None:
    renderer = Renderer(sample.corpus, language, SITE, ())
    for id_, article in sample.corpus.articles.items():
        parts = collect_timeline(renderer.view, article).parts
        events = [event for part in parts.values() for event in part]
        page = renderer.page("timeline", id_)
        assert page
        assert page.body.count("fc-timeline__date") == len(events)
        assert page.body.count("<h2 id=") == len(parts)
        assert page.body.count("#evidence-") == sum(len(event.evidence) for event in events)
        assert renderer.view.article_name(article) in page.title
        about = renderer.page("article", id_)
        assert about
        for place in (f"timeline/{id_}/", f"money/?article={id_}", f"designations/?article={id_}"):
            assert f'href="~/{place}"' in about.body
        assert renderer.slot("timeline", id_).strip() in page.body


@pytest.mark.parametrize("language", ["en", "fr"])
def test_several_articles_are_named_the_newest_first_and_lead_to_their_timelines(sample: Report, language: str) -> None:
    renderer = Renderer(sample.corpus, language, SITE, ())
    shown = renderer.slot("timeline")
    names = [renderer.view.article_name(article) for article in sample.corpus.articles.values()]
    assert len(names) > 1
    assert re.findall(r'href="~/timeline/([^"/]+)/"', shown) == list(sample.corpus.articles)
    assert [shown.index(name) for name in names] == sorted(shown.index(name) for name in names)


def test_an_article_without_a_date_has_one_part_and_its_corrections(sample: Report) -> None:
    view, article = View(sample.corpus, "en"), sample.corpus.articles[ARTICLE]
    parts = collect_timeline(view, replace(article, published=None)).parts
    assert list(parts) == ["all", "corrections"]


def test_the_address_of_an_article_that_moved_leads_on(sample: Report) -> None:
    stone = Moved(id="old", moved_to=ARTICLE, date="2026-11-25", reason={"en": "A new id.", "fr": "Un nouvel id."})
    entry = Entry(kind="article", stem="old", file=sample.corpus.entries[0].file, record=stone, given_id="old")
    corpus = replace(sample.corpus, entries=(*sample.corpus.entries, entry))
    page = Renderer(corpus, "en", SITE, ()).page("timeline", "old")
    assert page
    assert not page.listed
    assert f'href="~/articles/{ARTICLE}/"' in page.body


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_event_shows_how_well_it_is_known(sample: Report, language: str) -> None:
    """How its date is known, how far its source was read, how sure we are, and what is missing."""
    renderer = Renderer(sample.corpus, language, SITE, ())
    view, article = renderer.view, sample.corpus.articles[ARTICLE]
    html = parse(renderer.slot("timeline", ARTICLE))
    shown = [item for item in html.find("li") if item.find("p", class_="fc-timeline__date")]
    events = [event for part in collect_timeline(view, article).parts.values() for event in part]
    for event, item in zip(events, shown, strict=True):
        date = item.one("p", class_="fc-timeline__date").text
        assert (f"({view.word(event.certainty, 'date')})" if event.certainty else view.date(event.date)) in date
        if event.source:
            assert view.word(event.source.access) in item.text
        told = [evidence.confidence for _, _, evidence in event.evidence]
        told += [event.development[2].confidence] if event.development else []
        for confidence in filter(None, told):
            assert view.word(confidence, "how_sure") in item.text
        if event.development and event.development[2].needs:
            assert view.plain(event.development[2].needs) in item.text
