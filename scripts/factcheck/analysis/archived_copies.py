"""Archived copies of sources: where to look for one, and what the address of one says about it.

Only archives of institutions are named, whose addresses hold that of the archived page: the Wayback Machine of the
Internet Archive, and Arquivo.pt, the Portuguese web archive. Both lead from a day to the copy that is nearest to it.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

from factcheck.records.record import Source
from factcheck.records.url import is_safe_url

ARCHIVES = {
    "Internet Archive": "https://web.archive.org/web/",
    "Arquivo.pt": "https://arquivo.pt/wayback/",
}
"""The beginning of the addresses of each archive, before the day (YYYYMMDD, perhaps with a time) and the address."""
_COPY = re.compile(
    r"https://(?:web\.archive\.org/web|arquivo\.pt/(?:noFrame/replay|wayback))/"
    r"(?P<stamp>[0-9]{4,14})(?:[a-z]{2}_)?/(?P<of>.{1,1000})"
)
_DAY = 8


class Copy(NamedTuple):
    """What the address of an archived copy says: the address of the page, and the day (YYYY-MM-DD) if it is exact."""

    of: str
    day: str


def where_to_look(source: Source) -> dict[str, str]:
    """Return the addresses at which archives show a copy of a source, if they have one, by the names of the archives.

    The copy is the one nearest to the day on which we last looked at the source, or else to that of its publication.
    """
    url = source.url or ""
    day = source.retrieved or source.published or ""
    stamp = re.sub("[^0-9]", "", day[:10]) or "2"  # 2 is the beginning of all years of the archives: any day.
    found = {name: f"{begin}{stamp}/{url}" for name, begin in ARCHIVES.items()}
    return {name: address for name, address in found.items() if url and is_safe_url(address)}


def read_copy(address: str) -> Copy | None:
    """Return what the address of an archived copy says; None if it is in no form that we know."""
    match = _COPY.fullmatch(address)
    if not match:
        return None
    stamp = match["stamp"]
    return Copy(match["of"], f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if len(stamp) >= _DAY else "")


def same_page(one: str, other: str) -> bool:
    """Return whether two addresses lead to one page: scheme, `www.`, a slash at the end and anchors do not matter."""
    return _bare(one) == _bare(other)


def _bare(address: str) -> tuple[str, str, str]:
    parts = urlsplit(urldefrag(address if "://" in address else f"https://{address}").url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, unquote(parts.path).rstrip("/"), parts.query
