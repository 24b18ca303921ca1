"""The evidence packs and the data behind them, read with lxml, zipfile and git."""

from __future__ import annotations

import re
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import html

from conftest import SAMPLE
from factcheck.kinds import CLAIM
from factcheck.languages import LANGUAGES
from factcheck.outputs.evidence_data import evidence_data
from factcheck.outputs.standalone_pages import EVIDENCE_PACK
from factcheck.pages.file_addresses import pack, pack_data
from factcheck.pages.page import address, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.records.structure import texts
from factcheck.records.version import History, Version, content_id
from outputs.conftest import URL

ARTICLE = "quotidien-aurora-2024"
CHANGED = "nimbus-preferred-provider"
_IN_DATA = {"payload", "recorded"}
"""Fields whose texts are values of a table."""
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def read(page: bytes) -> Any:
    return html.document_fromstring(page.decode())


def words(element: Any) -> str:
    """Return the words of an element with a blank between any two."""
    return " ".join(element.text_content().split())


def packs(renderer: Renderer) -> dict[str, Any]:
    """Return the packs in a language by the ids of their claims."""
    files = EVIDENCE_PACK.files(renderer)
    return {id_: read(files[pack(CLAIM, id_)]()) for id_ in renderer.corpus.claims}


@in_each_language
def test_pack_has_every_text_of_its_claim_unchanged(renderers: Mapping[str, Renderer], language: str) -> None:
    renderer = renderers[language]
    for id_, page in packs(renderer).items():
        claim, shown = renderer.corpus.claims[id_], page.text_content()
        told = [renderer.view.plain(text) for pointer, text in texts(claim) if not _IN_DATA.intersection(pointer)]
        assert [text for text in told if text not in shown] == []
        quotations = [claim.claim.quotation, *(item.quotation for item in claim.review.evidence if item.quotation)]
        words = [part for quoted in quotations for part in (quoted.prefix, quoted.exact, quoted.suffix) if part]
        assert [part for part in words if part not in shown] == []
        assert page.xpath("string(//title)").startswith(renderer.view.rated_title(claim))


_SAID_BY_US = (
    "//*[preceding::h2[@id='claimed'] and following::h2[@id='cite']]"
    "[self::td or (self::p or self::dd) and not(.//a)]"
    " | //p[@class='fc-notice']"
)
"""What the page of a claim says between its heading and its citation, and in notices, in paragraphs without links."""


@in_each_language
def test_pack_has_every_sentence_of_the_page(renderers: Mapping[str, Renderer], language: str) -> None:
    said: set[str] = set()
    for id_, pack_page in packs(renderers[language]).items():
        page, shown = renderers[language].page(CLAIM, id_), words(pack_page)
        assert page
        found = {words(item) for item in html.document_fromstring(page.body).xpath(_SAID_BY_US)}
        sentences = {sentence for text in found for sentence in re.split(r"(?<=[.?!]) ", text)}
        assert {sentence for sentence in sentences if sentence not in shown} == set()
        view, review = renderers[language].view, renderers[language].corpus.claims[id_].review
        fields = {words(name): words(name.getnext()) for name in pack_page.xpath("//dt")}
        assert fields[view._("Confidence")] == view.word(review.confidence)
        assert fields[view._("Key sources read")] == view.word(review.completeness)
        assert fields[view._("Last checked")] == view.date(review.checked)
        assert view.plain(view.corpus.ratings[review.rating].definition) in shown
        said |= sentences
    assert len(said) > 100


@in_each_language
def test_pack_says_where_each_source_is_and_what_was_read_of_it(
    renderers: Mapping[str, Renderer], language: str
) -> None:
    renderer = renderers[language]
    for id_, page in packs(renderer).items():
        claim = renderer.corpus.claims[id_]
        used = [*(item.source for item in claim.review.evidence), *(lead.source for lead in claim.review.to_check)]
        for source in (renderer.corpus.sources[id_] for id_ in used):
            [entry] = page.xpath(f"//li[@id='source-{source.id}']")
            links = {link.get("href") for link in entry.iter("a")}
            assert {url for url in (source.url, source.archive_url, source.read_at) if url} <= links
            assert not source.text or source.text.sha256 in entry.text_content()
            assert renderer.view.word(source.access) in entry.text_content()
            assert not source.retrieved or renderer.view.date(source.retrieved) in entry.text_content()


@in_each_language
def test_pack_needs_no_other_file(renderers: Mapping[str, Renderer], language: str) -> None:
    for page in packs(renderers[language]).values():
        loading = "//script | //img | //iframe | //object | //embed | //video | //audio | //source | //base | //form"
        assert page.xpath(f"{loading} | //@src | //@style | //link[not(@rel='canonical')]") == []
        [policy], [style] = page.xpath("//head/*[1]/@content"), page.xpath("//style")
        digest = b64encode(sha256(style.text.encode()).digest()).decode()
        assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        assert "@import" not in style.text
        assert "url(" not in style.text
        anchors = page.xpath("//@id")
        assert len(anchors) == len(set(anchors))
        for link in page.xpath("//@href"):
            assert link.startswith("https://") or link.removeprefix("#") in anchors
        assert page.xpath("//span[not(@*)] | //*[@class='']") == []  # nothing is there for the site's stylesheet only


def with_history(renderer: Renderer) -> Renderer:
    """Return a renderer of records of which one said something else before, and another is not in canonical form."""
    files = {path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in SAMPLE.glob("facts/**/*.yml")}
    files["facts/sources/contract-2023.yml"] += b"# a comment\n"
    now, before = files[f"facts/claims/{CHANGED}.yml"], b"id: before\n"
    versions = tuple(
        Version(date=date, content=content_id(raw), data={"review": {"rating": "unproven"}}, raw=raw)
        for date, raw in (("2026-11-20", before), ("2026-11-22", now))
    )
    keys = {(entry.kind, entry.stem): entry.file.path for entry in renderer.corpus.entries}
    contents = {key: content_id(files[path]) for key, path in keys.items()}
    history = History(records={(CLAIM, CHANGED): versions}, contents=contents, files=files, gap="")
    return replace(renderer, history=history)


def unpacked(archive: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive)) as zip_file:
        assert zip_file.testzip() is None
        return {name: zip_file.read(name) for name in zip_file.namelist()}


def test_data_are_the_files_as_they_are(renderers: Mapping[str, Renderer]) -> None:
    renderer = with_history(renderers["en"])
    files = unpacked(evidence_data(renderer, ARTICLE))
    records = {name.removeprefix(f"{ARTICLE}/"): raw for name, raw in files.items() if "/facts/" in name}
    assert records == {path: renderer.history.files[path] for path in records}
    assert records["facts/sources/contract-2023.yml"].endswith(b"# a comment\n")
    assert {f"facts/claims/{claim.id}.yml" for claim in renderer.view.lookups.claims_of(ARTICLE)} < set(records)
    assert {"facts/ratings.yml", "facts/terms.yml", f"facts/articles/{ARTICLE}.yml"} < set(records)
    assert files[f"{ARTICLE}/versions/claims/{CHANGED}/2026-11-20.yml"] == b"id: before\n"


def test_without_a_history_the_data_are_in_canonical_form(published: Mapping[str, bytes]) -> None:
    for name, raw in unpacked(published[pack_data(ARTICLE)]).items():
        path = name.removeprefix(f"{ARTICLE}/")
        if path.startswith("facts/"):
            assert raw == (SAMPLE / path).read_bytes()


def test_sums_and_content_ids_are_those_of_the_programs_that_people_use(renderers: Mapping[str, Renderer]) -> None:
    renderer = with_history(renderers["en"])
    files = unpacked(evidence_data(renderer, ARTICLE))
    sums = dict(line.split("  ")[::-1] for line in files.pop(f"{ARTICLE}/SHA256SUMS").decode().splitlines())
    assert {f"{ARTICLE}/{path}": digest for path, digest in sums.items()} == {
        name: sha256(raw).hexdigest() for name, raw in files.items()
    }
    page = packs(renderer)[CHANGED]
    for path in (f"facts/claims/{CHANGED}.yml", f"facts/articles/{ARTICLE}.yml"):
        git = subprocess.run(
            ["git", "hash-object", "--stdin"], input=files[f"{ARTICLE}/{path}"], capture_output=True, check=True
        )
        assert f"{path} swh:1:cnt:{git.stdout.decode().strip()}" in " ".join(page.text_content().split())


def test_pack_tells_the_versions_with_the_rating_of_then(renderers: Mapping[str, Renderer]) -> None:
    renderer = with_history(renderers["en"])
    shown = packs(renderer)[CHANGED].text_content()
    for version in renderer.history.versions(CLAIM, CHANGED):
        assert f"{renderer.view.date(version.date)} {version.content}" in shown
    assert renderer.view.name("rating", "unproven") in shown


def test_archive_is_the_same_for_everybody(renderers: Mapping[str, Renderer]) -> None:
    archive = evidence_data(renderers["en"], ARTICLE)
    assert archive == evidence_data(renderers["en"], ARTICLE)
    with ZipFile(BytesIO(archive)) as zip_file:
        entries = zip_file.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr) for entry in entries} == {(3, 0o100644 << 16)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert all(entry.filename.startswith(f"{ARTICLE}/") and ".." not in entry.filename for entry in entries)


def test_readme_names_every_claim_with_its_rating_and_address(
    renderers: Mapping[str, Renderer], published: Mapping[str, bytes]
) -> None:
    told = unpacked(published[pack_data(ARTICLE)])[f"{ARTICLE}/README.txt"].decode()
    for language, renderer in renderers.items():
        for claim in renderer.view.lookups.claims_of(ARTICLE):
            assert renderer.view.rated_title(claim) in told
            assert f"{URL}{language_folder(language)}{address(CLAIM, claim.id)}\n" in told
