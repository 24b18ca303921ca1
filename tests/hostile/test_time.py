"""Time is bounded by size: no expression of ours, and no file in a project, takes more than its length explains."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY
from factcheck.format_files import format_files
from factcheck.loading.fact_files import line_reader
from factcheck.project import check_project, run_checks
from factcheck.report.report import Report
from factcheck.report.text import render
from hostile.expressions import Expression, held, hostile_text, known_as, modules, seconds, units, uses, written

SMALL, PATIENT = 1024, 0.03
SUSPICIOUS = 0.0003
"""Seconds for a small text: a linear expression takes a tenth, a quadratic one ten times as much."""
GROWTH = 8
"""How much longer a text may take that is four times as long: a linear one takes 4 times as long, a quadratic 16."""


Used = tuple[str, set[str]]
"""Where an expression is, and the methods of it that are used; none if that is not known."""


@pytest.fixture
def expressions(sample: Report, monkeypatch: pytest.MonkeyPatch) -> dict[Expression, Used]:
    """Return all expressions of the program: those that modules hold, those in calls, those built while checks run."""
    found: dict[Expression, Used] = {}
    compile_, known = re._compile, uses()  # type: ignore[attr-defined]  # noqa: SLF001

    def note(pattern: Any, flags: int) -> Expression:
        compiled: Expression = compile_(pattern, flags)
        found.setdefault(compiled, ("built", set()))
        return compiled

    for module in modules():
        for name, value in vars(module).items():
            for expression in held(value):
                found[expression] = (
                    f"{module.__name__}.{name}",
                    known.get(known_as(Path(module.__file__), name), set()),
                )
            if callable(getattr(value, "cache_clear", None)) and value.__module__.startswith("factcheck"):
                value.cache_clear()
    for expression, name, method in written():
        found.setdefault(expression, (name, {method}))
    with monkeypatch.context() as patched:
        patched.setattr(re, "_compile", note)
        run_checks(replace(sample.corpus))
    return found


def explosions(expression: Expression, methods: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the units of the texts for which an expression takes too long."""

    def late(unit: tuple[str, str], size: int) -> float:
        return seconds(expression, hostile_text(expression, unit, size), methods)

    for unit in units(expression):
        if any(late(unit, size) > PATIENT for size in (20, 128)):  # an exponential one never comes to more
            yield unit
        elif (took := late(unit, SMALL)) > SUSPICIOUS:
            sizes = (SMALL, 4 * SMALL, 16 * SMALL)
            first, *others = (took if size == SMALL else late(unit, size) for size in sizes)
            if all(later > GROWTH * sooner for sooner, later in pairwise([first, *others])):
                yield unit


def test_every_expression_takes_time_that_grows_with_the_text_only(expressions: dict[Expression, Used]) -> None:
    assert len(expressions) > 60
    slow = {
        f"{where}: {expression.pattern!r}": next(explosions(expression, methods), None)
        for expression, (where, methods) in expressions.items()
    }
    assert {name: unit for name, unit in slow.items() if unit} == {}


SLOW = (r"^(a+)+$", r"\s+$", "<[^>]*>", r"<!--\s*x:\s*(.*?)\s*-->", r"\]\((article|claim):([^)\s]*)\)", "“[^”]*”")


@pytest.mark.parametrize("pattern", SLOW)
def test_expression_that_explodes_is_found(pattern: str) -> None:
    assert next(explosions(re.compile(pattern), set()), None)


PATIENCE = 2.0
"""Seconds of the processor for a project with one file of 64 KiB; it takes a tenth of them."""
LARGEST = 64 * 1024
ARTICLE, CLAIM = "facts/articles/first-article.yml", "facts/claims/first-claim.yml"
AUTHORS, ABOUT = "  authors:\n", "  about:\n"
FILES: dict[str, tuple[str, str]] = {
    "unknown entities": (ABOUT, "    - x{}\n"),
    "a comment beside each author": (AUTHORS, "    - x{} # c\n"),
    "a comment above each author": (AUTHORS, "    # c\n    - x{}\n"),
    "comments": (AUTHORS, "    # c\n"),
    "the same author": (AUTHORS, "    - x\n"),
    "authors on one line": (AUTHORS, "    - [§x{}, §]\n"),
    "mappings instead of texts": (AUTHORS, "    - {{}}\n"),
    "numbers instead of texts": (AUTHORS, "    - {}\n"),
    "unknown fields": (AUTHORS, "  x{}: a\n"),
    "misspelt fields": (AUTHORS, "  author{}: a\n"),
    "one text": (AUTHORS, "    - x§x§\n"),
    "one text of quotation marks": (AUTHORS, "    - '§''§'\n"),
    "one text of dollars": (AUTHORS, "    - x§$1 §x\n"),
    "one text of blanks": (AUTHORS, "    - x§ §x\n"),
    "combining marks": (AUTHORS, "    - a§a\u0316\u0300\u0316\u0300§\n"),
    "refused characters": (AUTHORS, "    - §\u200b§\n"),
    "escapes": (AUTHORS, '    - "§\\0§"\n'),
    "colons": (AUTHORS, "    - §a: §\n"),
    "brackets": (AUTHORS, "    - §[§\n"),
    "empty lines": (AUTHORS, "\n"),
}
"""Where lines are put into a file, and which: the line, or what is between two section signs, again and again."""


def fill(file: Path, field: str, line: str) -> int:
    """Put lines below a field until a file is as large as may be; return how many."""
    text = file.read_text(encoding="utf-8")
    before, _, after = text.partition(field)
    head, unit, end = line.split("§") if "§" in line else ("", line, "")
    room, units_ = LARGEST - len(text.encode()) - len(head) - len(end), list[str]()
    for number in count():
        room -= len((piece := unit.format(number)).encode())
        if room < 0:
            break
        units_.append(piece)
    file.write_text(f"{before}{field}{head}{''.join(units_)}{end}{after}", encoding="utf-8")
    return len(units_)


def check(project: Path) -> tuple[float, int]:
    """Return how long the checks, the report and `factcheck format` take, and how many findings there are."""
    start = time.thread_time()
    report = check_project(project, today=TODAY)
    render(report, line_reader(project))
    for changed in format_files(project, lambda _path: True).changed:
        changed.difference()
    return time.thread_time() - start, len(report.findings)


@pytest.mark.parametrize(("field", "line"), FILES.values(), ids=FILES)
def test_largest_files_are_checked_within_seconds(project: Path, field: str, line: str) -> None:
    fill(project / CLAIM, field, line)
    assert LARGEST - 100 < (project / CLAIM).stat().st_size <= LARGEST
    assert check(project)[0] < PATIENCE


def test_thousands_of_unknown_claims_of_an_article_are_found_within_seconds(project: Path) -> None:
    several = fill(project / ARTICLE, "    claims:\n", "      - x{}\n")
    took, findings = check(project)
    assert took < PATIENCE
    assert findings >= several > 1000


def test_file_that_would_be_too_large_in_canonical_form_is_no_bug_of_ours(project: Path) -> None:
    file = project / CLAIM
    text = file.read_text(encoding="utf-8")
    authors = ", ".join(f"x{number}" for number in range(7000))
    file.write_text(text.replace("  authors:\n    - An editor\n", f"  authors: [{authors}]\n"), encoding="utf-8")
    done = format_files(project, lambda _path: True)
    assert [(finding.code, finding.location.path) for finding in done.findings] == [("SYN008", CLAIM)]
