"""Other generators get our pages as Markdown: with the same words, tables and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from building import write_markdown
from factcheck.pages.page import Page
from factcheck.report.report import Report
from markdown_pages import as_markdown


def test_peers_get_the_same_pages_with_the_same_words(tmp_path: Path, sample: Report) -> None:
    write_markdown(tmp_path, sample.corpus)
    docs = tmp_path / "docs"
    for folder, records in (("claims", sample.corpus.claims), ("sources", sample.corpus.sources)):
        assert {path.stem for path in (docs / folder).glob("*.md")} >= records.keys()
    page = (docs / "claims/nimbus-preferred-provider.md").read_text("utf-8")
    assert "its cloud provider" in page
    assert "[Nimbus Cloud](../entities/nimbus-cloud.md)" in page
    for path in docs.rglob("*.md"):
        for target in re.findall(r"\]\(([^)]+\.md)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).is_file(), (path, target)


def page_of(html: str) -> str:
    """Return a page with this in it as Markdown, beside one other page, without its title."""
    page = Page(kind="claim", id="a", title="A", description="", body=html, search_text="", file="")
    return as_markdown(page, {"claims/a/", "sources/b/"}).partition('"A"\n---\n')[2]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>A <em>b</em></h2><p>c*d</p>", "## A *b*\n\nc\\*d\n"),
        ("<ul><li><p>a</p><p>b</p><ul><li>c</li></ul></li></ul>", "-   a\n\n    b\n\n    -   c\n"),
        ("<blockquote><p>a<br>b</p></blockquote>", "> a b\n"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td><p>c</p><p>d</p></td></tr></table>",
            "| a | b |\n| --- | --- |\n| c d | |\n",
        ),
        (
            '<a href="../../sources/b/#x">b</a>, <a href="#x">c</a>, <a href="../../d/">d</a>',
            "[b](../sources/b.md), c, d\n",
        ),
        ('<a href="https://a.example/(b)">a</a>', "[a](https://a.example/%28b%29)\n"),
        ('<p hidden>a<br></p><nav><p>b</p></nav><svg><path d=""/></svg><p>c</p>', "c\n"),
    ],
)
def test_page_becomes_markdown(html: str, markdown: str) -> None:
    assert page_of(html).replace("|  |", "| |") == markdown
