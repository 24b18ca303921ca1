"""The languages of the site: a module and, but for the main language, a catalogue ``CODE.po`` for each.

The site has every language that has a module here. The hand-written pages of a language are in ``docs/CODE/``, its
settings in ``mkdocs.CODE.yml``. Nothing else in the package names a language. Quotations may be in any language.

The catalogues translate the site's own words (GNU gettext, read with Babel). The id of a message is its text in the
main language. ``make messages`` adds new ids to all catalogues, and a test fails while a message is not translated.
"""

import gettext
import io
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from factcheck.languages.language import Language

MAIN = "en"
"""The language at the root of the site. Message ids, and the messages of the checks, are in this language."""

CATALOGUES = Path(__file__).parent
_MODULES = sorted(module.name for module in iter_modules(__path__) if len(module.name) == len(MAIN))
_CODES = dict.fromkeys((MAIN, *_MODULES))
BY_CODE: Mapping[str, Language] = {code: import_module(f"{__name__}.{code}").LANGUAGE for code in _CODES}
"""The languages of the site, the main one first."""
LANGUAGES: tuple[str, ...] = tuple(BY_CODE)
"""Their codes."""


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Mark a text for translation where it is written; :func:`translated` translates it where it is shown."""
    return message


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the translations into a language; into the main one there are none."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - checking needs no Babel, which takes long to load
    from babel.messages.pofile import read_po  # noqa: PLC0415

    if language == MAIN:
        return gettext.NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def translated(language: str, message: str) -> str:
    """Return a message in a language, with no-break spaces, which need not be in the catalogue.

    The cache pays: pages ask for the same few hundred messages again and again.
    """
    return BY_CODE[language].bound(translations(language).gettext(message))


@lru_cache(maxsize=1 << 14)
def plain_letters(text: str) -> str:
    """Return a text in small letters without accents, as words are compared and sorted: `etes` for `Êtes`."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
