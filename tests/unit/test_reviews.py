"""Who has reviewed a claim, who was asked and has answered, and which day has passed: what its page says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.analysis.parties import is_same_person
from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Correction, Reply, SecondLook, Upkeep
from factcheck.records.url import copied_on, page_key, where_to_look
from factcheck.report.report import Report

PAGE = "https://news.site/a?b=c"
LOOK = SecondLook(name="Ann", date="2026-11-22", looked_at=("quotations", "rating"))


def with_record(corpus: Corpus, claim: Claim, change: Callable[[Upkeep], Upkeep]) -> Corpus:
    """Return the records with another third layer of a claim."""
    changed = replace(claim, record=change(claim.record))
    entries = tuple(replace(entry, record=changed) if entry.record is claim else entry for entry in corpus.entries)
    return Corpus(entries=entries, pages=corpus.pages, around=corpus.around)


def body(corpus: Corpus, claim: Claim, language: str = "en") -> str:
    """Return the HTML of the page of a claim."""
    renderer = Renderer(corpus, language, Site(url="https://s.example/", name="S"), tuple(REGISTRY.values()))
    page = renderer.page(CLAIM, claim.id)
    assert page
    return page.body


@pytest.fixture
def claim(sample: Report) -> Claim:
    """Return a claim that nobody but its authors has reviewed."""
    return next(item for item in sample.corpus.claims.values() if not item.record.reviewers)


def test_a_review_says_who_when_and_what_was_looked_at(sample: Report, claim: Claim) -> None:
    view = View(sample.corpus, "en")
    assert view.word("fairness") not in body(sample.corpus, claim)
    shown = body(with_record(sample.corpus, claim, lambda record: replace(record, reviewers=(LOOK,))), claim)
    assert "Ann" in shown
    assert view.date(LOOK.date) in shown
    assert all(view.word(part, "looked_at") in shown for part in LOOK.looked_at)
    assert view.word("texts") not in shown
    assert "Not independently reviewed" not in shown


@pytest.mark.parametrize(
    ("type_", "day", "changed"),
    [("substance", "2026-11-23", True), ("typo", "2026-11-23", False), ("rating", "2026-11-22", False)],
)
def test_page_says_that_it_was_changed_after_its_review(
    sample: Report, claim: Claim, type_: str, day: str, *, changed: bool
) -> None:
    correction = Correction(date=day, type=type_, text={"en": "It was changed."})
    corpus = with_record(
        sample.corpus, claim, lambda record: replace(record, reviewers=(LOOK,), corrections=(correction,))
    )
    assert ("Changed since its last independent review" in body(corpus, claim)) == changed


def test_an_unasked_answer_is_shown_as_one_and_silence_as_silence(sample: Report, claim: Claim) -> None:
    party = claim.claim.claimant

    def shown(reply: Reply) -> str:
        return body(with_record(sample.corpus, claim, lambda record: replace(record, right_of_reply=(reply,))), claim)

    asked = shown(Reply(asked=party, date="2026-11-20", deadline="2026-11-22"))
    assert "No answer so far" in asked
    assert "who was not asked" not in asked
    unasked = shown(Reply(asked=party, answer={"en": "It is so."}, answered="2026-11-21"))
    assert "who was not asked" in unasked
    assert "It is so." in unasked


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_says_only_what_stays_true_until_a_script_says_more(sample: Report, claim: Claim, language: str) -> None:
    shown = body(sample.corpus, claim, language)
    day = View(sample.corpus, language).date(claim.review.review_by)
    hidden = f'<strong class="fc-due" data-due="{claim.review.review_by}" hidden>'
    before, _, after = shown.partition(hidden)
    assert after, "no badge for the day on which the page is overdue"
    assert day in after.partition("</strong>")[0]
    assert day in before + after.partition("</strong>")[2]


def test_what_archives_may_have_is_asked_for_the_day_of_reading() -> None:
    found = where_to_look(PAGE, "2026-11-23")
    assert all(address.endswith(f"/20261123/{PAGE}") for address in found.values())
    assert {page_key(address) for address in found.values()} == {page_key(PAGE)}
    assert {copied_on(address) for address in found.values()} == {"2026-11-23"}
    assert all(address.endswith(f"/2/{PAGE}") for address in where_to_look(PAGE, "").values())
    assert where_to_look("javascript:alert(1)//", "2026") == {}


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://web.archive.org/web/20231028093000/https://news.site/a", "2023-10-28"),
        ("https://web.archive.org/web/20231028id_/http://news.site/a", "2023-10-28"),
        ("https://web.archive.org/web/2023/https://news.site/a", ""),
        ("https://archive.ph/2023.10.28-093000/https://news.site/a", "2023-10-28"),
        ("https://archive.ph/AbC12", None),
        ("https://news.site/a", None),
    ],
)
def test_address_of_a_copy_says_when_it_was_made(address: str, day: str | None) -> None:
    assert copied_on(address) == day


@pytest.mark.parametrize(
    "name",
    [
        "Jane A. Doe",
        "jane doe",
        "Doe, Jane",
        "J. Doe",
        "Doe",
        "Jané Doe",
        "Jane Mary DOE",
        "J\u0430n\u0435 D\u043e\u0435",
    ],
)
def test_one_person_under_another_spelling(name: str) -> None:
    assert is_same_person("Jane Doe", name)
    assert is_same_person(name, "Jane Doe")


@pytest.mark.parametrize("name", ["John Doe", "Jane Roe", "K. Doe", "", "Janet Doe"])
def test_another_person(name: str) -> None:
    assert not is_same_person("Jane Doe", name)
