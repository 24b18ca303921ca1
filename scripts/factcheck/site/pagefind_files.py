"""Pagefind writes the values of a filter in an order that differs from run to run; here they are put in order.

A filter's file, the metadata that name it and the entry that names these are made anew, under names that follow from
what is in them; in a large index so are the files of words (pagefind_fine.py). Each file is a dozen bytes of signature
and then CBOR (RFC 8949), compressed with gzip.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from factcheck.site.pagefind_fine import FINE, Word, cut, rename

_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_SHORT = 24
"""Numbers below this one stand in the first byte of an item; else it says in how many bytes they follow."""
_NUMBER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_WORD = re.compile(rb"\x83(?=[\x60-\x7b])")
"""How a word begins in a file of words: a list of three, and in it a text."""
_PAGES, _CHUNKS, _FILTERS = 1, 2, 3
"""Places in the metadata. A page is the name of its file and how many words it has; a file of words has the first one
and the last one before its name; and a filter is its name and that of its file."""


def repeatable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index, by their paths, with filters and their values in order.

    Raises:
        ValueError, KeyError, IndexError: they are not as this version of Pagefind makes them.
    """
    found = dict(files)
    about = json.loads(found.pop(_ENTRY))
    for name, language in about["languages"].items():
        data = unpack(found.pop(f"pagefind.{language['hash']}.pf_meta"))
        data[_FILTERS] = sorted([filter_, _sort_filter(found, hash_)] for filter_, hash_ in data[_FILTERS])
        if language["page_count"] > FINE:
            data[_PAGES] = rename(found, data[_PAGES], name)
            data[_CHUNKS] = _cut_words(found, [hash_ for _, _, hash_ in data[_CHUNKS]])
        language["hash"] = _name(language["hash"], _encode(data), 10)
        found[f"pagefind.{language['hash']}.pf_meta"] = pack(data)
    found[_ENTRY] = json.dumps(about, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return found


def _sort_filter(files: dict[str, bytes], hash_: str) -> str:
    """Put the values of a filter in order; return its new hash."""
    name, values = unpack(files.pop(f"filter/{hash_}.pf_filter"))
    data = [name, sorted(values)]
    hash_ = _name(hash_, _encode(data), 7)
    files[f"filter/{hash_}.pf_filter"] = pack(data)
    return hash_


def _cut_words(files: dict[str, bytes], hashes: list[str]) -> list[list[str]]:
    """Put the words of all files into smaller ones; return the first and the last word of each, and its name."""
    words = [word for hash_ in hashes for word in _words(_unzip(files.pop(f"index/{hash_}.pf_index")))]
    chunks = []
    for start, end, held in cut(words):
        data = _head(_LIST, 1) + _head(_LIST, len(held)) + b"".join(word.item for word in held)
        hash_ = _name(hashes[0], data, 7)
        files[f"index/{hash_}.pf_index"] = _zip(data)
        chunks.append([start, end, hash_])
    return chunks


def _words(data: bytes) -> Iterator[Word]:
    """Yield the words in a file: a list in a list of one, in which each word is a list that begins with it.

    Only the words are decoded: there are millions of numbers behind them. What looks like the beginning of a word may
    stand in the middle of a number, but not if there are as many as the file says that it has words.
    """
    _, _, at = _read_head(data, len(_SIGNATURE))
    _, number, at = _read_head(data, at)
    starts = [match.start() for match in _WORD.finditer(data, at)]
    if len(starts) != number:
        starts = [at, *(at := _skip(data, at) for _ in range(number - 1))]
    if _skip(data, starts[-1]) != len(data):
        message = "a file of words with more behind its end"
        raise ValueError(message)
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        _, _, inside = _read_head(data, start)
        word, _ = _decode(data, inside)
        yield Word(word, data[start:end])


def _skip(data: bytes, start: int) -> int:
    """Return where the CBOR item ends that begins at `start`."""
    left, at = 1, start
    while left:
        left -= 1
        first = data[at]
        if first < _SHORT or _NEGATIVE << 5 <= first < _NEGATIVE << 5 | _SHORT:  # most are small numbers
            at += 1
            continue
        kind, number, at = _read_head(data, at)
        if kind == _LIST:
            left += number
        elif kind == _TEXT:
            at += number
        elif kind not in {_NUMBER, _NEGATIVE}:
            message = f"an item of kind {kind} in a file of words"
            raise ValueError(message)
    return at


def _name(old: str, data: bytes, length: int) -> str:
    """Return the hash of data, with the language in front, as in the old name."""
    return f"{old.partition('_')[0]}_{sha256(data).hexdigest()[:length]}"


def unpack(content: bytes) -> Any:
    """Return what is in a file of Pagefind's: lists of lists, texts and numbers.

    Raises:
        ValueError: it is something else.
    """
    data = _unzip(content)
    value, end = _decode(data, len(_SIGNATURE))
    if end != len(data):
        message = "a file with more behind its end"
        raise ValueError(message)
    return value


def pack(value: Any) -> bytes:
    """Return a file of Pagefind's; the same value gives the same bytes."""
    return _zip(_encode(value))


def _unzip(content: bytes) -> bytes:
    """Return what is in a file, with its signature.

    Raises:
        ValueError: it has none.
    """
    data = gzip.decompress(content)
    if not data.startswith(_SIGNATURE):
        message = "a file without its signature"
        raise ValueError(message)
    return data


def _zip(data: bytes) -> bytes:
    return gzip.compress(_SIGNATURE + data, mtime=0)


def _read_head(data: bytes, start: int) -> tuple[int, int, int]:
    """Return the kind of the CBOR item that begins at `start`, its number or length, and where what it holds begins."""
    kind, number, at = data[start] >> 5, data[start] & 31, start + 1
    if number >= _SHORT:
        size = 1 << (number - _SHORT)
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    return kind, number, at


def _decode(data: bytes, start: int) -> tuple[Any, int]:
    """Return the CBOR item that begins at `start`, and where it ends."""
    kind, number, at = _read_head(data, start)
    if kind in {_NUMBER, _NEGATIVE}:
        return -1 - number if kind == _NEGATIVE else number, at
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
