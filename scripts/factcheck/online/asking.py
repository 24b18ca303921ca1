"""Ask whether addresses still lead to something: politely, within a time, and nothing but public https addresses."""

import random
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, IncompleteRead
from threading import Event, Timer
from typing import NamedTuple
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from factcheck.errors import SetupError
from factcheck.online.public_hosts import NotPublicError, public_address
from factcheck.records.url import is_safe_url
from factcheck.upkeep.linked_addresses import Address, Asked, HostAnswer, Outcome, outcome_of

HTTPS = 443
SECONDS_TO_CONNECT, SECONDS_FOR_ANSWER = 10, 30
PAUSE = 2.0
"""How many seconds pass between two questions to one host."""
HOSTS_AT_ONCE = 8
MOST_REDIRECTIONS = 5
_FOR_GOOD = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
REDIRECTIONS = _FOR_GOOD | {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}


class Response(NamedTuple):
    """What a server answers: the status of HTTP, where it sends us, and what was read of the page, if anything."""

    status: int
    location: str = ""
    body: bytes = b""


Get = Callable[[str], Response]
"""Asks one address and returns the answer, without following it; raises OSError, HTTPException or NotPublicError."""


def get(url: str, agent: str, *, most: int = 0, seconds: float = SECONDS_FOR_ANSWER) -> Response:
    """Ask one address, whose host must be public, and return its answer.

    Proxies and whatever else the environment says of the network are ignored.

    Args:
        url: a safe https address.
        agent: the name that we give ourselves.
        most: how many bytes of the page itself are read at most.
        seconds: how long the answer may take.

    Raises:
        NotPublicError: the host is not public, or another port than that of https is meant.
        OSError, HTTPException: there is no answer, none that can be understood, or only the beginning of one.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if (parts.port or HTTPS) != HTTPS:
        raise NotPublicError
    plain = socket.create_connection((public_address(host, HTTPS), HTTPS), timeout=SECONDS_TO_CONNECT)
    context = ssl.create_default_context()
    with context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False) as secure:
        late = Event()

        def stop() -> None:  # a server may send a byte now and then, for ever
            late.set()
            socket.socket.shutdown(secure, socket.SHUT_RDWR)

        cut = Timer(seconds, stop)
        cut.daemon = True
        cut.start()
        try:
            secure.do_handshake()
            response = _request(secure, parts, agent, most)
        except (OSError, HTTPException):
            if not late.is_set():
                raise
        finally:
            cut.cancel()
    if late.is_set():  # what was read may be the beginning only
        raise TimeoutError
    return response


def _request(line: socket.socket, parts: SplitResult, agent: str, most: int) -> Response:
    """Send a request over a line, and return the answer."""
    connection = HTTPConnection(parts.hostname or "", HTTPS)
    connection.sock, connection.auto_open = line, 0  # it must never make a line of its own
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.hostname or "", "User-Agent": agent, "Accept": "*/*", "Connection": "close"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read(most) if most else b""
    if answer.length and 0 < most != len(body):  # read() says nothing if a line ends early
        raise IncompleteRead(body, answer.length)
    return Response(answer.status, answer.headers.get("Location", ""), body)


def ask(url: str, get: Get) -> HostAnswer:
    """Ask an address, follow where it leads, and return what that shows."""
    target, lasting = url, True
    for _ in range(MOST_REDIRECTIONS + 1):
        try:
            response = get(target)
        except NotPublicError:
            return HostAnswer(Outcome.UNSAFE, "it leads into a network that is not public", _other(target, url))
        except (OSError, HTTPException, ValueError) as error:
            return HostAnswer(Outcome.SILENT, explain_silence(error), _other(target, url))
        if response.status not in REDIRECTIONS:
            return _judge(response.status, url, target, lasting=lasting)
        lasting = lasting and response.status in _FOR_GOOD
        target = urldefrag(lead_on(target, response.location)).url
        if not is_safe_url(target):
            return HostAnswer(Outcome.UNSAFE, "it leads to an address that is not https, or has odd characters")
    return HostAnswer(Outcome.SILENT, f"it leads on more than {MOST_REDIRECTIONS} times")


def lead_on(url: str, location: str) -> str:
    """Return where an answer leads that came from an address; "" if that is no address at all."""
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _judge(status: int, url: str, target: str, *, lasting: bool) -> HostAnswer:
    outcome, moved = outcome_of(status), target.rstrip("/") != url.rstrip("/")
    if outcome is Outcome.FOUND and moved and urlsplit(target).path in {"", "/"} and not urlsplit(target).query:
        return HostAnswer(Outcome.GONE, "it leads to a front page", target)
    if outcome is Outcome.FOUND:
        return HostAnswer(Outcome.MOVED, "moved for good", target) if moved and lasting else HostAnswer(Outcome.FOUND)
    phrase = HTTPStatus(status).phrase if status in list(HTTPStatus) else "unknown"
    return HostAnswer(outcome, f"{status} {phrase}", _other(target, url))


def _other(target: str, url: str) -> str:
    return target if target != url else ""


def explain_silence(error: Exception) -> str:
    """Return why there is no answer, in words that no server has chosen."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "there is no such host"
    if isinstance(error, ssl.SSLError):
        return "no secure connection can be made"
    if isinstance(error, IncompleteRead):
        return "the answer breaks off"
    return "the connection fails" if isinstance(error, OSError) else "the answer is not one of HTTP"


def ask_all(  # noqa: PLR0913 - all but the first two have a name
    addresses: Iterable[Address],
    get: Get,
    *,
    until: float,
    seed: str,
    pause: float = PAUSE,
    show: Callable[[Asked], object] = lambda _: None,
) -> list[Asked]:
    """Ask addresses: several hosts at once, one host slowly and one question at a time.

    Args:
        addresses: the addresses.
        get: asks one.
        until: from this moment of :func:`time.monotonic` on, no further one is asked.
        seed: decides on the order, so that another day leaves out other ones when time is short.
        pause: how many seconds pass between two questions to one host.
        show: called with each result.

    Raises:
        SetupError: none of several hosts answers.
    """
    hosts: dict[str, list[Address]] = defaultdict(list)
    for address in addresses:
        hosts[address.host].append(address)
    longest_first = sorted(hosts.values(), key=len, reverse=True)
    groups = [random.Random(seed).sample(group, len(group)) for group in longest_first]  # noqa: S311 - no secret
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        asked = pool.map(lambda group: _ask_host(group, get, until, pause, show), groups)
        done = [item for group in asked for item in group]
    if len(groups) > 1 and all(item.answer.outcome is Outcome.SILENT for item in done):
        message = f"none of {len(groups)} hosts answers: is there a network? (a proxy is not used)"
        raise SetupError(message)
    return sorted(done, key=lambda item: item.address.url)


def _ask_host(
    group: Sequence[Address], get: Get, until: float, pause: float, show: Callable[[Asked], object]
) -> list[Asked]:
    """Ask the addresses of one host one after the other."""
    asked = list[Asked]()
    for address in group:
        if asked:
            time.sleep(min(pause, max(0.0, until - time.monotonic())))
        late = time.monotonic() >= until
        asked.append(Asked(address, HostAnswer(Outcome.NOT_ASKED) if late else _ask_twice(address.url, get, pause)))
        show(asked[-1])
    return asked


def _ask_twice(url: str, get: Get, pause: float) -> HostAnswer:
    """Ask an address, and once more if there is no answer: a server may be busy."""
    answer = ask(url, get)
    if answer.outcome is not Outcome.SILENT:
        return answer
    time.sleep(pause)
    return ask(url, get)
