"""Texts that are at hand but not in the repository: read from a folder, or measured for a record."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping
from pathlib import Path

from factcheck.analysis.quotations import measure
from factcheck.errors import SetupError

VARIABLE = "FACTCHECK_TEXTS"
"""The environment variable that names the folder of texts, ``ID.txt`` each, in UTF-8."""

_GROUP, _WIDTH = 8, 90


def texts_at_hand() -> Mapping[str, str]:
    """Return the texts in the folder that the environment names, by the id of their record; none without it.

    Raises:
        SetupError: there is no such folder, or a text in it cannot be read.
    """
    name = os.environ.get(VARIABLE)
    if not name:
        return {}
    if not Path(name).is_dir():
        message = f"{VARIABLE} names {name!r}, which is no folder"
        raise SetupError(message)
    return {path.stem: read_text(path) for path in sorted(Path(name).glob("*.txt"))}


def read_text(path: Path) -> str:
    """Return the text of a file, without white space at its ends.

    Raises:
        SetupError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"the text {path} cannot be read: {error}"
        raise SetupError(message) from error


def measure_as_yaml(path: Path) -> str:
    """Return the measure of the text in a file as the YAML of a record's ``text``.

    The name of the file must be the id of the record: the fingerprint is salted with it.

    Raises:
        SetupError: the file cannot be read, or holds no text.
    """
    text = read_text(path)
    if not text:
        message = f"the text {path} is empty"
        raise SetupError(message)
    kept = measure(text, path.stem)
    digits = " ".join(textwrap.wrap(kept.fingerprint, _GROUP))
    lines = textwrap.fill(digits, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    head = f"text:\n  characters: {kept.characters}\n  words: {kept.words}\n  sha256: {kept.sha256}\n"
    return f"{head}  fingerprint: >-\n{lines}"
