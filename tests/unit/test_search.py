"""What Pagefind is given, and that it gives the same bytes for the same pages."""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from factcheck.errors import SetupError
from factcheck.pages import Page, Renderer, Site
from factcheck.report.report import Report
from factcheck.site import pagefind
from factcheck.site.pagefind import JOINT, write_search
from factcheck.site.pagefind_files import pack, unpack
from factcheck.site.search import Entry, handwritten_entries, plain, record_entries

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
    Entry(f"claims/c{number}/", f"Claim {number}", f"words of number {number}", filters)
    for number, filters in enumerate(
        [{"page": ("claim",), "rating": (rating,), "about": ("x", rating)} for rating in "cabdefgh"]
    )
]


def test_records_are_handed_over_as_they_are_with_their_filters_and_only_if_listed() -> None:
    assert list(record_entries([PAGE, replace(PAGE, id="old", listed=False)])) == [
        Entry(
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
        Entry("about/", "Who & what", "One. <b> two Money. Three x", {"page": ("page",)})
    ]


def test_text_of_html_keeps_the_blanks_of_french_and_no_others() -> None:
    assert plain("<p>«\xa0un\xa0»\u202f;</p>\n<ul><li>a</li><li>b<br>c</li></ul>") == "«\xa0un\xa0»\u202f; a b c"


def index_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_pages_give_the_same_bytes_in_whatever_order_they_come(tmp_path: Path) -> None:
    written = []
    for number, entries in enumerate([ENTRIES, ENTRIES[::-1], ENTRIES, ENTRIES]):
        write_search(tmp_path / str(number), "fr", entries)
        written.append(index_of(tmp_path / str(number) / "pagefind"))
    assert all(files == written[0] for files in written)


def test_index_has_the_entries_their_filters_in_order_and_no_interface_of_pagefind(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", ENTRIES)
    folder = tmp_path / "pagefind"
    assert {path.name for path in folder.iterdir() if not path.name.endswith(".pf_meta")} == {
        *("pagefind.js", "pagefind-entry.json", "wasm.fr.pagefind", "fragment", "index", "filter")
    }
    (meta,) = folder.glob("*.pf_meta")
    named = unpack(meta.read_bytes())[3]
    assert [name for name, _ in named] == ["about", "page", "rating"]
    filters = dict(unpack((folder / "filter" / f"{hash_}.pf_filter").read_bytes()) for _, hash_ in named)
    assert [value for value, _ in filters["rating"]] == list("abcdefgh")
    about = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert about["languages"]["fr"]["page_count"] == len(ENTRIES)
    assert meta.name == f"pagefind.{about['languages']['fr']['hash']}.pf_meta"


def test_elided_words_stand_apart_and_nothing_else_does() -> None:
    text = "L’accord d'AWS, jusqu’à l’an, aujourd’hui, Anthropic’s, it's, l’"
    assert pagefind.apart(text) == text.replace("L’", f"L’{JOINT}").replace("d'A", f"d'{JOINT}A").replace(
        "jusqu’", f"jusqu’{JOINT}"
    ).replace("l’an", f"l’{JOINT}an")


@pytest.mark.parametrize("value", [[], 0, 23, 24, 255, 256, 65535, 65536, 2**32, "é" * 300, [["a", [1, 2]], [""] * 30]])
def test_files_of_pagefind_are_read_as_they_were_written(value: Any) -> None:
    assert unpack(pack(value)) == value


@pytest.mark.parametrize(
    "content",
    [b"", pack(1)[:-9], gzip.compress(b"pagefind_dcd\x01\x01", mtime=0), gzip.compress(b"x" * 20, mtime=0)],
    ids=["empty", "cut short", "of another version", "of something else"],
)
def test_files_of_another_form_are_refused(content: bytes) -> None:
    with pytest.raises((ValueError, IndexError, EOFError)):
        unpack(content)


def test_missing_program_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match=r"the package pagefind-bin brings.*make setup"):
        write_search(tmp_path, "en", ENTRIES)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "Pagefind failed: it ended before it had answered"),
        # Base64 of {"payload": {"type": "Error", "message": "no"}}
        (
            "printf eyJwYXlsb2FkIjogeyJ0eXBlIjogIkVycm9yIiwgIm1lc3NhZ2UiOiAibm8ifX0=,; read x",
            "Pagefind failed: no",
        ),
    ],
)
def test_failing_program_is_a_fault_of_the_set_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, said: str
) -> None:
    fake = tmp_path / "fake"
    fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(pagefind, "program", lambda: str(fake))
    with pytest.raises(SetupError, match=said):
        write_search(tmp_path, "en", ENTRIES)


def test_program_that_cannot_be_run_is_a_fault_of_the_set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pagefind, "program", lambda: str(tmp_path / "none"))
    with pytest.raises(SetupError, match="cannot be run"):
        write_search(tmp_path, "en", ENTRIES)


def test_script_learns_from_the_index_what_an_elided_and_a_little_word_is(tmp_path: Path) -> None:
    write_search(tmp_path, "en", ENTRIES)
    last = (tmp_path / "pagefind" / "pagefind.js").read_text(encoding="utf-8").strip().splitlines()[-1]
    words = json.loads(last.removeprefix("export const words=").removesuffix(";"))
    assert words["elision"] in pagefind.ELISION.pattern
    assert {"the", "les"} <= set(words["little"])
    script = (ROOT / "docs/.overrides/assets/search-worker.js").read_text(encoding="utf-8")
    assert "module.words.elision" in script
    assert JOINT.encode("unicode-escape").decode() in script
