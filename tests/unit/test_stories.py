"""Stories: pages about an article, their list, and the one that the start page features."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.analysis.page_syntax import find_references
from factcheck.analysis.stories import find_stories
from factcheck.corpus import TextPage
from factcheck.errors import SetupError
from factcheck.loading.page_source import read_page_source
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.site.addresses import check_story

STORY = "---\ntitle: Who said it\ndescription: 'He did: so.'\narticle: ARTICLE\n---\n\n# Who said it\n"


def read(name: str, text: str) -> tuple[TextPage | None, list[str]]:
    page, findings = read_page_source(f"docs/en/stories/{name}.md", text.encode())
    return page, [finding.message for finding in findings]


@pytest.fixture
def renderer(sample: Report) -> Renderer:
    """Return the renderer of the sample project with a story about each article; the older one's is featured."""
    read_pages = [read(f"about-{id_}", STORY.replace("ARTICLE", id_))[0] for id_ in sample.corpus.articles]
    read_pages += [read("lost", STORY.replace("ARTICLE", "no-such-article"))[0]]
    pages = tuple(page for page in read_pages if page)
    older = list(sample.corpus.articles)[-1]
    site = Site(url="https://s.example/", name="S", story=f"about-{older}")
    return Renderer(replace(sample.corpus, pages=pages), "en", site, ())


def test_stories_are_listed_with_the_newest_article_first(renderer: Renderer) -> None:
    stories = find_stories(renderer.corpus, "en")
    assert [story.article for story in stories] == list(renderer.corpus.articles)
    assert find_stories(renderer.corpus, "fr") == []
    listed = renderer.slot("stories")
    assert [listed.index(f'href="~/{story.address}"') for story in stories] == sorted(
        listed.index(f'href="~/{story.address}"') for story in stories
    )


def test_featured_story_names_its_article_and_shows_its_labels_only(renderer: Renderer) -> None:
    article = list(renderer.corpus.articles.values())[-1]
    shown = renderer.slot("story")
    assert renderer.view.article_name(article) in shown
    assert f'href="~/stories/about-{article.id}/"' in shown
    labels = renderer.slot("labels", article.id)
    assert labels.count("<li>") > 0
    assert shown.count("<li>") == labels.count("<li>")


def test_without_a_story_nothing_is_featured(renderer: Renderer) -> None:
    assert replace(renderer, site=Site(url="https://s.example/", name="S")).slot("story").strip() == ""


def test_article_of_a_story_is_a_reference_and_required() -> None:
    assert [(mark.kind, mark.name) for mark in find_references(STORY.replace("ARTICLE", "x-1"))] == [("article", "x-1")]
    assert read("a", STORY.replace("article: ARTICLE\n", ""))[1] == ["a story needs the field 'article'"]
    assert read("a", STORY.replace("ARTICLE", "No id"))[1] == ["article cannot have this value"]
    assert read("index", STORY.replace("ARTICLE", "x"))[1] == ["a page cannot have the field 'article'"]


def test_featured_story_must_be_there(tmp_path: Path) -> None:
    check_story({"extra": {}}, tmp_path)
    with pytest.raises(SetupError, match="no page docs/en/stories/x"):
        check_story({"extra": {"story": "x"}}, tmp_path)
    (tmp_path / "docs/fr/stories").mkdir(parents=True)
    (tmp_path / "docs/fr/stories/x.md").touch()
    check_story({"extra": {"story": "x"}}, tmp_path)
