"""The registry of checks: the one list that the runner, ``--list-checks``, the docs and the tests use.

Each check has a module in this folder, called after its code and its name; only those that the code that reads the
files makes are together in one. The registry finds a new module by itself: nothing else has to name it.
"""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from factcheck.checks.check import Check


def _find_checks() -> Iterator[Check]:
    """Yield the checks of every module here."""
    for found in pkgutil.iter_modules(__path__, f"{__name__}."):
        module = import_module(found.name)
        file = f"scripts/{found.name.replace('.', '/')}.py"
        for value in (*vars(module).values(), *getattr(module, "CHECKS", ())):
            if isinstance(value, Check):
                yield replace(value, file=file)


REGISTRY: dict[str, Check] = {check.code: check for check in sorted(_find_checks(), key=lambda check: check.code)}
"""Every check by its code, in the order of the codes."""
