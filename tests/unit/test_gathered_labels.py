"""One sentence is one use of a label, however many records tell of it, and whichever part of a company they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from factcheck.analysis.gathered_labels import gathered_labels, heads, top
from factcheck.analysis.labels import DesignationUse, designations
from factcheck.corpus import Corpus
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim, Development, Evidence
from factcheck.records.edtf import newest_day
from factcheck.records.payload import Designation
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")
PARENTS = {"unit": "company", "company": "group"}
WORDS = "cloud préféré"
"""What the sample's claim `nimbus-preferred-provider` quotes."""
Change = Callable[[Designation], Designation]


def told_again(sample: Report, change: Change, *, source: str = "quotidien-copy", as_news: bool = False) -> Corpus:
    """Return the sample in which a claim of the other article also tells of that label, as evidence or as news."""
    said = sample.corpus.claims["nimbus-preferred-provider"].claim.payload
    assert isinstance(said, Designation)
    entries = []
    for entry in sample.corpus.entries:
        record = entry.record
        if isinstance(record, Claim) and record.id == "orbit-credits-50m":
            text = {"en": "It said so."}
            news = Development(date="2025-01", text=text, sources=(source,), recorded=change(said))
            proof = Evidence(source=source, stance="context", recorded=change(said))
            review = record.review
            told = (
                {"developments": (*review.developments, news)} if as_news else {"evidence": (*review.evidence, proof)}
            )
            record = replace(record, review=replace(review, **told))
        entries.append(replace(entry, record=record))
    return replace(sample.corpus, entries=tuple(entries))


def uses_of(corpus: Corpus) -> list[DesignationUse]:
    return [use for use in gathered_labels(corpus) if WORDS in (use.designation.wording or "")]


@pytest.mark.parametrize("as_news", [False, True])
@pytest.mark.parametrize("provider", ["nimbus", "nimbus-cloud"])
def test_words_that_several_records_tell_are_one_use(sample: Report, provider: str, *, as_news: bool) -> None:
    corpus = told_again(sample, lambda said: replace(said, provider=provider), as_news=as_news)
    (use,) = [use for use in uses_of(corpus) if use.also]
    assert {told.claim.id for told in use.told} == {"nimbus-preferred-provider", "orbit-credits-50m"}
    assert len(gathered_labels(corpus)) == len(gathered_labels(sample.corpus))
    before, shown = (Renderer(records, "en", SITE, ()).slot("designations") for records in (sample.corpus, corpus))
    assert shown.count("The same is also told here:") == before.count("The same is also told here:") + 1
    assert shown.count("fc-timeline__date") == len(gathered_labels(corpus))


@pytest.mark.parametrize(
    "change",
    [
        lambda said: replace(said, provider="orbit"),
        lambda said: replace(said, wording="fournisseur attitré"),
        lambda said: replace(said, customer="orbit"),
        lambda said: replace(said, said_by="orbit"),
    ],
)
def test_other_words_are_another_use(sample: Report, change: Change) -> None:
    assert len(gathered_labels(told_again(sample, change))) == len(gathered_labels(sample.corpus)) + 1


def test_the_same_words_in_another_text_are_another_use(sample: Report) -> None:
    corpus = told_again(sample, lambda said: said, source="courrier-2024-03-12")
    assert len(gathered_labels(corpus)) == len(gathered_labels(sample.corpus)) + 1


def test_no_use_is_lost_and_the_newest_come_first(sample: Report) -> None:
    uses = gathered_labels(sample.corpus)
    told = [use for one in uses for use in one.told]
    assert len(told) == len([use for use in designations(sample.corpus) if use.designation.wording])
    assert all(newest_day(one.date) >= newest_day(other.date) for one, other in pairwise(uses))


def test_a_part_is_listed_with_its_company_if_that_has_labels_too() -> None:
    assert heads(["unit", "company", "else"], PARENTS) == {"unit": "company", "company": "company", "else": "else"}
    assert heads(["unit"], PARENTS) == {"unit": "unit"}
    assert [top(id_, PARENTS) for id_ in ("unit", "group", None)] == ["group", "group", None]
    assert top("a", {"a": "b", "b": "a"}) in {"a", "b"}
