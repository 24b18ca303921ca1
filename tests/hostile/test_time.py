"""Time is bounded by size: no expression of ours, and no file in a project, takes more than its length explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from factcheck.project import run_checks
from factcheck.report.report import Report
from hostile.expressions import Expression, held, hostile_text, modules, seconds, units, uses, written

SMALL = 2048
SUSPICIOUS = 0.0006
"""Seconds: ten times what a linear expression takes for a small text, and a fifth of what a quadratic one takes."""
LARGE = 65536
LIMIT = 0.25
"""Seconds for a large text: a linear expression takes a twentieth of it, a quadratic one twenty times as much."""


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
                found[expression] = (f"{module.__name__}.{name}", known.get(name, set()))
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
        took = min(late(unit, SMALL), late(unit, SMALL)) if late(unit, SMALL) > SUSPICIOUS else 0
        if took > SUSPICIOUS and late(unit, 4 * SMALL) > 8 * took:
            size = 8 * SMALL
            while size < LARGE and late(unit, size) < LIMIT:
                size *= 2
            if late(unit, size) > LIMIT:
                yield unit


def test_every_expression_takes_time_that_grows_with_the_text_only(expressions: dict[Expression, Used]) -> None:
    assert len(expressions) > 60
    slow = {
        f"{where}: {expression.pattern!r}": next(explosions(expression, methods), None)
        for expression, (where, methods) in expressions.items()
    }
    assert {name: unit for name, unit in slow.items() if unit} == {}
