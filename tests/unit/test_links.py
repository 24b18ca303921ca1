"""``factcheck links``: which addresses are asked, how, and what is said about the answers."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from math import inf
from pathlib import Path
from threading import Thread

import pytest

from conftest import run
from factcheck.commands import links_command
from factcheck.errors import SetupError
from factcheck.online import asking
from factcheck.online.archives import SERVICE, find_copies
from factcheck.online.asking import Response, ask, ask_all
from factcheck.online.public_hosts import NotPublicError, is_public, public_address
from factcheck.online.published_files import read_file
from factcheck.report.report import Report
from factcheck.upkeep.linked_addresses import Address, Asked, HostAnswer, Outcome, Unarchived, Use, find_addresses
from factcheck.upkeep.sections import SECTION_FORMATS, link_sections
from git_project import git

PAGE = "https://news.site/story"
NEWS = "https://news.site/two-million"


def server(answers: Mapping[str, Response | Exception]) -> asking.Get:
    """Return what asks invented hosts: each address has its answer, all others are missing."""

    def get(url: str) -> Response:
        answer = answers.get(url, Response(404))
        if isinstance(answer, Exception):
            raise answer
        return answer

    return get


@pytest.mark.parametrize(
    ("answers", "outcome", "target"),
    [
        ({PAGE: Response(200)}, Outcome.FOUND, ""),
        ({PAGE: Response(404)}, Outcome.GONE, ""),
        ({PAGE: Response(410)}, Outcome.GONE, ""),
        ({PAGE: Response(403)}, Outcome.REFUSED, ""),
        ({PAGE: Response(999)}, Outcome.REFUSED, ""),
        ({PAGE: Response(503)}, Outcome.SILENT, ""),
        ({PAGE: TimeoutError()}, Outcome.SILENT, ""),
        ({PAGE: Response(301, "/new"), "https://news.site/new": Response(200)}, Outcome.MOVED, "https://news.site/new"),
        ({PAGE: Response(302, "/new"), "https://news.site/new": Response(200)}, Outcome.FOUND, ""),
        ({PAGE: Response(301, "/"), "https://news.site/": Response(200)}, Outcome.GONE, "https://news.site/"),
        ({PAGE: Response(301, PAGE)}, Outcome.SILENT, ""),
        ({PAGE: Response(301, "http://news.site/story")}, Outcome.UNSAFE, ""),
        ({PAGE: Response(302, "https://user@news.site/")}, Outcome.UNSAFE, ""),
        ({PAGE: Response(302, "file:///etc/passwd")}, Outcome.UNSAFE, ""),
        ({PAGE: Response(302, "https://[::1")}, Outcome.UNSAFE, ""),
        ({PAGE: NotPublicError()}, Outcome.UNSAFE, ""),
    ],
)
def test_answer_says_what_became_of_a_page(
    answers: Mapping[str, Response | Exception], outcome: Outcome, target: str
) -> None:
    found = ask(PAGE, server(answers))
    assert (found.outcome, found.target) == (outcome, target)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
        ),
        *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"),
        *("2002:a00:1::1", "2001:0:a00:1::1", "2001:db8::1", "198.51.100.1"),
    ],
)
def test_address_of_a_private_network_is_not_asked(address: str) -> None:
    assert not is_public(ip_address(address))


def test_address_of_the_internet_is_asked() -> None:
    assert is_public(ip_address("8.8.8.8"))
    assert is_public(ip_address("2606:4700::1111"))


def test_name_with_one_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(NotPublicError):
        public_address("rebind.site", 443)
    with pytest.raises(NotPublicError):
        asking.get("https://rebind.site/", "tests")


def test_other_port_than_that_of_https_is_not_asked() -> None:
    with pytest.raises(NotPublicError):
        asking.get("https://news.site:8443/", "tests")


class Page(BaseHTTPRequestHandler):
    """Answers like a server whose page has moved; it remembers what it was asked."""

    seen: list[tuple[str, str]] = []  # noqa: RUF012 - of the test

    def do_GET(self) -> None:
        if self.path == "/slow":
            with suppress(OSError):
                while True:
                    self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                    time.sleep(0.05)
        if self.path in {"/broken-off", "/drop-by-drop"}:
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"a")
            with suppress(OSError):
                while self.path == "/drop-by-drop":
                    self.wfile.write(b"b")
                    time.sleep(0.05)
            return
        self.seen.append((self.path, self.headers["User-Agent"]))
        self.send_response(301)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def secure_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run a server of https for the name ``news.site`` on this machine; return the certificate to trust."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.site"]
    made += ["-addext", "subjectAltName=DNS:news.site", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    # The name is taken for a public one, and the line to it goes to this machine.
    monkeypatch.setattr(asking, "public_address", lambda *_: "127.0.0.1")
    connect = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda place, timeout: connect((place[0], httpd.server_port), timeout)
    )
    yield certificate
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def test_server_is_asked_by_its_name_and_only_with_a_certificate_that_is_trusted(
    secure_server: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask("https://news.site/a?b=c", lambda url: asking.get(url, "tests"))
    assert answer == HostAnswer(Outcome.SILENT, "its certificate is not valid")
    trusting = ssl.create_default_context(cafile=str(secure_server))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    assert asking.get("https://news.site/a?b=c", "tests") == Response(301, "/elsewhere")
    assert Page.seen[-1] == ("/a?b=c", "tests")


def test_slow_server_is_left(secure_server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting = ssl.create_default_context(cafile=str(secure_server))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    assert ask("https://news.site/slow", lambda url: asking.get(url, "tests", seconds=0.3)).outcome is Outcome.SILENT


@pytest.mark.parametrize(
    ("path", "most", "why"),
    [
        ("broken-off", 1_000, "the answer breaks off"),
        ("drop-by-drop", 1_000, "no answer in time"),
        ("drop-by-drop", 2, ""),
    ],
)
def test_beginning_of_an_answer_is_not_taken_for_the_whole(
    secure_server: Path, path: str, most: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(secure_server))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    found = read_file("https://news.site/", path, lambda url: asking.get(url, "tests", most=most, seconds=0.3))
    assert found.problem == why
    assert len(found.body) == (0 if why else most)


def test_time_is_limited_and_another_day_leaves_out_other_addresses() -> None:
    addresses = [Address(f"https://news.site/{number}", ()) for number in range(8)]
    orders = []
    for day in ("2026-11-29", "2026-12-06"):
        seen: list[str] = []

        def get(url: str, seen: list[str] = seen) -> Response:
            seen.append(url)
            return Response(200)

        ask_all(addresses, get, until=inf, seed=day, pause=0)
        orders.append(seen)
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1]) == [address.url for address in addresses]
    late = ask_all(addresses, get, until=0, seed="", pause=0)
    assert {item.answer.outcome for item in late} == {Outcome.NOT_ASKED}


def test_machine_without_a_network_says_so_instead_of_blaming_all_addresses() -> None:
    addresses = [Address(f"https://{name}.site/", ()) for name in ("a", "b")]
    with pytest.raises(SetupError, match="none of 2 hosts answers"):
        ask_all(addresses, server({address.url: TimeoutError() for address in addresses}), until=inf, seed="", pause=0)


def test_address_without_an_answer_is_asked_twice() -> None:
    questions: list[str] = []

    def get(url: str) -> Response:
        questions.append(url)
        if len(questions) == 1:
            raise TimeoutError
        return Response(200)

    (item,) = ask_all([Address(PAGE, ())], get, until=inf, seed="", pause=0)
    assert item.answer.outcome is Outcome.FOUND


COPY = "web.archive.org/web/20231027120000/https://news.site/story"


@pytest.mark.parametrize(
    ("closest", "copy"),
    [
        ({"available": True, "status": "200", "url": f"http://{COPY}"}, f"https://{COPY}"),
        ({"available": True, "status": "404", "url": f"http://{COPY}"}, ""),
        ({"available": False, "status": "200", "url": f"http://{COPY}"}, ""),
        ({"available": True, "status": "200", "url": "https://evil.site/web/20231027120000/"}, ""),
        ({"available": True, "status": "200", "url": f"http://{COPY} <b>"}, ""),
        ({"available": True, "status": "200", "url": ["x"]}, ""),
        ([], ""),
    ],
)
def test_copy_nearest_to_the_day_of_reading_is_found(closest: object, copy: str) -> None:
    asked: list[str] = []

    def get(url: str) -> Response:
        asked.append(url)
        return Response(200, body=json.dumps({"archived_snapshots": {"closest": closest}}).encode())

    source = Unarchived("facts/sources/a.yml", PAGE, "2023-10-27")
    assert find_copies([source], get, until=inf) == [replace(source, copy=copy)]
    assert asked == [f"{SERVICE}?url=https%3A%2F%2Fnews.site%2Fstory&timestamp=20231027"]
    assert find_copies([source], get, until=0) == [source]


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000])
def test_answer_of_the_archive_that_is_none_finds_no_copy(body: bytes) -> None:
    assert find_copies([Unarchived("a", PAGE)], lambda _: Response(200, body=body), until=inf)[0].copy == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/20231029000000/https://evil.site/story",
        "https://web.archive.org/web/20231029000000/https://news.site/story?next=https://evil.site",
        "https://evil.site/web.archive.org/web/20231029000000/https://news.site/story",
        "https://web.archive.org.evil.site/web/20231029000000/https://news.site/story",
        "https://web.archive.org/web/20231029000000/https://news.site/story/../other",
        "https://web.archive.org/web/20231029000000/https://news.site/story\nurl: https://evil.site",
        "javascript:alert(1)",
    ],
)
def test_the_archive_cannot_name_a_copy_of_something_else(url: str) -> None:
    answer = {"archived_snapshots": {"closest": {"available": True, "status": "200", "url": url}}}
    found = find_copies([Unarchived("a", PAGE)], lambda _: Response(200, body=json.dumps(answer).encode()), until=inf)
    assert found[0].copy == ""


def test_each_address_is_found_once_with_all_its_places(sample: Report) -> None:
    addresses = find_addresses(sample.corpus)
    assert len({address.url for address in addresses}) == len(addresses)
    assert all("#" not in address.url and address.uses for address in addresses)


def test_nothing_that_a_stranger_wrote_becomes_markup_in_an_issue() -> None:
    hostile = "`` @maintainer <img src=x> [a](b) \\| #1\n```suggestion\x1b"
    shown = r"```` `` @maintainer <img src=x> [a](b) \<U+007C> #1 ```suggestion<U+001B> ````"
    asked = Asked(Address(PAGE, (Use("facts/sources/a|b.yml", "url"),)), HostAnswer(Outcome.MOVED, hostile))
    table = SECTION_FORMATS["markdown"](link_sections([asked], []))
    assert f"| <https://news.site/story> | `facts/sources/a<U+007C>b.yml (url)` | {shown} |  |" in table


def test_copy_that_was_found_is_proposed_as_a_change_that_git_can_apply(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = repository / "facts/sources/first-source.yml"
    text = path.read_text(encoding="utf-8")
    bare = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("archive_url"))
    path.write_text(bare.replace("https://paper.example/", "https://news.site/"), encoding="utf-8")
    found = {"available": True, "status": "200", "url": "http://web.archive.org/web/20231029000000/" + NEWS}
    answer = json.dumps({"archived_snapshots": {"closest": found}}).encode()
    monkeypatch.chdir(repository)
    monkeypatch.setattr(links_command, "get", lambda _url, **_: Response(200, body=answer))
    assert run("links", "facts/sources", "--format", "markdown", "--patch", "copies.patch") == 1
    assert "```diff\n--- a/facts/sources/first-source.yml" in capsys.readouterr().out
    git(repository, "apply", "copies.patch")
    assert f"archive_url: https://web.archive.org/web/20231029000000/{NEWS}\n" in path.read_text(encoding="utf-8")


def test_command_says_what_is_to_be_done(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "facts/sources/first-source.yml"
    text = path.read_text(encoding="utf-8")
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("archive_url"))
    path.write_text(text.replace("https://paper.example/", "https://news.site/"), encoding="utf-8")
    monkeypatch.chdir(project)
    monkeypatch.setattr(links_command, "get", lambda _url, agent, **_: Response(404 if agent else 200))
    assert run("links", "facts/sources", "--format", "markdown") == 1
    assert "## Pages that are gone (1)" in capsys.readouterr().out
    monkeypatch.setattr(links_command, "get", lambda _url, agent, **_: Response(200 if agent else 404))
    assert run("links", "facts/entities", "--format", "markdown") == 0
    assert capsys.readouterr().out == ""
