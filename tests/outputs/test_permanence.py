"""Addresses stay: whatever is at the addresses of a record answers when it has moved or been withdrawn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from factcheck.corpus import Corpus, Key, make_entry
from factcheck.kinds import CLAIM, FOLDERS
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.all_outputs import at_old_addresses, output_files
from factcheck.pages.page import address
from factcheck.pages.renderer import Renderer
from factcheck.records.record import Moved, Withdrawal, Withdrawn
from factcheck.records.version import History, Version

TEXT = {"en": "a <b> & c", "fr": "un <b> & c"}
Renderers = Mapping[str, Renderer]
Published = Mapping[str, bytes]


def _kinds_of_address(corpus: Corpus, published: Iterable[str], kind: str) -> set[str]:
    """Return the paths of files that records of a kind have, with ``*`` in the place of the id."""
    found: set[str] = set()
    for id_ in corpus.tables[kind]:
        own = re.compile(rf"(?:(?<={FOLDERS[kind]}/)|(?<=/{kind}-)|(?<=/annotations/)){id_}(?=[/.])")
        found |= {own.sub("*", path) for path in published if own.search(path)}
    return found


def _retired(corpus: Corpus, what: type) -> list[Key]:
    return [key for key, stone in corpus.tombstones.items() if isinstance(stone, what) and key[0] in FOLDERS]


def _with_gone(corpus: Corpus, kind: str) -> Corpus:
    """Return a corpus with one more record of a kind that moved, and one more that was withdrawn."""
    old = Moved(id="old", moved_to=next(iter(corpus.tables[kind])), date="2026-11-24", reason=TEXT)
    gone = Withdrawn(id="gone", withdrawn=Withdrawal(title=TEXT, date="2026-11-24", reason=TEXT))
    file = corpus.entries[0].file
    entries = (make_entry(kind=kind, stem=stone.id, file=file, record=stone) for stone in (old, gone))
    return replace(corpus, entries=(*corpus.entries, *entries))


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_kind_of_file_that_records_have_is_there_for_those_that_have_gone(
    renderers: Renderers, kind: str
) -> None:
    corpus = _with_gone(renderers[MAIN].corpus, kind)
    for language, renderer in renderers.items():
        files = output_files(replace(renderer, corpus=corpus))
        for id_ in ("old", "gone"):
            wanted = {shape.replace("*", id_) for shape in _kinds_of_address(corpus, files, kind)}
            assert wanted, language
            assert sorted(wanted - {*files}) == []
            assert all(files[path]() for path in wanted)


def test_file_at_an_old_address_leads_on_to_where_the_record_is(renderers: Renderers, published: Published) -> None:
    corpus = renderers[MAIN].corpus
    for kind, id_ in _retired(corpus, Moved):
        stone = corpus.tombstones[kind, id_]
        assert isinstance(stone, Moved)
        for shape in _kinds_of_address(corpus, published, kind):
            old, new = (published[shape.replace("*", name)] for name in (id_, stone.moved_to))
            assert old == new or stone.moved_to.encode() in old, shape


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_records_that_have_gone_say_why_and_lead_on(renderers: Renderers, language: str) -> None:
    renderer = renderers[language]
    for kind, id_ in [*_retired(renderer.corpus, Moved), *_retired(renderer.corpus, Withdrawn)]:
        stone, page = renderer.corpus.tombstones[kind, id_], renderer.page(kind, id_)
        assert page
        assert not page.listed
        if isinstance(stone, Moved):
            assert page.moved_to == stone.moved_to  # its canonical address
            assert f'href="~/{address(kind, stone.moved_to)}"' in page.body
            assert renderer.view.plain(stone.reason) in page.body
        else:
            assert page.moved_to == ""
            assert renderer.view.plain(stone.withdrawn.reason) in page.body


def _remembering(renderer: Renderer, key: Key) -> Renderer:
    """Return a renderer that knows what a claim said before it was withdrawn."""
    words = {"short": {"en": "robots fly", "fr": "les robots volent"}, "claimant": "le-quotidien"}
    said = Version(date="2026-11-19", content="swh:1:cnt:0", data={"claim": words, "review": {"rating": "refuted"}})
    return replace(renderer, history=History(records={key: (said,)}))


def test_withdrawn_claim_stays_in_lists_corrections_and_the_feed_with_what_it_said(renderers: Renderers) -> None:
    key = next(key for key in _retired(renderers[MAIN].corpus, Withdrawn) if key[0] == CLAIM)
    renderer = _remembering(renderers[MAIN], key)
    files = output_files(renderer)
    for path in ("api/v1/claims.json", "api/v1/corrections.json"):
        (entry,) = (item for item in json.loads(files[path]())["retired"] if item["id"] == key[1])
        assert (entry["status"], entry["said"]["claim"]["short"]["en"]) == ("withdrawn", "robots fly")
    for slot in (FOLDERS[CLAIM], "corrections"):
        assert "robots fly" in renderer.slot(slot)
    assert "robots fly" in files["feeds/corrections.atom"]().decode()


def test_an_output_may_have_a_file_of_its_own_at_an_old_address(renderers: Renderers) -> None:
    corpus = renderers[MAIN].corpus
    kind, old = _retired(corpus, Moved)[0]
    stone: Any = corpus.tombstones[kind, old]
    folder, new = FOLDERS[kind], stone.moved_to
    files = (
        f"{folder}/{new}/a.txt",
        f"{folder}/{new}/b/index.html",
        f"{folder}/{old}/a.txt",
        f"{folder}/{new}-more/a.txt",
    )
    others = (f"data/provenance/{kind}-{new}.jsonld", f"api/v1/{folder}/{new}.json", f"{folder}/{kind}-{new}/a.txt")
    made = at_old_addresses(corpus, dict.fromkeys((*files, *others), bytes))
    assert {*made} == {
        f"{folder}/{old}/b/index.html",
        f"data/provenance/{kind}-{old}.jsonld",
        f"api/v1/{folder}/{old}.json",
    }


def test_a_list_is_no_record_even_if_a_record_is_called_index(renderers: Renderers) -> None:
    old = Moved(id="old", moved_to="index", date="2026-11-24", reason=TEXT)
    entry = make_entry(kind=CLAIM, stem="old", file=renderers[MAIN].corpus.entries[0].file, record=old)
    files = dict.fromkeys(("claims/index.md", "claims/index/index.md", "api/v1/claims/index.json"), bytes)
    assert {*at_old_addresses(Corpus(entries=(entry,)), files)} == {"claims/old/index.md", "api/v1/claims/old.json"}
