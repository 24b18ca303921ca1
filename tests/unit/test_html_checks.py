"""The check of finished pages finds what is broken or forbidden, and nothing that is not."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest

from factcheck.pages.standalone import policy_of, stylesheet
from factcheck.site.html_checks import Fault, check_pages, digest

URL = "https://site.example/"
KNOWN = "var known=1"
POLICY = f"script-src '{digest(KNOWN)}'"
CARRIED = f'<!doctype html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}">'

# Links

GOOD = {
    "index.html": (
        '<!doctype html><html><head><link rel="stylesheet" href="assets/a.css">'
        '<script src="assets/a.js"></script></head>'
        '<body><h1 id="top">x</h1><a href="#top">x</a><a href="claims/">x</a><a href="claims/a-b/#evidence-1">x</a>'
        '<a href="fr/">x</a><img src="images/i.png" alt=""></body></html>'
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
    "images/i.png": "",
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
    "link without scripts": ("<noscript><a href='none/'>x</a></noscript>", "none/", "no such page"),
    "link in a template": ("<template><a href='none/'>x</a></template>", "none/", "no such page"),
    "link in a drawing": ("<svg><a xlink:href='none/'><text>x</text></a></svg>", "none/", "no such page"),
    "same id in two menus": ('<nav id="twin"></nav><nav id="twin"></nav>', "#twin", "twice"),
    "same id twice": ('<i id="twin"></i><b id="twin"></b>', "#twin", "twice"),
}


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a small site."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "evil.js",
            "x.htm",
            "x.xhtml",
            "x.svg",
            "x.html",
            "CNAME",
            "robots.txt",
            "env.txt",
            "assets/x.map",
            "a/x.html",
        ),
        *(
            "assets/javascripts/evil.js",
            "api/v1/x.txt",
            "api/x.json",
            "schemas/x.json",
            "pagefind/x.js",
            "x.md",
            "feed.xml",
        ),
        *("a/index.htm", "A/index.html", "a/RECORDID/index.html", "images/x.svg", "fr/api/v1/index.json", ".htaccess"),
        *("index.html.bak", "index.html\n", "de/assets/x.css/y", ".well-known/x", "assets/previews/x.html"),
    ],
)
def test_file_that_nobody_named_is_reported(tmp_path: Path, name: str) -> None:
    write(tmp_path, {**GOOD, name: ""})
    assert check_pages(tmp_path, URL, "", carried=False).unnamed == [name]


def with_body(html: str) -> dict[str, str]:
    """Return the good site with more in the body of its first page."""
    return {**GOOD, "index.html": GOOD["index.html"].replace("</body>", f"{html}</body>")}


def broken_links(folder: Path, url: str = URL) -> list[Fault]:
    return check_pages(folder, url, "", carried=False).links


def test_good_links_of_each_kind_are_not_reported(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert broken_links(tmp_path) == []
    assert check_pages(tmp_path, URL, "", carried=False).unnamed == []


@pytest.mark.parametrize(("html", "link", "problem"), FAULTS.values(), ids=FAULTS.keys())
def test_planted_fault_is_reported_with_page_link_and_problem(
    tmp_path: Path, html: str, link: str, problem: str
) -> None:
    write(tmp_path, with_body(html))
    faults = broken_links(tmp_path)
    assert [(fault.page, fault.html) for fault in faults] == [("index.html", link)]
    assert problem in faults[0].problem
    assert str(faults[0]).startswith(f"index.html: {link!r}: ")


def test_all_planted_faults_together_are_all_reported(tmp_path: Path) -> None:
    write(tmp_path, with_body("".join(html for html, _, _ in FAULTS.values())))
    assert {fault.html for fault in broken_links(tmp_path)} == {link for _, link, _ in FAULTS.values()}


def test_link_on_a_site_under_a_path_is_reported_when_it_leaves_that_path(tmp_path: Path) -> None:
    write(tmp_path, GOOD | {"index.html": '<h1 id="top"></h1><a href="/claims/">x</a><a href="/base/claims/">x</a>'})
    write(tmp_path, {"claims/a-b/index.html": '<i id="evidence-1"></i>'})
    assert broken_links(tmp_path, "https://s.example/base/") == [
        Fault("index.html", "/claims/", "leads outside the site")
    ]


def test_links_below_a_path_that_is_encoded_are_followed(tmp_path: Path) -> None:
    url = "https://s.example/%C3%A0%20lire%2525/"
    links = (url, f"{url}%C3%A9/", f"{url}é/", "/%C3%A0%20lire%2525/%C3%A9/", "é/", "%C3%A9/")
    write(tmp_path, {"index.html": "".join(f'<a href="{link}">x</a>' for link in links), "é/index.html": ""})
    assert broken_links(tmp_path, url) == []


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <a href='none/'> -->",
        "<script>document.write('<a href=\"none/\">')</script>",
        '<script type="application/ld+json">{"text": "\\u003ca href=none/\\u003e"}</script>',
        "<style>a[href='none/'] { color: red }</style>",
        "<textarea><a href='none/'></textarea>",
        "<p>&lt;a href=&quot;none/&quot;&gt;</p>",
        '<meta name="description" content="a src=none.png and href=none/ and id=top">',
        '<a title="&lt;a href=none/&gt; id=top" href="claims/">x</a>',
        '<a data-href="none/" href="claims/">x</a>',
        '<a class="href=none/" href="claims/">x</a>',
    ],
)
def test_text_that_only_looks_like_a_link_is_not_reported(tmp_path: Path, html: str) -> None:
    write(tmp_path, with_body(html))
    assert broken_links(tmp_path) == []


# Policy

FORBIDDEN = {
    "inline script": ("<script>alert(1)</script>", "inline script"),
    "inline script with a type": ('<script type="module">alert(1)</script>', "inline script"),
    "inline script in capitals": ("<SCRIPT>alert(1)</SCRIPT >", "inline script"),
    "inline script without an end": ("<script>alert(1)", "inline script"),
    "inline script after a comment that ends at once": ("<!--><script>alert(1)</script>-->", "inline script"),
    "changed script of the theme": ("<script>var known=2</script>", "inline script"),
    "inline script over the end of a menu": ("<script>'</nav>'</script>", "inline script"),
    "inline script in a menu": ("<nav><script>alert(1)</script></nav>", "inline script"),
    "inline script behind one that looks like it": ("<scripts></scripts><script>alert(1)</script>", "inline script"),
    "event handler in what looks like a script": ('<scripts></scripts><p onclick="a()">x</p><i></i>', "event handler"),
    "event handler after the end of a menu in a value": ('<a title="</nav>" onclick="alert(1)">x</a>', "event handler"),
    "inline stylesheet": ("<style>a { color: red }</style>", "inline stylesheet"),
    "inline style": ('<p style="color: red">x</p>', "inline style"),
    "inline style in capitals": ("<p STYLE=color:red>x</p>", "inline style"),
    "event handler": ('<img alt="" src="x.png" onerror="alert(1)">', "event handler"),
    "event handler without blanks": ("<svg/onload=alert(1)>", "event handler"),
    "event handler after a value that holds an angle": ('<a title=">" onclick="alert(1)">x</a>', "event handler"),
    "event handler over two lines": ("<a\nonclick\n=\n'alert(1)'>x</a>", "event handler"),
    "script of another host": ('<script src="https://a.example/x.js"></script>', "another host"),
    "image of another host": ('<img alt="" src="//a.example/x.png">', "another host"),
    "one of several images of another host": ('<img alt="" srcset="//a.example/x.png 2x">', "another host"),
    "stylesheet of another host": ('<link rel="Stylesheet" href="https://a.example/x.css">', "another host"),
    "drawing of another host": ('<svg><use xlink:href="https://a.example/x.svg#x"></use></svg>', "another host"),
    "script of another host in a drawing": ('<svg><script href="//a.example/x.js"></script></svg>', "another host"),
    "inline script with an address that counts in drawings only": ("<script href=a.js>a()</script>", "inline script"),
    "inline script with an address that counts elsewhere only": (
        "<svg><script src=a.js>a()</script></svg>",
        "inline script",
    ),
    "second image of another host": ('<img alt="" srcset="x.png, https://a.example/x.png 2x">', "another host"),
    "inline script in a drawing": ("<svg><script>alert(1)</script></svg>", "inline script"),
    "frame": ("<iframe srcdoc='x'></iframe>", "no page may have"),
    "object": ("<object data='x'></object>", "no page may have"),
    "set of frames": ("<svg><desc><frameset></frameset></desc><animate /></svg>", "no page may have"),
    "refresh": ('<meta http-equiv="refresh" content="0; url=https://a.example/">', "no page may give"),
    "refresh in the body": ("<p><META HTTP-EQUIV=Refresh content=0></p>", "no page may give"),
    "cookie": ('<meta http-equiv="set-cookie" content="a=b">', "no page may give"),
    "form that is sent": ("<form action='https://a.example/'></form>", "no element may have"),
    "button that sends a form": ("<form><button formaction='/x'>x</button></form>", "no element may have"),
    "notice of a click": ("<a href='#' ping='https://a.example/'>x</a>", "no element may have"),
    "link that a drawing changes": (
        "<svg><a><set attributeName=href to=x /><text>x</text></a></svg>",
        "no page may have",
    ),
    "first picture of a film of another host": ("<video poster='//a.example/x.png'></video>", "another host"),
    "base of addresses": ("<base href='https://a.example/'>", "no page may have"),
    "event handler in a template": ("<template><template><p onclick=a()></p></template></template>", "event handler"),
    "event handler without scripts": ("<noscript><p onclick=a()></p></noscript>", "event handler"),
    "event handler with scripts only": (
        '<noscript><p title="</noscript><img alt onerror=a()>"></p></noscript>',
        "event handler",
    ),
    "event handler behind a comment in noscript": (
        "<NoScript><!-- </noscript><img alt onerror=a()> --></noscript>",
        "event handler",
    ),
}


@pytest.mark.parametrize(("html", "problem"), FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_planted_breach_is_reported_with_page_and_problem(tmp_path: Path, html: str, problem: str) -> None:
    known = f"{CARRIED}<title>x</title><script>{KNOWN}</script>"
    write(tmp_path, {"index.html": known + html, "other.html": known})
    breaches = check_pages(tmp_path, URL, POLICY).breaches
    assert [breach.page for breach in breaches] == ["index.html"]
    assert problem in breaches[0].problem
    assert str(breaches[0]).startswith("index.html: ")


@pytest.mark.parametrize(
    "html",
    [
        "<title>x</title>",
        "<title>x</title>" + CARRIED,
        f"<body>{CARRIED}",
        CARRIED.replace("script-src", "script-src *"),
        f"<script>{KNOWN}</script>{CARRIED}",
        CARRIED.replace("Content-Security-Policy", "Content-Security-Policy-Report-Only"),
    ],
)
def test_page_that_does_not_begin_with_the_policy_is_reported(tmp_path: Path, html: str) -> None:
    write(tmp_path, {"index.html": html})
    (breach,) = check_pages(tmp_path, URL, POLICY).breaches
    assert breach.problem == "the page does not begin with the policy"
    assert check_pages(tmp_path, URL, POLICY, carried=False).breaches == []


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{"text": "<p onclick=1 style=x>"}</script>',
        '<script id="__config" type="application/json">{}</script>',
        '<script src="assets/a.js"></script>',
        "<!--><p>--><noscript><p>&lt;p onclick=1&gt;</p></noscript>",
        "<!-- <script>alert(1)</script> -->",
        f"<p>{escape('<script>alert(1)</script><p onclick=1>')}</p>",
        '<a title="onclick=1 style=2 src=//a.example" href="x/">one=1</a>',
        '<meta name="description" content="a style=x and onclick=y">',
        '<svg width="40%" height="1"></svg><a data-style="x" href="https://a.example/">x</a>',
        '<link rel="canonical" href="https://a.example/">',
    ],
)
def test_data_and_text_that_only_look_like_a_breach_are_not_reported(tmp_path: Path, html: str) -> None:
    write(tmp_path, {"index.html": CARRIED + html})
    assert check_pages(tmp_path, URL, POLICY).breaches == []


# Pages that need no other file

STYLE = stylesheet("evidence")
PACK = CARRIED.replace(POLICY, policy_of("evidence")) + "<title>x</title>"


@pytest.mark.parametrize(
    ("name", "html", "problem"),
    [
        ("claims/a-b/evidence.html", f"{PACK}<style>{STYLE}</style>", ""),
        ("fr/claims/a-b/evidence.html", f"{PACK}<style>{STYLE}</style>", ""),
        ("claims/a-b/evidence.html", f"{PACK}<style>{STYLE}</style><style>{STYLE} </style>", "inline stylesheet"),
        ("claims/a-b/evidence.html", f"{PACK}<script>{KNOWN}</script>", "inline script"),
        ("claims/a-b/evidence.html", f"{CARRIED}<title>x</title>", "does not begin with the policy"),
        ("claims/a-b/card/index.html", f"{PACK}<style>{STYLE}</style>", "does not begin with the policy"),
        ("claims/a-b/index.html", f"{PACK}<style>{STYLE}</style>", "does not begin with the policy"),
        ("claims/a-b/index.html", f"{CARRIED}<title>x</title><style>{STYLE}</style>", "inline stylesheet"),
    ],
)
def test_page_that_needs_no_other_file_has_its_own_policy_and_stylesheet(
    tmp_path: Path, name: str, html: str, problem: str
) -> None:
    write(tmp_path, {name: html})
    breaches = [breach.problem for breach in check_pages(tmp_path, URL, POLICY).breaches]
    assert any(problem in breach for breach in breaches) if problem else breaches == []
