"""Ids for new records, from their names, titles or addresses."""

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import urlsplit

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_PLAIN = {"'": " ", "’": " ", "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
_LENGTH = 60


def id_from(*parts: str) -> str:
    """Return an id made of some words; "" if there is no letter or digit in them that an id may have."""
    text = " ".join(parts).lower()
    for letter, plain in _PLAIN.items():
        text = text.replace(letter, plain)
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    id_ = _SEPARATORS.sub("-", letters).strip("-")
    return id_ if len(id_) <= _LENGTH else id_[: _LENGTH + 1].rpartition("-")[0] or id_[:_LENGTH]


def id_from_url(url: str, published: str | None) -> str:
    """Return an id for a source: its host, and the day of publication or else the last words of its address."""
    parts = urlsplit(url)
    host = host_of(url).split(".")
    name = host[-2] if len(host) > 1 else host[0]
    words = id_from(parts.path.rstrip("/").rpartition("/")[2].partition(".")[0]).split("-")
    return id_from(name, published or "-".join(words[:4]))


def host_of(url: str) -> str:
    """Return the host of an address, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: the wanted one, or that with a number behind it."""
    number, id_ = 1, wanted
    while id_ in taken:
        number += 1
        id_ = f"{wanted}-{number}"
    return id_
