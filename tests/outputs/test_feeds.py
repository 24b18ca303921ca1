"""Feeds keep to their standards, and say what the records say, as other programs read them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import feedparser
import jq
import pytest
from jsonschema import Draft202012Validator
from lxml import etree, html

from conftest import ROOT
from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus, make_entry
from factcheck.kinds import CLAIM, ENTITY, FOLDERS
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs import calendars, feeds
from factcheck.outputs.feeds import FEED_FILES
from factcheck.pages.file_addresses import feed_name
from factcheck.pages.followed import FOLLOWED, feed_links, followed
from factcheck.pages.page import LICENCE, Site, address, language_folder
from factcheck.pages.past import last_change
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim
from factcheck.records.record import Moved, Withdrawn
from factcheck.records.version import History, Version
from factcheck.report.report import Report

Published = Mapping[str, bytes]
Renderers = Mapping[str, Renderer]

URL = "https://factcheck.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "standards" / "atom.rng"))
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$"}
ADDRESS = {"type": "string", "pattern": "^https://"}
WORDS = {"type": "string", "minLength": 1}
ITEM = {
    "required": ["id", "url", "title", "date_published", "date_modified", "tags"],
    "oneOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        **dict.fromkeys(("id", "title", "summary", "content_html", "content_text"), WORDS),
        "url": ADDRESS,
        "date_published": DAY,
        "date_modified": DAY,
        "tags": {"type": "array", "items": WORDS, "minItems": 1},
    },
    "additionalProperties": False,
}
JSON_FEED = Draft202012Validator(
    {
        "required": ["version", "title", "home_page_url", "feed_url", "language", "authors", "items"],
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "title": WORDS,
            "home_page_url": ADDRESS,
            "feed_url": ADDRESS,
            "description": {"type": "string"},
            "language": {"enum": [*LANGUAGES]},
            "authors": {"items": {"required": ["name", "url"], "properties": {"name": WORDS, "url": ADDRESS}}},
            "user_comment": {"type": "string", "minLength": 1},
            "expired": {"const": True},
            "items": {"type": "array", "items": ITEM},
        },
        "additionalProperties": False,
    }
)
"""What jsonfeed.org asks of a feed (version 1.1), as far as we use it."""


def files(published: Published, ending: str) -> dict[str, bytes]:
    """Return the feeds in a format, by their paths without ending."""
    return {
        path.removesuffix(ending): content
        for path, content in published.items()
        if path.endswith(ending) and "feeds/" in path
    }


def language_of(path: str) -> str:
    """Return the language of a feed by its path."""
    return path.partition("/")[0] if path.partition("/")[0] in LANGUAGES else MAIN


def make(corpus: Corpus, renderers: Renderers, history: History | None = None, site: Site | None = None) -> Published:
    """Return the feeds of a corpus in the main language."""
    renderer = Renderer(
        corpus, MAIN, site or renderers[MAIN].site, tuple(REGISTRY.values()), history=history or History()
    )
    return {path: make() for path, make in FEED_FILES.files(renderer).items()}


def read(content: bytes) -> Any:
    """Return a feed as feedparser reads it."""
    found = feedparser.parse(content)
    assert not found.bozo
    return found


def words(content: str) -> str:
    """Return the words of a piece of HTML as a reader shows them."""
    return str(html.fromstring(f"<div>{content}</div>").text_content())


def entry_of(found: Any, claim: Claim) -> Any:
    """Return the entry of a claim."""
    return next(item for item in found.entries if item.id.endswith(f"/claim/{claim.id}"))


def test_atom_keeps_to_its_standard(published: Published) -> None:
    for path, content in files(published, ".atom").items():
        root = etree.fromstring(content)
        GRAMMAR.assertValid(root)
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language_of(path)
        assert LICENCE.url in root.findtext(f"{ATOM}rights", "")
        assert all(entry.find(f"{ATOM}category").get("label") for entry in root.iterfind(f"{ATOM}entry"))
        links = Counter(
            (link.get("type"), link.get("hreflang")) for link in root.iterfind(f"{ATOM}link[@rel='alternate']")
        )
        ids = Counter(found.text for found in root.iter(f"{ATOM}id"))
        assert {*links.values(), *ids.values()} == {1}
        (own,) = root.iterfind(f"{ATOM}link[@rel='self']")
        assert published[own.get("href", "").removeprefix(URL)] == content  # also at an old address
        days = [found.text for found in root.iterfind(f"{ATOM}entry/{ATOM}updated")]
        assert days == sorted(days, reverse=True)
        assert not days or root.findtext(f"{ATOM}updated") == days[0]


def test_json_feeds_keep_to_their_standard(published: Published) -> None:
    for path, content in files(published, ".json").items():
        feed = json.loads(content)
        JSON_FEED.validate(feed)
        assert feed["language"] == language_of(path)
        assert LICENCE.url in feed["user_comment"]
        assert published[feed["feed_url"].removeprefix(URL)] == content


def test_both_formats_have_the_same_entries(published: Published) -> None:
    json_feeds, atom = files(published, ".json"), files(published, ".atom")
    assert {*json_feeds} == {*atom}
    query = jq.compile(".items[] | [.id, .url, .title, .date_modified, (.summary // .content_text)]")
    for path, content in atom.items():
        entries = read(content).entries
        assert query.input_text(json_feeds[path].decode()).all() == [
            [item.id, item.link, item.title, item.updated, item.summary] for item in entries
        ]


def test_links_to_other_languages_lead_to_feeds(published: Published) -> None:
    for path, content in files(published, ".atom").items():
        others = etree.fromstring(content).iterfind(f"{ATOM}link[@hreflang]")
        paths = [link.get("href", "").removeprefix(URL) for link in others]
        assert paths
        assert all(other in published and other != path for other in paths)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_says_who_claims_what_its_rating_and_the_reason(
    language: str, published: Published, renderers: Renderers
) -> None:
    view, found = renderers[language].view, read(published[f"{language_folder(language)}feeds/claims.atom"])
    for claim in view.corpus.claims.values():
        entry = entry_of(found, claim)
        assert entry.title == view.rated_title(claim)
        assert entry.updated.startswith(last_change(claim))
        assert entry.published.startswith(claim.record.created)
        assert entry.summary.endswith(view.plain(claim.review.explanation))
        shown = words(entry.content[0].value)
        for text in (claim.claim.text, claim.review.explanation):
            assert view.plain(text) in shown
        assert claim.claim.quotation.exact in shown


def test_the_feed_of_a_record_has_the_claims_that_name_it_and_changed_last(
    published: Published, renderers: Renderers
) -> None:
    view = renderers[MAIN].view
    for kind, id_ in followed(view):
        days = {claim.id: last_change(claim) for claim in view.lookups.claims_using(kind, id_)}
        days |= {gone.id: gone.date for gone in view.past.retired_claims_of(kind, id_)}
        items = json.loads(published[f"feeds/{feed_name(kind, id_)}.json"])["items"]
        found = [(item["id"].rpartition("/")[2], item["date_modified"].partition("T")[0]) for item in items]
        assert {*found} <= {*days.items()}
        assert [day for _, day in found] == sorted(days.values(), reverse=True)[: feeds.MOST_OF_ONE]


def test_a_correction_shows_before_and_after_also_without_colours(published: Published, renderers: Renderers) -> None:
    view = renderers[MAIN].view
    found = {entry.link: entry for entry in read(published["feeds/corrections.atom"]).entries}
    seen = 0
    for claim in view.corpus.claims.values():
        for position, correction in enumerate(claim.record.corrections, 1):
            entry = found[f"{URL}claims/{claim.id}/#correction-{position}"]
            assert entry.title.endswith(view.rated_title(claim))
            assert entry.summary == view.plain(correction.text)
            assert entry.updated.startswith(correction.date)
            marked = html.fromstring(entry.content[0].value)
            for change in correction.changes:
                if change.was and change.now and " " not in f"{change.was}{change.now}":
                    seen += 1
                    assert f"[Taken out: {marked.findtext('.//del')}]" in marked.text_content()
                    assert f"[Put in: {marked.findtext('.//ins')}]" in marked.text_content()
    assert seen


def test_entries_say_what_changed_last(published: Published, renderers: Renderers) -> None:
    found, view = read(published["feeds/claims.atom"]), renderers[MAIN].view
    for claim in view.corpus.claims.values():
        last = last_change(claim)
        corrected = [item for item in claim.record.corrections if item.date == last]
        summary = entry_of(found, claim).summary
        if corrected:
            assert view.plain(corrected[-1].text) in summary
        else:
            assert summary.startswith("New on " if claim.record.created == last else "Checked again on ")


def test_records_that_are_gone_are_entries_with_the_reason(published: Published, sample: Report) -> None:
    claims, all_ = (
        {entry.id: entry for entry in read(published[f"feeds/{name}.atom"]).entries}
        for name in ("claims", "corrections")
    )
    for (kind, id_), stone in sample.corpus.tombstones.items():
        name = f"tag:factcheck.example,2026:{MAIN}/{kind}/{id_}"
        entry = all_[name]
        assert (name in claims) == (kind == CLAIM)
        gone: Any = stone if isinstance(stone, Moved) else stone.withdrawn
        assert entry.summary == gone.reason[MAIN]
        assert entry.updated.startswith(gone.date)
        if isinstance(stone, Withdrawn):
            assert stone.withdrawn.title[MAIN] in entry.title


def test_feeds_of_what_a_claim_named_tell_that_it_was_withdrawn_and_what_it_said(
    sample: Report, renderers: Renderers
) -> None:
    (id_,) = [
        id_ for (kind, id_), stone in sample.corpus.tombstones.items() if kind == CLAIM and isinstance(stone, Withdrawn)
    ]
    said = {
        "article": next(iter(sample.corpus.articles)),
        "claim": {"claimant": "nimbus", "short": {MAIN: "what <it> said"}},
        "review": {"rating": next(iter(sample.corpus.ratings))},
    }
    version = Version(date="2026-11-20", content="swh:1:cnt:1", data=MappingProxyType(said))
    made = make(sample.corpus, renderers, History(records={(CLAIM, id_): (version,)}))
    for name in (f"articles/{said['article']}", "entities/nimbus", "claims", "corrections"):
        assert f"/claim/{id_}" in made[f"feeds/{name}.atom"].decode()
    (entry,) = [entry for entry in read(made["feeds/corrections.atom"]).entries if entry.id.endswith(f"/{id_}")]
    assert "what <it> said" in words(entry.content[0].value)


def test_feed_of_a_withdrawn_record_says_that_nothing_more_will_come(published: Published, sample: Report) -> None:
    gone = [
        key for key, stone in sample.corpus.tombstones.items() if key[0] in FOLLOWED and isinstance(stone, Withdrawn)
    ]
    assert gone
    for kind, id_ in gone:
        feed = json.loads(published[f"feeds/{FOLDERS[kind]}/{id_}.json"])
        assert feed["expired"]
        assert [item["id"].rpartition("/")[2] for item in feed["items"]] == [id_]


def test_feed_without_entries_has_a_day_from_the_records(sample: Report, renderers: Renderers) -> None:
    entries = [entry for entry in sample.corpus.entries if not isinstance(entry.record, Moved | Withdrawn)]
    bare = [
        make_entry(
            kind=it.kind,
            stem=it.stem,
            file=it.file,
            record=replace(it.record, record=replace(it.record.record, corrections=())),
        )
        if isinstance(it.record, Claim)
        else it
        for it in entries
    ]
    corpus = replace(sample.corpus, entries=tuple(bare))
    root = etree.fromstring(make(corpus, renderers)["feeds/corrections.atom"])
    GRAMMAR.assertValid(root)
    last = max(map(last_change, corpus.claims.values()))
    assert root.findtext(f"{ATOM}updated") == f"{last}T00:00:00Z"


def test_names_stay_when_the_site_moves(sample: Report, renderers: Renderers) -> None:
    def ids(url: str) -> Iterator[str]:
        for content in make(sample.corpus, renderers, site=Site(url=url, name="Other")).values():
            yield from (
                (found.text or "" for found in etree.fromstring(content).iter(f"{ATOM}id"))
                if content.startswith(b"<?xml")
                else (item["id"] for item in json.loads(content)["items"])
            )

    assert [*ids("https://a.example/")] == [*ids("https://b.example/elsewhere/")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_entries_lead_to_pages(language: str, published: Published, renderers: Renderers) -> None:
    renderer, folder = renderers[language], language_folder(language)
    pages = {address(*key) for key in [*renderer.keys()]}
    for name in ("claims", "corrections"):
        for entry in read(published[f"{folder}feeds/{name}.atom"]).entries:
            links = [entry.link, *html.fromstring(f"<div>{entry.content[0].value}</div>").xpath("//@href")]
            assert {link.removeprefix(renderer.site.url).partition("#")[0] for link in links} <= pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_about_feeds_says_how_many_entries_they_have(language: str) -> None:
    text = (ROOT / "docs" / language / "data" / "follow.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "feeds/" in line]
    numbers = [int(found[0]) for row in rows if (found := re.findall(r"\b\d+\b", row.rpartition(" | ")[2] or row))]
    assert {*numbers} == {feeds.MOST, feeds.MOST_OF_ONE, calendars.MOST, calendars.MOST_OF_ONE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_of_pages_lead_to_feeds(language: str, published: Published, renderers: Renderers) -> None:
    view, folder = renderers[language].view, language_folder(language)
    for kind in (*FOLLOWED, CLAIM):
        for id_ in [*view.corpus.tables[kind], *(id_ for of, id_ in view.corpus.tombstones if of == kind)]:
            links = [*feed_links(view, kind, id_)]
            assert all(folder + link.address in published for link in links)
            assert links or kind == ENTITY or (kind, id_) in view.corpus.tombstones
