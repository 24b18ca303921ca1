"""No claim is told in the site's own voice: its title says who claims it, and its rating is beside it, everywhere."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from browser.html_pages import Element, framed_pages, parse, read_page, resolve
from factcheck.kinds import CLAIM
from factcheck.languages import LANGUAGES
from factcheck.pages.page import address
from factcheck.pages.view import View
from factcheck.records.claim import Claim
from factcheck.report.report import Report
from factcheck.site.search_words import restore

FOLDER_OF = {"en": "", "fr": "fr/"}
BESIDE = 30
"""How many characters may be between a title and the word of its rating: "Rating:" and a sign."""
TOGETHER = ("li", "tr", "p", "section")
"""What holds a title and its rating together; in a table they are two cells."""
_OTHER = re.compile(r"<script.*?</script>|<blockquote.*?</blockquote>|</?(?:span|bdi)[^>]*>", re.DOTALL)
"""What is no text of a page, or the words of others."""
language_of_pages = pytest.mark.parametrize("language", LANGUAGES)


def pages(site: Path, language: str) -> Iterator[tuple[str, Element]]:
    """Yield every page of a language with its file, relative to the folder of the language."""
    folder = site / FOLDER_OF[language]
    for path in framed_pages(site):
        if path.is_relative_to(site / "fr") == (language == "fr"):
            yield path.relative_to(folder).as_posix(), read_page(path)


def titled(view: View, file: str, page: Element) -> Iterator[tuple[Claim, Element]]:
    """Yield the links of a page that show the words of a claim, each with its claim; not those in menus."""
    claims = {f"{address(CLAIM, id_)}index.html": claim for id_, claim in view.corpus.claims.items()}
    for link in page.one("article").find("a"):
        claim = claims.get(resolve(file, link.attributes.get("href", ""))[0])
        if claim and view.plain(claim.claim.short) in link.text:
            yield claim, link


def beside(title: str, link: Element) -> str:
    """Return what follows a title, in whatever holds it and its rating together."""
    around: Element | None = link
    while around and around.tag not in TOGETHER:
        around = around.parent
    assert around, f"nothing is beside a link: {title}"
    return around.text.partition(title)[2]


def faults(view: View, file: str, page: Element) -> Iterator[str]:
    """Yield what is wrong with the titles of claims on a page."""
    for claim, link in titled(view, file, page):
        title, rating = view.title(claim), view.name("rating", claim.review.rating)
        if title not in link.text:
            yield f"{file}: not attributed: {link.words}"
        elif rating not in beside(title, link)[: len(rating) + BESIDE]:
            yield f"{file}: no rating beside: {title}"


@language_of_pages
def test_title_of_a_claim_is_attributed_and_has_its_rating_beside_it_on_every_page(
    site: Path, sample: Report, language: str
) -> None:
    view = View(sample.corpus, language)
    found = list(pages(site, language))
    assert [fault for file, page in found for fault in faults(view, file, page)] == []
    shown = {claim.id: file for file, page in found for claim, _ in titled(view, file, page)}
    assert set(shown) == set(sample.corpus.claims)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("<p><a href='claims/{id}/'>{title}</a> Rating: ? {rating}</p>", []),
        ("<tr><th><a href='claims/{id}/'>{title}</a></th><td>? {rating}</td></tr>", []),
        ("<p><a href='claims/{id}/'>words of our own</a></p>", []),
        ("<p><a href='claims/{id}/'>{short}</a> Rating: ? {rating}</p>", ["not attributed"]),
        ("<p><a href='claims/{id}/'>{title}</a></p>", ["no rating beside"]),
        ("<p><a href='claims/{id}/#evidence-1'>{title}</a></p><p>{rating}</p>", ["no rating beside"]),
        ("<li><a href='claims/{id}/'>{title}</a>, and elsewhere another claim: {rating}</li>", ["no rating beside"]),
    ],
)
def test_title_in_our_own_voice_or_without_its_rating_is_found(sample: Report, words: str, fault: list[str]) -> None:
    view, claim = View(sample.corpus, "en"), sample.corpus.claims["orbit-up-to-2b"]
    rating, short = view.name("rating", claim.review.rating), view.plain(claim.claim.short)
    html = words.format(id=claim.id, title=view.title(claim), short=short, rating=rating)
    page = parse(f"<article>{html}</article>")
    assert [text.split(": ")[1] for text in faults(view, "index.html", page)] == fault


@language_of_pages
def test_words_of_a_claim_are_nowhere_on_a_site_without_the_name_of_who_claims_it(
    site: Path, sample: Report, language: str
) -> None:
    """In headings, descriptions, citations and the texts of pictures, too."""
    view = View(sample.corpus, language)
    for path in (site / FOLDER_OF[language]).rglob("*.html"):
        if path.is_relative_to(site / "fr") == (language == "fr"):
            text = unescape(_OTHER.sub("", path.read_text(encoding="utf-8")))
            found = {claim.id: unattributed(view, claim, text) for claim in sample.corpus.claims.values()}
            assert {id_: places for id_, places in found.items() if places} == {}, path


def unattributed(view: View, claim: Claim, text: str) -> list[str]:
    """Return the places in the text of a page where a claim's short text is not after the name of its claimant."""
    short, said = view.plain(claim.claim.short), view.plain(claim.claim.text)
    text = text.replace(said, "")
    before = [text[max(0, found.start() - 60) : found.start()] for found in re.finditer(re.escape(short), text)]
    return [words for words in before if not words.endswith(f"{view.speaker(claim)} ")]


@language_of_pages
def test_title_in_a_tab_a_citation_and_markup_has_the_rating_in_words(
    site: Path, sample: Report, language: str
) -> None:
    view = View(sample.corpus, language)
    for claim in sample.corpus.claims.values():
        page = read_page(site / FOLDER_OF[language] / address(CLAIM, claim.id) / "index.html")
        title = view.rated_title(claim)
        assert view.name("rating", claim.review.rating) in title
        assert page.one("title").text.startswith(title)
        assert f'"title": "{title}"' in page.text
        assert page.one("meta", property="og:title").attributes["content"] == title
        rating = view.name("rating", claim.review.rating)
        assert page.one("meta", name="description").attributes["content"].startswith(rating)


@language_of_pages
def test_search_knows_the_words_of_each_rating_and_the_rating_of_each_claim(
    site: Path, sample: Report, language: str
) -> None:
    view, folder = View(sample.corpus, language), site / FOLDER_OF[language] / "pagefind"
    (words,) = re.findall(r"\nexport const ratings=(.*);", (folder / "pagefind.js").read_text(encoding="utf-8"))
    assert {id_: said.endswith(view.name("rating", id_)) for id_, said in json.loads(words).items()} == dict.fromkeys(
        sample.corpus.ratings, True
    )
    packed = (gzip.decompress(path.read_bytes()) for path in (folder / "fragment").iterdir())
    entries = [json.loads(fragment.removeprefix(b"pagefind_dcd")) for fragment in packed]
    found = {entry["url"].strip("/"): entry for entry in entries if entry["url"].startswith("/claims/")}
    for claim in sample.corpus.claims.values():
        entry = found[address(CLAIM, claim.id).strip("/")]
        assert restore(entry["meta"]["title"]) == view.title(claim)
        assert entry["filters"]["rating"] == [claim.review.rating]


@language_of_pages
def test_notices_are_beside_the_rating(site: Path, sample: Report, language: str) -> None:
    """Who has reviewed the page, who has not been asked for comment, and what interest its authors have."""
    view = View(sample.corpus, language)
    for claim in sample.corpus.claims.values():
        page = read_page(site / FOLDER_OF[language] / address(CLAIM, claim.id) / "index.html")
        notices = [notice.words for notice in page.one("div", class_="fc-answer").find("p", class_="fc-notice")]
        said, asked = claim.claim, {reply.asked for reply in claim.record.right_of_reply}
        assert (view.short_name(said.claimant) in " ".join(notices)) == (said.claimant not in asked)
        if claim.record.interests:
            assert view.plain(claim.record.interests) in notices[-1]
