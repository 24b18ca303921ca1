"""The index of a large site: what stands in its second part, and how its words are cut."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise, product
from pathlib import Path

import pytest

from factcheck.site import pagefind_files, pagefind_fine, search_parts
from factcheck.site.pagefind import write_search
from factcheck.site.pagefind_files import pack, repeatable, unpack
from factcheck.site.pagefind_fine import MOST, Piece, Word, cut, shorten
from factcheck.site.search import Entry
from factcheck.site.search_parts import describe_rest, divide

KINDS = ("claim", "source", "as_of", "page")
ENTRIES = [
    Entry(f"{kind}/{number}/", f"{kind} {number}", f"words of {kind} number{number} dette", {"page": (kind,)})
    for kind in KINDS
    for number in range(5)
]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let twenty pages be many, and a hundred bytes of words, too."""
    monkeypatch.setattr(search_parts, "MANY", 19)
    monkeypatch.setattr(pagefind_files, "FINE", 9)
    monkeypatch.setattr(pagefind_fine, "MOST", 100)


def index_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def addresses(index: dict[str, bytes], folder: str = "") -> set[str]:
    fragments = (gzip.decompress(data) for path, data in index.items() if path.startswith(f"{folder}fragment/"))
    return {json.loads(data.removeprefix(b"pagefind_dcd"))["url"] for data in fragments}


@pytest.mark.usefixtures("large")
def test_sources_and_days_stand_in_the_second_part_and_nothing_else_does(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", ENTRIES)
    index = index_of(tmp_path / "pagefind")
    behind = {entry.address for entry in ENTRIES if entry.filters["page"][0] in {"source", "as_of"}}
    assert addresses(index, "rest/") == behind
    assert addresses(index) == {entry.address for entry in ENTRIES} - behind
    shared = {path for path in index if re.search(r"(^|/)(pagefind\.js|wasm\..*)$", path)}
    assert shared == {"pagefind.js", "wasm.fr.pagefind"}


@pytest.mark.usefixtures("large")
def test_scripts_are_told_of_the_second_part_in_the_language_of_the_site(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", ENTRIES)
    (said,) = re.findall(rb"\nexport const rest=(.*);\n\Z", (tmp_path / "pagefind/pagefind.js").read_bytes())
    assert json.loads(said) == {
        "kinds": {"as_of": 5, "source": 5},
        "words": "Chercher aussi dans les sources et dans ce que l’on savait un jour donné (10 pages)",
    }
    many = [entry for entry in ENTRIES if entry.filters["page"] == ("source",)] * 500
    assert describe_rest(many, "en")["words"] == "Search sources and what was known on a day, too (2,500 pages)"


@pytest.mark.usefixtures("large")
def test_large_index_is_the_same_in_whatever_order_its_pages_come(tmp_path: Path) -> None:
    for number, entries in enumerate([ENTRIES, ENTRIES[::-1], ENTRIES]):
        write_search(tmp_path / str(number), "fr", entries)
    first, *others = (index_of(tmp_path / str(number)) for number in range(3))
    assert all(files == first for files in others)


@pytest.mark.usefixtures("large")
def test_site_that_has_become_small_again_has_no_second_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_search(tmp_path, "fr", ENTRIES)
    monkeypatch.setattr(search_parts, "MANY", len(ENTRIES))
    write_search(tmp_path, "fr", ENTRIES)
    index = index_of(tmp_path / "pagefind")
    assert addresses(index) == {entry.address for entry in ENTRIES}
    assert not [path for path in index if path.startswith("rest/")]
    assert b"export const rest" not in index["pagefind.js"]


def test_small_site_has_one_part() -> None:
    assert divide(iter(ENTRIES)) == (ENTRIES, [])


@pytest.mark.usefixtures("large")
def test_files_that_the_metadata_name_are_there_and_hold_every_word_where_they_say(tmp_path: Path) -> None:
    write_search(tmp_path, "fr", ENTRIES)
    index = index_of(tmp_path / "pagefind")
    (meta,) = (unpack(data) for path, data in index.items() if re.fullmatch(r"[^/]*\.pf_meta", path))
    assert {f"fragment/{name}.pf_fragment" for name, _ in meta[1]} == {
        path for path in index if path.startswith("fragment/")
    }
    assert all(re.fullmatch(r"fr_[0-9a-f]{5,}", name) for name, _ in meta[1])
    assert len(meta[2]) > 1
    words: list[str] = []
    for start, end, name in meta[2]:
        held = [item[0] for item in unpack(index[f"index/{name}.pf_index"])[0]]
        assert start <= held[0]
        assert held[-1] == end
        words += held
    assert words == sorted(words)
    assert {"det", "claim", "number0", "number4"} <= set(words)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("words", "said"),
    [(b"\x81\x81\x82\x61a\x80\x00", "more behind its end"), (b"\x81\x81\x82\x61a\xf4", "an item of kind 7")],
    ids=["longer", "of another kind"],
)
def test_words_of_another_form_are_refused(monkeypatch: pytest.MonkeyPatch, words: bytes, said: str) -> None:
    monkeypatch.setattr(pagefind_files, "FINE", 0)
    about = {"languages": {"fr": {"hash": "fr_1234567890", "page_count": 1, "wasm": "fr"}}}
    files = {
        "pagefind-entry.json": json.dumps(about).encode(),
        "pagefind.fr_1234567890.pf_meta": pack(["1.5.2", [["fr_1234567", 1]], [["a", "a", "fr_7654321"]], [], [], []]),
        "fragment/fr_1234567.pf_fragment": b"",
        "index/fr_7654321.pf_index": gzip.compress(b"pagefind_dcd" + words),
    }
    with pytest.raises(ValueError, match=said):
        repeatable(files)


def test_pieces_are_small_hold_all_words_in_order_and_leave_no_gap() -> None:
    names = {"".join(letters[:length]) for letters in product("abcde", repeat=4) for length in range(1, 5)}
    words = [Word(name, bytes(7 * number % 900 + 1)) for number, name in enumerate(sorted(names)[::-1])]
    pieces = cut(words)
    assert [word for piece in pieces for word in piece.words] == sorted(words)
    assert all(sum(len(word.item) for word in piece.words) <= MOST for piece in pieces)
    assert len(pieces) > 10
    for before, piece in pairwise(pieces):
        assert piece.start == f"{before.end}\0"
        assert before.end < piece.start <= piece.words[0].word


def test_word_with_too_many_pages_stands_alone_and_what_begins_alike_together() -> None:
    words = [Word("de", bytes(MOST * 3)), *(Word(name, b"x") for name in ("dette", "dettes", "deux", "fin"))]
    assert cut(words) == [
        Piece("de", "de", words[:1]),
        Piece("de\0", "deux", words[1:4]),
        Piece("deux\0", "fin", words[4:]),
    ]


def test_names_are_cut_to_what_tells_them_apart() -> None:
    names = ["fr_1234567", "fr_1234589", "fr_12345ab", "fr_abcdef0"]
    assert list(shorten(names, "fr")) == ["fr_12345", "fr_123458", "fr_12345a", "fr_abcde"]
