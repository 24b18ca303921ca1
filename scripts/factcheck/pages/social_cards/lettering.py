"""Sets text for a picture: in letters that the font has, as large as fits, in lines of about the same length.

Strangers may write records, so no text may make a picture fail.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from PIL.ImageFont import FreeTypeFont

MOST = 400
"""How many characters of a text are used at most; no picture has room for more."""
GAP = "…"
"""Replaces letters and signs that the font lacks, so that readers see that something is missing."""
LEADING = 1.18
"""The distance of two lines, as a multiple of the size of the font."""
STEPS = 24
"""The search for lines of the same length tries widths in this many steps, down to half of the full width."""

_TOGETHER = re.compile(r"(?<=\d) (?=[mb]illi|%)")
"""Blanks at which a line must not end in any language: $4 billion, 10 %."""
_NOWHERE = "\uffff"
"""A code point that never will be a character."""
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
"""Characters that our fonts lack, and their replacements."""


def lettered(text: str, font: FreeTypeFont) -> str:
    """Return `text` in one line, in characters that `font` has.

    A letter that the font has only without its accent loses the accent; other letters, digits and signs become a gap.
    Emoji, marks of direction and accents without a letter are left out.
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
        # Only letters lose accents: ≠ would turn into =, and 10⁵ into 105.
        base = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isalpha())
        return base if base and all(_has(part, font) for part in base) else GAP
    return GAP if kind[0] == "N" or kind in {"Sm", "Sc"} else ""


def _has(character: str, font: FreeTypeFont) -> bool:
    """Return whether a font has a glyph for a character; it draws the same box for all that it lacks."""
    return _drawn(character, font) != _drawn(_NOWHERE, font)


@cache
def _drawn(character: str, font: FreeTypeFont) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)


@dataclass(frozen=True)
class Block:
    """Lines of text, and their font."""

    font: FreeTypeFont
    lines: tuple[str, ...]

    @property
    def leading(self) -> float:
        """The distance from one line to the next."""
        return self.font.size * LEADING

    @property
    def height(self) -> float:
        """The height of all lines together."""
        return len(self.lines) * self.leading


def fit(text: str, fonts: Sequence[FreeTypeFont], width: int, height: int) -> Block:
    """Return `text` in the first of `fonts` (sizes, the largest first) in which it fits, or cut to fit in the last."""
    words = _TOGETHER.sub("\N{NO-BREAK SPACE}", lettered(text, fonts[-1]) or GAP).split(" ")
    for font in fonts:
        widths, most = [font.getlength(word) for word in words], int(height / (font.size * LEADING))
        if max(widths) <= width and len(lines := _balanced(words, widths, font, width, most)) <= most:
            return Block(font, lines)
    return Block(font, _cut(list(_broken(words, font, width)), font, width, most))


def one_line(text: str, font: FreeTypeFont, width: float) -> str:
    """Return `text` in one line, cut if it is longer than `width`."""
    line = lettered(text, font)
    while line != GAP and font.getlength(line) > width:
        # At a word if there is one, else at a letter.
        shorter = line.removesuffix(GAP)
        line = (shorter.rpartition(" ")[0] or shorter[: len(shorter) * 9 // 10]).rstrip(" ,;:\xa0") + GAP
    return line


def _balanced(
    words: Sequence[str], widths: Sequence[float], font: FreeTypeFont, width: float, most: int
) -> tuple[str, ...]:
    """Return lines of about the same length: as narrow as possible without more lines than at the full `width`."""
    space = font.getlength(" ")
    best = _wrap(widths, space, width)
    if len(best) - 1 <= most:
        for part in range(STEPS - 1, STEPS // 2, -1):
            narrow = width * part / STEPS
            breaks = _wrap(widths, space, narrow)
            if len(breaks) > len(best) or max(widths) > narrow:
                break
            best = breaks
    return tuple(" ".join(words[start:end]) for start, end in pairwise(best))


def _wrap(widths: Sequence[float], space: float, width: float) -> list[int]:
    """Return the index of the first word of each line, and the number of words at the end."""
    breaks, used = [0], 0.0
    for number, word in enumerate(widths):
        if number and used + space + word > width:
            breaks.append(number)
            used = word
        else:
            used += (space if number else 0) + word
    return [*breaks, len(widths)]


def _broken(words: Sequence[str], font: FreeTypeFont, width: int) -> Iterator[str]:
    """Yield the words; a word that is longer than a line is yielded in pieces."""
    for word in words:
        fitting = max(1, int(len(word) * width / (font.getlength(word) or 1) * 0.9))
        yield from (word[start : start + fitting] for start in range(0, len(word), fitting))


def _cut(words: Sequence[str], font: FreeTypeFont, width: int, most: int) -> tuple[str, ...]:
    """Return as many lines as fit; if words are left, the last line ends with a gap."""
    breaks = _wrap([font.getlength(word) for word in words], font.getlength(" "), width)
    lines = [" ".join(words[start:end]) for start, end in pairwise(breaks)]
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], one_line(f"{lines[most - 1]}{GAP}", font, width))
