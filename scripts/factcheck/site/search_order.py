"""Put the filters of a search index into order, which Pagefind writes in another one in each run.

Without this, two builds of the same records would differ in these files. A file of Pagefind is compressed by gzip; it
begins with `_BEGIN`, and the rest is CBOR (RFC 8949) of numbers, texts and arrays. The names of files have digests of
what is in them: the entry file names the file with what is known of the index, and that one the file of each filter.
"""

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

_BEGIN = b"pagefind_dcd"
_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""The bytes of a number that follow, by the low five bits of the first byte."""
_FILTERS = 3
"""The place of the filters in what is known of an index: a name and a file for each."""
_DIGITS = 10


def order_filters(index: Path) -> None:
    """Put the filters and their values into the order of their names, in an index that Pagefind has just written.

    An index of another form, as a later Pagefind may write it, stays as it is.
    """
    try:
        entry = json.loads((index / "pagefind-entry.json").read_bytes())
        for path in (*index.glob("*.pf_meta"), *index.glob("filter/*.pf_filter")):
            _read(path)  # all of them, before any is changed
        for about in entry["languages"].values():
            about["hash"] = _order(index, about["hash"])
    except (EOFError, LookupError, OSError, TypeError, ValueError):
        return
    (index / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8", newline="\n")


def _order(index: Path, name: str) -> str:
    """Order what is known of an index in one language; return its new name."""
    meta = _read(index / f"pagefind.{name}.pf_meta")
    language = name.partition("_")[0]
    meta[_FILTERS] = sorted([title, _order_values(index, file, language)] for title, file in meta[_FILTERS])
    return _replace(meta, index / f"pagefind.{name}.pf_meta", "pagefind.{}.pf_meta", language)


def _order_values(index: Path, file: str, language: str) -> str:
    """Order the values of a filter; return the new name of its file."""
    title, values = _read(path := index / "filter" / f"{file}.pf_filter")
    return _replace([title, sorted(values)], path, "{}.pf_filter", language)


def _read(path: Path) -> Any:
    """Return what a file of Pagefind says.

    Raises:
        ValueError: it has another form.
    """
    raw = gzip.decompress(path.read_bytes())
    value, end = _decode(raw, len(_BEGIN))
    if not raw.startswith(_BEGIN) or end != len(raw) or _BEGIN + _encode(value) != raw:
        raise ValueError(path.name)
    return value


def _replace(value: Any, path: Path, pattern: str, language: str) -> str:
    """Write a file of Pagefind in the place of another one; return the name that others call it by."""
    content = _BEGIN + _encode(value)
    name = f"{language}_{sha256(content).hexdigest()[:_DIGITS]}"
    path.unlink()
    # mtime=0: the same index gives the same bytes on every day.
    path.with_name(pattern.format(name)).write_bytes(gzip.compress(content, mtime=0))
    return name


def _decode(raw: bytes, at: int) -> tuple[Any, int]:
    """Return the value that begins at a place, and where it ends.

    Raises:
        ValueError: it is neither a number nor a text nor an array of such.
    """
    kind, low = divmod(raw[at], 32)
    after = at + 1 + _LENGTHS.get(low, 0)
    number = int.from_bytes(raw[at + 1 : after]) if low in _LENGTHS else low
    if kind == _TEXT:
        return raw[after : after + number].decode(), after + number
    if kind == _ARRAY:
        values = []
        for _ in range(number):
            value, after = _decode(raw, after)
            values.append(value)
        return values, after
    if kind != _NUMBER:
        raise ValueError(kind)
    return number, after


def _encode(value: Any) -> bytes:
    """Return a number, text or array as CBOR in its shortest form."""
    if isinstance(value, str):
        return _head(_TEXT, len(raw := value.encode())) + raw
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join(map(_encode, value))
    return _head(_NUMBER, value)


def _head(kind: int, number: int) -> bytes:
    if number < min(_LENGTHS):
        return bytes([32 * kind + number])
    low, size = next((low, size) for low, size in _LENGTHS.items() if number < 256**size)
    return bytes([32 * kind + low]) + number.to_bytes(size)
