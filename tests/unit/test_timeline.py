"""The line of everything with a date: complete, in order, cut where the article appeared and a year later."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from browser.html_pages import parse
from factcheck.analysis.availability import a_year_after
from factcheck.pages import Renderer, Site
from factcheck.pages.timeline import Event, collect_periods
from factcheck.records.edtf import parse_edtf
from factcheck.report.report import Report

ARTICLE = "quotidien-aurora-2024"


@pytest.fixture
def periods(sample: Report) -> dict[str, list[Event]]:
    return collect_periods(sample.corpus, sample.corpus.articles[ARTICLE])


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
def test_page_shows_every_event_of_every_article_with_a_link_to_its_place(sample: Report, language: str) -> None:
    shown = Renderer(sample.corpus, language, Site(url="https://s.example/", name="S"), ()).slot("timeline")
    articles = sample.corpus.articles.values()
    periods = [events for article in articles for events in collect_periods(sample.corpus, article).values()]
    events = [event for period in periods for event in period]
    assert shown.count("fc-timeline__date") == len(events)
    assert shown.count("<h2 id=") == len(periods)
    assert shown.count("#evidence-") == sum(len(event.evidence) for event in events)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_event_shows_how_well_it_is_known(sample: Report, language: str) -> None:
    """How its date is known, how far its source was read, how sure we are, and what is missing."""
    renderer = Renderer(sample.corpus, language, Site(url="https://s.example/", name="S"), ())
    articles, view = sample.corpus.articles.values(), renderer.view
    periods = [period for article in articles for period in collect_periods(sample.corpus, article).values()]
    shown = [item for item in parse(renderer.slot("timeline")).find("li") if item.find("p", class_="fc-timeline__date")]
    for event, item in zip([event for period in periods for event in period], shown, strict=True):
        date = item.one("p", class_="fc-timeline__date").text
        assert (f"({view.word(event.certainty, 'date')})" if event.certainty else view.date(event.date)) in date
        if event.source:
            assert view.word(event.source.access) in item.text
        told = [evidence.confidence for _, _, evidence in event.evidence]
        told += [event.development[2].confidence] if event.development else []
        for confidence in filter(None, told):
            assert f"{view._('Confidence:')} {view.word(confidence)}" in item.text
        if event.development and event.development[2].needs:
            assert view.plain(event.development[2].needs) in item.text
