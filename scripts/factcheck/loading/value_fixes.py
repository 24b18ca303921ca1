"""What a machine can fix in the values of a document without guessing, given what the schemas ask for.

A value is changed only if what it means is plain, and if the schemas are then content with it: a number with
separators, a date in another order, a word such as ``yes`` where a text is needed. Typography of texts for readers is
fixed outside of quotation marks only: words quoted from elsewhere keep their own form.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from factcheck.finding import Document, Place, Pointer
from factcheck.languages import BY_CODE
from factcheck.loading.text_fixes import MAX_FIXES, Fix
from factcheck.loading.yaml_errors import Problem
from factcheck.records.yaml_values import CURLY, number_meant
from factcheck.schema.fields import Field
from factcheck.schema.hints import days_meant, written
from factcheck.schema.schemas import Schemas

WORDS_OF_OTHERS = ("exact", "prefix", "suffix", "wording", "quotations")
"""Fields with words copied from elsewhere, to which curly quotation marks may belong."""
SAID_THEN = "changes"
"""The field of a correction with the words before and after, which stay as they were."""


def fix_values(
    document: Document, problems: Sequence[Problem], kind: str, schemas: Schemas
) -> tuple[Document, list[Fix], list[Problem]]:
    """Return a document as it should be, what was fixed in it, and the problems that are left.

    Args:
        document: what a file holds.
        problems: what the reader found in it; of these, values that readers of YAML differ about may be fixed.
        kind: the kind of its records.
        schemas: the schemas.
    """
    fixed = replace(document, data=copy.deepcopy(document.data))
    fixes, left = _fix_ambiguous(fixed, problems, kind, schemas)
    fixes += _fix_shape(fixed, kind, schemas)
    for pointer, done in _fix_typography(fixed.data):
        fixes.append(Fix(document.locate(pointer).line, done))
    return fixed, fixes, left


def may_be_fixed(data: Any, kind: str, schemas: Schemas) -> bool:
    """Return whether there may be something to fix in what a file holds."""
    return not schemas.accepts(kind, data) or any(
        isinstance(text, str) and BY_CODE[language].typeset(text)[1]
        for _, texts in translations(data)
        for language, text in texts.items()
    )


def ambiguous_places(document: Document, problems: Sequence[Problem]) -> dict[Pointer, Problem]:
    """Return the values that readers of YAML differ about, each with its problem."""
    places: dict[Place, Pointer] = {place: pointer for pointer, place in document.places.items()}
    return {places[item.place]: item for item in problems if item.code == "SYN012" and item.place in places}


def _fix_ambiguous(
    document: Document, problems: Sequence[Problem], kind: str, schemas: Schemas
) -> tuple[list[Fix], list[Problem]]:
    fixes, fixed = list[Fix](), list[Problem]()
    for pointer, problem in ambiguous_places(document, problems).items():
        word = document.value(pointer)
        value = _meant(word, pointer, schemas.field(kind, document.data, pointer))
        if value is not None:
            _set(document, pointer, value)
            done = f"{word} is {value} now"
            if isinstance(value, str):
                done = (
                    f"quotation marks were put around {word}" if value == word else "the curly quotation marks are gone"
                )
            fixes.append(Fix(problem.place.line, done, problem))
            fixed.append(problem)
    return fixes, [problem for problem in problems if problem not in fixed]


def _meant(word: Any, pointer: Pointer, field: Field) -> Any:
    """Return the value that a word plainly means in a field; None if that is not plain."""
    if not isinstance(word, str) or not word:
        return None
    if curly := CURLY.fullmatch(word):
        return None if any(name in WORDS_OF_OTHERS for name in pointer) else curly[1]
    if field.type == "string":
        return None if word.lower() in {"~", "null"} else word
    return _number(word) if field.type == "integer" else None


def _number(word: str) -> int | None:
    """Return the number that a word plainly means; 017 is 15 for some readers."""
    return None if word.lstrip("+-").startswith("0") else number_meant(word.strip())


def _fix_shape(document: Document, kind: str, schemas: Schemas) -> list[Fix]:
    fixes: list[Fix] = []
    faults = _faults(document, kind, schemas)
    for code, pointer in sorted(faults, key=str)[:MAX_FIXES]:
        value = document.value(pointer)
        better = _better(code, value, schemas.field(kind, document.data, pointer))
        if better is None:
            continue
        _set(document, pointer, better)
        if (code, pointer) in _faults(document, kind, schemas):
            _set(document, pointer, value)
        else:
            nested = f"'{next(iter(better))}:' was put before the words" if isinstance(better, dict) else ""
            done = nested or f"{written(value)} is {written(better)} now"
            fixes.append(Fix(document.locate(pointer).line, done))
    return fixes


def _faults(document: Document, kind: str, schemas: Schemas) -> set[tuple[str, Pointer]]:
    found = schemas.issues(kind, document.data)
    return {(code, issue.pointer) for code, issue in found if issue.pointer and not issue.on_key}


def _better(code: str, value: Any, field: Field) -> Any:
    """Return what a value that does not fit plainly means; None if that is not plain."""
    if code == "SCH001":
        if isinstance(value, str):
            if field.type == "object":
                return {field.required[0]: value} if len(field.required) == 1 else None
            return _number(value) if field.type == "integer" else None
        return str(value).lower() if field.type == "string" and isinstance(value, int) else None
    if code == "SCH005" and isinstance(value, str) and len(days := days_meant(value)) == 1:
        return days[0]
    return None


def translations(data: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield every text for readers in what a file holds, in its languages, and its place."""
    if isinstance(data, dict) and data.keys() <= BY_CODE.keys():
        yield pointer, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if key != SAID_THEN:
                yield from translations(value, (*pointer, key))


def _fix_typography(data: Any) -> Iterator[tuple[Pointer, str]]:
    """Fix texts for readers in place; yield each and what was done to it."""
    for pointer, texts in translations(data):
        for language, text in texts.items():
            if isinstance(text, str):
                texts[language], done = BY_CODE[language].typeset(text)
                yield from (((*pointer, language), what) for what in done)


def _set(document: Document, pointer: Pointer, value: Any) -> None:
    document.value(pointer[:-1])[pointer[-1]] = value
