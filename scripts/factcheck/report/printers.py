"""The formats of reports: one module each, whose ``render(report, lines)`` returns text."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from factcheck.loading.fact_files import read_start
from factcheck.report import github, json, text
from factcheck.report.report import Report

Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file by its path; none if the file cannot be read."""

FORMATS: Mapping[str, Callable[[Report, Lines], str]] = {
    "text": text.render,
    "github": github.render,
    "json": json.render,
}


def line_reader(root: Path) -> Lines:
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
