"""The preview of a change: which pages differ, and that they open from a disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import SetupError
from factcheck.site import disk_preview
from factcheck.site.changed_pages import ChangedPage, How, changed_pages, with_marks
from factcheck.site.disk_preview import files_of_styles, for_disk, list_page, make_preview, write_preview
from factcheck.site.link_targets import LinkTargets
from factcheck.site.target_folder import MARK

SITE = "https://news.site/check/"
PAGE = """<!doctype html><html><head><title>{title}</title>
<link rel="preload" as="font" href="../assets/fonts/a.woff2"><link rel="stylesheet" href="{up}assets/own.css">
</head><body><a href="{up}">Menu</a>{menu}<article>{body}</article>
<script src="{up}assets/own.js"></script></body></html>"""


def page(folder: Path, file: str, body: str, *, title: str = "A page", menu: str = "") -> None:
    """Write a page of an invented site."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * file.count("/")
    path.write_text(PAGE.format(title=title, up=up or "./", body=body, menu=menu), encoding="utf-8")


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """Return two builds of an invented site: before a change, and after it."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, claim, new in ((before, "1 million", "gone"), (after, "2 million", "new")):
        page(folder, "index.html", "Start")
        page(folder, "fr/index.html", "Début")
        page(folder, "about/index.html", "About", menu=claim)
        page(folder, "search/index.html", claim)
        page(folder, "claims/a/index.html", claim + ' <a href="../../about/#us">us</a> <a href="../b/?x=1#y">b</a>')
        page(folder, "claims/b/index.html", "B", title=f"B &amp; {new}")
        page(folder, f"claims/{new}/index.html", "C", title="&lt;C&gt;")
        (folder / "assets/fonts").mkdir(parents=True)
        (folder / "assets/own.js").touch()
        (folder / "assets/unused.js").touch()
        (folder / "assets/fonts/a.woff2").touch()
        (folder / "assets/own.css").write_text('@font-face { src: url("fonts/a.woff2") } a { background: url(data:x) }')
    return before, after


def test_pages_differ_by_what_is_in_them_not_by_the_menu(sites: tuple[Path, Path]) -> None:
    assert changed_pages(*sites) == [
        ChangedPage("claims/a/index.html", "A page", "en", How.CHANGED),
        ChangedPage("claims/b/index.html", "B & new", "en", How.CHANGED),
        ChangedPage("claims/gone/index.html", "<C>", "en", How.GONE),
        ChangedPage("claims/new/index.html", "<C>", "en", How.NEW),
    ]
    assert {page.how for page in changed_pages(None, sites[1])} == {How.NEW}


def test_links_name_files_beside_the_page_or_lead_to_the_published_site(sites: tuple[Path, Path]) -> None:
    targets = LinkTargets(sites[1], SITE)
    html = '<a href="../../">1</a><a class="x" href="../b/?q=1#y">2</a><a href="../../about/#us">3</a>'
    html += '<a href="#top">4</a><a href="https://other.site/a/">5</a>'
    html += '<a id="all" href="../b/" data-href="../../search/">6</a>'
    kept = {"index.html", "claims/a/index.html", "claims/b/index.html"}
    assert for_disk(html, "claims/a/index.html", kept, targets, SITE) == (
        '<a href="../../index.html">1</a><a class="x" href="../b/index.html?q=1#y">2</a>'
        f'<a href="{SITE}about/#us">3</a><a href="#top">4</a><a href="https://other.site/a/">5</a>'
        f'<a id="all" href="../b/index.html" data-href="{SITE}search/">6</a>'
    )


def test_preview_has_what_its_pages_load_and_nothing_else(sites: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "preview"
    write_preview(changed_pages(*sites), sites, target, SITE, "main")
    files = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert files == {
        *(MARK, "index.html", "disk_preview.css", "preview_marks.css", "site/index.html", "site/fr/index.html"),
        *(f"site/claims/{name}/index.html" for name in ("a", "b", "new")),
        *("site/assets/own.css", "site/assets/own.js", "site/assets/fonts/a.woff2"),
    }
    assert "preload" not in (target / "site/claims/a/index.html").read_text(encoding="utf-8")


def test_what_is_new_on_a_page_is_marked() -> None:
    frame = "<html><head></head><body><p>{0}</p><article><h1>Same</h1><ul><li>same<li class=a>{0}</ul>{1}</article>"
    marked = with_marks(frame.format("old", ""), frame.format("new", "<table><tr><td>more</table>"), 2)
    assert marked.count("preview-new") == 2
    assert '<li class="a preview-new">new' in marked
    assert '<td class="preview-new">more' in marked
    assert '<link rel="stylesheet" href="../../preview_marks.css"></head>' in marked


def test_what_a_page_loads_is_found() -> None:
    assert list(files_of_styles("url(fonts/a.woff2) url('../b.png') url(data:x) url(#c)", "assets/own.css")) == [
        "assets/fonts/a.woff2",
        "b.png",
    ]


def test_list_of_pages_shows_titles_as_text() -> None:
    hostile = ChangedPage("claims/a/index.html", "</title><script>alert(1)</script>", "fr", How.NEW)
    html = list_page([hostile], SITE, "<main>")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert '<a href="site/claims/a/index.html">' in html
    assert "No page differs." in list_page([], SITE, "main")


def test_folder_of_somebody_else_is_not_replaced(project: Path) -> None:
    target = project / "build/preview"
    target.mkdir(parents=True)
    (target / "precious.txt").touch()
    with pytest.raises(SetupError, match="not from a preview of ours"):
        make_preview(project, "HEAD", target, show=lambda _: None)
    assert (target / "precious.txt").exists()


def test_base_that_cannot_be_built_makes_every_page_new(
    sites: tuple[Path, Path], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(_root: Path, target: Path, **_: object) -> int:
        sites[1].rename(target)
        return 0

    monkeypatch.setattr(disk_preview, "build_site", build)
    monkeypatch.setattr(disk_preview, "_build_base", lambda *_: None)
    said: list[str] = []
    target = project / "build/preview"
    assert make_preview(project, "main", target, show=said.append) == 0
    assert "could not be built" in (target / "index.html").read_text(encoding="utf-8")
    assert said == [f"6 pages differ from main: open {target / 'index.html'}"]
