"""Files as they were on earlier days: they have the form of their time, are only shown, and no schema judges them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from factcheck.loading.quick_reader import is_harmless, parse_yaml
from factcheck.loading.yaml_reader import read_yaml
from factcheck.loading.yaml_refusals import MAX_BYTES

_REMEMBERED = 1024
"""How many versions are kept as plain data."""


class OldFile(Mapping[str, Any]):
    """The fields of a file, read when they are asked for: most are not, and all together would take much memory."""

    def __init__(self, kind: str, raw: bytes) -> None:
        self._kind, self._raw = kind, raw

    def __getitem__(self, name: str) -> Any:
        """Return a field."""
        return _fields(self._kind, self._raw)[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the fields."""
        return iter(_fields(self._kind, self._raw))

    def __len__(self) -> int:
        """Return how many fields there are."""
        return len(_fields(self._kind, self._raw))


@lru_cache(maxsize=_REMEMBERED)
def _fields(kind: str, raw: bytes) -> Mapping[str, Any]:
    """Return the fields of a file of any time; none if it cannot be read."""
    data = _read_quickly(raw)
    if data is None:
        document, _ = read_yaml(raw, kind)
        data = document.data if document else {}
    return data


def _read_quickly(raw: bytes) -> dict[str, Any] | None:
    """Return what the parser makes of a file that is only shown, such as an old one; None if that needs another reader.

    It may hold values of other types than JSON has. Nobody compares it with what our own writer would have written.
    """
    try:
        text = raw.decode() if len(raw) <= MAX_BYTES else ""
        data = parse_yaml(text) if parse_yaml and text and is_harmless(text) else None
        return data if type(data) is dict and _is_plain(data) else None
    except ValueError:
        return None


def _is_plain(value: Any) -> bool:
    if type(value) is dict:
        return all(type(key) is str and _is_plain(inner) for key, inner in value.items())
    if type(value) is list:
        return all(map(_is_plain, value))
    return value is None or type(value) in {str, bool, int}
