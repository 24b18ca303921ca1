"""What is read besides records and pages: the address of the site, and texts kept elsewhere."""

import os
import textwrap
from collections.abc import Mapping
from pathlib import Path

import yaml

from factcheck.analysis.quotations import measure
from factcheck.errors import SetupError

TEXTS_VARIABLE = "FACTCHECK_TEXTS"
"""The environment variable that names the folder of texts, ``ID.txt`` each, in UTF-8."""

_GROUP, _WIDTH = 8, 90


def site_address(root: Path) -> str | None:
    """Return ``site_url`` of mkdocs.yml, ending in a slash; None if it cannot be told.

    It is read without MkDocs, which would take half a second.
    """
    try:
        document = yaml.compose((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    pairs = document.value if isinstance(document, yaml.MappingNode) else ()
    address = _setting(next((value for key, value in pairs if key.value == "site_url"), None))
    return f"{address.rstrip('/')}/" if address else None


def _setting(node: yaml.Node | None) -> str | None:
    """Return a text, or what ``!ENV [NAME, default]`` means: the first variable that is set, else the default."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and node.tag == "!ENV":
        *names, default = [str(item.value) for item in node.value]
        return next((os.environ[name] for name in names if os.environ.get(name)), default)
    return None


def texts_at_hand() -> Mapping[str, str]:
    """Return the texts in the folder that the environment names, by the id of their record; none without it.

    Raises:
        SetupError: there is no such folder, or a text in it cannot be read.
    """
    name = os.environ.get(TEXTS_VARIABLE)
    if not name:
        return {}
    if not Path(name).is_dir():
        message = f"{TEXTS_VARIABLE} names {name!r}, which is no folder"
        raise SetupError(message)
    return {path.stem: _read_text(path) for path in sorted(Path(name).glob("*.txt"))}


def measure_as_yaml(path: Path) -> str:
    """Return the measure of the text in a file as the YAML of a record's ``text``.

    The name of the file must be the id of the record: the fingerprint is salted with it.

    Raises:
        SetupError: the file cannot be read, or holds no text.
    """
    text = _read_text(path)
    if not text:
        message = f"the text {path} is empty"
        raise SetupError(message)
    measured = measure(text, path.stem)
    digits = " ".join(textwrap.wrap(measured.fingerprint, _GROUP))
    lines = textwrap.fill(digits, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    head = f"text:\n  characters: {measured.characters}\n  words: {measured.words}\n  sha256: {measured.sha256}\n"
    return f"{head}  fingerprint: >-\n{lines}"


def _read_text(path: Path) -> str:
    """Return the text of a file, without white space at its ends.

    Raises:
        SetupError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"the text {path} cannot be read: {error}"
        raise SetupError(message) from error
