"""What is left to do in a document: values that are ``TODO``, or begin with ``TODO:`` and say what is missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from factcheck.finding import Issue, Pointer, walk
from factcheck.schema.fields import Field, description_at

Coded = tuple[str, Issue]

MAX_ISSUES = 100
"""After so many places the rest of a document is not looked at."""
MAX_NAME = 60

TO_DO = "TODO"
_SPARE = "Or remove this line: one language is enough."
CODE = "TDO001"
"""The code of the check that finds such values."""


def is_to_do(value: object) -> bool:
    """Return whether a value says that it is still to be written."""
    return isinstance(value, str) and (value == TO_DO or value.startswith(f"{TO_DO}:"))


def to_do(what: str = "") -> str:
    """Return a value that says what is still to be written in its place."""
    return f"{TO_DO}: {what}" if what else TO_DO


def places_to_do(data: Any) -> Iterator[tuple[Pointer, str]]:
    """Return every place in a document where something is left to do, and what its value says."""
    return ((pointer, value) for pointer, value in walk(data) if is_to_do(value))


def has_to_do(data: Any) -> bool:
    """Return whether something is left to do in a document."""
    return next(places_to_do(data), None) is not None


def with_to_do(
    found: Iterable[Coded], places: Mapping[Pointer, str], describe: Callable[[Pointer], Field]
) -> list[Coded]:
    """Return the faults of a document with what is left to do in it: of such a place nothing else is said.

    Args:
        found: the faults, each as the code of its check and an issue.
        places: the result of :func:`places_to_do`.
        describe: returns what the schemas say of a place.
    """
    others = [(code, issue) for code, issue in found if issue.on_key or issue.pointer not in places]
    unknown = {issue.pointer for _, issue in others if issue.on_key}
    left = islice((pointer for pointer in places if pointer not in unknown), MAX_ISSUES)
    return [*((CODE, _issue(pointer, describe)) for pointer in left), *others]


def _issue(pointer: Pointer, describe: Callable[[Pointer], Field]) -> Issue:
    name = ".".join(step for step in pointer if isinstance(step, str))
    description, choices = description_at(describe, pointer), describe(pointer).values
    unnamed = [value for value in choices if value not in (description or "")]
    values = f"allowed here: {', '.join(choices)}" if unnamed else None
    around = describe(pointer[:-1])
    spare = _SPARE if around.is_text and len(around.data) > 1 else None
    hint = " ".join(filter(None, (description, values, spare)))
    return Issue(pointer, f"{name[-MAX_NAME:]} is still to do", hint or None)
