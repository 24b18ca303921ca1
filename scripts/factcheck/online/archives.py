"""Look for archived copies of sources in the Wayback Machine of the Internet Archive.

Its interface is described at https://archive.org/help/wayback_api.php. Nothing is archived by asking.
"""

import json
import re
import time
from collections.abc import Iterable
from dataclasses import replace
from http.client import HTTPException
from urllib.parse import urlencode

from factcheck.online.asking import PAUSE, Get
from factcheck.online.public_hosts import NotPublicError
from factcheck.records.url import is_safe_url, page_key
from factcheck.upkeep.linked_addresses import Unarchived

SERVICE = "https://archive.org/wayback/available"
MOST_BYTES = 64 * 1024
_COPY = re.compile(r"https?://(web\.archive\.org/web/[0-9]{14}/.{1,1000})")


def find_copies(sources: Iterable[Unarchived], get: Get, *, until: float, pause: float = PAUSE) -> list[Unarchived]:
    """Return sources, each with the archived copy nearest to the day on which it was looked at, if there is one.

    Args:
        sources: sources without an archived copy.
        get: asks an address, and reads its page.
        until: from this moment of :func:`time.monotonic` on, no further one is looked for.
        pause: how many seconds pass between two questions.
    """
    found: list[Unarchived] = []
    for source in sources:
        if found:
            time.sleep(min(pause, max(0.0, until - time.monotonic())))
        found.append(replace(source, copy=find_copy(source, get) if time.monotonic() < until else ""))
    return found


def find_copy(source: Unarchived, get: Get) -> str:
    """Return the address of the archived copy of a source; nothing if none is known, or the answer names none of it."""
    fields = {"url": source.url, **({"timestamp": source.day.replace("-", "")} if source.day else {})}
    try:
        answer = json.loads(get(f"{SERVICE}?{urlencode(fields)}").body)
    except (OSError, HTTPException, NotPublicError, ValueError, RecursionError):
        return ""
    match answer:
        case {"archived_snapshots": {"closest": {"available": True, "url": str(url), "status": "200"}}}:
            copy = _COPY.fullmatch(url)
            address = f"https://{copy[1]}" if copy else ""
            return address if is_safe_url(address) and page_key(address) == page_key(source.url) else ""
    return ""
