"""The table of languages: one module each, with its catalogue of words beside it.

A site has all the languages that have a module here, each with its hand-written pages in ``docs/CODE/`` and, but for
the main one, its settings in ``mkdocs.CODE.yml``. Nothing else in the package names a language. Words quoted from
elsewhere may be in any language.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from factcheck.languages.language import Language

MAIN = "en"
"""The language at the root of the site. It is that of our own words, too: the ids of messages, and what checks say."""

_MODULES = sorted(module.name for module in iter_modules(__path__) if len(module.name) == len(MAIN))
_CODES = dict.fromkeys((MAIN, *_MODULES))
BY_CODE: Mapping[str, Language] = {code: import_module(f"{__name__}.{code}").LANGUAGE for code in _CODES}
"""The languages of the site, the main one first."""
LANGUAGES: tuple[str, ...] = tuple(BY_CODE)
"""Their codes."""
