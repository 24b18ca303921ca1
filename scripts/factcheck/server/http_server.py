"""The web server of the preview: for this machine only, and with an answer to every request."""

import errno
import re
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from select import select
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from factcheck.errors import SetupError
from factcheck.server.handler import BUG, Answer, Handler
from factcheck.server.state import Current

HOST = "127.0.0.1"
THREADS = 64
"""How many connections are served at a time. A browser opens up to six."""
WAITING = 32
"""How many browsers may wait for a change at a time."""
LONGEST_WAIT = 60
"""Seconds after which a browser that waits for a change is answered although there is none."""
_STATE = re.compile(r"/_preview/state/([0-9]{1,20})")
_OWN_NAMES = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{0,5})?", re.IGNORECASE)
_BUSY = b"HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n503: too many connections\n"


class HttpServer(ThreadingHTTPServer):
    """Sends what `handler` answers about the current state.

    Raises:
        SetupError: it cannot listen on this port.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_port = False
    request_queue_size = THREADS

    def __init__(self, port: int, current: Current, handler: Handler) -> None:
        self.current, self.handler = current, handler
        self.threads, self.waiting = BoundedSemaphore(THREADS), BoundedSemaphore(WAITING)
        try:
            super().__init__((HOST, port), Connection)
        except OSError as error:
            other = port + 1 if port < 65535 else 8000  # noqa: PLR2004 - the last port
            in_use = f"port {port} of this machine is in use, perhaps by another preview; stop that, or "
            why = in_use if error.errno == errno.EADDRINUSE else f"cannot listen on port {port}: {error.strerror}; "
            way_out = f"choose another one: `make serve PORT={other}` or `factcheck serve --port {other}`"
            raise SetupError(why + way_out) from error

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve in a thread until the context ends."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread, or refuse it if there are too many."""
        if self.threads.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.settimeout(0)  # nobody else has to wait for this browser
            request.sendall(_BUSY)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.threads.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about a browser that has gone away."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Connection(BaseHTTPRequestHandler):
    """Answers the requests of one browser."""

    protocol_version = "HTTP/1.1"
    timeout = 10.0  # seconds in which the next part of a request must come, and an answer must be taken
    server: HttpServer

    def parse_request(self) -> bool:
        """Read a request, and refuse one that is not meant for this host or that the page of another site makes."""
        if not super().parse_request():
            return False
        if [bool(_OWN_NAMES.fullmatch(name)) for name in self.headers.get_all("Host", [])] != [True]:
            # A site can give its own name our address ("DNS rebinding"), and a browser would let it read our pages.
            reason = "The preview answers at 127.0.0.1, localhost and [::1] only: other sites could read drafts."
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=reason)
            return False
        # Browsers say where a request comes from. Other sites may link to a page, and do nothing else.
        from_here = self.headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
        if not from_here and self.headers.get("Sec-Fetch-Dest") != "document":
            self.send_error(HTTPStatus.FORBIDDEN, explain="Other sites may not load anything from the preview.")
            return False
        return True

    def do_GET(self) -> None:
        """Answer a request."""
        try:
            answer = self._answer(unquote(urlsplit(self.path).path))
        except ValueError:  # as in http://[
            self.send_error(HTTPStatus.BAD_REQUEST, explain="This is no address.")
            return
        if not answer:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE, explain="Too many browsers wait for a change.")
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, quote(value, safe="/") if name == "Location" else value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store" if answer.status != HTTPStatus.OK else "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - its name in the standard library

    def _answer(self, path: str) -> Answer | None:
        """Return the answer to a request; None if too many browsers wait."""
        if waiting := _STATE.fullmatch(path):
            return self._wait_for_change(int(waiting[1]))
        try:
            return self.server.handler.answer(self.server.current.state, path)
        except Exception:  # noqa: BLE001 - the page that shows mistakes may have one itself
            text = f"{BUG}. Please report it with these lines.\n\n{traceback.format_exc()}"
            return _text(text, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _wait_for_change(self, number: int) -> Answer | None:
        """Return the number of the state as soon as it is not `number`; None if too many browsers wait."""
        if not self.server.waiting.acquire(blocking=False):
            return None
        try:
            end, newest = time.monotonic() + LONGEST_WAIT, number
            # A browser that has gone elsewhere has closed the connection, which can then be read at once.
            while newest == number and time.monotonic() < end and not select([self.connection], [], [], 0)[0]:
                newest = self.server.current.wait_for_change(number, 1)
        finally:
            self.server.waiting.release()
        return _text(str(newest))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing about requests: the terminal is for findings."""


def _text(text: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(text.encode("utf-8", "replace"), {"Content-Type": "text/plain; charset=utf-8"}, status)
