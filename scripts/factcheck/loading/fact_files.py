"""Which files hold records: a look into every folder below ``facts/``, and what should not be there.

Nothing is followed, guessed or passed over: a link, a name that is no id, or anything else that does not
belong there is a finding. Names are shown with escapes, since a line feed in a name could write lines of its
own into the log of a build.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.finding import Finding, Location, Severity
from factcheck.kinds import DOCUMENTS, FILES, FOLDERS

MAX_STEM = 80
_ROOT = "facts"
_KINDS = {FOLDERS.get(kind, f"{kind}.yml"): kind for kind in DOCUMENTS}
"""What stands in ``facts/``: the folders of records, and the files of vocabularies."""
_REQUIRED = tuple(f"{file.name}.yml" for file in FILES if file.required)
_TOLERATED = ".gitkeep"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yml\Z")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # names of devices on Windows


@dataclass(frozen=True, slots=True)
class FactFile:
    """A file below ``facts/`` that is where it belongs: its kind, and its path from the project and from anywhere."""

    kind: str
    path: str
    absolute: str

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id of what it is to hold; of a vocabulary, its kind twice."""
        return self.kind, self.path.rpartition("/")[2].removesuffix(".yml")


@dataclass(slots=True)
class Search:
    """What a look through the folders has found so far."""

    files: list[FactFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)

    def add(self, code: str, path: str, message: str, hint: str) -> None:
        """Note a finding about a path as a whole."""
        self.findings.append(_finding(code, path, message, hint))


def find_files(root: Path) -> tuple[list[FactFile], list[Finding]]:
    """Return the files of records and vocabularies below `root` by path, and findings about all else that is there."""
    search = search_files(root)
    return search.files, search.findings


def escape_name(name: str) -> str:
    """Return the name of a file in printable ASCII: a stranger may have chosen it to deceive."""
    if name.isascii() and name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if " " <= c <= "~" else c.encode("unicode_escape").decode() for c in text)


def _finding(code: str, path: str, message: str, hint: str) -> Finding:
    return Finding(location=Location(path), code=code, severity=Severity.ERROR, message=message, hint=hint)


def unreadable(path: str, error: OSError) -> Finding:
    """Return the finding about a file or folder that cannot be read."""
    reason = error.strerror or type(error).__name__
    return _finding("FIL004", path, f"it cannot be read: {reason}", "check that it is there and may be read")


def search_files(root: Path) -> Search:
    """Look through ``facts/`` below `root`, not into its files."""
    search = Search()
    facts = root / _ROOT
    if facts.is_symlink():
        search.findings.append(link_finding(_ROOT))
    elif not facts.is_dir():
        search.add(
            "FIL005",
            _ROOT,
            "the folder of the records is missing",
            f"make it, with {' and '.join(_REQUIRED)} in it",
        )
    else:
        names = _look_into(facts, _ROOT, None, search)
        for name in _REQUIRED:
            if names is not None and name not in names:
                message = "the file is missing; every site needs it"
                search.add("FIL005", f"{_ROOT}/{name}", message, "take it from the template of the project")
    search.files.sort(key=lambda file: file.path)
    search.findings.sort(key=lambda finding: (finding.location, finding.code))
    return search


def _look_into(folder: Path, path: str, kind: str | None, search: Search) -> set[str] | None:
    """Sort out what is in a folder: that of the records of a `kind`, or ``facts/`` itself. Return the names in it."""
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        search.findings.append(unreadable(path, error))
        return None
    names = {entry.name for entry in entries}
    for entry in entries:
        shown = f"{path}/{escape_name(entry.name)}"
        if kind and (stem := entry.name.rpartition(".")[0]):
            # Also of a file with a bad name, so that references to it are not reported as well.
            search.known.add((kind, stem.lower()))
        if entry.is_symlink():
            search.findings.append(link_finding(shown))
        elif kind:
            _judge_record(entry, shown, kind, names, search)
        else:
            _judge_top(entry, shown, search)
    return names


def _judge_top(entry: os.DirEntry[str], shown: str, search: Search) -> None:
    kind = _KINDS.get(entry.name)
    is_file = entry.is_file(follow_symlinks=False)
    if kind in FOLDERS and entry.is_dir(follow_symlinks=False):
        _look_into(Path(entry.path), shown, kind, search)
    elif kind and kind not in FOLDERS and is_file:
        search.files.append(FactFile(kind, shown, entry.path))
        search.known.add((kind, kind))
    elif not (is_file and entry.name == _TOLERATED):
        hint = f"{_ROOT}/ holds only {', '.join(sorted(_KINDS))}"
        search.add("FIL003", shown, f"this {_describe(entry)} does not belong here", hint)


def _judge_record(entry: os.DirEntry[str], shown: str, kind: str, names: set[str], search: Search) -> None:
    name = entry.name
    if not entry.is_file(follow_symlinks=False) or not name.lower().endswith((".yml", ".yaml")):
        if name != _TOLERATED or not entry.is_file(follow_symlinks=False):
            hint = f"move or remove it; {_ROOT}/{FOLDERS[kind]}/ holds only files of records, ID.yml"
            search.add("FIL003", shown, f"this {_describe(entry)} does not belong here", hint)
    elif problem := _judge_name(name, names):
        search.add("FIL002", shown, *problem)
    else:
        search.files.append(FactFile(kind, shown, entry.path))


def _judge_name(name: str, names: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with the name of a record's file, and the way out."""
    stem, _, suffix = name.rpartition(".")
    if suffix == "yaml" and _NAME.match(f"{stem}.yml"):
        return "the name ends in .yaml", f"rename it to {stem}.yml"
    if name != name.lower() and name.lower() in names:
        return (
            f"only upper and lower case set it apart from {escape_name(name.lower())}",
            "keep one of the two files",
        )
    if not _NAME.match(name):
        return (
            "the name is not an id",
            "use the letters a to z, digits and single hyphens between them, then .yml",
        )
    if len(stem) > MAX_STEM:
        return (
            f"the name is {len(stem)} characters long; at most {MAX_STEM} are allowed",
            "choose a shorter id",
        )
    if _RESERVED.fullmatch(stem):
        return (
            f"{stem} is the name of a device on Windows, which cannot hold such a file",
            "choose another id",
        )
    return None


def link_finding(shown: str) -> Finding:
    """Return the finding about a symbolic link, given by its path as it may be shown."""
    return _finding("FIL001", shown, "this is a symbolic link", "put the file itself here")


def _describe(entry: os.DirEntry[str]) -> str:
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "special file"
