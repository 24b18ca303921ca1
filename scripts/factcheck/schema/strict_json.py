"""Read JSON that every program reads alike: no duplicate key, no number that is not whole, no depth without end."""

import json
from typing import Any, NoReturn

MAX_DEPTH = 32
_MAX_DIGITS = 15
"""Every program keeps all digits of a whole number of so many."""


def parse_json(raw: bytes) -> Any:
    """Return what JSON in UTF-8 says.

    Raises:
        ValueError: it cannot be read, or programs would read it differently; the message says why, and where if known.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_float=_refuse,
            parse_int=_whole,
        )
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        message = f"it is not UTF-8 (byte {error.start + 1})"
        raise ValueError(message) from error
    except UnicodeEncodeError as error:
        message = "an escape such as \\ud800 is half a character"
        raise ValueError(message) from error
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}, column {error.colno}: it is not JSON ({error.msg})"
        raise ValueError(message) from error
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    if _is_deeper(value, MAX_DEPTH):
        raise ValueError(_TOO_DEEP)
    return value


_TOO_DEEP = f"it is nested more than {MAX_DEPTH} levels deep"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields of an object, each of which may be there once."""
    fields: dict[str, Any] = {}
    for key, value in pairs:
        if key in fields:
            message = f"the key {key[:60]!r} is there twice in one object"
            raise ValueError(message)
        fields[key] = value
    return fields


def _refuse(number: str) -> NoReturn:
    message = f"{number[:60]} is not a whole number"
    raise ValueError(message)


def _whole(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        message = f"the number {digits[:20]}… has too many digits"
        raise ValueError(message)
    return int(digits)


def _is_deeper(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_is_deeper(item, levels - 1) for item in inner)
