"""The web server of the preview: every request is answered, and none keeps others from being answered."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import active_count

import pytest

from factcheck.server import http_server
from factcheck.server.handler import Handler
from factcheck.server.http_server import HttpServer
from factcheck.server.state import Current
from previewing.small_preview import SmallPreview

HOST = "Host: localhost:1\r\n"
LAST = f"{HOST}Connection: close\r\n\r\n"
TARGETS = (
    *(f"/{'a' * length}{end}" for length in (300, 5_000, 60_000) for end in ("", "/", ".x", ".html")),
    *(
        "/assets/" + "a" * 300 + ".css",
        "/api/v1/" + "a" * 300,
        "/schemas/" + "a" * 300 + ".schema.json",
        "/fr/" + "a/" * 3000,
    ),
    *(
        "http://[",
        "http://[/x",
        "/http://[",
        "*",
        "x",
        "?",
        "/%00",
        "/%00.css",
        "/claims/%00/",
        "/%ff",
        "/\xff",
        "/%ud800",
    ),
    *(
        "//evil.example",
        "//evil.example/%2f..",
        "/\\evil.example",
        "/%5cevil.example",
        "/%09/evil.example",
        "http://evil.example//x",
    ),
    *(
        "/..",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cetc/passwd",
        "/assets/..%2f..%2f..%2fetc/passwd.x",
    ),
    *("/%0d%0aX-Injected:%20yes", "/_preview/state/x", "/_preview/last-good//evil.example"),
)
REQUESTS = (
    ("GET / HTTP/1.0\r\n" + HOST + "\r\n", 200),
    ("GET / HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n", 200),
    ("GET / HTTP/1.1\r\nHost: [::1]:9\r\nConnection: close\r\n\r\n", 200),
    ("HEAD /nowhere.x HTTP/1.1\r\n" + LAST, 404),
    ("GET http://[ HTTP/1.1\r\n" + LAST, 400),
    ("GET / HTTP/1.1\r\n" + HOST + "Host: evil.example\r\n\r\n", 421),
    ("POST / HTTP/1.1\r\n" + LAST, 501),
    ("OPTIONS * HTTP/1.1\r\n" + LAST, 501),
    ("GET / HTTP/1.1\r\n\r\n", 421),
    ("GET / HTTP/1.0\r\n\r\n", 421),
    ("GET / HTTP/1.1\r\nHost: evil.example:8000\r\n\r\n", 421),
    ("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421),
    ("GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n\r\n", 421),
    ("GET /" + "a" * 70_000 + " HTTP/1.1\r\n" + LAST, 414),
    ("GET / HTTP/1.1\r\n" + "A: b\r\n" * 200 + LAST, 431),
)


class Client:
    """Sends bytes to the preview of `server`, and shows what comes back."""

    def __init__(self, server: HttpServer) -> None:
        self.server, self.port = server, server.server_port

    def open(self, text: str) -> socket.socket:
        """Send a text, and return the open connection."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.sendall(text.encode("latin-1"))
        return connection

    def ask(self, text: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of the answer to what is sent, when the connection has been closed."""
        with self.open(text) as connection:
            answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        head, _, body = answer.partition("\r\n\r\n")
        start, *headers = head.split("\r\n")
        return int(start.split()[1]), dict(line.split(": ", 1) for line in headers), body


@pytest.fixture
def client(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Give a client of a preview that is in a hurry, and serves few at a time."""
    monkeypatch.setattr(http_server.Connection, "timeout", 0.5)
    monkeypatch.setattr(http_server, "THREADS", 8)
    monkeypatch.setattr(http_server, "WAITING", 2)
    small = SmallPreview(project)
    with HttpServer(0, small.current, small.handler) as server, server.serving():
        yield Client(server)


def test_every_address_has_a_page_and_no_redirect_leads_elsewhere(client: Client) -> None:
    for target in TARGETS:
        status, headers, body = client.ask(f"GET {target} HTTP/1.1\r\n{LAST}")
        assert status in {200, 302, 400, 404}, target[:100]
        assert ("Location" in headers, bool(body)) in {(True, False), (False, True)}, target[:100]
        assert not headers.get("Location", "/").startswith(("//", "/\\")), target[:100]
        assert status == 400 or headers["X-Content-Type-Options"] == "nosniff"
        assert not [name for name in headers if "Injected" in name]
        assert "root:" not in body


@pytest.mark.parametrize(("sent", "status"), REQUESTS)
def test_every_request_is_answered(client: Client, sent: str, status: int) -> None:
    answered, _headers, body = client.ask(sent)
    assert answered == status
    assert sent.lstrip().startswith("HEAD") or body.lower().startswith(("<!doctype html>", f"{status}: "))


def test_other_sites_may_link_to_a_page_and_load_nothing(client: Client) -> None:
    for site, destination, status in (
        ("cross-site", "document", 200),
        ("same-origin", "style", 404),
        ("cross-site", "script", 403),
        ("same-site", "iframe", 403),
        ("same-site", "empty", 403),
    ):
        headers = f"Sec-Fetch-Site: {site}\r\nSec-Fetch-Dest: {destination}\r\n"
        path = "/" if destination == "document" else "/nowhere.css"
        assert client.ask(f"GET {path} HTTP/1.1\r\n{headers}{LAST}")[0] == status


def test_half_requests_end_and_take_few_threads(client: Client) -> None:
    before = active_count()
    half = [client.open("GET / HT") for _ in range(40)]
    assert active_count() <= before + 8
    assert client.ask(f"GET / HTTP/1.1\r\n{LAST}")[0] == 503
    answers = [connection.recv(65536).split()[1:2] for connection in half]
    assert (answers.count([]), answers.count([b"503"])) == (8, 32)
    statuses = (client.ask(f"GET / HTTP/1.1\r\n{LAST}")[0] for _ in range(1000))
    assert next(status for status in statuses if status != 503) == 200
    for connection in half:
        connection.close()


def test_browsers_that_wait_for_a_change_leave_room_for_others(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = client.ask(f"GET / HTTP/1.1\r\n{LAST}")[2]
    number = page.split('data-state="')[1].split('"')[0]
    wait, waits = f"GET /_preview/state/{number} HTTP/1.1\r\n{LAST}", SimpleQueue[None]()
    wait_for_change = Current.wait_for_change

    def counted(current: Current, known: int, timeout: float) -> int:
        waits.put(None)
        return wait_for_change(current, known, timeout)

    monkeypatch.setattr(Current, "wait_for_change", counted)
    waiting = []
    for _ in range(2):
        waiting.append(client.open(wait))
        waits.get(timeout=20)
    assert client.ask(wait)[0] == 503
    assert client.ask(f"GET / HTTP/1.1\r\n{LAST}")[0] == 200
    for connection in waiting:  # as when another page is opened
        connection.close()
    for _ in range(100):
        if client.ask("GET /_preview/state/1 HTTP/1.1\r\n" + LAST)[0] == 200:
            return
        time.sleep(0.1)
    pytest.fail("a browser that has gone keeps its place")


def test_bug_in_the_preview_is_shown(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "answer", lambda *_: 1 // 0)
    status, headers, body = client.ask(f"GET / HTTP/1.1\r\n{LAST}")
    assert (status, headers["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert body.startswith("This is a bug in the tool, not in your file.")
    assert "ZeroDivisionError" in body
