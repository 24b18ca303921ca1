"""What a browser gets: pages, files, the page of errors, and the last good edition."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from conftest import run
from factcheck.server.handler import Handler
from factcheck.server.http_server import HttpServer
from factcheck.server.state import Current, State
from previewing.small_preview import BROKEN, CLAIM, MISSING, NOT_YET, OK, PAGE, SmallPreview

THERE = (
    ("", "<title>en index.html"),
    ("fr/index.html", "<title>fr index.html"),
    ("claims/", 'href="../claims/first-claim/"'),
    (PAGE, "Example raised"),
    ("claims/first-claim", "Example raised"),  # leads to the page
    (f"fr/{PAGE}", "Example a levé"),
    ("contribute/checks/ref001/", "REF001"),
    ("as-of/first-article-now/", ": what was known by"),
    ("timeline/first-article/", ": what sources said, and when"),
    ("claims/first-claim/card/", "Example raised"),
    ("fr/claims/first-claim/evidence.html", "Example a levé"),
    ("assets/a.css", "en assets/a.css"),
    ("api/v1/claims.json", '"id":"first-claim"'),
    ("schemas/claim.schema.json", '"title": "Claim'),
    ("_preview/reload.js", "location.reload"),
)
NOT_THERE = (
    *("nowhere/", "nowhere", "fr/claims/nowhere/", "claims/RECORDID/", "assets/nowhere.css", "/evil.example/"),
    *("contribute/checks/nowhere/", "api/v1/claims/nowhere.json", "fr/api/v1/claims.json", "schemas/no.schema.json"),
    *("_preview/templates/error_page.html", "../../project/facts/terms.yml", "assets/\0.css"),
)


@pytest.fixture
def small(project: Path) -> SmallPreview:
    return SmallPreview(project)


def test_pages_and_files_of_every_sort_are_there_and_nothing_else(small: SmallPreview) -> None:
    for address, words in THERE:
        status, text = small.get(address)
        assert (status, words in text) == (OK, True), address
    for address in ("claims/first-claim/card/", "claims/first-claim/evidence.html"):
        assert "<script" not in small.get(address)[1]
    for address in NOT_THERE:
        status, text = small.get(address)
        assert (status, "<title>en 404.html" in text) == (MISSING, True), address
    for path in ("//evil.example", "/\\evil.example", "//evil.example/_preview/last-good//x"):
        answer = small.handler.answer(State(number=1), path)
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))


def test_error_is_shown_with_place_line_hint_and_ways_out(small: SmallPreview) -> None:
    small.replace("source: first-source", "source: firt-source")
    small.settle()
    status, html = small.get(PAGE)
    line = (small.root / CLAIM).read_text(encoding="utf-8").split("\n").index("    - source: firt-source") + 1
    assert status == BROKEN
    assert f"<code>{CLAIM}:{line}:15</code>" in html
    assert f"  {line} |     - source: firt-source\n     |               ^" in html
    assert "did you mean &#39;first-source&#39;?" in html
    assert 'href="/contribute/checks/ref001/"' in html
    assert small.get("contribute/checks/ref001/")[0] == OK
    last_good = re.search(r'href="/(_preview/last-good/[^"]*)"', html)
    assert last_good
    status, page = small.get(last_good[1])
    assert (status, "This is the last good site" in page, f'<a href="/{PAGE}">Show them</a>' in page) == (
        OK,
        True,
        True,
    )
    assert small.get("_preview/last-good/assets/a.css")[0] == OK
    small.replace("source: firt-source", "source: first-source")
    status, page = small.get(last_good[1])
    assert (status, "This is the last good site" in page) == (OK, False)


@pytest.mark.parametrize("path", [CLAIM, "facts/articles/first-article.yml"])
def test_nothing_is_made_from_records_with_errors(small: SmallPreview, path: str) -> None:
    small.replace("id: first", "name: first", path)
    small.settle()
    for address in ("api/v1/claims.json", "feeds/claims.atom", "data/claims.jsonl.gz", f"fr/{PAGE}index.md"):
        status, html = small.get(address)
        assert (status, "SCH" in html, "Traceback" in html) == (BROKEN, True, False), address
    assert small.get("_preview/last-good/api/v1/claims.json")[0] == OK
    assert small.get("schemas/claim.schema.json")[0] == small.get("assets/a.css")[0] == OK


def test_warnings_are_a_click_away_from_every_page_and_take_no_page_away(small: SmallPreview) -> None:
    assert "preview-warnings" not in small.get(PAGE)[1]
    small.replace("Example raised $2 million\n", "According to First Paper, Example raised $2 million\n")
    small.settle()
    status, html = small.get(PAGE)
    assert (status, '<a href="/_preview/findings/">1 warning in the records</a>' in html) == (OK, True)
    status, html = small.get("_preview/findings/")
    assert (status, "STY007" in html, "preview-warnings" in html, "last-good" in html) == (OK, True, False, False)


def test_hostile_text_on_the_page_of_errors_is_escaped(small: SmallPreview) -> None:
    (small.root / "facts" / "claims" / "<b>x.yml").write_text("id: x\n", encoding="utf-8")
    small.replace("source: first-source", "source: '<img src=x onerror=\"alert(1)\"><script>alert(2)</script>\u202e'")
    small.settle()
    status, html = small.get(f"{PAGE}?<script>alert(3)</script>/")
    assert (status, "&lt;script&gt;alert(2)" in html, html.count("<script")) == (BROKEN, True, 1)
    assert not [word for word in ("<img", "<b>x", "\u202e") if word in html]


def test_preview_that_starts_with_an_error_shows_it(project: Path) -> None:
    file = project / CLAIM
    file.write_text(file.read_text(encoding="utf-8").replace("kind: factual", "kind: ["), encoding="utf-8")
    status, html = SmallPreview(project).get(f"_preview/last-good/{PAGE}")
    assert (status, "SYN001" in html, "last-good" in html) == (BROKEN, True, False)


def test_page_that_cannot_be_made_says_so_until_the_checks_are_done(small: SmallPreview) -> None:
    (small.root / "facts" / "articles" / "first-article.yml").unlink()
    small.changed("facts/articles/first-article.yml")
    status, html = small.get(PAGE)
    assert (status, "The checks will say why" in html) == (NOT_YET, True)
    small.settle()
    status, html = small.get(PAGE)
    assert (status, "REF001" in html, "Traceback" in html) == (BROKEN, True, False)


def test_browser_that_waits_is_told_of_a_change_and_another_preview_that_the_port_is_in_use(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    current, told = Current(), list[str]()
    number = current.state.number
    with HttpServer(0, current, Handler(project)) as server, server.serving():
        host, port = server.server_address[:2]
        url = f"http://127.0.0.1:{port}/"
        thread = Thread(target=lambda: told.append(urlopen(f"{url}_preview/state/{number}").read().decode()))  # noqa: S310
        thread.start()
        current.publish(None, None, "a failure")
        thread.join()
        monkeypatch.chdir(project)
        assert run("serve", "--port", str(port)) == 2
    assert (host, told) == ("127.0.0.1", [str(number + 1)])
    assert f"port {port} of this machine is in use" in capsys.readouterr().err
