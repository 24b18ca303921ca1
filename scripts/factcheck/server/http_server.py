"""The web server of a preview. It listens on this machine only, and tells waiting browsers when there is a change."""

import errno
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from factcheck.errors import SetupError
from factcheck.server.handler import Answer, Handler
from factcheck.server.state import Current

HOST = "127.0.0.1"
PATIENCE = 60
"""Seconds after which a browser that waits for a change is answered although there is none."""
_STATE = re.compile(r"/_preview/state/([0-9]{1,20})")


class HttpServer(ThreadingHTTPServer):
    """Sends what `handler` answers about the current state.

    Raises:
        SetupError: it cannot listen on this port.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_port = False

    def __init__(self, port: int, current: Current, handler: Handler) -> None:
        self.current, self.handler = current, handler
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

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about a browser that has gone away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: HttpServer

    def do_GET(self) -> None:
        """Answer a request."""
        path = unquote(urlsplit(self.path).path)
        if waiting := _STATE.fullmatch(path):
            number = self.server.current.wait_for_change(int(waiting[1]), PATIENCE)
            answer = Answer(body=str(number).encode(), headers={"Content-Type": "text/plain"})
        else:
            answer = self.server.handler.answer(self.server.current.state, path)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, quote(value, safe="/") if name == "Location" else value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store" if answer.status != HTTPStatus.OK else "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - its name in the standard library

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing about requests: the terminal is for findings."""
