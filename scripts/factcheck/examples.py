"""The examples of the checks, read from the folders that the tests run: what is wrong there, and what is found.

Each is a folder ``tests/checks/CODE-name`` with the files of a mistake (``bad``) and of the same mended (``good``),
laid over the small project ``base``; ``before`` is the revision to compare with, ``texts`` are texts at hand.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from factcheck.load.fact_files import escape_name
from factcheck.pipeline import Report, read_corpus, validate
from factcheck.render.example import Example, ExampleFile
from factcheck.report import line_reader, text
from factcheck.schema import Schemas, read_schemas

FOLDER = Path("tests/checks")
DAY = date(2026, 11, 23)
"""The day on which the examples are judged: some are overdue, others not yet."""


def read_examples(root: Path) -> Mapping[str, Example]:
    """Return the example of each check that has one, by its code; none if the tests are not there."""
    folders = sorted(path for path in (root / FOLDER).glob("[A-Z]*-*") if path.is_dir())
    if not folders:
        return {}
    schemas = Schemas(read_schemas(root / "schemas"))
    return {folder.name.partition("-")[0]: _read(folder, schemas) for folder in folders}


def _read(folder: Path, schemas: Schemas) -> Example:
    parts = {name: _project(folder, name) for name in ("bad", "good", "before") if (folder / name).is_dir()}
    return Example(**parts, texts=tuple(_files(folder / "texts")), output=_output(folder, schemas))


def _project(folder: Path, part: str) -> tuple[ExampleFile, ...]:
    """Return the files of the small project with a part of an example laid over it."""
    with tempfile.TemporaryDirectory() as temporary:
        lay(Path(temporary), folder.parent / "base")
        lay(Path(temporary), folder / part)
        return tuple(_files(Path(temporary)))


def _files(folder: Path) -> Iterator[ExampleFile]:
    for path in sorted(folder.rglob("*")):
        name = escape_name(path.relative_to(folder).as_posix())
        if path.is_symlink():
            yield ExampleFile(name, f"(a symbolic link to {path.readlink()})")
        elif path.is_file():
            yield ExampleFile(name, _visible(path.read_bytes().decode("utf-8", "backslashreplace")))


def _visible(content: str) -> str:
    """Show characters that would not be seen, as the reports do."""
    return "\n".join("".join(map(text.visible, line)) for line in content.rstrip("\n").split("\n"))


def _output(folder: Path, schemas: Schemas) -> str:
    """Return what the command line says about the bad example."""
    with tempfile.TemporaryDirectory() as temporary:
        project, before = Path(temporary, "project"), Path(temporary, "before")
        lay(project, folder.parent / "base")
        lay(project, folder / "bad")
        if (folder / "before").is_dir():
            lay(before, folder.parent / "base")
            lay(before, folder / "before")
        report = judge(project, before if before.exists() else None, folder / "texts", schemas)
        return "\n".join(line for item in report.findings for line in text.finding_lines(item, line_reader(project)))


def judge(project: Path, before: Path | None, texts: Path, schemas: Schemas) -> Report:
    """Return what the checks say about a small project on the day of the examples.

    Args:
        project: its folder.
        before: the folder of the revision to compare with, if there is one.
        texts: the folder of the texts at hand, which need not exist.
        schemas: the schemas to judge by.
    """
    base = read_corpus(before, schemas) if before else None
    at_hand = {path.stem: path.read_text(encoding="utf-8").strip() for path in texts.glob("*.txt")}
    return validate(project, today=DAY, base=base, texts=at_hand, schemas=schemas)


def lay(target: Path, source: Path) -> None:
    """Copy the files of `source` over those of `target`, links as links; ``REMOVE`` lists paths to take away."""
    shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True)
    remove = target / "REMOVE"
    if remove.exists():
        for line in remove.read_text(encoding="utf-8").split():
            (target / line).unlink()
        remove.unlink()
