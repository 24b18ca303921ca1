"""The web server of the preview: for this machine only, and with an answer to every request."""

import errno
import re
import socket
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http import HTTPStatus
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import quote

from factcheck.errors import SetupError
from factcheck.server.handler import BUG, Answer, Handler
from factcheck.server.request import LONGEST, RefusedRequestError, Requests, refuse
from factcheck.server.state import Current

HOST = "127.0.0.1"
THREADS = 64
"""How many connections are served at a time. A browser opens up to six."""
WAITING = 32
"""How many browsers may wait for a change at a time."""
LONGEST_WAIT = 60
"""Seconds after which a browser that waits for a change is answered although there is none."""
SENDING = 60
"""Seconds in which a browser must have taken an answer."""
_STATE = re.compile(r"/_preview/state/([0-9]{1,20})")


class HttpServer(ThreadingTCPServer):
    """Sends what `handler` answers about the current state.

    Raises:
        SetupError: it cannot listen on this port.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = THREADS

    def __init__(self, port: int, current: Current, handler: Handler) -> None:
        self.current, self.handler = current, handler
        self.threads, self.waiting = BoundedSemaphore(THREADS), BoundedSemaphore(WAITING)
        try:
            super().__init__((HOST, port), _Connection)
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
            _send(request, _refusal(_busy()), close=True)
            request.recv(LONGEST)  # an answer may be lost if there are unread bytes
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


class _Connection(BaseRequestHandler):
    server: HttpServer
    request: socket.socket

    def handle(self) -> None:
        """Answer the requests of a browser until it has no more."""
        requests, last = Requests(self.request), False
        while not last:
            body = True
            try:
                request = requests.read()
                if request is None:
                    return
                body = request.method != "HEAD"
                request.check()
                answer, last = self._answer(request.path), request.is_last
            except RefusedRequestError as error:
                answer, last = _refusal(error), True
            self.request.settimeout(SENDING)
            _send(self.request, answer, close=last, body=body)
        self._take_rest()

    def _answer(self, path: str) -> Answer:
        try:
            if waiting := _STATE.fullmatch(path):
                return self._wait_for_change(int(waiting[1]))
            return self.server.handler.answer(self.server.current.state, path)
        except RefusedRequestError:
            raise
        except Exception:  # noqa: BLE001 - the page that shows mistakes may have one itself
            return _text(
                f"{BUG}. Please report it with these lines.\n\n{traceback.format_exc()}",
                HTTPStatus.INTERNAL_SERVER_ERROR,
            )

    def _wait_for_change(self, number: int) -> Answer:
        """Answer with the number of the state as soon as it is not `number`."""
        if not self.server.waiting.acquire(blocking=False):
            raise _busy()
        try:
            end, newest = time.monotonic() + LONGEST_WAIT, number
            while newest == number and time.monotonic() < end and not self._has_gone():
                newest = self.server.current.wait_for_change(number, 1)
        finally:
            self.server.waiting.release()
        return _text(str(newest))

    def _has_gone(self) -> bool:
        """Return whether the browser has closed the connection, as when another page is opened."""
        self.request.settimeout(0)
        try:
            return not self.request.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False

    def _take_rest(self) -> None:
        """Read what is still being sent, for a second at most: an answer may be lost if there are unread bytes."""
        self.request.shutdown(socket.SHUT_WR)
        end = time.monotonic() + 1
        while (left := end - time.monotonic()) > 0:
            self.request.settimeout(left)
            if not self.request.recv(LONGEST):
                return


def _busy() -> RefusedRequestError:
    return refuse(HTTPStatus.SERVICE_UNAVAILABLE, "There are too many requests. Try again in a moment.")


def _refusal(error: RefusedRequestError) -> Answer:
    answer = _text(f"{error.status.value} {error.status.phrase}\n\n{error.reason}\n", error.status)
    allowed = {"Allow": "GET, HEAD"} if error.status == HTTPStatus.METHOD_NOT_ALLOWED else {}
    return replace(answer, headers={**answer.headers, **allowed})


def _text(text: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(text.encode("utf-8", "replace"), {"Content-Type": "text/plain; charset=utf-8"}, status)


def _send(connection: socket.socket, answer: Answer, *, close: bool, body: bool = True) -> None:
    headers = {
        **answer.headers,
        "Content-Length": str(len(answer.body)),
        "Cache-Control": "no-store" if answer.status != HTTPStatus.OK else "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Connection": "close" if close else "keep-alive",
    }
    if "Location" in headers:
        headers["Location"] = quote(headers["Location"], safe="/")
    lines = [f"HTTP/1.1 {answer.status.value} {answer.status.phrase}", *(": ".join(pair) for pair in headers.items())]
    connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + (answer.body if body else b""))
