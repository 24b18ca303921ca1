"""The pages of records as Markdown, read with a CommonMark parser: the words of the records come back as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from browser.hostile import TEXTS
from factcheck.analysis.parties import not_asked
from factcheck.kinds import CLAIM, FOLDERS, TERM
from factcheck.languages import LANGUAGES, MAIN
from factcheck.loading.characters import find_refused
from factcheck.outputs.llms_txt import llms_txt
from factcheck.outputs.markdown_pages import MARKDOWN_PAGES
from factcheck.outputs.markdown_writer import escaped, front_matter, link, quotation, strong
from factcheck.pages.file_addresses import markdown
from factcheck.pages.page import address
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim
from factcheck.records.record import Moved
from factcheck.records.version import History
from factcheck.report.report import Report

URL = "https://factcheck.example/"
COMMONMARK = MarkdownIt("commonmark")
ALONE = ("{}", "# {}", "> {}", "- {}", "7. - {}", "**{}**", "[{}](https://a.example/)")
"""Where a file has a text of a record."""
NAUGHTY = (
    *TEXTS,
    *("# no heading", "1. no list", "23) no list", "- no list", "+ no list", "---", "===", "=1+1", "> nobody said it"),
    *("*stressed* _or_ **so**", "`code`", "a\\b\\*", "two  blanks", "two\nlines", " at the ends ", "ends in a dot."),
    *("<b>&amp;&#42;</b>", "&copy; &c;", "![x](y)", "[x][y]", "www.a.example https://a_b.example/*x*", "~~~", "a | b"),
    *(
        "\u00a0in French\u202f!",
        "שלום",
        "العربية ٣",
        "😀 🇫🇷 e\u0301",
        "```\n",
        "C#",
        "</script>",
        "{{ x }} {% y %}",
        "\\",
    ),
)
"""Texts that mean something in Markdown, HTML, YAML or templates, or that programs like to change."""


def words(tokens: list[Token]) -> str:
    """Return the words that a reader sees in the children of a block."""
    return "".join("\n" if item.type in {"softbreak", "hardbreak"} else item.content for item in tokens)


def blocks(text: str) -> list[str]:
    """Return the words of each block."""
    return [words(token.children or []) for token in COMMONMARK.parse(text) if token.type == "inline"]


def links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the words of each link."""
    for block in COMMONMARK.parse(text):
        address_, said = "", ""
        for token in block.children or []:
            said += token.content
            if token.type == "link_open":
                address_, said = str(token.attrs["href"]), ""
            elif token.type == "link_close":
                yield address_, said


def read(content: bytes) -> tuple[dict[str, str], str]:
    """Return the fields at the beginning of a file, and the rest."""
    before, fields, text = content.decode().split("---\n", 2)
    assert before == ""
    return yaml.safe_load(fields), text


def same(text: str) -> None:
    """Assert that a parser gives back a text wherever a file can have it."""
    marked = escaped(text)
    assert [blocks(place.format(marked)) for place in ALONE] == [[text]] * len(ALONE)
    assert blocks(f"x: {marked} – y") == [f"x: {text} – y"]


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_texts_come_back(text: str) -> None:
    same(text)
    assert yaml.safe_load(front_matter({"x": text}).strip("-")) == {"x": text}


@given(st.text(alphabet=st.one_of(st.sampled_from("\\`*_[]()<>#&;!~|+-=.1a \n"), st.characters()), min_size=1))
def test_any_text_that_a_record_may_have_comes_back(text: str) -> None:
    if not [*find_refused(text)]:
        same(text)
        assert yaml.safe_load(front_matter({"x": text}).strip("-")) == {"x": text}


def test_addresses_come_back() -> None:
    url = "https://a.example/(x)/[y]*_z_?a=1&copy=2&amp;#)"
    assert [*links(link("words", url))] == [(url.replace("[y]", "%5By%5D"), "words")]


def files(renderer: Renderer) -> dict[str, bytes]:
    return {path: make() for path, make in MARKDOWN_PAGES.files(renderer).items()}


@pytest.fixture(scope="module")
def made(renderers: Mapping[str, Renderer]) -> dict[str, dict[str, bytes]]:
    """Return the files of each language."""
    return {language: files(renderer) for language, renderer in renderers.items()}


def said_of(claim: Claim, renderer: Renderer) -> Iterator[str]:
    """Yield what must be a block of a claim's page, or the end of one."""
    view = renderer.view
    yield view.rated_title(claim)
    yield f"{view._('Rating:')} {view.rating(claim)} – {view.plain(claim.review.explanation)}"
    yield f"{view.speaker(claim)} {view.plain(claim.claim.text)}"
    yield claim.claim.quotation.exact
    yield view.plain(claim.review.would_change)
    for item in claim.review.evidence:
        yield from filter(None, (item.quotation and item.quotation.exact, item.note and view.plain(item.note)))
    yield from (view.plain(item.text) for item in claim.review.developments)
    yield from (view.plain(item.text) for item in claim.record.corrections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_says_all_that_its_record_says(
    language: str, made: dict[str, dict[str, bytes]], renderers: Mapping[str, Renderer]
) -> None:
    renderer = renderers[language]
    for claim in renderer.corpus.claims.values():
        fields, text = read(made[language][markdown(address(CLAIM, claim.id))])
        assert (fields["id"], fields["title"]) == (claim.id, renderer.view.rated_title(claim))
        assert fields["url"] == f"{renderer.site.url}{address(CLAIM, claim.id)}"
        assert (fields["rating"], fields["checked"]) == (
            renderer.view.name("rating", claim.review.rating),
            claim.review.checked,
        )
        found = blocks(text)
        shown = " ".join(found)
        assert (renderer.view._("Not independently reviewed.") in shown) == (not claim.record.reviewers)
        assert all(renderer.view.short_name(id_) in shown for id_ in not_asked(renderer.corpus, claim))
        assert not claim.record.interests or renderer.view.plain(claim.record.interests) in shown
        for said in said_of(claim, renderer):
            missing = f" ({renderer.view._('not yet translated')})"
            assert any(block.removesuffix(missing).endswith(said) for block in found), said


def test_a_file_names_the_version_of_its_record(renderers: Mapping[str, Renderer]) -> None:
    key = (CLAIM, next(iter(renderers[MAIN].corpus.claims)))
    renderer = replace(renderers[MAIN], history=History(contents={key: "swh:1:cnt:0"}))
    assert read(MARKDOWN_PAGES.files(renderer)[markdown(address(*key))]())[0]["version"] == "swh:1:cnt:0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_source_says_has_beside_it_how_we_know_it(
    language: str, made: dict[str, dict[str, bytes]], renderers: Mapping[str, Renderer]
) -> None:
    view, checked = renderers[language].view, 0
    for claim in view.corpus.claims.values():
        text = " ".join(blocks(read(made[language][markdown(address(CLAIM, claim.id))])[1]))
        for item in (item for item in claim.review.evidence if item.recorded):
            source = view.corpus.sources[item.source]
            marks = [] if source.access in {"full", "excerpt"} else [view.word(source.access)]
            marks += [view.word(item.confidence, "how_sure")] if item.confidence in {"low", "medium"} else []
            assert f"({', '.join([source.publisher, *marks])})" in text
            checked += bool(marks)
    assert checked


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_pages_and_say_how_a_claim_is_rated(
    language: str, made: dict[str, dict[str, bytes]], renderers: Mapping[str, Renderer]
) -> None:
    renderer = renderers[language]
    pages = {address(*key): key for key in [*renderer.keys()]}
    rated = {claim.id: renderer.view.rated_title(claim) for claim in renderer.corpus.claims.values()}
    for content in made[language].values():
        for target, said in links(read(content)[1]):
            if target.startswith(renderer.site.url):
                kind, id_ = pages[target.removeprefix(renderer.site.url)]
                assert kind != CLAIM or id_ not in rated or said == rated[id_]
            else:
                assert target.startswith("https://")


def test_every_record_has_one_also_if_it_is_gone(made: dict[str, dict[str, bytes]], sample: Report) -> None:
    corpus = sample.corpus
    kept = [(kind, id_) for kind in (*FOLDERS, TERM) for id_ in corpus.tables[kind]]
    for language in LANGUAGES:
        assert {markdown(address(*key)) for key in [*kept, *corpus.tombstones]} <= {*made[language]}
    for (kind, id_), stone in corpus.tombstones.items():
        fields, text = read(made[MAIN][markdown(address(kind, id_))])
        if isinstance(stone, Moved):
            assert fields["moved_to"].endswith(address(kind, stone.moved_to))
            assert any(target == fields["moved_to"] for target, _ in links(text))
        else:
            assert fields["withdrawn"] == stone.withdrawn.date
            assert stone.withdrawn.reason[MAIN] in text


def test_lists_have_all_records_of_a_kind(made: dict[str, dict[str, bytes]], sample: Report) -> None:
    for kind, folder in FOLDERS.items():
        found = {
            target.removesuffix("/").rpartition("/")[2]
            for target, _ in links(read(made[MAIN][f"{folder}/index.md"])[1])
        }
        assert {*sample.corpus.tables[kind]} <= found


def test_pieces_of_markdown() -> None:
    assert blocks(quotation("a > b")) == ["a > b"]
    assert COMMONMARK.render(strong("a")) == "<p><strong>a</strong></p>\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_txt_has_the_form_of_its_standard_and_leads_to_files(
    language: str, renderers: Mapping[str, Renderer], published: Mapping[str, bytes]
) -> None:
    renderer = renderers[language]
    text = llms_txt(renderer)
    kinds = [token.tag for token in COMMONMARK.parse(text) if token.type in {"heading_open", "blockquote_open"}]
    assert kinds[:2] in (["h1", "h2"], ["h1", "blockquote"])
    assert {*kinds[2:]} <= {"h2"}
    before = " ".join(blocks(text.partition("\n## ")[0]))
    for rating in renderer.corpus.ratings.values():
        assert renderer.view.plain(rating.label) in before
        assert renderer.view.plain(rating.definition) in before
    targets = [target for target, _ in links(text) if target.startswith(URL)]
    assert [target for target in targets if target.removeprefix(URL) not in published] == []
    assert {f"{renderer.site.url}{folder}/index.md" for folder in FOLDERS.values()} <= {*targets}
