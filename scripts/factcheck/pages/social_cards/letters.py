"""Any text in letters that a font has: records may come from strangers, and a picture must never fail for a text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from PIL.ImageFont import FreeTypeFont

MOST = 400
"""More characters than that fit on no picture: the rest need not be looked at."""
GAP = "…"
"""Stands for letters and signs that the font lacks: readers must see that something is missing."""

_NOWHERE = "\uffff"
"""A code point that is no character and never will be."""
_BLANK = re.compile(r"[^\S\xa0]+")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2007\u2008\u2009\u200a\u202f", "\N{NO-BREAK SPACE}"),
        **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}", "-"),
        **dict.fromkeys("\N{MINUS SIGN}\N{FIGURE DASH}→", "–"),
        "\N{HORIZONTAL BAR}": "—",
        "≈": "~",
        **dict(zip("ŁłĐđı", "LlDdi", strict=True)),
    }
)
"""Characters that our fonts lack, and what says the same."""


def lettered(text: str, font: FreeTypeFont) -> str:
    """Return `text` in one line, in characters that `font` has.

    A letter with an accent that is missing loses the accent; other letters, digits and signs become a gap. What is no
    sign by itself (emoji, marks of direction, accents without a letter) is left out.
    """
    plain = unicodedata.normalize("NFC", text[:MOST]).translate(_ALIKE)
    letters = "".join(_lettered(character, font) for character in _BLANK.sub(" ", plain))
    return re.sub(f"{GAP}(?:[ {GAP}]*{GAP})?", GAP, letters).strip()


@cache
def _lettered(character: str, font: FreeTypeFont) -> str:
    kind = unicodedata.category(character)
    if kind[0] in "CM":
        return ""
    if _has(character, font):
        return character
    if kind[0] == "L":
        # Only letters: ≠ would turn into =, and 10⁵ into 105.
        base = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isalpha())
        return base if base and all(_has(part, font) for part in base) else GAP
    return GAP if kind[0] == "N" or kind in {"Sm", "Sc"} else ""


def _has(character: str, font: FreeTypeFont) -> bool:
    """Return whether a font has a glyph: it draws all others as it draws one that no font has."""
    return _drawn(character, font) != _drawn(_NOWHERE, font)


@cache
def _drawn(character: str, font: FreeTypeFont) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)
