"""Pagefind writes the values of a filter in an order that differs from run to run; here they are put in order.

A filter's file, the metadata that name it and the entry that names these are made anew, under names that follow from
what is in them. Each file is a dozen bytes of signature and then CBOR (RFC 8949), compressed with gzip.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_SHORT = 24
"""Numbers below this one stand in the first byte of an item; else it says in how many bytes they follow."""
_NUMBER, _TEXT, _LIST = 0, 3, 4
_FILTERS = 3
"""The place of the filters in the metadata: pairs of a name and the name of its file."""


def repeatable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index, by their paths, with filters and their values in order.

    Raises:
        ValueError, KeyError, IndexError: they are not as this version of Pagefind makes them.
    """
    found = dict(files)
    about = json.loads(found.pop(_ENTRY))
    for language in about["languages"].values():
        data = unpack(found.pop(f"pagefind.{language['hash']}.pf_meta"))
        data[_FILTERS] = sorted([name, _sort_filter(found, hash_)] for name, hash_ in data[_FILTERS])
        language["hash"] = _name(language["hash"], data, 10)
        found[f"pagefind.{language['hash']}.pf_meta"] = pack(data)
    found[_ENTRY] = json.dumps(about, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return found


def _sort_filter(files: dict[str, bytes], hash_: str) -> str:
    """Put the values of a filter in order; return its new hash."""
    name, values = unpack(files.pop(f"filter/{hash_}.pf_filter"))
    data = [name, sorted(values)]
    hash_ = _name(hash_, data, 7)
    files[f"filter/{hash_}.pf_filter"] = pack(data)
    return hash_


def _name(old: str, data: Any, length: int) -> str:
    """Return the hash of data, with the language in front, as in the old name."""
    return f"{old.partition('_')[0]}_{sha256(_encode(data)).hexdigest()[:length]}"


def unpack(content: bytes) -> Any:
    """Return what is in a file of Pagefind's: lists of lists, texts and numbers.

    Raises:
        ValueError: it is something else.
    """
    data = gzip.decompress(content)
    value, end = _decode(data, len(_SIGNATURE))
    if not data.startswith(_SIGNATURE) or end != len(data):
        message = "a file without its signature, or with more behind its end"
        raise ValueError(message)
    return value


def pack(value: Any) -> bytes:
    """Return a file of Pagefind's; the same value gives the same bytes."""
    return gzip.compress(_SIGNATURE + _encode(value), mtime=0)


def _decode(data: bytes, start: int) -> tuple[Any, int]:
    """Return the CBOR item that begins at `start`, and where it ends."""
    kind, number, at = data[start] >> 5, data[start] & 31, start + 1
    if number >= _SHORT:
        size = 1 << (number - _SHORT)
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if kind == _NUMBER:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind != _LIST:
        message = f"an item of kind {kind} in a file of Pagefind's"
        raise ValueError(message)
    items = []
    for _ in range(number):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _encode(value: Any) -> bytes:
    """Return a value as CBOR."""
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(value)) + b"".join(map(_encode, value))


def _head(kind: int, number: int) -> bytes:
    """Return the first bytes of a CBOR item: its kind, and its number or length."""
    if number < _SHORT:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | _SHORT + power]) + number.to_bytes(1 << power, "big")
