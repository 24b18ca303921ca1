"""What a browser gets over HTTP: pages, files, the page of mistakes, and the last good site."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from conftest import run
from factcheck.errors import SetupError
from factcheck.pages import environment
from factcheck.server.answers import Answers
from factcheck.server.board import Board
from factcheck.server.server import Server
from factcheck.server.state import State
from previewing.faking import BROKEN, CLAIM, OK, PATIENCE, Preview, change, served

PAGE = "claims/first-claim/"


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    """Give a preview of the small project over HTTP whose first edition is good."""
    with served(project) as found:
        end = time.monotonic() + PATIENCE
        while not found.board.state.good:
            assert time.monotonic() < end, found.said
            time.sleep(0.02)
        yield found


def state_in(html: str) -> str:
    match = re.search(r'data-state="(\d+)"', html)
    assert match, html
    return match[1]


def test_page_changes_after_an_edit_and_who_waits_is_told(preview: Preview) -> None:
    number = state_in(preview.get_until(PAGE, "Example raised")[1])
    told: list[str] = []

    def wait() -> None:
        while preview.get(f"_preview/state/{number}")[1] == number:
            pass
        told.append("yes")

    waiting = Thread(target=wait)
    waiting.start()
    change(preview.root, CLAIM, "Example raised", "Example got")
    assert preview.get_until(PAGE, "Example got")[0] == OK
    waiting.join()
    assert told == ["yes"]


def test_pages_of_both_languages_and_of_every_sort_are_there(preview: Preview) -> None:
    for address, words in (
        ("", "<title>en index.html"),
        ("fr/", "<title>fr index.html"),
        ("index.html", "<title>en index.html"),
        ("claims/", 'href="../claims/first-claim/"'),
        (PAGE, "Example raised"),
        (f"fr/{PAGE}", "Example a levé"),
        ("contribute/checks/ref001/", "REF001"),
        ("as-of/first-article-now/", "What is known now"),
        ("fr/sources/first-source/", "Example has raised"),
        ("assets/a.css", "a {}"),
        ("api/v1/claims.json", '"id":"first-claim"'),
        ("api/v1/claims/first-claim.json", "Example raised"),
        ("schemas/claim.schema.json", '"title": "Claim'),
        ("_preview/reload.js", "location.reload"),
        ("claims/first-claim", "Example raised"),  # leads to the page
    ):
        status, html = preview.get(address)
        assert (status, words in html) == (OK, True), address


def test_further_pages_of_lists_are_there(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "LISTED", 1)  # before a page was made
    for address, title in (
        ("lists/entities-2/", "People, companies and products, page 2 of 2"),
        ("fr/lists/entities-2/", "Personnes, entreprises et produits, page 2 sur 2"),
    ):
        status, html = preview.get(address)
        assert (status, f"<title>{title}</title>" in html) == (OK, True)
        assert 'href="../../entities/first-paper/"' in html
        assert 'href="../../entities/#list_part"' in html
    assert preview.get("lists/entities-3/")[0] == 404


@pytest.mark.parametrize(
    "address",
    [
        "nowhere/",
        "nowhere",
        "claims/nowhere/",
        "claims/RECORDID/",
        "fr/claims/nowhere/",
        "assets/nowhere.css",
        "contribute/checks/nowhere/",
        "as-of/nowhere-now/",
        "api/v1/claims/nowhere.json",
        "fr/api/v1/claims.json",
        "schemas/nowhere.schema.json",
        "_preview/nowhere.js",
        "_preview/templates/note.html",
        "..%2f..%2fproject%2fmkdocs.yml",
        "%2e%2e/%2e%2e/etc/passwd",
        "assets/%00.css",
        "//evil.example/",
    ],
)
def test_what_is_not_there_is_answered_with_the_page_of_the_root(preview: Preview, address: str) -> None:
    status, html = preview.get(address)
    assert status == 404
    assert "<title>en 404.html" in html


def test_redirects_stay_on_this_server() -> None:
    for path in ("//evil.example", "/\\evil.example", "//evil.example/_preview/last-good//x"):
        answer = Answers(Path()).answer(State(number=1), path)
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))


def test_mistake_is_shown_with_place_line_hint_and_ways_out(preview: Preview) -> None:
    change(preview.root, CLAIM, "source: first-source", "source: firt-source")
    status, html = preview.get_until(PAGE, "REF001")
    assert status == BROKEN
    lines = (preview.root / CLAIM).read_text(encoding="utf-8").split("\n")
    line = lines.index("    - source: firt-source") + 1
    assert f"<code>{CLAIM}:{line}:15</code>" in html
    assert f"  {line} |     - source: firt-source\n     |               ^" in html
    assert "did you mean &#39;first-source&#39;?" in html
    assert 'href="/contribute/checks/ref001/"' in html
    assert "<script>" not in html
    assert preview.get("fr/claims/")[0] == BROKEN
    status, page = preview.get("contribute/checks/ref001/")
    assert (status, "REF001" in page) == (OK, True)
    old = re.search(r'href="/(_preview/last-good/[^"]*)"', html)
    assert old
    status, page = preview.get(old[1])
    assert status == OK
    assert "This is the last good site" in page
    assert f'<a href="/{PAGE}">Show them</a>' in page
    assert preview.get("_preview/last-good/assets/a.css") == (OK, "a {}")
    assert preview.get("_preview/last-good/claims/first-claim")[0] == OK


def test_mended_mistake_gives_the_page_back_and_leads_away_from_the_old_one(preview: Preview) -> None:
    change(preview.root, CLAIM, "order: 1", "order: [")
    number = state_in(preview.get_until(PAGE, "SYN001")[1])
    change(preview.root, CLAIM, "order: [", "order: 1")
    status, html = preview.get_until(PAGE, "Example raised")
    assert status == OK
    assert int(state_in(html)) > int(number)
    status, html = preview.get(f"_preview/last-good/{PAGE}")
    assert status == OK
    assert "last good site" not in html


def test_hostile_text_on_the_page_of_mistakes_is_escaped(preview: Preview) -> None:
    hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>\u202e'
    text = (preview.root / CLAIM).read_text(encoding="utf-8")
    path = preview.root / CLAIM
    path.write_text(text.replace("source: first-source", f"source: '{hostile}'"), encoding="utf-8")
    (path.parent / "<b>x.yml").write_text("id: x\n", encoding="utf-8")
    status, html = preview.get_until(f"{PAGE}?<script>alert(3)</script>", "&lt;script&gt;alert(2)")
    assert status == BROKEN
    assert "<img" not in html
    assert "<b>x" not in html
    assert "\u202e" not in html
    assert html.count("<script") == 1


def test_preview_that_starts_with_a_mistake_shows_it_and_the_pages_of_checks(project: Path) -> None:
    change(project, CLAIM, "order: 1", "order: [")
    with served(project) as preview:
        status, html = preview.get_until("", "SYN001")
        assert status == BROKEN
        assert "last-good" not in html
        assert preview.get_until("contribute/checks/syn001/", "The file is not YAML.")[0] == OK
        assert preview.get(f"_preview/last-good/{PAGE}")[0] == BROKEN
        change(project, CLAIM, "order: [", "order: 1")
        assert preview.get_until(PAGE, "Example raised")[0] == OK


def test_records_that_cannot_be_made_into_a_page_say_so_until_the_checks_are_done(preview: Preview) -> None:
    (preview.root / "facts" / "articles" / "first-article.yml").unlink()
    status, html = preview.get_until(PAGE, "REF001")
    assert status == BROKEN
    assert "Traceback" not in html


def test_page_of_mistakes_may_load_only_what_is_its_own(project: Path) -> None:
    answer = Answers(project).answer(State(number=1, failure="no"), "/")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    waiting = Answers(project).answer(State(number=1), "/claims/")
    assert (waiting.status, b"The site is being built" in waiting.body) == (503, True)


def test_port_in_use_is_said_with_another_one_to_choose(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=f"port {port} of this machine is in use"):
            Server(port, Board(), Answers(project))
        assert run("serve", "--port", str(port)) == 2
    assert f"--port {port + 1}" in capsys.readouterr().err


def test_server_listens_on_this_machine_only(project: Path) -> None:
    with Server(0, Board(), Answers(project)) as server:
        assert server.server_address[0] == "127.0.0.1"
