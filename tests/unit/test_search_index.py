"""What Pagefind is given, and what it makes of it."""

from __future__ import annotations

import gzip
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from factcheck.errors import SetupError
from factcheck.languages import translated
from factcheck.loading.characters import find_refused
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.site import search_index
from factcheck.site.search_index import (
    SEARCH_REST,
    SearchEntry,
    describe_rest,
    divide,
    handwritten_entries,
    plain,
    record_entries,
    write_search,
)
from factcheck.site.search_order import order_filters
from factcheck.site.search_words import JOINT, NAME, SIGNS, exported, restore, rewrite, rewrite_name

PAGE = Page(
    kind="claim",
    id="x",
    title='A <b> & "c"',
    description="",
    body="<p>never read</p>",
    search_text="<i>text</i> ]]>",
    file="facts/claims/x.yml",
    filters={"rating": ("false",), "about": ("a", "b"), "kind": ()},
)
ENTRIES = [
    SearchEntry(f"claims/c{number}/", f"Claim {number}", f"words of number {number}", filters)
    for number, filters in enumerate(
        [{"page": ("claim",), "rating": (rating,), "about": ("x", rating)} for rating in "cabdefgh"]
    )
]


def test_records_are_handed_over_as_they_are_with_their_filters_and_only_if_listed() -> None:
    assert list(record_entries([PAGE, replace(PAGE, id="old", listed=False)])) == [
        SearchEntry(
            "claims/x/",
            'A <b> & "c"',
            "<i>text</i> ]]>",
            {"page": ("claim",), "rating": ("false",), "about": ("a", "b")},
        )
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_claim_has_its_rating_kind_and_subjects_as_filters(sample: Report, language: str) -> None:
    renderer = Renderer(sample.corpus, language, Site(url="https://s.example/", name="S"), ())
    found = {entry.address: entry.filters for entry in record_entries(renderer.pages())}
    for claim in sample.corpus.claims.values():
        assert found[f"claims/{claim.id}/"] == {
            "page": ("claim",),
            "rating": (claim.review.rating,),
            "article": (claim.article,),
            "kind": (claim.claim.kind,),
            "about": claim.claim.about,
        }
    assert {filters["page"][0] for filters in found.values()} <= {kind for kind, _ in renderer.view.page_kinds()}


def test_handwritten_page_is_one_entry_with_the_texts_of_all_its_sections() -> None:
    index = {
        "docs": [
            {"location": "about/", "title": "Who &amp; what", "text": "<p>One.</p><p>&lt;b&gt; two</p>"},
            {"location": "about/#money", "title": "Money", "text": "<p>Three <code>x</code></p>"},
            {"location": "claims/RECORDID/", "title": "", "text": ""},
            {"location": "search/", "title": "Search", "text": ""},
        ]
    }
    assert list(handwritten_entries(json.dumps(index))) == [
        SearchEntry("about/", "Who & what", "One. <b> two Money. Three x", {"page": ("page",)})
    ]


def test_text_of_html_keeps_the_blanks_of_french_and_no_others() -> None:
    assert plain("<p>«\xa0un\xa0»\u202f;</p>\n<ul><li>a</li><li>b<br>c</li></ul>") == "«\xa0un\xa0»\u202f; a b c"


def index_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for number, entries in enumerate([ENTRIES, ENTRIES[::-1], ENTRIES]):
        write_search(tmp_path / str(number), "fr", entries)
        written.append(index_of(tmp_path / str(number) / "pagefind"))
    assert len(written[0]) > len(ENTRIES)
    assert all(files == written[0] for files in written)


def test_index_of_another_form_stays_as_it_is(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", ENTRIES)
    for path in sorted((tmp_path / "pagefind" / "filter").iterdir())[-1:]:
        path.write_bytes(gzip.compress(b"pagefind_dcd" + b"\x82\x61a\xa0"))  # a map in the place of an array
    before = index_of(tmp_path)
    order_filters(tmp_path / "pagefind")
    assert index_of(tmp_path) == before


def test_index_has_the_entries_and_no_interface_of_pagefind(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", ENTRIES)
    folder = tmp_path / "pagefind"
    assert {path.name for path in folder.iterdir() if not path.name.endswith(".pf_meta")} == {
        *("pagefind.js", "pagefind-entry.json", "wasm.fr.pagefind", "fragment", "index", "filter")
    }
    about = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert about["languages"]["fr"]["page_count"] == len(ENTRIES)


def test_titles_texts_and_filters_come_out_as_they_went_in(tmp_path: Path) -> None:
    entry = SearchEntry(
        "x/y/", "<b>&amp;</b> L’accord", "«\xa0a\xa0» <script>x</script> 5\u202f€", {"page": ("a", "b-c")}
    )
    write_search(tmp_path, "fr", [entry])
    (path,) = (tmp_path / "pagefind" / "fragment").iterdir()
    found = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
    assert found["url"] == "/x/y/"
    assert found["meta"].keys() == {"title"}
    assert restore(found["meta"]["title"]) == entry.title
    assert restore(found["content"]) == "« a » <script>x</script> 5 €"
    assert found["filters"] == {"page": ["a", "b-c"]}


SHOWN = (
    *(
        "$2 billion",
        "US$4.5bn",
        "1,500",
        "1\xa0500\xa0000,25",
        "10-Q, Q1",
        "2‑3",
        "2‐3",
        "800–900—x",
        "1.5-billion",
        "95%",
        "³ ½",
    ),
    *(
        "L’accord d'AWS, jusqu’à l’an, aujourd’hui",
        "quelqu’un",
        "Anthropic’s, it's, l’",
        "d’1,5 milliard",
        "l’«\xa0x\xa0»",
        "",
    ),
)


@pytest.mark.parametrize("text", SHOWN)
def test_rewritten_text_is_restored(text: str) -> None:
    assert restore(rewrite(text)) == text
    assert restore(rewrite_name(text)) == text


@given(st.text(alphabet="aéÉqu'’-–…., \xa0125$bnM²中", max_size=40))
def test_any_text_is_restored_but_for_blanks_between_thousands(text: str) -> None:
    assert restore(rewrite(text)).replace("\xa0", " ") == text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’accord", ["l’", "accord"]),
        ("d'AWS", ["d'", "AWS"]),
        ("jusqu’à", ["jusqu’", "à"]),
        ("quelqu'un", ["quelqu'", "un"]),
        ("aujourd’hui", ["aujourd’hui"]),
        ("Anthropic’s", ["Anthropic’s"]),
        ("it's l’", ["it's", "l’"]),
        ("l’11", ["l’", "11"]),
        ("$4bn", ["$4", "bn"]),
        ("4\u202fmilliards", ["4", "milliards"]),
        ("1\xa0500", ["1\xa0500"]),
        ("2023–2024", ["2023–", "2024"]),
    ],
)
def test_each_word_is_found_by_itself(text: str, words: list[str]) -> None:
    assert [restore(word) for word in rewrite(text).split()] == words


def test_numbers_differ_by_their_decimal_marks_and_not_by_their_thousands() -> None:
    letters = {
        text: "".join(filter(str.isalnum, rewrite(text)))
        for text in ("1.5", "1,5", "15", "150", "1500", "1,500", "1 500")
    }
    assert letters["1500"] == letters["1,500"] == letters["1 500"]
    numbers = sorted(set(letters.values()))
    assert len(numbers) == 5
    assert not [one for one in numbers for other in numbers if one != other and other.startswith(one)]


def test_no_text_may_hold_what_a_text_is_rewritten_with() -> None:
    for sign in {*SIGNS, NAME} - {JOINT}:
        assert list(find_refused(f"a{sign}b")), ascii(sign)


def test_missing_program_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match=r"the package pagefind-bin brings.*make setup"):
        write_search(tmp_path, "en", ENTRIES)


@pytest.mark.parametrize(("script", "said"), [("exit 3", "exit code 3"), ("echo no >&2; exit 1", "no")])
def test_failing_program_is_a_fault_of_the_set_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, said: str
) -> None:
    fake = tmp_path / "fake"
    fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(search_index, "program", lambda: str(fake))
    with pytest.raises(SetupError, match=f"Pagefind failed: {said}"):
        write_search(tmp_path, "en", ENTRIES)


def test_program_that_cannot_be_run_is_a_fault_of_the_set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(search_index, "program", lambda: str(tmp_path / "none"))
    with pytest.raises(SetupError, match="cannot be run"):
        write_search(tmp_path, "en", ENTRIES)


def test_script_learns_from_the_index_what_a_word_is(tmp_path: Path) -> None:
    write_search(tmp_path, "en", ENTRIES)
    last = (tmp_path / "pagefind" / "pagefind.js").read_text(encoding="utf-8").strip().splitlines()[-1]
    words = json.loads(last.removeprefix("export const words=").removesuffix(";"))
    assert words == json.loads(json.dumps(exported()))
    assert {"the", "les"} <= set(words["little"])
    scripts = [
        (ROOT / f"docs/.overrides/assets/search-{name}.js").read_text(encoding="utf-8") for name in ("words", "worker")
    ]
    assert "learn(module.words)" in scripts[1]
    assert all(
        f"words.{name}" in scripts[0] or f"{name} }}" in scripts[0] or f"{name}," in scripts[0] for name in words
    )
    assert set(re.findall(r"\bmarks\.(\w+)", scripts[0])) <= set(words["marks"])


# A large site

KINDS = ("claim", "source", "as_of", "page")
MANY = [
    SearchEntry(f"{kind}/{number}/", f"{kind} {number}", f"words of {kind} number{number} dette", {"page": (kind,)})
    for kind in KINDS
    for number in range(5)
]
BEHIND = {entry.address for entry in MANY if entry.filters["page"][0] in {"source", "as_of"}}


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let twenty pages be many."""
    monkeypatch.setattr(search_index, "UNDIVIDED", len(MANY) - 1)


def addresses(index: dict[str, bytes], folder: str = "") -> set[str]:
    fragments = (gzip.decompress(data) for path, data in index.items() if path.startswith(f"{folder}fragment/"))
    return {json.loads(data.removeprefix(b"pagefind_dcd"))["url"].removeprefix("/") for data in fragments}


@pytest.mark.usefixtures("large")
def test_sources_and_days_are_in_the_second_part_and_nothing_else_is(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", MANY)
    index = index_of(tmp_path / "pagefind")
    assert addresses(index, "rest/") == BEHIND
    assert addresses(index) == {entry.address for entry in MANY} - BEHIND
    shared = {path for path in index if re.search(r"(^|/)(pagefind.*\.js|wasm\..*)$", path)}
    assert shared == {"pagefind.js", "wasm.fr.pagefind"}


@pytest.mark.usefixtures("large")
def test_scripts_learn_of_the_second_part_in_the_language_of_the_site(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", MANY)
    (said,) = re.findall(rb"\nexport const rest=(.*);\n\Z", (tmp_path / "pagefind/pagefind.js").read_bytes())
    assert json.loads(said) == {
        "kinds": {"as_of": 5, "source": 5},
        "words": translated("fr", SEARCH_REST) % {"count": 10},
    }
    many = [entry for entry in MANY if entry.filters["page"] == ("source",)] * 500
    assert describe_rest(many, "en")["words"] == SEARCH_REST % {"count": "2,500"}


@pytest.mark.usefixtures("large")
def test_site_that_has_become_small_again_has_no_second_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_search(tmp_path, "fr", MANY)
    monkeypatch.setattr(search_index, "UNDIVIDED", len(MANY))
    write_search(tmp_path, "fr", MANY)
    index = index_of(tmp_path / "pagefind")
    assert addresses(index) == {entry.address for entry in MANY}
    assert not [path for path in index if path.startswith("rest/")]
    assert b"export const rest" not in index["pagefind.js"]


def test_small_site_has_one_part() -> None:
    assert divide(iter(MANY)) == (MANY, [])
