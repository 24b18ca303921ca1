"""How findings are shown: one module per format, each with ``render(report, lines)`` that returns text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from factcheck.loading import read_start
from factcheck.report import github, json, text
from factcheck.report.report import Report

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file by its path; empty if they cannot be read."""

FORMATS: Mapping[str, Callable[[Report, Lines], str]] = {
    "text": text.render,
    "github": github.render,
    "json": json.render,
}


def line_reader(root: Path) -> Lines:
    """Return a function that gives the lines of a file of the project, for showing them."""

    @cache
    def lines(path: str) -> Sequence[str]:
        try:
            # As the loader reads: a link that was refused must not be followed to show a line of what it leads to. Only
            # line feeds end a line, and an invalid byte shows as a replacement character.
            return read_start(root / path).decode(errors="replace").split("\n")
        except OSError:
            return ()

    return lines
