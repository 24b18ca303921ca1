"""The site's own words in each language: GNU gettext catalogues, read with Babel.

The ids of messages are the words in the main language. ``CODE.po`` beside this module holds those of another language;
``make messages`` brings new ids into all of these, and a test fails while one is untranslated.
"""

import gettext
import io
from functools import cache
from pathlib import Path

from factcheck.languages import MAIN

CATALOGUES = Path(__file__).parent


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Mark a text for translation where it is written; it is translated where it is shown."""
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
    """Return a message in a language: the same few hundred are asked for a hundred times a page."""
    return translations(language).gettext(message)
