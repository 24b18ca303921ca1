"""The registry of checks: the one list that the runner, ``--list-checks``, the docs and the tests use.

Each check has a module in this folder, called after its code and its name; only those that the code that reads the
files makes, and those of exceptions, are together. The registry finds a new module by itself: nothing else has to name
it. It imports one when somebody asks for its check: a run that knows its report from the run before asks for none.
"""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module

from factcheck.checks.check import Check

_NAME = re.compile(r"([a-z]{3}\d{3})_")
"""How the name of a module begins that holds one check: with its code."""


class _Registry(Mapping[str, Check]):
    def __init__(self) -> None:
        modules = [name for _, name, _ in pkgutil.iter_modules(__path__)]
        alone = {found[1].upper(): name for name in modules if (found := _NAME.match(name))}
        several = (_checks_in(name) for name in modules if name not in alone.values())
        together = {check.code: check for checks in several for check in checks}
        self._all: dict[str, Check | str] = {**alone, **together}
        self._codes = sorted(self._all)

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, code: str) -> Check:
        found = self._all[code]
        if isinstance(found, str):
            (found,) = _checks_in(found)
            self._all[code] = found
        return found


def _checks_in(name: str) -> Iterator[Check]:
    """Yield the checks that a module of this folder makes."""
    module = import_module(f"{__name__}.{name}")
    file = f"scripts/{module.__name__.replace('.', '/')}.py"
    for value in (*vars(module).values(), *getattr(module, "CHECKS", ())):
        if isinstance(value, Check):
            yield replace(value, file=file)


REGISTRY: Mapping[str, Check] = _Registry()
"""Every check by its code, in the order of the codes."""
