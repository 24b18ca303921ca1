"""Read the files of a site that is online, to compare them with a manifest: a few at once, within a time."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http import HTTPStatus
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from factcheck.online.asking import REDIRECTIONS, Get, Response, explain_silence, lead_on
from factcheck.online.public_hosts import NotPublicError
from factcheck.records.url import is_safe_url

MOST_BYTES = 64 * 1024 * 1024
"""How many bytes of a file are read at most; a longer one is another one."""
AT_ONCE = 8
"""How many files are asked for at the same time."""
SECONDS_FOR_FILE = 120
"""How many seconds a file may take."""
MOST_REDIRECTIONS = 3
INDEX = "index.html"
NO_TIME = "there was no time to ask"


class PublishedFile(NamedTuple):
    """What became of a question for a file: its content, or why there is none."""

    body: bytes = b""
    missing: bool = False
    problem: str = ""
    """Why nothing is known of it."""


def address_of(site: str, path: str) -> str:
    """Return the address at which readers get a file of the site at `site`: that of a page is its folder."""
    folder, _, name = path.rpartition("/")
    shown = f"{folder}/" if folder and name == INDEX else "" if name == INDEX else path
    return site + quote(shown)


def read_file(site: str, path: str, get: Get) -> PublishedFile:
    """Ask a site for a file, and follow it to other addresses of the same host.

    Args:
        site: the safe https address of the site, which ends in a slash.
        path: the path of the file below it.
        get: asks one address, and reads at most :data:`MOST_BYTES`.
    """
    target = address_of(site, path)
    for _ in range(MOST_REDIRECTIONS + 1):
        try:
            response = get(target)
        except NotPublicError:
            return PublishedFile(problem="its host is not in the public internet")
        except (OSError, HTTPException, ValueError) as error:
            return PublishedFile(problem=explain_silence(error))
        if response.status not in REDIRECTIONS:
            return _judge(response)
        target = lead_on(target, response.location)
        if not is_safe_url(target):
            return PublishedFile(problem="it leads to an address that is not https, or has odd characters")
        if (host := urlsplit(target).netloc) != urlsplit(site).netloc:
            return PublishedFile(problem=f"it leads to another host, {host}")
    return PublishedFile(problem=f"it leads on more than {MOST_REDIRECTIONS} times")


def _judge(response: Response) -> PublishedFile:
    if response.status == HTTPStatus.OK:
        return PublishedFile(response.body)
    gone = response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
    return PublishedFile(missing=gone, problem="" if gone else f"the answer is {response.status}")


def read_files(
    site: str, paths: Iterable[str], get: Get, *, until: float, show: Callable[[int], object] = lambda _: None
) -> tuple[dict[str, str], dict[str, str]]:
    """Ask a site for files.

    Args:
        site: as for :func:`read_file`.
        paths: the paths of the files.
        get: as for :func:`read_file`.
        until: from this moment of :func:`time.monotonic` on, no further file is asked for.
        show: called with the number of files that were asked for, from time to time.

    Returns:
        The SHA-256 of each file that is there, by its path; and the reason for each of which nothing is known.
    """

    def ask(path: str) -> tuple[str, PublishedFile | str]:
        if time.monotonic() >= until:
            return path, PublishedFile(problem=NO_TIME)
        found = read_file(site, path, get)
        return path, found if found.missing or found.problem else sha256(found.body).hexdigest()

    files: dict[str, str] = {}
    unanswered: dict[str, str] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number, (path, found) in enumerate(pool.map(ask, paths), 1):
            show(number)
            if isinstance(found, str):
                files[path] = found
            elif found.problem:
                unanswered[path] = found.problem
    return files, unanswered
