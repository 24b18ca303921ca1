"""What was known on a day: never said to be there when it may not have been, and nothing is lost or counted twice."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from factcheck.analysis.availability import (
    AVAILABILITIES,
    LATER,
    PERHAPS,
    THERE,
    UNDATED,
    AsOf,
    Then,
    availability,
)
from factcheck.analysis.days import (
    A_YEAR_LATER,
    AT_PUBLICATION,
    MOMENTS,
    NOW,
    a_year_after,
    certain_day,
    collect_moments,
    page_id,
    split_id,
)
from factcheck.analysis.support import Origins
from factcheck.corpus import Corpus, Entry
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim, Development
from factcheck.records.record import Article, Moved, Source
from factcheck.records.version import History, Version
from factcheck.report.report import Report

ARTICLE = "quotidien-aurora-2024"
SITE = Site(url="https://s.example/", name="S")
DAY = dt.date(2023, 10, 30)
NO_HISTORY = History()
NEVER = dt.date.max
"""For what we have not cited by any day that is asked about."""

in_each_language = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture
def article(sample: Report) -> Article:
    return sample.corpus.articles[ARTICLE]


@pytest.fixture
def claims(sample: Report) -> list[Claim]:
    return [claim for claim in sample.corpus.claims.values() if claim.article == ARTICLE]


def collect_as_of(article: Article, claims: list[Claim], corpus: Corpus, history: History = NO_HISTORY) -> list[AsOf]:
    """Return what was known on each day that matters, the earliest first."""
    then = Then(Origins(corpus), history)
    return [then.as_of(article, claims, moment) for moment in collect_moments(article, claims, corpus)]


def named(days: list[AsOf]) -> list[AsOf]:
    """Return the days that have a name, in the order of the names."""
    return [next(found for found in days if name in found.moment.names) for name in MOMENTS]


@pytest.fixture
def days(sample: Report, article: Article, claims: list[Claim]) -> list[AsOf]:
    return collect_as_of(article, claims, sample.corpus)


def one_claim(claims: list[Claim], id_: str, *developments: Development) -> Claim:
    """Return one of the claims, with other developments."""
    claim = next(claim for claim in claims if claim.id == id_)
    return replace(claim, review=replace(claim.review, developments=developments))


def with_record(corpus: Corpus, record: Article | Source | Moved) -> Corpus:
    """Return a corpus with a record in the place of the one with its id, or beside the others."""
    kind = "source" if isinstance(record, Source) else "article"
    entry = Entry(kind=kind, stem=record.id, file=corpus.entries[0].file, record=record, given_id=record.id)
    others = (other for other in corpus.entries if (other.kind, other.stem) != (kind, record.id))
    return replace(corpus, entries=(*others, entry))


def with_dates(corpus: Corpus, claim: Claim, date: str | None) -> Corpus:
    """Return a corpus in which everything that a claim rests on was published on one day."""
    for id_ in {item.source for item in claim.review.evidence}:
        corpus = with_record(corpus, replace(corpus.sources[id_], published=date))
    return corpus


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2023-10-29", THERE),
        ("2023-10-30", THERE),
        ("2023-10-31", LATER),
        ("2023-09", THERE),
        ("2023-10", PERHAPS),
        ("2023-11", LATER),
        ("2022", THERE),
        ("2023", PERHAPS),
        ("2024", LATER),
        ("2023-10-27/2023-10-30", THERE),
        ("2023-10-27/2023-10-31", PERHAPS),
        ("2023-10-31/2023-11-02", LATER),
        ("2023-10-29?", PERHAPS),
        ("2023-10-31?", PERHAPS),
        ("2022~", PERHAPS),
        ("2024~", PERHAPS),
        ("2023-10-01/2023-10-29?", PERHAPS),
        ("2023-10-01?/2023-10-29", THERE),
        ("2023-11?/2023-12", PERHAPS),
        ("2023-11/2023-12?", LATER),
        ("../2023-10-30", THERE),
        ("../2023-10-31", PERHAPS),
        ("2023-10-30/..", PERHAPS),
        ("2023-10-31/..", LATER),
        (None, UNDATED),
    ],
)
def test_something_is_there_or_later_only_if_every_day_that_its_date_can_mean_agrees(
    date: str | None, expected: str
) -> None:
    assert availability(date, DAY, NEVER) == expected


@pytest.mark.parametrize("date", [None, "2023", "2023-10", "2023-10-29?", "2022~", "2023-10-01/.."])
def test_what_a_date_leaves_open_was_there_once_it_was_cited(date: str | None) -> None:
    assert availability(date, DAY, DAY) == THERE
    assert availability(date, DAY, DAY + dt.timedelta(days=1)) in {PERHAPS, UNDATED}


def test_what_is_dated_later_is_not_there_whenever_it_was_cited() -> None:
    assert availability("2023-10-31", DAY, DAY) == LATER


@pytest.mark.parametrize(
    ("day", "later"),
    [("2023-10-30", "2024-10-30"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28"), ("9999-12-31",) * 2],
)
def test_a_year_later_is_the_same_day_of_the_next_year(day: str, later: str) -> None:
    assert a_year_after(dt.date.fromisoformat(day)) == dt.date.fromisoformat(later)


# Which days


def test_days_with_a_name_are_the_last_of_the_article_the_same_a_year_later_and_the_newest_on_record(
    claims: list[Claim], days: list[AsOf]
) -> None:
    assert [found.moment.day for found in named(days)[:2]] == [dt.date(2024, 3, 13), dt.date(2025, 3, 13)]
    assert days[0].moment.names == (AT_PUBLICATION,)
    assert NOW in days[-1].moment.names
    corrected = [item.date for claim in claims for item in claim.record.corrections]
    assert days[-1].moment.day.isoformat() == max(corrected + [claim.review.checked for claim in claims])


def test_every_day_on_which_something_certainly_happened_or_was_corrected_has_a_page(
    claims: list[Claim], days: list[AsOf]
) -> None:
    found = [each.moment.day for each in days]
    dates = [item.date for claim in claims for item in claim.review.developments]
    dates += [item.date for claim in claims for item in claim.record.corrections]
    certain = {day for date in dates if (day := certain_day(date))}
    assert {day for day in certain if found[0] <= day <= found[-1]} <= set(found)
    assert found == sorted(set(found))


def test_nothing_happens_and_nothing_is_corrected_between_two_days(
    article: Article, claims: list[Claim], days: list[AsOf], sample: Report
) -> None:
    then = Then(Origins(sample.corpus), History())
    for one, other in pairwise(days):
        eve = replace(other.moment, day=other.moment.day - dt.timedelta(days=1))
        before = then.as_of(article, claims, eve)
        assert before.developments[THERE] == one.developments[THERE]
        for was, is_ in zip(one.claims, before.claims, strict=True):
            assert was.corrections == is_.corrections


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-02", "2024-02-29"),
        ("2024", "2024-12-31"),
        ("2024-02-03/2024-02-05", "2024-02-05"),
        ("../2024-02", "2024-02-29"),
        ("2024-02?", None),
        ("2024-02/..", None),
        (None, None),
    ],
)
def test_a_date_counts_from_the_last_day_that_it_can_mean(date: str | None, expected: str | None) -> None:
    assert certain_day(date) == (dt.date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("moment", [*MOMENTS, "2024-02-29"])
@pytest.mark.parametrize("article", ["a", "a-now", "a-2023-10-30", "a-at"])
def test_ids_of_pages_can_be_taken_apart(article: str, moment: str) -> None:
    assert split_id(page_id(article, moment)) == (article, moment)


@pytest.mark.parametrize("id_", ["", "now", "2024-02-29", "a-2024-02-30", "a-20240229", "a-2024-2-29"])
def test_what_is_no_id_of_such_a_page_names_nothing(id_: str) -> None:
    assert split_id(id_) == ("", "")


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-10-28", [AT_PUBLICATION, A_YEAR_LATER, NOW]),
        ("2023", [AT_PUBLICATION, A_YEAR_LATER, NOW]),
        ("../2023-10-28", [AT_PUBLICATION, A_YEAR_LATER, NOW]),
        ("2026-09-01", [AT_PUBLICATION, NOW]),
        ("9999-12-31", [NOW]),
        ("2023-10-28/..", [NOW]),
        (None, [NOW]),
    ],
)
def test_a_day_that_is_not_known_or_not_on_record_yet_is_not_looked_at(
    sample: Report, article: Article, claims: list[Claim], published: str | None, expected: list[str]
) -> None:
    moments = collect_moments(replace(article, published=published), claims, sample.corpus)
    assert [name for moment in moments for name in moment.names] == expected


def test_an_article_without_claims_has_no_days(sample: Report, article: Article) -> None:
    assert collect_as_of(article, [], sample.corpus) == []


# What was there


def test_every_piece_of_evidence_and_every_development_is_counted_once(claims: list[Claim], days: list[AsOf]) -> None:
    for found in days:
        assert [then.claim for then in found.claims] == claims
        assert found.evidence.total() == sum(len(claim.review.evidence) for claim in claims)
        assert found.developments.total() == sum(len(claim.review.developments) for claim in claims)
        for then in found.claims:
            shares = [len(then.evidence_that(each)) for each in AVAILABILITIES]
            assert sum(shares) == len(then.claim.review.evidence)
            assert [item.position for item in then.evidence] == [*range(1, len(then.evidence) + 1)]


def test_what_was_there_stays_there_and_now_all_of_it_is(days: list[AsOf]) -> None:
    for one, other in pairwise(days):
        for before, after in zip(one.claims, other.claims, strict=True):
            for kind in ("evidence_that", "developments_that"):
                earlier, later = ({it.position for it in getattr(then, kind)(THERE)} for then in (before, after))
                assert earlier <= later
            assert after.enough or not before.enough
            assert len(before.corrections) <= len(after.corrections)
    assert set(days[-1].evidence) == set(days[-1].developments) == {THERE}
    at_first, year_later, last = named(days)
    assert at_first.evidence[THERE] < year_later.evidence[THERE] < last.evidence[THERE]
    assert 0 < at_first.enough <= year_later.enough <= last.enough


def test_no_development_lies_before_the_article(days: list[AsOf]) -> None:
    assert days[0].developments[THERE] == 0


def test_now_the_support_is_that_of_the_claim_itself(sample: Report, days: list[AsOf]) -> None:
    view = Renderer(sample.corpus, "en", SITE, ()).view
    for then in days[-1].claims:
        assert then.enough == view.lookups.support(then.claim).suffices
        if then.claim.review.rating == "confirmed":
            assert then.enough


def test_judgements_are_not_among_what_can_be_confirmed(claims: list[Claim], days: list[AsOf]) -> None:
    judgements = [claim for claim in claims if claim.claim.kind == "analysis"]
    assert judgements
    assert all(len(found.confirmable) == len(claims) - len(judgements) for found in days)


def test_a_primary_source_of_that_month_is_no_support_before_the_month_is_over(
    sample: Report, article: Article, claims: list[Claim]
) -> None:
    claim = one_claim(claims, "aurora-builds-gardeners")
    for date, enough, names in (("2024-03-13", True, THERE), ("2024-03", False, PERHAPS), (None, False, UNDATED)):
        corpus = with_dates(sample.corpus, claim, date)
        found = collect_as_of(article, [claim], corpus)[0]
        assert set(found.evidence) == {names}
        assert bool(found.enough) is enough


def test_records_before_the_site_existed_have_no_corrections(days: list[AsOf]) -> None:
    for found in named(days)[:2]:
        assert found.first_record > found.moment.day
        assert not any(then.on_record or then.corrections for then in found.claims)
    assert all(then.on_record for then in days[-1].claims)
    assert sum(len(then.corrections) for then in days[-1].claims) == sum(
        len(then.claim.record.corrections) for then in days[-1].claims
    )


def test_a_development_that_may_have_happened_is_not_said_to_have(
    sample: Report, article: Article, claims: list[Claim]
) -> None:
    told = Development(date="2025-03", text={"en": "It grew.", "fr": "Cela a grandi."})
    claim = one_claim(claims, "aurora-builds-gardeners", told)
    found = named(collect_as_of(article, [claim], sample.corpus))
    assert [[*each.developments] for each in found] == [[LATER], [PERHAPS], [THERE]]


# Pages


def pages_of(corpus: Corpus, language: str, article: str = ARTICLE, history: History = NO_HISTORY) -> dict[str, Page]:
    """Return the pages of an article's days, by what is in their ids after that of the article."""
    pages = Renderer(corpus, language, SITE, (), history=history).pages()
    return {day: page for page in pages if page.kind == "as_of" for id_, day in [split_id(page.id)] if id_ == article}


@in_each_language
def test_each_day_has_a_page_that_begins_with_the_answer(sample: Report, days: list[AsOf], language: str) -> None:
    pages = pages_of(sample.corpus, language)
    assert set(pages) == {*MOMENTS, *(found.moment.day.isoformat() for found in days)}
    for found in days:
        page, is_now = pages[found.moment.day.isoformat()], NOW in found.moment.names
        assert page.address == f"as-of/{ARTICLE}-{found.moment.day}/"
        assert page.file == f"facts/articles/{ARTICLE}.yml"
        assert page.listed
        lead = re.findall(r'<p class="fc-lead">(.*?)</p>', page.body)[0]
        numbers = {int(number) for number in re.findall(r"\d+", lead)}
        assert {found.evidence.total(), found.enough, len(found.confirmable)} <= numbers
        assert (found.evidence[THERE] in numbers) or is_now
        assert page.body.index("fc-lead") < page.body.index("<h2" if is_now else "<table")


@in_each_language
def test_days_with_a_name_answer_under_it_too(sample: Report, days: list[AsOf], language: str) -> None:
    pages = pages_of(sample.corpus, language)
    for name, found in zip(MOMENTS, named(days), strict=True):
        assert pages[name].address == f"as-of/{ARTICLE}-{name}/"
        assert pages[name].body == pages[found.moment.day.isoformat()].body
        assert not pages[name].listed


@in_each_language
def test_page_shows_each_claim_with_what_was_there_and_counts_the_rest(
    sample: Report, days: list[AsOf], language: str
) -> None:
    pages = pages_of(sample.corpus, language)
    for found in days:
        new, _, body = pages[found.moment.day.isoformat()].body.partition('<h2 id="claims">')
        new, body = (new, body) if body else new.partition('<h2 id="others">')[::2]
        in_full = [then for then in found.claims if f'<h3 id="claim-{then.claim.id}"' in body]
        assert body.count("<section>") == len(in_full)
        assert body.count("<tr id=") == len(found.claims) - len(in_full)
        assert len(in_full) == len(found.claims) or not found.moment.names
        there = [item for then in in_full for item in then.evidence if item.availability in {THERE, PERHAPS}]
        assert body.count("#evidence-") == len(there)
        happened = [item for then in in_full for item in then.developments if item.availability in {THERE, PERHAPS}]
        assert body.count("#development-") == len(happened)
        assert body.count("#correction-") == sum(len(then.corrections) for then in in_full)
        for then in found.claims:
            assert f'id="claim-{then.claim.id}"' in body
        if NOW not in found.moment.names:
            cells = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", new)]
            assert sum(cells[::2]) == found.evidence.total()
            assert sum(cells[1::2]) == found.developments.total()


@in_each_language
def test_page_shows_what_came_on_its_day(sample: Report, days: list[AsOf], language: str) -> None:
    pages = pages_of(sample.corpus, language)
    for other in days[1:]:
        new = pages[other.moment.day.isoformat()].body.partition('<h2 id="new">')[2]
        new = re.split('<h2 id="(?:claims|others)">', new)[0]
        assert bool(new) or not {"development", "correction"} & {*other.moment.reasons}
        if "source" in other.moment.reasons:
            assert "#evidence-" in new


@in_each_language
def test_every_day_can_be_reached_from_every_other_one(sample: Report, days: list[AsOf], language: str) -> None:
    pages = pages_of(sample.corpus, language)
    for one, other in pairwise(days):
        here, there = (pages[found.moment.day.isoformat()].body for found in (one, other))
        assert f'href="~/as-of/{other.id}/" rel="next"' in here
        assert f'href="~/as-of/{one.id}/" rel="prev"' in there
    for found in days:
        body = pages[found.moment.day.isoformat()].body
        assert body.count('aria-current="page"') == 1
        for other in days:
            if other.moment.day.year == found.moment.day.year and other != found:
                assert f'href="~/as-of/{other.id}/"' in body
        last = {each.moment.day.year: each.id for each in days}
        for year, id_ in last.items():
            assert year == found.moment.day.year or f'href="~/as-of/{id_}/#days"' in body


@in_each_language
def test_claims_article_and_timeline_lead_to_the_days(sample: Report, days: list[AsOf], language: str) -> None:
    renderer = Renderer(sample.corpus, language, SITE, ())
    bodies = {(page.kind, page.id): page.body for page in renderer.pages()}
    for found in named(days):
        assert f'href="~/as-of/{found.id}/"' in bodies["article", ARTICLE]
        assert f'href="~/as-of/{found.id}/"' in bodies["timeline", ARTICLE]
        for then in found.claims:
            assert f'href="~/as-of/{found.id}/#claim-{then.claim.id}"' in bodies["claim", then.claim.id]
            assert f'href="~/as-of/{ARTICLE}-now/#days"' in bodies["claim", then.claim.id]


def version_of(claim: Claim, date: str, rating: str, short: str) -> Version:
    """Return a version of a claim that has only a rating and a short text."""
    data = {"review": {"rating": rating}, "claim": {"short": {"en": short, "fr": short}}}
    return Version(date=date, content=f"swh:1:cnt:{claim.id}-{date}", data=data)


@in_each_language
def test_page_shows_the_rating_and_the_words_of_then(sample: Report, claims: list[Claim], language: str) -> None:
    claim, *_ = claims
    versions = (
        version_of(claim, "2026-11-20", "wrong", "We said <this>."),
        version_of(claim, "2026-11-22", "no-longer-a-rating", "We said that."),
    )
    pages = pages_of(sample.corpus, language, history=History(records={("claim", claim.id): versions}, gap=""))

    def section(day: str) -> str:
        return pages[day].body.partition(f'<h3 id="claim-{claim.id}">')[2].partition("</section>")[0]

    assert "We said &lt;this&gt;." in section("2026-11-20")
    assert "We said that." in section("2026-11-22")
    assert "no-longer-a-rating" in section("2026-11-22")
    assert "We said" not in section("2024-03-13")


def test_claim_says_how_much_of_its_evidence_was_there_unless_all_of_it_was(sample: Report, days: list[AsOf]) -> None:
    bodies = {page.id: page.body for page in Renderer(sample.corpus, "en", SITE, ()).pages() if page.kind == "claim"}
    shown = 0
    for then in days[0].claims:
        there, of_all = len(then.evidence_that(THERE)), len(then.evidence)
        sentence = f"Evidence known to have been published by 13 March 2024: {there} of {of_all}."
        assert (sentence in bodies[then.claim.id]) is (there < of_all)
        shown += there < of_all
    assert 0 < shown < len(days[0].claims)


def test_what_has_no_exact_date_was_there_from_the_version_that_first_cited_it(
    sample: Report, claims: list[Claim]
) -> None:
    claim = one_claim(claims, "aurora-builds-gardeners")
    cited = {"review": {"evidence": [{"source": item.source} for item in claim.review.evidence]}}
    forms: list[dict[str, Any]] = [{}, {"review": "?"}, {"review": {"evidence": "?"}}, cited]
    versions = [Version(date=f"2026-11-0{day}", content=str(day), data=data) for day, data in enumerate(forms, 1)]
    history = History(records={("claim", claim.id): tuple(versions)}, gap="")
    then = Then(Origins(with_dates(sample.corpus, claim, None)), history)
    before, after = (then.claim(claim, dt.date(2026, 11, day)) for day in (3, 4))
    assert {item.availability for item in before.evidence} == {UNDATED}
    assert {item.availability for item in after.evidence} == {THERE}
    assert (before.enough, after.enough) == (False, True)


def test_page_of_a_past_day_says_that_there_may_be_sources_that_we_do_not_know(sample: Report) -> None:
    pages = pages_of(sample.corpus, "en")
    assert "The authors of the article may have had others." in pages[AT_PUBLICATION].body
    assert "There may be others." in pages[A_YEAR_LATER].body
    assert "others" not in pages[NOW].description


def test_names_stay_when_the_day_of_the_article_is_corrected(sample: Report) -> None:
    corpus = with_record(sample.corpus, replace(sample.corpus.articles[ARTICLE], published="2024-03-12"))
    page = pages_of(corpus, "en")[AT_PUBLICATION]
    assert page.title == "Le Quotidien, March 2024: what was known by 12 March 2024, and what we said"
    assert "Of the date of the article we know only this" not in page.body


def test_days_of_an_article_that_moved_lead_on_to_it(sample: Report, days: list[AsOf]) -> None:
    stone = Moved(id="old", moved_to=ARTICLE, date="2026-11-25", reason={"en": "A new id.", "fr": "Un nouvel id."})
    pages = pages_of(with_record(sample.corpus, stone), "en", "old")
    assert set(pages) == {*MOMENTS, *(found.moment.day.isoformat() for found in days)}
    for page in pages.values():
        assert not page.listed
        assert f'href="~/articles/{ARTICLE}/"' in page.body
