"""What readers need beside a name or a title: who claims it is said once, and what is not from the source is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TODAY
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.project import check_project

SITE = Site(url="https://s.example/", name="S")


def edit(file: Path, old: str, new: str) -> None:
    """Replace words in a file that has them."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ("Per First Paper, Example raised $2 million", ["STY007"]),
        ("Per Example: it raised $2 million", ["STY007"]),
        ("Per Gessle, a founder, put $2 million into Example", []),
        ("Example raised $2 million per First Paper, its investor", []),
        ("Example raised $2 million", []),
    ],
)
def test_per_names_a_speaker_only_before_a_name_that_has_a_record(project: Path, short: str, found: list[str]) -> None:
    edit(project / "facts/claims/first-claim.yml", "en: Example raised $2 million\n", f'en: "{short}"\n')
    assert [
        finding.code for finding in check_project(project, today=TODAY).findings if finding.code == "STY007"
    ] == found


@pytest.mark.parametrize(("language", "words"), [("en", "title inferred"), ("fr", "titre déduit")])
def test_a_title_that_we_inferred_is_marked_wherever_the_source_is_cited(
    project: Path, language: str, words: str
) -> None:
    edit(project / "facts/sources/first-source.yml", "\npublisher:", "\ntitle_certainty: inferred\npublisher:")
    corpus = check_project(project, today=TODAY).corpus
    title = corpus.sources["first-source"].title
    pages = [page for page in Renderer(corpus, language, SITE, ()).pages() if page.kind != "source"]
    assert sum(f">{title}</a>" in page.body for page in pages) > 1
    for page in pages:
        assert (f">{title}</a>" in page.body) == (words in page.body), page.address


@pytest.mark.parametrize(("kind", "words"), [("company", "Claims about it"), ("person", "Claims about them")])
def test_a_person_is_no_thing(project: Path, kind: str, words: str) -> None:
    edit(project / "facts/entities/example.yml", "kind: company", f"kind: {kind}")
    pages = Renderer(check_project(project, today=TODAY).corpus, "en", SITE, ()).pages()
    body = next(page.body for page in pages if page.id == "example")
    assert f">{words}</h2>" in body
