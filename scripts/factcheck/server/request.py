"""Read the requests of browsers: each within a time and a length, and nothing that is not HTTP."""

import re
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

TIME = 10.0
"""Seconds in which a request must have arrived."""
LONGEST = 65536
"""The greatest number of bytes of a request."""
_START = re.compile(rb"([!-~]{1,20}) ([!-~\x80-\xff]+) HTTP/1\.([0-9])")
_HEADER = re.compile(rb"([!-9;-~]+):([ -~\t\x80-\xff]*)")
_SITE = re.compile(rb"[a-z]{1,10}://[^/?#]*", re.IGNORECASE)
_OWN_NAMES = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{0,5})?", re.IGNORECASE)


class RefusedRequestError(Exception):
    """A request is not answered with what it asks for."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


def refuse(status: HTTPStatus, reason: str) -> RefusedRequestError:
    """Return the refusal of a request, with the status of the answer and a sentence that says why."""
    return RefusedRequestError(status, reason)


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks for: the method, the decoded path, and the headers by their names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    minor_version: int = 1

    @property
    def is_last(self) -> bool:
        """Whether the connection is closed after this request, as it must be after a body: that is not read."""
        body = self.headers.get("content-length", "0") != "0" or "transfer-encoding" in self.headers
        return body or not self.minor_version or self.headers.get("connection", "").lower() == "close"

    def check(self) -> None:
        """Refuse what no page of the preview asks for.

        Raises:
            RefusedRequestError: it is not meant for this host, comes from another site, or wants more than to read.
        """
        host = self.headers.get("host", "")
        if not _OWN_NAMES.fullmatch(host):
            # A site can give its own name our address ("DNS rebinding"), and a browser would let it read our pages.
            name = host[:100] or "an address without a name"
            reason = (
                f"The preview answers at 127.0.0.1, localhost and [::1] only, not at {name}: otherwise other sites "
                "could read drafts that have not been published."
            )
            raise refuse(HTTPStatus.MISDIRECTED_REQUEST, reason)
        # Browsers say where a request comes from. Other sites may link to a page, and do nothing else.
        from_here = self.headers.get("sec-fetch-site", "none") in {"none", "same-origin"}
        if not from_here and self.headers.get("sec-fetch-dest") != "document":
            raise refuse(HTTPStatus.FORBIDDEN, "Other sites may not load anything from the preview.")
        if self.method not in {"GET", "HEAD"}:
            reason = f"The preview answers GET and HEAD only, not {self.method}."
            raise refuse(HTTPStatus.METHOD_NOT_ALLOWED, reason)


class Requests:
    """The requests that arrive at a connection, one after the other."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._rest = connection, b""

    def read(self) -> Request | None:
        """Return the next request; None if none has come in time.

        Raises:
            RefusedRequestError: it is incomplete, too long, or not HTTP.
            OSError: the browser has gone away.
        """
        self._end, self._room = time.monotonic() + TIME, LONGEST
        try:
            while not (start := self._line()):
                pass  # empty lines before a request are allowed
        except RefusedRequestError:
            if self._room == LONGEST and not self._rest:
                return None
            raise
        found = _START.fullmatch(start)
        if not found:
            raise refuse(HTTPStatus.BAD_REQUEST, "The first line of the request is not one of HTTP/1.1.")
        method, target, version = found.groups()
        return Request(method.decode("ascii"), _path(target), self._headers(), int(version))

    def _headers(self) -> Mapping[str, str]:
        headers: dict[str, str] = {}
        while line := self._line():
            found = _HEADER.fullmatch(line)
            if not found:
                raise refuse(HTTPStatus.BAD_REQUEST, "A header of the request is not one of HTTP/1.1.")
            name = found[1].decode("ascii").lower()
            if name == "host" and name in headers:
                raise refuse(HTTPStatus.BAD_REQUEST, "The request names two hosts.")
            headers[name] = found[2].decode("latin-1").strip()
        return headers

    def _line(self) -> bytes:
        """Return the next line without its end."""
        while True:
            line, end, rest = self._rest.partition(b"\n")
            if len(line) > self._room:
                raise refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The request is too long.")
            if end:
                self._room, self._rest = self._room - len(line) - 1, rest
                return line.removesuffix(b"\r")
            self._rest += self._receive()

    def _receive(self) -> bytes:
        # With a limit for each part only, a browser that sends a byte now and then could go on for ever.
        self._connection.settimeout(max(self._end - time.monotonic(), 0.001))
        try:
            received = self._connection.recv(LONGEST)
        except TimeoutError as error:
            raise refuse(HTTPStatus.REQUEST_TIMEOUT, "The request has not arrived in time.") from error
        if not received:
            raise refuse(HTTPStatus.BAD_REQUEST, "The request ends in the middle.")
        return received


def _path(target: bytes) -> str:
    """Return the path of an address, which may also begin with the name of the host."""
    path = re.split(rb"[?#]", _SITE.sub(b"", target, count=1) if not target.startswith(b"/") else target, maxsplit=1)
    return unquote_to_bytes(path[0] or b"/").decode("utf-8", "replace")
