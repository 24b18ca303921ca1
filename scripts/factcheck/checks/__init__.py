"""The registry of checks: the one list that the runner, ``--list-checks``, the docs and the tests use.

Each module in a folder below this one holds one check (``CHECK``) or, in ``stages``, several (``CHECKS``).
The registry finds a new module by itself: nothing else has to name it.
"""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from factcheck.checks.check import Check


def _find_checks() -> Iterator[Check]:
    """Yield the checks of every module in every folder here."""
    for folder in pkgutil.iter_modules(__path__):
        if not folder.ispkg:
            continue
        package = import_module(f"{__name__}.{folder.name}")
        for found in pkgutil.iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found.name}")
            file = f"scripts/{module.__name__.replace('.', '/')}.py"
            yield from (replace(check, file=file) for check in getattr(module, "CHECKS", None) or (module.CHECK,))


REGISTRY: dict[str, Check] = {check.code: check for check in sorted(_find_checks(), key=lambda check: check.code)}
"""Every check by its code, in the order of the codes."""
