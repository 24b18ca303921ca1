"""The web server of a preview: it listens on this machine only, and holds the answer to who waits for a change."""

from __future__ import annotations

import errno
import re
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from factcheck.errors import SetupError
from factcheck.server.answers import Answer, Answers
from factcheck.server.board import Board

HOST = "127.0.0.1"
PATIENCE = 60
"""Seconds after which a browser that waits for a change is answered anyway."""
_STATE = re.compile(r"/_preview/state/([0-9]{1,20})")


class Server(ThreadingHTTPServer):
    """Serves what `answers` makes of the state on `board`.

    Raises:
        SetupError: the port cannot be had.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_port = False

    def __init__(self, port: int, board: Board, answers: Answers) -> None:
        self.board, self.answers = board, answers
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise SetupError(_why(port, error)) from error

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about a browser that has gone away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _why(port: int, error: OSError) -> str:
    other = port + 1 if port < 65535 else 8000  # noqa: PLR2004 - the last port
    way_out = f"choose another one: `make serve PORT={other}` or `factcheck serve --port {other}`"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of this machine is in use, perhaps by another preview; stop that, or {way_out}"
    return f"cannot listen on port {port}: {error.strerror}; {way_out}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer a request."""
        path = unquote(urlsplit(self.path).path)
        waiting = _STATE.fullmatch(path)
        if waiting:
            state = self.server.board.wait_for_other(int(waiting[1]), PATIENCE)
            self._send(Answer(body=str(state.number).encode(), headers={"Content-Type": "text/plain"}))
            return
        with self.server.board.making():
            answer = self.server.answers.answer(self.server.board.state, path)
        self._send(answer)

    def do_HEAD(self) -> None:
        """Answer a request without the body."""
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, quote(value, safe="/") if name == "Location" else value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store" if answer.status != HTTPStatus.OK else "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing about requests: the terminal is for what was found."""
