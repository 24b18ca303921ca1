"""Calendars keep to their standard, and tell other programs which day is for what, and when a day has moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus, make_entry
from factcheck.kinds import CLAIM, ENTITY
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.calendars import CALENDAR_FILES, MOST_OF_ONE, _Text
from factcheck.pages.page import language_folder
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim, Reply
from factcheck.records.record import Withdrawn
from factcheck.records.version import History, Version
from factcheck.report.report import Report

Published = Mapping[str, bytes]
Renderers = Mapping[str, Renderer]
ALL = "feeds/reviews.ics"
ONE = ("uid", "dtstamp", "dtstart", "sequence", "status", "summary", "url", "created", "last_modified", "transp")
"""What each event has, once."""


def calendars(published: Published) -> dict[str, bytes]:
    """Return all calendars by their paths."""
    return {path: content for path, content in published.items() if path.endswith(".ics")}


def events(content: bytes) -> dict[str, Any]:
    """Return the events of a calendar as vobject reads them, by their names."""
    return {event.uid.value.partition("@")[0]: event for event in vobject.readOne(content.decode()).vevent_list}


def with_claim(corpus: Corpus, claim: Claim, changed: Claim) -> Corpus:
    """Return the records with one claim changed."""
    entries = [
        make_entry(kind=it.kind, stem=it.stem, file=it.file, record=changed) if it.record is claim else it
        for it in corpus.entries
    ]
    return replace(corpus, entries=tuple(entries))


def make(corpus: Corpus, renderers: Renderers, history: History | None = None, path: str = ALL) -> bytes:
    """Return a calendar of a corpus in the main language."""
    renderer = Renderer(corpus, MAIN, renderers[MAIN].site, tuple(REGISTRY.values()), history=history or History())
    return CALENDAR_FILES.files(renderer)[path]()


def versions(claim: str, data: Iterator[Mapping[str, Any]]) -> History:
    """Return a history in which a claim said something else on each of some days."""
    found = tuple(
        Version(date=f"2026-11-{day}", content=f"swh:1:cnt:{day}", data=said) for day, said in enumerate(data, 10)
    )
    return History(records={(CLAIM, claim): found})


def test_calendars_keep_to_their_standard(published: Published) -> None:
    for content in calendars(published).values():
        lines = content.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75  # octets, RFC 5545, 3.1
        assert lines[0] == b"BEGIN:VCALENDAR"
        assert {b"VERSION:2.0", b"REFRESH-INTERVAL;VALUE=DURATION:P1D", b"X-PUBLISHED-TTL:P1D"} <= {*lines}
        found = vobject.readOne(content.decode())
        assert found.prodid.value
        assert published[found.source.value.removeprefix("https://factcheck.example/")] == content
        names = [event.uid.value for event in found.vevent_list]
        assert len(names) == len({*names})
        for event in found.vevent_list:
            assert all(len(event.contents[name.replace("_", "-")]) == 1 for name in ONE)
            assert re.fullmatch(r"[a-z0-9.-]+@factcheck\.example", event.uid.value)
            assert event.dtstart.params == {"VALUE": ["DATE"]}
            assert event.dtstamp.value.tzinfo is not None
            assert event.status.value in {"CONFIRMED", "CANCELLED"}
            assert event.transp.value == "TRANSPARENT"  # it takes nobody's time


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_has_the_day_of_its_next_check(language: str, published: Published, renderers: Renderers) -> None:
    view, found = renderers[language].view, events(published[language_folder(language) + ALL])
    for claim in view.corpus.claims.values():
        event = found[f"review-{claim.id}"]
        assert event.dtstart.value.isoformat() == claim.review.review_by
        assert event.summary.value.endswith(view.rated_title(claim))
        assert event.url.value.endswith(f"claims/{claim.id}/")
        assert event.url.value in event.description.value
        assert event.created.value.date().isoformat() == claim.record.created
        assert event.dtstamp.value.date().isoformat() == view.past.updated(CLAIM, claim.id)
        assert event.sequence.value == "0"  # nothing is known of earlier days


@given(st.text(alphabet=st.one_of(st.sampled_from("\\nN;,: \n"), st.characters(exclude_categories=["C", "Zl", "Zp"]))))
def test_any_text_comes_back(text: str) -> None:
    event = Event()
    event.add("summary", _Text(text))
    assert vobject.readOne(event.to_ical().decode()).summary.value == text
    assert str(Event.from_ical(event.to_ical())["summary"]) == text


def test_sequence_rises_each_time_a_day_moves_and_the_name_stays(sample: Report, renderers: Renderers) -> None:
    claim = next(iter(sample.corpus.claims.values()))
    days = ["2026-12-01", "2026-12-01", None, "not a day", "2027-01-05", "2026-12-01", claim.review.review_by]
    said = [{"review": {"review_by": day}} if day else {} for day in days]
    numbers = []
    for known in range(len(said) + 1):
        event = events(make(sample.corpus, renderers, versions(claim.id, iter(said[:known]))))[f"review-{claim.id}"]
        numbers.append(int(event.sequence.value))
    assert numbers == [0, 1, 1, 1, 1, 2, 3, 3]  # the last day is the one that the record has
    assert all(before <= after for before, after in pairwise(numbers))


def test_awaited_answers_have_their_day_which_is_cancelled_when_nobody_waits(
    sample: Report, renderers: Renderers
) -> None:
    claim = next(iter(sample.corpus.claims.values()))
    waiting = Reply(asked=claim.claim.claimant, date="2098-12-24", deadline="2099-01-31")
    answered = replace(waiting, answer={MAIN: "It was so."}, answered="2099-01-01")
    changed = replace(claim, record=replace(claim.record, right_of_reply=(answered, waiting)))
    before: list[Mapping[str, Any]] = [
        {"record": {"right_of_reply": [{"asked": waiting.asked, "deadline": "2099-01-15"}] * 2}},
        {"record": 1},
    ]
    content = make(with_claim(sample.corpus, claim, changed), renderers, versions(claim.id, iter(before)))
    name = f"reply-{claim.id}.{waiting.asked}"
    cancelled, awaited = (events(content)[f"{name}.{number}"] for number in (1, 2))
    assert (awaited.status.value, awaited.sequence.value) == ("CONFIRMED", "1")
    assert (cancelled.status.value, cancelled.sequence.value) == ("CANCELLED", "2")
    assert awaited.dtstart.value.isoformat() == "2099-01-31"
    assert awaited.created.value.date().isoformat() == waiting.date
    view = renderers[MAIN].view
    title = f"Answer by {view.short_name(waiting.asked)} awaited: {view.rated_title(claim)}"
    assert awaited.summary.value == title


def test_day_of_a_claim_that_is_gone_is_cancelled(sample: Report, renderers: Renderers) -> None:
    gone = [(id_, stone) for (kind, id_), stone in sample.corpus.tombstones.items() if kind == CLAIM]
    said = {"claim": {"claimant": "nimbus"}, "review": {"review_by": "2027-03-01"}}
    assert gone
    for id_, stone in gone:
        history = versions(id_, iter([said]))
        event = events(make(sample.corpus, renderers, history))[f"review-{id_}"]
        assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")
        assert event.dtstart.value.isoformat() == "2027-03-01"
        reason = stone.withdrawn.reason if isinstance(stone, Withdrawn) else stone.reason
        assert event.description.value.startswith(reason[MAIN])
        if isinstance(stone, Withdrawn):
            assert f"review-{id_}" in events(make(sample.corpus, renderers, history, "feeds/entities/nimbus.ics"))


def test_calendar_of_an_entity_has_the_next_days_of_the_claims_that_name_it(
    published: Published, renderers: Renderers
) -> None:
    view = renderers[MAIN].view
    for id_ in view.corpus.entities:
        claims = sorted(view.lookups.claims_using(ENTITY, id_), key=lambda claim: (claim.review.review_by, claim.id))
        path = f"feeds/entities/{id_}.ics"
        assert (path in published) == bool(claims)
        if claims:
            found = [name for name, event in events(published[path]).items() if event.status.value == "CONFIRMED"]
            reviews = [name for name in found if name.startswith("review-")]
            assert reviews == [f"review-{claim.id}" for claim in claims[:MOST_OF_ONE]][: len(reviews)]
            assert len(found) == min(MOST_OF_ONE, len(claims)) or len(found) > len(reviews)
