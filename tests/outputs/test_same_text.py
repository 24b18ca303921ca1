"""The text of a claim is the same everywhere, character for character: for any words that the loader accepts."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator

import pytest

from browser.building import copy_project
from browser.hostile import MOST, TEXTS, write_records
from conftest import ROOT
from factcheck.corpus import Surroundings
from factcheck.loading.characters import find_not_nfc, find_refused
from factcheck.loading.snapshot import take_snapshot
from factcheck.outputs import calendars, feeds
from factcheck.outputs.all_outputs import OUTPUTS
from factcheck.reading import read_snapshot
from factcheck.report.report import Report
from factcheck.schema.schemas import read_schemas
from outputs.text_readers import READERS, WITHOUT_CLAIMS, Published, expected_texts

NAUGHTY = (
    *TEXTS,
    "=1+1 +2 -3 @SUM(A1) \"a\",'b';c|d",
    "-1 =cmd|' /C calc'!A0",
    "'=1+1",
    "''quoted'' \"\"twice\"\" `back` ´acute´",
    "]]> <![CDATA[x]]> <?xml?> -- --> <!--",
    "&amp; &lt; &#60; &nbsp; &eacute; &notit; &",
    "«\u00a0Œuvre\u202f!\u00a0» 50\u202f% – l’été…\u2009x\u2011y",
    "𝕏 👩‍👩‍👧 🏳️‍🌈 𐍈 1️⃣ x\u0323",
    "שלום $4 (עברית) مرحبا 12 ٣",
    "ﬁ Å ½ ² № ᾳ İıſß ㍿ Ａ",
    '\\ \\\\ \\n \\u0041 {\\"o} {a}} {{ $x_1^2$ %25 ~ # & _ ^',
    'a;b,c:d\\;e\\,f\\N TZID=x:"g"',
    "TY  - JOUR @article{x, author = {y}} %% <<a>> ,, ``b''",
    "* a _b_ `c` [d](e) ![f](g) <h> ~~i~~ | j # k",
    "# l",
    "1. m - n + o > p",
    "a  two   blanks  b",
    "  blanks at both ends  ",
    "'; DROP TABLE claims;-- NULL true 1e5 0x1F",
    "007",
    "https://a.example/?b=c&d=%20(e) www.f.example g@h.example",
    "x --- y ... z 'q' \"r\" (c) 1/2",
)
"""Texts that mean something in one of the formats, or that programs like to change. The loader accepts all of them."""


def _every(*categories: str) -> Iterator[str]:
    """Yield texts that have, all together, each accepted character of some categories of Unicode."""
    wanted = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in categories]
    kept = "".join(c for c in wanted if not [*find_refused(c), *find_not_nfc(c)])
    yield from (f"a{kept[start : start + MOST - 2]}z" for start in range(0, len(kept), MOST - 2))


TEXTS_OF_ALL = (*NAUGHTY, *_every("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Sc", "Sk"))


@pytest.fixture(scope="module")
def of_sample(sample: Report) -> Published:
    return Published(sample.corpus, read_schemas(ROOT / "schemas"))


@pytest.fixture(scope="module")
def of_real(real: Report) -> Published:
    return Published(real.corpus, read_schemas(ROOT / "schemas"))


@pytest.fixture(scope="module")
def of_naughty(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Return what is published of the sample project with a set of records more for each naughty text."""
    root = tmp_path_factory.mktemp("naughty") / "project"
    copy_project(root)
    write_records(TEXTS_OF_ALL.__getitem__, "<", range(len(TEXTS_OF_ALL)))(root)
    corpus = read_snapshot(take_snapshot(root), Surroundings()).corpus
    texts = {claim.claim.text.get("en") for claim in corpus.claims.values()}
    assert [text for text in TEXTS_OF_ALL if text not in texts] == []
    return Published(corpus, read_schemas(ROOT / "schemas"))


def test_every_output_that_has_words_of_claims_is_read() -> None:
    """Each output is either in READERS or in WITHOUT_CLAIMS, in tests/outputs/text_readers.py."""
    named = [*{name.partition(",")[0] for name in READERS} - {"pages"}, *WITHOUT_CLAIMS]
    assert sorted(named) == sorted(output.name for output in OUTPUTS)


@pytest.mark.parametrize("records", ["of_sample", "of_real", "of_naughty"])
@pytest.mark.parametrize("name", READERS)
def test_text_of_every_claim_is_the_same(
    name: str, records: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (feeds, calendars):  # which have some of the claims only: the newest, or those due next
        monkeypatch.setattr(module, "MOST", 1_000)
    published: Published = request.getfixturevalue(records)
    reader = READERS[name]
    for language in reader.languages:
        expected = expected_texts(published, language)
        found: dict[str, set[str]] = {}
        for id_, part, text in reader.read(published, language):
            assert (id_, part, text) == (id_, part, reader.held(expected[id_][part]))
            found.setdefault(id_, set()).add(part)
        assert found == {id_: {*reader.parts} for id_ in reader.claims(published)}
