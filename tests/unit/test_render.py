"""The words, dates, amounts and links of pages."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from conftest import ROOT, TODAY
from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.days import MOMENTS
from factcheck.kinds import FOLDERS
from factcheck.languages import CATALOGUES
from factcheck.pages import formats, words
from factcheck.pages.claim_page import actions
from factcheck.pages.environment import code
from factcheck.pages.field_pages import STARTS
from factcheck.pages.page import MAX_DESCRIPTION, Site, address, alternates, root_from, shorten
from factcheck.pages.renderer import Renderer
from factcheck.pages.slots import latest_developments
from factcheck.pages.view import View
from factcheck.project import check_project
from factcheck.records.payload import Amount
from factcheck.records.record import Moved, Withdrawn
from factcheck.report.report import Report
from factcheck.schema.descriptions import extract
from factcheck.schema.rules import SUFFIX
from factcheck.schema.schemas import read_schemas

NBSP = "\N{NO-BREAK SPACE}"
SITE = Site(url="https://site.example/", name="Site")


def usd(hedge: str, value: int | None = None, **ends: int) -> Amount:
    return Amount(currency="USD", hedge=hedge, value=value, min=ends.get("min"), max=ends.get("max"))


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (usd("exactly", value=500_000_000), f"$500{NBSP}million", f"500{NBSP}millions{NBSP}de dollars"),
        (usd("exactly", value=1_000_000_000), f"$1{NBSP}billion", f"1{NBSP}milliard{NBSP}de dollars"),
        (usd("exactly", value=1_250_000_000), f"$1.25{NBSP}billion", f"1,25{NBSP}milliard{NBSP}de dollars"),
        (usd("up_to", value=4_000_000_000), f"up to $4{NBSP}billion", f"jusqu’à 4{NBSP}milliards{NBSP}de dollars"),
        (
            usd("more_than", value=10_000_000_000),
            f"more than $10{NBSP}billion",
            f"plus de 10{NBSP}milliards{NBSP}de dollars",
        ),
        (usd("about", value=12_000), "about $12,000", f"environ 12\N{NARROW NO-BREAK SPACE}000{NBSP}dollars"),
        (
            usd("between", min=300_000_000, max=400_000_000),
            f"between $300{NBSP}million and $400{NBSP}million",
            f"entre 300 et 400{NBSP}millions{NBSP}de dollars",
        ),
        (
            Amount(currency="EUR", hedge="at_least", value=2_000_000),
            f"at least €2{NBSP}million",
            f"au moins 2{NBSP}millions{NBSP}d’euros",
        ),
        (
            Amount(currency="CHF", hedge="at_least", value=2_000_000),
            f"at least 2{NBSP}million{NBSP}CHF",
            f"au moins 2{NBSP}millions{NBSP}CHF",
        ),
    ],
)
def test_amount_keeps_its_hedge_in_each_language(amount: Amount, english: str, french: str) -> None:
    assert formats.amount(amount, "en") == english
    assert formats.amount(amount, "fr") == french


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2023-10-27", "27 October 2023", "27 octobre 2023"),
        ("2023-10-01", "1 October 2023", "1er octobre 2023"),
        ("2023-10", "October 2023", "octobre 2023"),
        ("2023", "2023", "2023"),
        ("2023-11-08?", "probably 8 November 2023", "probablement 8 novembre 2023"),
        ("2024~", "about 2024", "vers 2024"),
        (
            "2023-10-27/2023-10-30",
            "27–30 October 2023",
            "du 27 au 30 octobre 2023",
        ),
        ("2023-02/..", "since February 2023", "depuis février 2023"),
        ("../2024-03", "until March 2024", "jusqu’à mars 2024"),
    ],
)
def test_date_reads_as_each_language_writes_it(text: str, english: str, french: str) -> None:
    assert formats.date(text, "en") == english
    assert formats.date(text, "fr") == french


def test_quotation_marks_are_those_of_the_page_and_text_is_escaped() -> None:
    assert formats.quoted("<b>", "en", "en") == '<q lang="en">“&lt;b&gt;”</q>'
    assert formats.quoted("a", None, "fr") == f"<q>«{NBSP}a{NBSP}»</q>"


def extracted() -> set[str]:
    """Return the messages in the code and the templates, and those in the schemas that the site explains."""
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    keywords = {"_": None, "N_": None, "ngettext": (1, 2), "translated": (2,)}
    options = {"**.html": {"trimmed": "true"}}
    folders = (ROOT / "scripts" / "factcheck", ROOT / "docs" / ".overrides")
    found = [item for folder in folders for item in extract_from_dir(folder, methods, options, keywords)]
    schemas = [(ROOT / "schemas" / f"{name}{SUFFIX}").read_bytes() for name in ("common", *STARTS)]
    described = {text for schema in schemas for _, _, text, _ in extract(io.BytesIO(schema))}
    return described | {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found} - {""}


def test_every_message_is_translated_and_none_is_left_over() -> None:
    catalog = read_po(io.BytesIO((CATALOGUES / "fr.po").read_bytes()), locale="fr")
    ids: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        if message.id:
            key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
            ids[key] = message.string if isinstance(message.string, tuple) else (str(message.string or ""),)
    assert set(ids) == extracted(), "run `make messages` and translate what is new"
    assert [key for key, strings in ids.items() if not all(strings)] == []
    fields, num = re.compile(r"%\(\w+\)s"), {"%(num)s"}  # The singular may say "one" in words.
    assert [
        key
        for key, strings in ids.items()
        for string in strings
        if (set(fields.findall(key)) ^ set(fields.findall(string))) - (num if string is not strings[-1] else set())
    ] == []


def test_every_value_of_a_controlled_field_has_words() -> None:
    schemas = read_schemas(ROOT / "schemas")

    def enums(part: Any, name: str = "") -> set[str]:
        if isinstance(part, list):
            return {value for item in part for value in enums(item, name)}
        if not isinstance(part, dict):
            return set()
        own = set(part.get("enum", [])) if name not in {"hedge", "colour"} else set()
        return own | {value for key, item in part.items() for value in enums(item, key)}

    used = {value for schema in schemas.values() for value in enums(schema)}
    assert used <= set(words.WORDS)
    assert set(schemas["claim"]["$defs"]["relation"]["properties"]["type"]["enum"]) == set(words.INVERSE_RELATIONS)
    common = schemas["common"]["$defs"]
    types = common["payload"]["properties"]["type"]["enum"]
    assert {field for type_ in types for field in common[type_]["properties"]} - {"type", "lang", "relation"} == set(
        words.FIELDS
    )
    assert set(common["hedge"]["enum"]) == {*formats.HEDGES, "between"}


def test_missing_translation_is_marked_and_says_so(sample: Report) -> None:
    view = View(sample.corpus, "fr")
    assert (
        view.text({"en": "a < b"})
        == '<span lang="en">a &lt; b</span> <em class="fc-untranslated">(pas encore traduit)</em>'
    )
    assert view.text({"en": "a", "fr": "é"}) == "é"


def test_unsafe_address_is_shown_but_never_linked(sample: Report) -> None:
    view = View(sample.corpus, "en")
    assert view.outside("javascript:alert(1)", "<x>") == "&lt;x&gt;"
    assert (
        view.outside("https://a.example/?a=1&b=2", "x")
        == '<a href="https://a.example/?a=1&amp;b=2" rel="noopener external">x</a>'
    )


def test_ways_to_the_root_and_to_other_languages() -> None:
    assert [root_from(page) for page in ("", "claims/", "claims/x/", "404.html")] == [
        "./",
        "../",
        "../../",
        "./",
    ]
    assert address("rating", "wrong") == "methodology/#rating-wrong"
    languages = [{"name": "English", "lang": "en"}, {"name": "Français", "lang": "fr"}]
    english = alternates(languages, "https://s.example/p/", "en", "claims/x/")
    assert [item["path"] for item in english] == ["../../claims/x/", "../../fr/claims/x/"]
    french = alternates(languages, "https://s.example/p/fr/", "fr", "claims/x/")
    assert [item["path"] for item in french] == ["../../../claims/x/", "../../../fr/claims/x/"]
    assert [item["link"] for item in french] == [
        "https://s.example/p/claims/x/",
        "https://s.example/p/fr/claims/x/",
    ]


def test_description_is_cut_at_a_word() -> None:
    assert shorten("short") == "short"
    cut = shorten("word, " * 100)
    assert cut.endswith("word…")
    assert len(cut) <= MAX_DESCRIPTION


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_record_has_a_page(sample: Report, language: str) -> None:
    corpus = sample.corpus
    renderer = Renderer(corpus, language, SITE, ())
    pages = list(renderer.pages())
    kinds = (*FOLDERS, "term")
    expected = {(kind, id_) for kind in kinds for id_ in corpus.tables[kind]}
    retired = {(entry.kind, entry.stem) for entry in corpus.entries if isinstance(entry.record, Moved | Withdrawn)}
    moments = renderer.view.past.moments
    expected |= {("as_of", f"{id_}-{moment.day}") for id_ in corpus.articles for moment in moments(id_)}
    expected |= {("timeline", id_) for id_ in corpus.articles}
    named = {("as_of", f"{id_}-{name}") for id_ in corpus.articles for name in MOMENTS}
    assert {(page.kind, page.id) for page in pages if page.listed} == expected
    assert {(page.kind, page.id) for page in pages if not page.listed} == retired | named
    for page in pages:
        assert page.body.count('<h1 id="record"') == 1
        assert page.title
        assert page.description
        assert len(page.description) <= MAX_DESCRIPTION


def test_moved_and_withdrawn_records_keep_a_page_but_no_entry(project: Path) -> None:
    reason = "reason:\n  en: It was one with the other.\n  fr: Les deux n’en faisaient qu’un.\n"
    entities = project / "facts" / "entities"
    (entities / "old.yml").write_text(f"id: old\nmoved_to: example\ndate: '2026-11-23'\n{reason}", encoding="utf-8")
    title = "  title:\n    en: A <name>\n    fr: Un <nom>\n  date: '2026-11-23'\n"
    indented = "".join(f"  {line}\n" for line in reason.splitlines())
    (entities / "gone.yml").write_text(f"id: gone\nwithdrawn:\n{title}{indented}", encoding="utf-8")
    report = check_project(project, today=TODAY)
    assert report.errors == 0
    pages = {page.id: page for page in Renderer(report.corpus, "en", SITE, ()).pages() if not page.listed}
    assert {page.id for page in pages.values() if page.kind == "entity"} == {"old", "gone"}
    assert '<a href="~/entities/example/">Example</a>' in pages["old"].body
    assert "This page moved on 23 November 2026. It was one with the other." in pages["old"].body
    assert '<h1 id="record">A &lt;name&gt;' in pages["gone"].body
    assert "withdrawn on 23 November 2026" in pages["gone"].body


def test_code_between_backticks_is_marked_and_escaped() -> None:
    assert code("see `a<b>` & `c`") == "see <code>a&lt;b&gt;</code> &amp; <code>c</code>"


def test_report_of_an_error_knows_the_claim_and_a_change_begins_at_its_file() -> None:
    site = Site(
        url="https://s.example/", name="S", edit="https://g.example/edit/main/", report="https://g.example/new?t=e"
    )
    found = actions(site, "a-b", "facts/claims/a-b.yml")
    assert found["edit"] == "https://g.example/edit/main/facts/claims/a-b.yml"
    query = parse_qs(urlsplit(found["report"]).query)
    assert query == {"t": ["e"], "title": ["claim a-b: "], "claim": ["https://s.example/claims/a-b/"]}
    assert actions(SITE, "a-b", "x") == {"edit": "", "report": ""}


def test_corrections_are_listed_newest_first_and_lead_to_their_place(sample: Report) -> None:
    renderer = Renderer(sample.corpus, "en", SITE, ())
    made = [(claim, item) for claim in sample.corpus.claims.values() for item in claim.record.corrections]
    shown = renderer.slot("corrections")
    told = {claim.id for claim, _ in made}
    assert f"{len(made)} corrections and updates so far, in {len(told)} of {len(sample.corpus.claims)} claims" in shown
    assert shown.count("#correction-") == len(made)
    dates = [correction.date for _, _, correction in all_corrections(sample.corpus)]
    assert dates == sorted(dates, reverse=True)
    pages = {page.id: page.body for page in renderer.pages() if page.kind == "claim"}
    for claim, position, _ in all_corrections(sample.corpus):
        assert f'id="correction-{position}"' in pages[claim.id]


def test_latest_developments_are_told_once_and_only_when_sure(sample: Report) -> None:
    latest = latest_developments(sample.corpus.claims.values())
    keys = [(item.date, item.sources) for _, _, item in latest]
    assert len(keys) == len(set(keys))
    assert all(item.sources and item.confidence != "low" for _, _, item in latest)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_list_of_claims_has_the_data_to_filter_it_and_its_controls_are_hidden(sample: Report, language: str) -> None:
    renderer = Renderer(sample.corpus, language, SITE, ())
    claims = sample.corpus.claims
    shown = renderer.slot("claims")
    assert re.findall(r'data-sort="(\w+)"', shown) == ["order", "rating", "checked", "updated"]
    rows = re.findall(
        r'<tr data-rating="([a-z-]+)" data-article="([a-z0-9-]+)" data-kind="(\w+)" data-type="(\w+)"'
        r' data-about="([a-z0-9 -]+)"'
        r' data-checked="([0-9-]+)" data-updated="[0-9-]+">.*?/claims/([a-z0-9-]+)/".*?<time datetime="\6">([^<]+)<',
        shown,
    )
    assert rows == [
        (
            claim.review.rating,
            claim.article,
            claim.claim.kind,
            claim.claim.payload.type,
            " ".join(claim.claim.about),
            claim.review.checked,
            claim.id,
            renderer.view.date(claim.review.checked),
        )
        for claim in claims.values()
    ]
    assert '<div class="fc-explore" id="explore" hidden>' in shown
    assert shown.count('<script src="~/assets/explore.js" defer></script>') == 1
    assert (ROOT / "docs" / ".overrides" / "assets" / "explore.js").is_file()
    offered = set(re.findall(r'name="rating" value="([a-z-]+)"', shown))
    assert offered == {claim.review.rating for claim in claims.values()}


def test_choices_of_a_filter_are_counted_and_ordered_as_readers_of_the_language_expect(sample: Report) -> None:
    view = View(sample.corpus, "fr")
    for field, most in (("kind", 1), ("type", 1), ("article", 1), ("about", 9)):
        found = view.choices(field)
        assert len(sample.corpus.claims) <= sum(count for _, _, count in found) <= most * len(sample.corpus.claims)
    assert [words for _, words, _ in view.choices("kind")] == ["Affirmation factuelle", "Analyse", "Propos rapportés"]
    articles = sample.corpus.articles.values()
    assert [words for _, words, _ in view.choices("article")] == [view.article_name(article) for article in articles]
    about = {id_: (words, count) for id_, words, count in view.choices("about")}
    using = [claim for claim in sample.corpus.claims.values() if "nimbus" in claim.claim.about]
    assert about["nimbus"] == (view.name("entity", "nimbus"), len(using))
    assert "le-quotidien" not in about


def test_bar_of_ratings_holds_every_claim_once(sample: Report) -> None:
    shown = Renderer(sample.corpus, "en", SITE, ()).slot("summary")
    parts = [
        (float(x), float(width)) for x, width in re.findall(r'<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"', shown)
    ]
    total = len(sample.corpus.claims)
    assert f'viewBox="0 0 {total} 1"' in shown
    assert len(parts) == len({claim.review.rating for claim in sample.corpus.claims.values()})
    assert [round(x) for x, _ in parts] == [0, *(round(x + width) for x, width in parts)][:-1]
    assert round(sum(width for _, width in parts)) == total


def test_home_shows_the_three_latest_corrections(sample: Report) -> None:
    renderer = Renderer(sample.corpus, "en", SITE, ())
    latest = [item.text["en"] for _, _, item in all_corrections(sample.corpus)[:3]]
    shown = unescape(renderer.slot("latest-corrections"))
    assert [shown.index(text) for text in latest] == sorted(shown.index(text) for text in latest)
    assert shown.count("<li>") == 3
