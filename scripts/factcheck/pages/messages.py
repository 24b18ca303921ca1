"""The site's own words in each language: GNU gettext catalogues, read with Babel.

The message ids are the English words. ``locale/fr.po`` holds the French ones; ``make messages`` brings
new ids into it, and a test fails while one is untranslated.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return message


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the translations into `language`; of the language of the message ids, none."""
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def translated(language: str, message: str) -> str:
    """Return a message in a language: the same few hundred are asked for a hundred times a page."""
    return translations(language).gettext(message)
