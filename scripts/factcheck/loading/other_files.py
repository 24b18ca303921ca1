"""What is read besides records and pages: the address of the site, texts kept elsewhere, what is in ``schemas/``."""

import os
import textwrap
from collections.abc import Mapping
from pathlib import Path

import yaml

from factcheck.errors import SetupError
from factcheck.finding import Finding, Place
from factcheck.loading.fact_files import escape_name, find_files, link_finding, misplaced, unreadable
from factcheck.loading.yaml_errors import Problem
from factcheck.plain_files import is_left_by_editor, read_plain
from factcheck.records.fingerprint import grouped, measure
from factcheck.records.url import web_address
from factcheck.schema.schemas import MAX_SCHEMA, NAMES

SITE_VARIABLE = "SITE_URL"
"""The environment variable that gives the address of the site; see mkdocs.yml."""
TEXTS_VARIABLE = "FACTCHECK_TEXTS"
"""The environment variable that names the folder of texts, ``ID.txt`` each, in UTF-8."""

_WIDTH = 90
_SCHEMAS = "schemas"
_SCHEMA_FILES = frozenset(f"{name}.schema.{suffix}" for name in NAMES for suffix in ("json", "md"))


def site_address(root: Path) -> str | None:
    """Return ``site_url`` of mkdocs.yml as the address must be written; None if there is none.

    It is read without MkDocs, which would take half a second.

    Raises:
        SetupError: it can be no address of a site.
    """
    address = site_settings(root).get("site_url")
    return None if address is None else checked_address(address, SITE_VARIABLE)


def site_settings(root: Path) -> Mapping[str, str]:
    """Return the settings in mkdocs.yml that are one text each; none if it cannot be read."""
    try:
        document = yaml.compose((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    pairs = document.value if isinstance(document, yaml.MappingNode) else ()
    found = ((str(key.value), _setting(value)) for key, value in pairs)
    return {name: value for name, value in found if value is not None}


def checked_address(text: str, variable: str, *, folder: bool = True) -> str:
    """Return an address of the configuration as it must be written; see :func:`factcheck.records.url.web_address`.

    Args:
        text: the address.
        variable: the environment variable that may give it, which messages name.
        folder: whether addresses of pages or files are put after it.

    Raises:
        SetupError: it can be no such address.
    """
    try:
        return web_address(text, folder=folder)
    except ValueError as error:
        place = variable if variable in os.environ else f"{variable} (its default is in mkdocs.yml)"
        message = f"{place} is {text!r}: {error}"
        raise SetupError(message) from error


def _setting(node: yaml.Node | None) -> str | None:
    """Return a text, or what ``!ENV [NAME, default]`` means: the first variable that is set, else the default."""
    if isinstance(node, yaml.SequenceNode) and node.tag == "!ENV":
        *names, default = [str(item.value) for item in node.value]
        return next((os.environ[name] for name in names if name in os.environ), default)
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value) if node.tag == "!ENV" else str(node.value)
    return None


def texts_at_hand(root: Path) -> Mapping[str, str]:
    """Return the texts in the folder that the environment names, by the id of their record; none without it.

    Args:
        root: the folder of the project with the records.

    Raises:
        SetupError: there is no such folder, it holds no text of a record, or a text in it cannot be read.
    """
    name = os.environ.get(TEXTS_VARIABLE)
    if not name:
        return {}
    if not Path(name).is_dir():
        message = f"{TEXTS_VARIABLE} names {name!r}, which is not a folder"
        raise SetupError(message)
    texts = {path.stem: read_text_file(path) for path in sorted(Path(name).glob("*.txt"))}
    if texts.keys().isdisjoint(id_ for _, id_ in find_files(root).known):
        message = f"{TEXTS_VARIABLE} names {name!r}, where no file is named after a record (ID.txt); "
        message += f"begin one with 'factcheck new article FILE', or unset {TEXTS_VARIABLE}"
        raise SetupError(message)
    return texts


def measure_as_yaml(path: Path, id_: str) -> str:
    """Return the measure of the text in a file as the YAML of a record's ``text``.

    Args:
        path: the file.
        id_: the id of the record: the fingerprint is salted with it.

    Raises:
        SetupError: the file cannot be read, or holds no text.
    """
    text = read_text_file(path)
    if not text:
        message = f"the text {path} is empty"
        raise SetupError(message)
    measured = measure(text, id_)
    lines = textwrap.fill(grouped(measured.fingerprint), _WIDTH, initial_indent="    ", subsequent_indent="    ")
    head = f"text:\n  characters: {measured.characters}\n  words: {measured.words}\n  sha256: {measured.sha256}\n"
    return f"{head}  fingerprint: >-\n{lines}"


def read_text_file(path: Path) -> str:
    """Return the text of a file, without white space at its ends.

    Raises:
        SetupError: it cannot be read, is a link, or is not UTF-8.
    """
    try:
        return read_plain(path, path.lstat().st_size).decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is a symbolic link" if path.is_symlink() else error
        message = f"the text {path} cannot be read: {reason}"
        raise SetupError(message) from error


def check_schema_folder(root: Path) -> list[Finding]:
    """Return a finding about each thing in ``schemas/`` that does not belong there; none if there is no such folder."""
    folder = root / _SCHEMAS
    if folder.is_symlink():
        return [link_finding(_SCHEMAS)]
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        return [unreadable(_SCHEMAS, error)]
    found = (_check_schema(entry) for entry in entries if not is_left_by_editor(entry.name))
    return [finding for finding in found if finding]


def _check_schema(entry: os.DirEntry[str]) -> Finding | None:
    shown = f"{_SCHEMAS}/{escape_name(entry.name)}"
    if entry.is_symlink():
        return link_finding(shown)
    if entry.name not in _SCHEMA_FILES or not entry.is_file(follow_symlinks=False):
        hint = f"move or remove it; {_SCHEMAS}/ holds only the schemas of the kinds of records, and their descriptions"
        return misplaced(shown, entry, hint)
    if entry.stat(follow_symlinks=False).st_size > MAX_SCHEMA:
        message = f"the file is larger than {MAX_SCHEMA // 1024} KiB"
        return Problem("SYN008", Place(1, 1), message, "shorten its texts").finding(shown)
    return None
