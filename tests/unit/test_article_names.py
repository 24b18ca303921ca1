"""The short names of articles, their order, and what the start page says of the newest."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE
from factcheck.pages.formats import article_names
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report


def dated(corpus: Corpus, *dates: str | None) -> Corpus:
    """Return only the first article, once for each date; their ids are a, b and so on."""
    entry = next(entry for entry in corpus.entries if entry.kind == ARTICLE)
    record = corpus.articles[entry.stem]
    entries = (
        replace(entry, stem=stem, record=replace(record, id=stem, title=f"“{stem}”", published=date))
        for stem, date in zip("abcdef", dates, strict=False)
    )
    return Corpus(entries=tuple(entries))


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        (["2024-03-05"], ["P, March 2024"]),
        (["2024-03-05/2024-04-02"], ["P, 2024"]),
        (["2024-03-05", "2024-04"], ["P, April 2024", "P, March 2024"]),
        (["2024-03-05", "2024-03"], ["P, March 2024, “‘b’”", "P, 5 March 2024"]),
        (["2024-03-05", "2024-03-05"], ["P, 5 March 2024, “‘a’”", "P, 5 March 2024, “‘b’”"]),
        ([None, "2024"], ["P, 2024", "P, “‘a’”"]),
    ],
)
def test_short_name_has_as_much_as_it_takes(sample: Report, dates: list[str | None], names: list[str]) -> None:
    corpus = dated(sample.corpus, *dates)
    assert [*map(article_names(corpus, lambda _: "P", "en"), corpus.articles.values())] == names


def test_newest_article_comes_first_and_its_claims_do(sample: Report) -> None:
    corpus = dated(sample.corpus, "2024-03", "2024-03-30", None, "2025/..", "2024-03-31", "2024?")
    assert list(corpus.articles) == ["d", "f", "a", "e", "b", "c"]
    claims = [claim.article for claim in sample.corpus.claims.values()]
    assert list(dict.fromkeys(claims)) == [id_ for id_ in sample.corpus.articles if id_ in claims]


def test_start_page_shows_the_newest_articles_with_their_least_accurate_claims(sample: Report) -> None:
    renderer = Renderer(sample.corpus, "en", Site(url="https://s.example/", name="S"), ())
    shown = renderer.slot("latest-articles")
    names = [renderer.view.article_name(article) for article in sample.corpus.articles.values()]
    places = [shown.index(f'<p class="fc-kicker">{name}') for name in names]
    assert places == sorted(places)
    ratings = sample.corpus.ratings
    for article in sample.corpus.articles.values():
        found = renderer.view.lookups.doubtful(article)
        assert found
        numbers = [ratings[claim.review.rating].claimreview or 2 for claim in found]
        assert numbers == sorted(numbers)
        assert max(numbers) < 5
        assert all(claim.article == article.id and claim.claim.kind != "analysis" for claim in found)
    counted = [int(number) for number in re.findall(r'rating=[a-z-]+&amp;article=[a-z0-9-]+"[^>]*>(\d+)<', shown)]
    assert sum(counted) == len(sample.corpus.claims)
