"""Our own check of links finds what is broken, and nothing that is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from browser.html_pages import read_page
from factcheck.site import links
from factcheck.site.links import check_links

GOOD = {
    "index.html": (
        '<!doctype html><html><head><link rel="stylesheet" href="assets/a.css">'
        '<script src="assets/a.js"></script></head>'
        '<body><h1 id="top">x</h1><a href="#top">x</a><a href="claims/">x</a><a href="claims/a-b/#evidence-1">x</a>'
        '<a href="fr/">x</a><img src="assets/i.png" alt=""></body></html>'
    ),
    "claims/index.html": '<a href="..">x</a><a href="../">x</a><a href="./">x</a><a href=a-b/>x</a>',
    "claims/a-b/index.html": (
        '<h2 id="evidence-1">x</h2><h2 id="déjà-vu">x</h2><a href="../../">x</a><a href="../..">x</a>'
        '<a href="#d%C3%A9j%C3%A0-vu">x</a><a href="?q=1#evidence-1">x</a><a href="../a-b">x</a>'
        '<a href="/claims/">x</a><a href="/">x</a><a href="https://a.example/b">x</a><a href="mailto:a@b.example">x</a>'
        "<a href='../../index.html?a=1&amp;b=2#top'>x</a><a href=\"#\">x</a>"
    ),
    "fr/index.html": '<a href="../">x</a><a href=".">x</a>',
    "assets/a.css": "",
    "assets/a.js": "",
    "assets/i.png": "",
}

FAULTS = {
    "page that is not there": ('<a href="claims/none/">x</a>', "claims/none/", "no such page"),
    "file that is not there": ('<a href="data.csv">x</a>', "data.csv", "no such page"),
    "Markdown file that was not turned into a page": ('<a href="claims/a-b.md">x</a>', "claims/a-b.md", "no such page"),
    "anchor of the same page": ('<a href="#none">x</a>', "#none", "no such place"),
    "anchor of another page": ('<a href="claims/a-b/#none">x</a>', "claims/a-b/#none", "no such place"),
    "raw HTML with other quotes": ("<div><a class=x href='none/'>x</a></div>", "none/", "no such page"),
    "raw HTML in capitals": ("<A HREF='none/'>x</A>", "none/", "no such page"),
    "raw HTML with blanks": ("<a href = 'none/'>x</a>", "none/", "no such page"),
    "raw HTML without a blank": ("""<a class="x"href="none/">x</a>""", "none/", "no such page"),
    "raw HTML without quotes": ("<a href=none/>x</a>", "none/", "no such page"),
    "raw HTML over two lines": ('<a\n  class="x"\n  href="none/"\n>x</a>', "none/", "no such page"),
    "empty link": ('<a href="">x</a>', "", "empty"),
    "image": ('<img alt="x" src="assets/none.png">', "assets/none.png", "no such page"),
    "script": ('<script src="assets/none.js"></script>', "assets/none.js", "no such page"),
    "stylesheet": ('<link rel="stylesheet" href="assets/none.css">', "assets/none.css", "no such page"),
    "script address": ('<a href="javascript:alert(1)">x</a>', "javascript:alert(1)", "not an address"),
    "script address in other letters": ('<a href="JavaScript&#58;x">x</a>', "JavaScript:x", "not an address"),
    "address without encryption": ('<a href="http://a.example/">x</a>', "http://a.example/", "not an address"),
    "image in the address": ('<a href="data:text/html,x">x</a>', "data:text/html,x", "not an address"),
    "unresolved reference to a record": ('<a href="claim:a-b">x</a>', "claim:a-b", "not an address"),
    "link out of the site": ('<a href="../claims/">x</a>', "../claims/", "outside"),
    "link out of the site and in again": ('<a href="../../x/../claims/">x</a>', "../../x/../claims/", "outside"),
    "letters in the wrong case": ('<a href="Claims/">x</a>', "Claims/", "no such page"),
    "anchor in the wrong case": ('<a href="claims/a-b/#Evidence-1">x</a>', "claims/a-b/#Evidence-1", "no such place"),
    "own absolute address": ('<a href="https://site.example/no/">x</a>', "https://site.example/no/", "no such page"),
    "picture for those who show links": (
        '<meta property="og:image" content="https://site.example/none.png">',
        "https://site.example/none.png",
        "no such page",
    ),
    "behind the end of a menu in a script": ("<script>'</nav>'</script><a href='none/'>x</a>", "none/", "no such page"),
    "same id in two menus": ('<nav id="twin"></nav><nav id="twin"></nav>', "#twin", "twice"),
    "same id twice": ('<i id="twin"></i><b id="twin"></b>', "#twin", "twice"),
}


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a small site."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_good_links_of_each_kind_are_not_reported(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert check_links(tmp_path) == []


@pytest.mark.parametrize(("html", "link", "problem"), FAULTS.values(), ids=FAULTS.keys())
def test_planted_fault_is_reported_with_page_link_and_problem(
    tmp_path: Path, html: str, link: str, problem: str
) -> None:
    write(tmp_path, {**GOOD, "index.html": GOOD["index.html"].replace("</body>", f"{html}</body>")})
    faults = check_links(tmp_path)
    assert [(fault.page, fault.link) for fault in faults] == [("index.html", link)]
    assert problem in faults[0].problem
    assert str(faults[0]).startswith(f"index.html: {link!r}: ")


def test_all_planted_faults_together_are_all_reported(tmp_path: Path) -> None:
    body = "".join(html for html, _, _ in FAULTS.values())
    write(tmp_path, {**GOOD, "index.html": GOOD["index.html"].replace("</body>", f"{body}</body>")})
    assert {fault.link for fault in check_links(tmp_path)} == {link for _, link, _ in FAULTS.values()}


def test_link_on_a_site_under_a_path_is_reported_when_it_leaves_that_path(tmp_path: Path) -> None:
    write(tmp_path, GOOD | {"index.html": '<h1 id="top"></h1><a href="/claims/">x</a><a href="/base/claims/">x</a>'})
    write(tmp_path, {"claims/a-b/index.html": '<i id="evidence-1"></i>'})
    faults = check_links(tmp_path, "https://s.example/base/")
    assert [(fault.page, fault.link, fault.problem) for fault in faults] == [
        ("index.html", "/claims/", "leads outside the site")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <a href='none/'> -->",
        "<script>document.write('<a href=\"none/\">')</script>",
        '<script type="application/ld+json">{"text": "\\u003ca href=none/\\u003e"}</script>',
        "<style>a[href='none/'] { color: red }</style>",
        "<script>document.write('</nav><a href=\"none/\"></label>')</script>",
        "<!-- </nav><a href='none/'> -->",
        "<p>&lt;a href=&quot;none/&quot;&gt;</p>",
        '<meta name="description" content="a src=none.png and href=none/ and id=top">',
        '<a title="&lt;a href=none/&gt; id=top" href="claims/">x</a>',
        '<a data-href="none/" href="claims/">x</a>',
        '<a class="href=none/" href="claims/">x</a>',
    ],
)
def test_text_that_only_looks_like_a_link_is_not_reported(tmp_path: Path, html: str) -> None:
    write(tmp_path, {**GOOD, "index.html": GOOD["index.html"].replace("</body>", f"{html}</body>")})
    assert check_links(tmp_path) == []


def test_scan_of_tags_agrees_with_a_full_parse_on_all_pages_of_the_site(site: Path) -> None:
    for path in site.rglob("*.html"):
        elements = list(read_page(path))
        scanned = links._read(path)  # noqa: SLF001 - the scan that the check stands on
        parsed = {
            element.attributes[name] for element in elements for name in ("href", "src") if name in element.attributes
        }
        parsed |= {tag.attributes["content"] for tag in elements if tag.attributes.get("property") == "og:image"}
        assert set(scanned.links) == parsed, path
        assert set(scanned.anchors) == {
            element.attributes["id"] for element in elements if "id" in element.attributes
        }, path
