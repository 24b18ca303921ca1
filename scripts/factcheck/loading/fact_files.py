"""The files of records and vocabularies below ``facts/``, and what should not be there.

Nothing is followed, guessed or passed over: a link, a name that is no id, or anything else that does not belong there
is a finding. Names are shown with escapes, because a line feed in a name could write lines of its own into a log.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from factcheck.finding import Finding, Location, Severity
from factcheck.kinds import DOCUMENTS, FILES, FOLDERS
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.plain_files import is_left_by_editor, read_plain

MAX_STEM = 80
_ROOT = "facts"
_KINDS = {FOLDERS.get(kind, f"{kind}.yml"): kind for kind in DOCUMENTS}
"""The kinds by what is in ``facts/``: the folders of records, and the files of vocabularies."""
_REQUIRED = tuple(f"{file.name}.yml" for file in FILES if file.required)
_TOLERATED = ".gitkeep"
_STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # names of devices on Windows


@dataclass(frozen=True, slots=True)
class FactFile:
    """A file below ``facts/`` that is where it belongs: its kind, its path in the project, and its absolute path."""

    kind: str
    path: str
    absolute: str

    @property
    def key(self) -> tuple[str, str]:
        """The kind and id of the record that it should hold; of a vocabulary, its kind twice."""
        return self.kind, self.path.rpartition("/")[2].removesuffix(".yml")


@dataclass(slots=True)
class FoundFiles:
    """The files of records, and findings about all else in their folders."""

    files: list[FactFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)
    """The kind and id of every record that is there, although its file may have errors."""

    def refuse(self, code: str, path: str, message: str, hint: str) -> None:
        """Add a finding about a path as a whole."""
        self.findings.append(make_finding(code, path, message, hint))


def find_files(root: Path) -> FoundFiles:
    """List ``facts/`` below `root`; no file is opened."""
    found = FoundFiles()
    facts = root / _ROOT
    if facts.is_symlink():
        found.findings.append(link_finding(_ROOT))
    elif not facts.is_dir():
        hint = f"create it, with {' and '.join(_REQUIRED)} in it"
        found.refuse("FIL005", _ROOT, "the folder of the records is missing", hint)
    else:
        names = _list_folder(facts, _ROOT, None, found)
        for name in _REQUIRED:
            if names is not None and name not in names:
                message = "the file is missing; every site needs it"
                found.refuse(
                    "FIL005",
                    f"{_ROOT}/{name}",
                    message,
                    "bring it back, or copy it from the project that this one began with",
                )
    found.files.sort(key=lambda file: file.path)
    found.findings.sort(key=lambda finding: (finding.location, finding.code))
    return found


def read_start(path: Path | str) -> bytes:
    """Return the beginning of a file: as much as is needed to see that it is too large.

    Raises:
        OSError: it cannot be read, or is no plain file.
    """
    return read_plain(path, MAX_BYTES)


def escape_name(name: str) -> str:
    """Return the name of a file in printable ASCII: a stranger may have chosen it to deceive."""
    if name.isascii() and name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if " " <= c <= "~" else c.encode("unicode_escape").decode() for c in text)


def make_finding(code: str, path: str, message: str, hint: str) -> Finding:
    """Return an error in a file or folder as a whole."""
    return Finding(location=Location(path), code=code, severity=Severity.ERROR, message=message, hint=hint)


def unreadable(path: str, error: OSError) -> Finding:
    """Return the finding about a file or folder that cannot be read."""
    reason = error.strerror or type(error).__name__
    return make_finding("FIL004", path, f"it cannot be read: {reason}", "check that it exists and that you may read it")


def _list_folder(folder: Path, path: str, kind: str | None, found: FoundFiles) -> set[str] | None:
    """Sort what is in a folder: that of the records of a `kind`, or ``facts/`` itself. Return the names in it."""
    try:
        entries = [entry for entry in os.scandir(folder) if not is_left_by_editor(entry.name)]
    except OSError as error:
        found.findings.append(unreadable(path, error))
        return None
    names = {entry.name for entry in entries}
    for entry in entries:
        shown = f"{path}/{escape_name(entry.name)}"
        if kind and (stem := entry.name.rpartition(".")[0]):
            # A file with a bad name is known as well, so that references to it are not reported, too.
            found.known.add((kind, stem.lower()))
        if entry.is_symlink():
            found.findings.append(link_finding(shown))
        elif kind:
            _sort_record(entry, shown, kind, names, found)
        else:
            _sort_top(entry, shown, found)
    return names


def _sort_top(entry: os.DirEntry[str], shown: str, found: FoundFiles) -> None:
    kind = _KINDS.get(entry.name)
    is_file = entry.is_file(follow_symlinks=False)
    if kind in FOLDERS and entry.is_dir(follow_symlinks=False):
        _list_folder(Path(entry.path), shown, kind, found)
    elif kind and kind not in FOLDERS and is_file:
        found.files.append(FactFile(kind, shown, entry.path))
        found.known.add((kind, kind))
    elif not (is_file and entry.name == _TOLERATED):
        hint = f"{_ROOT}/ contains only {', '.join(sorted(_KINDS))}"
        found.findings.append(misplaced(shown, entry, hint))


def _sort_record(entry: os.DirEntry[str], shown: str, kind: str, names: set[str], found: FoundFiles) -> None:
    name = entry.name
    if not entry.is_file(follow_symlinks=False) or not name.lower().endswith((".yml", ".yaml")):
        if name != _TOLERATED or not entry.is_file(follow_symlinks=False):
            hint = f"move or remove it; {_ROOT}/{FOLDERS[kind]}/ contains only files of records, ID.yml"
            found.findings.append(misplaced(shown, entry, hint))
    elif problem := _refuse_name(name, names):
        found.refuse("FIL002", shown, *problem)
    else:
        found.files.append(FactFile(kind, shown, entry.path))


def _refuse_name(name: str, names: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with the name of a record's file, and the way out."""
    stem, _, suffix = name.rpartition(".")
    if suffix == "yaml" and _STEM.fullmatch(stem):
        return "the name ends in .yaml", f"rename it to {stem}.yml"
    if name != name.lower() and name.lower() in names:
        message = f"the name differs from {escape_name(name.lower())} only in upper and lower case"
        return message, "keep one of the two files"
    return refuse_stem(stem if suffix == "yml" else "", ", then .yml")


def refuse_stem(stem: str, rest: str = "") -> tuple[str, str] | None:
    """Return what is wrong with the name of a file without its ending, or of a folder, and the way out.

    Args:
        stem: the name.
        rest: the end of the hint about a name that is not an id.
    """
    if not _STEM.fullmatch(stem):
        return "the name is not an ID", f"use the letters a to z, digits and single hyphens between them{rest}"
    if len(stem) > MAX_STEM:
        return f"the name is {len(stem)} characters long; at most {MAX_STEM} are allowed", "choose a shorter ID"
    if _RESERVED.fullmatch(stem):
        return f"{stem} is the name of a device on Windows, which cannot have such a file", "choose another ID"
    return None


def link_finding(shown: str) -> Finding:
    """Return the finding about a symbolic link, given by its path as it may be shown."""
    return make_finding("FIL001", shown, "this is a symbolic link", "replace it with the file itself")


def misplaced(shown: str, entry: os.DirEntry[str], hint: str) -> Finding:
    """Return the finding about something that does not belong where it is, and what to do about it."""
    return make_finding("FIL003", shown, f"this {describe(entry)} does not belong here", hint)


def describe(entry: os.DirEntry[str]) -> str:
    """Return the word for what is in a folder, without following a link."""
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "special file"


def line_reader(root: Path) -> Callable[[str], Sequence[str]]:
    """Return a function that reads the lines of a file of the project for showing them."""

    @cache
    def lines(path: str) -> Sequence[str]:
        try:
            # Read like the loader: do not follow a refused link to show a line from behind it. Only line feeds end
            # a line, and an invalid byte becomes a replacement character.
            return read_start(root / path).decode(errors="replace").split("\n")
        except OSError:
            return ()

    return lines
