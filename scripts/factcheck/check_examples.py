"""The examples of the checks, read from the folders that the tests use, with what the program says about them.

Each is a folder ``tests/checks/CODE-name`` with files that hold a mistake (``bad``) and the corrected files (``good``).
They are laid over the small project ``base``; ``before`` is the revision to compare with, ``texts`` are texts at hand.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from factcheck.cache import Cache, code_digest, digest
from factcheck.checks.example import Example, ExampleFile
from factcheck.corpus import Surroundings
from factcheck.errors import SetupError
from factcheck.finding import Severity
from factcheck.loading.fact_files import escape_name, line_reader
from factcheck.loading.other_files import site_address
from factcheck.loading.snapshot import take_snapshot
from factcheck.parallel import cores, parallel_map
from factcheck.project import check_project
from factcheck.reading import read_snapshot
from factcheck.report import text
from factcheck.report.report import Report
from factcheck.schema.schemas import Schemas

FOLDER = Path("tests/checks")
DAY = date(2026, 11, 23)
"""The day on which the examples are checked: some are overdue, others not yet."""


def read_examples(root: Path, cache: Cache | None = None) -> Mapping[str, Example]:
    """Return the example of each check that has one, by its code; none if the tests are not there.

    Checking them takes a second, so this process remembers the result until a file changes: `factcheck serve` asks
    often. With a `cache` other processes need not check them either, as those that build other languages.

    Raises:
        SetupError: an example cannot be read, a link is among them, or a schema cannot be used.
    """
    _refuse_links(root / FOLDER)
    found = [path for folder in (root / FOLDER, root / "schemas") for path in sorted(folder.rglob("*"))]
    changed = ((path, path.lstat()) for path in found)
    return _remembered(root, cache, tuple((path, status.st_mtime_ns, status.st_size) for path, status in changed))


@lru_cache(maxsize=1)
def _remembered(root: Path, cache: Cache | None, state: tuple[tuple[Path, int, int], ...]) -> Mapping[str, Example]:
    if not cache:
        return _read_all(root)
    paths = [path for path, _, _ in state]
    contents = [os.fsencode(path.readlink()) if path.is_symlink() else _bytes(path) for path in paths]
    names = [os.fsencode(path.relative_to(root)) for path in paths]
    key = digest(b"examples", code_digest(), str(site_address(root)).encode(), *names, *contents)
    stored = cache.report(key)
    if stored and (known := _stored_examples(stored, root)):
        return known
    examples = _read_all(root)
    values = {code: asdict(example) for code, example in examples.items()}
    cache.save_report(key, json.dumps(values, default=sorted).encode())
    return examples


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _stored_examples(stored: bytes, root: Path) -> Mapping[str, Example] | None:
    """Return the examples from what the cache has stored; None if these cannot be the examples at `root`."""
    try:
        known = {code: _from_json(fields) for code, fields in json.loads(stored).items()}
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    return known if known.keys() == {_code(folder) for folder in _folders(root)} else None


def _from_json(fields: Mapping[str, Any]) -> Example:
    """Return an example from its fields, in which there are lists in place of sets and tuples.

    Raises:
        LookupError, TypeError, ValueError: `fields` are not those of an example.
    """
    files = ("bad", "good", "base", "before", "texts")
    found = {name: tuple(_file(file) for file in fields[name]) for name in files}
    places = frozenset((_text(path), int(line)) for path, line in fields["places"])
    instead = frozenset(map(_text, fields["instead"]))
    return Example(**found, output=_text(fields["output"]), places=places, instead=instead)


def _file(fields: Mapping[str, Any]) -> ExampleFile:
    return ExampleFile(_text(fields["path"]), _text(fields["text"]), link=fields["link"] is True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _folders(root: Path) -> list[Path]:
    return sorted(path for path in (root / FOLDER).glob("[A-Z]*-*") if path.is_dir())


def _code(folder: Path) -> str:
    return folder.name.partition("-")[0]


def _read_all(root: Path) -> Mapping[str, Example]:
    folders = _folders(root)
    if not folders:
        return {}
    schemas = Schemas.of(root)
    base, site = tuple(_files(root / FOLDER / "base")), site_address(root)
    read = parallel_map(lambda folder: _read(folder, schemas, base, site), folders, jobs=cores(), least=2)
    return {_code(folder): example for folder, example in zip(folders, read, strict=True)}


def _refuse_links(folder: Path) -> None:
    """Raise SetupError if a link would bring in what is elsewhere: only files of an example may be links."""
    patterns = ("*", "*/*", "*/texts/*", "*/*/REMOVE")
    base = (Path(top, name) for top, folders, files in os.walk(folder / "base") for name in (*folders, *files))
    for path in chain((folder.parent, folder), *map(folder.glob, patterns), base):
        if path.is_symlink():
            message = f"{escape_name(str(path))} is a symbolic link; replace it with the file itself"
            raise SetupError(message)


def _read(folder: Path, schemas: Schemas, base: tuple[ExampleFile, ...], site: str | None) -> Example:
    """Return an example, with the output of the command line about its bad files.

    Raises:
        SetupError: its files cannot be read, or cannot be laid over those of the small project.
    """
    try:
        return _judged_example(folder, schemas, base, site)
    except (OSError, ValueError) as error:
        message = f"the example {escape_name(folder.name)} cannot be read: {error}"
        raise SetupError(message) from error


def _judged_example(folder: Path, schemas: Schemas, base: tuple[ExampleFile, ...], site: str | None) -> Example:
    with tempfile.TemporaryDirectory() as temporary:
        projects = {name: Path(temporary, name) for name in ("bad", "good", "before") if (folder / name).is_dir()}
        for name, project in projects.items():
            lay(project, folder.parent / "base")
            lay(project, folder / name)
        found = judge(projects["bad"], projects.get("before"), folder / "texts", schemas).findings
        # A note shows in its own example only.
        findings = [item for item in found if item.severity is not Severity.INFO or item.code == _code(folder)]
        lines = line_reader(projects["bad"])
        return Example(
            **{name: tuple(_files(project)) for name, project in projects.items()},
            base=base,
            texts=tuple(_files(folder / "texts")),
            output="\n".join(line for item in findings for line in text.finding_lines(item, lines, site)),
            places=frozenset((item.location.path, item.location.line) for item in findings),
            instead=_names(folder / "good") - _names(folder / "bad"),
        )


def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _files(folder: Path) -> Iterator[ExampleFile]:
    for path in sorted(folder.rglob("*")):
        name = escape_name(path.relative_to(folder).as_posix())
        if path.is_symlink():
            yield ExampleFile(name, escape_name(str(path.readlink())), link=True)
        elif path.is_file():
            yield ExampleFile(name, _visible(path.read_bytes().decode("utf-8", "backslashreplace")))


def _visible(content: str) -> str:
    """Return text in which invisible characters are shown, as in reports."""
    return "\n".join(text.visible(line) for line in content.rstrip("\n").split("\n"))


def judge(project: Path, before: Path | None, texts: Path, schemas: Schemas) -> Report:
    """Return the report on a small project on the day of the examples.

    Args:
        project: its folder.
        before: the folder of the revision to compare with, if there is one.
        texts: the folder of the texts at hand, which need not exist.
        schemas: the schemas for the shape of records.
    """
    base = read_snapshot(take_snapshot(before, schemas), Surroundings()).corpus if before else None
    at_hand = {path.stem: path.read_text(encoding="utf-8").strip() for path in texts.glob("*.txt")}
    return check_project(project, today=DAY, base=base, texts=at_hand, schemas=schemas)


def lay(target: Path, source: Path) -> None:
    """Copy the files of `source` over those of `target`, links as links; ``REMOVE`` lists paths to delete.

    Raises:
        ValueError: such a path leads out of `target`.
        OSError: a file cannot be copied or deleted.
    """
    shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True)
    remove = target / "REMOVE"
    if remove.exists():
        for line in remove.read_text(encoding="utf-8").split():
            if not (target / line).parent.resolve().is_relative_to(target.resolve()):
                message = f"REMOVE names {line[:60]!r}, which is not one of its files"
                raise ValueError(message)
            (target / line).unlink()
        remove.unlink()
