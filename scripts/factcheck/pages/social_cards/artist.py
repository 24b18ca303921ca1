"""Draws social cards as PNG.

Everything is drawn once, in shades from 0 (the ground) to 255 (full colour). Each shade then becomes an entry of a
small palette: in the bar and the band of the rating, a shade of the rating's colour, elsewhere one of the text's
colour. This is fast, and makes small files.
"""

import io
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from math import pi, sin
from pathlib import Path

import PIL
from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from factcheck.pages.social_cards import Card, Verdict, lettering
from factcheck.pages.social_cards.lettering import Block, fit, lettered, one_line

WIDTH, HEIGHT = 1200, 630
"""The size that social networks recommend."""
COLOURS: Mapping[str, str] = {
    "green": "#1a6b35",
    "teal": "#0b6470",
    "amber": "#7a5200",
    "orange": "#994100",
    "red": "#b3202c",
    "purple": "#6a3a9c",
    "grey": "#565d67",
    "blue": "#1f56a3",
}
"""The colours of the ratings: the light ones of factcheck.css."""
GROUND, TEXT = "#fdfcf9", "#1c1e21"

LEFT, RIGHT = 84, WIDTH - 72
BAR = 16
"""The width of the bar on the left."""
TOP, PILL, BAND = 56, 80, 176
"""The top of the pill, its height, and the lower edge of the band in the colour of the rating."""
RULE, BASE = 520, 578
"""The height of the thin line, and the baseline of the last text."""
LEVELS = 16
"""How many shades of each colour a picture has; nobody can tell more apart."""
FULL, QUIET, FAINT, TINT = 255, 190, 46, 58
"""Shades: of the title, of the texts that explain it, of the thin line, and of the large quotation mark."""
QUOTE = 128
"""The height of the large quotation mark."""
TITLES = (84, 78, 72, 66, 60, 54, 48)
NAMES = (128, 112, 96, 84, 72, 60, 48)
MARK, GAP, INSIDE = 36, 16, 34
"""The size of a rating's mark, the gap after it and after a title, and the margin at both ends of the pill."""
STROKE = 0.13
"""The width of a mark's lines, as a part of its size."""
FINER = 8
"""Masks are drawn this many times larger and then reduced, so that their edges are smooth."""

Line = tuple[tuple[float, float], ...]


def _wave(middle: float) -> Line:
    return tuple((0.06 + 0.88 * step / 24, middle - 0.09 * sin(2 * pi * step / 24)) for step in range(25))


SHAPES: Mapping[str, tuple[Line, ...]] = {
    "✓": (((0.08, 0.54), (0.37, 0.83), (0.92, 0.2)),),
    "✗": (((0.15, 0.15), (0.85, 0.85)), ((0.15, 0.85), (0.85, 0.15))),
    "≈": (_wave(0.35), _wave(0.66)),
    "±": (((0.12, 0.38), (0.88, 0.38)), ((0.5, 0.06), (0.5, 0.7)), ((0.12, 0.92), (0.88, 0.92))),
    "→": (((0.06, 0.5), (0.92, 0.5)), ((0.6, 0.18), (0.92, 0.5), (0.6, 0.82))),
    "≠": (((0.08, 0.34), (0.92, 0.34)), ((0.08, 0.66), (0.92, 0.66)), ((0.26, 0.94), (0.74, 0.06))),
    "◇": (((0.5, 0.04), (0.94, 0.5), (0.5, 0.96), (0.06, 0.5), (0.5, 0.04)),),
}
"""The marks of the ratings, which our fonts lack, as lines through points in a square with sides of 1."""


class Artist:
    """Draws cards with the fonts of a folder: ``source-serif.woff2`` and ``source-sans.woff2``."""

    def __init__(self, fonts: Path) -> None:
        self._serif, self._sans = ((fonts / f"source-{name}.woff2").read_bytes() for name in ("serif", "sans"))
        # To load a font takes longer than to draw with it.
        self.serif = cache(lambda size: ImageFont.truetype(io.BytesIO(self._serif), size))
        self.sans, self.quote = cache(self._load_sans), cache(self._draw_quote)

    @property
    def version(self) -> bytes:
        """A digest of everything but the card that determines a picture: this code, the fonts, the libraries."""
        libraries = [PIL.__version__, *(str(features.version(name)) for name in ("freetype2", "raqm", "zlib"))]
        code = (Path(path).read_bytes() for path in (__file__, lettering.__file__))
        parts = (*code, self._serif, self._sans, *(name.encode() for name in libraries))
        return sha256(b"".join(sha256(part).digest() for part in parts)).digest()

    def _load_sans(self, size: int, weight: int) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(io.BytesIO(self._sans), size)
        font.set_variation_by_axes([weight])
        return font

    def draw(self, card: Card) -> bytes:
        """Return the picture of a card as PNG. The same card gives the same bytes."""
        canvas = Image.new("L", (WIDTH, HEIGHT))
        draw = ImageDraw.Draw(canvas)
        draw.rectangle((0, 0, BAR - 1, HEIGHT), FULL)
        quote = self.quote(lettered(card.quote, self.serif(48)))
        x = RIGHT - quote.width if card.verdict else LEFT
        canvas.paste(TINT, (x, TOP + (PILL - quote.height) // 2), quote)
        if card.verdict:
            self._pill(canvas, draw, card.verdict)
        self._words(draw, card)
        self._foot(draw, card)
        return _png(canvas, COLOURS.get(card.verdict.colour, TEXT) if card.verdict else TEXT)

    def _draw_quote(self, mark: str) -> Image.Image:
        """Return a quotation mark as a mask of the height of all others, without margins."""
        tall = self.serif(4 * QUOTE).getmask(mark).getbbox() or (0, 0, 0, 4 * QUOTE)
        font = self.serif(4 * QUOTE * QUOTE // (tall[3] - tall[1]))
        mask = Image.new("L", (3 * QUOTE, 6 * QUOTE))
        ImageDraw.Draw(mask).text((0, 5 * QUOTE), mark, FULL, font=font, anchor="ls")
        return mask.crop(mask.getbbox())

    def _pill(self, canvas: Image.Image, draw: ImageDraw.ImageDraw, verdict: Verdict) -> None:
        """Draw the mark and the word of a rating on its colour."""
        font, mask, middle = self.sans(44, 600), shape(verdict.mark, MARK), TOP + PILL // 2
        mark = "" if mask else one_line(verdict.mark, font, MARK)
        start = LEFT + INSIDE + (MARK + GAP if mask or mark else 0)
        word = one_line(verdict.word, font, 720)
        end = round(start + font.getlength(word)) + INSIDE
        for x in (LEFT, end - PILL):
            canvas.paste(FULL, (x, TOP), _disc(PILL))
        draw.rectangle((LEFT + PILL // 2, TOP, max(LEFT + PILL, end) - PILL // 2, TOP + PILL - 1), FULL)
        if mask:
            canvas.paste(0, (LEFT + INSIDE, middle - MARK // 2), mask)
        draw.text((LEFT + INSIDE + MARK // 2, middle + 15), mark, 0, font=font, anchor="ms")
        draw.text((start, middle + 15), word, 0, font=font, anchor="ls")

    def _words(self, draw: ImageDraw.ImageDraw, card: Card) -> None:
        """Draw the title and the text below it, halfway between band and thin line."""
        sizes, room = (TITLES, RULE - BAND - 24) if card.verdict else (NAMES, 200)
        title = fit(card.title, [self.serif(size) for size in sizes], RIGHT - LEFT, room)
        text = fit(card.text, [self.sans(size, 400) for size in (42, 36, 32)], RIGHT - LEFT, 150)
        whole = title.height + (GAP + text.height if card.text else 0)
        y = BAND + (RULE - BAND - whole) / 2 - 10
        _lines(draw, title, y, FULL)
        if card.text:
            _lines(draw, text, y + title.height + GAP, QUIET)

    def _foot(self, draw: ImageDraw.ImageDraw, card: Card) -> None:
        """Draw the thin line and, below it, the origin of the words and the name of the site."""
        draw.rectangle((LEFT, RULE, RIGHT - 1, RULE + 1), FAINT)
        small, name = self.sans(32, 400), self.serif(32)
        draw.text((LEFT, BASE), one_line(card.foot, small, 640), QUIET, font=small, anchor="ls")
        draw.text((RIGHT, BASE), one_line(card.site, name, 360), FULL, font=name, anchor="rs")


@cache
def shape(mark: str, size: int) -> Image.Image | None:
    """Return the mark of a rating as a mask of `size` by `size`, or None if it has no shape."""
    if mark not in SHAPES:
        return None
    side = size * FINER
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    for line in SHAPES[mark]:
        points = [(x * side, y * side) for x, y in line]
        draw.line(points, 255, round(STROKE * side), joint="curve")
        for point in (points[0], points[-1]):
            draw.circle(point, STROKE * side / 2, 255)
    return mask.reduce(FINER)


@cache
def _disc(size: int) -> Image.Image:
    """Return a disc as a mask, for the ends of a pill."""
    mask = Image.new("L", (size * FINER, size * FINER))
    ImageDraw.Draw(mask).ellipse((0, 0, size * FINER - 1, size * FINER - 1), 255)
    return mask.reduce(FINER)


def _lines(draw: ImageDraw.ImageDraw, block: Block, top: float, shade: int) -> None:
    """Draw the lines of a block, the first one at `top`."""
    for number, line in enumerate(block.lines):
        base = top + number * block.leading + block.font.size
        draw.text((LEFT, base), line, shade, font=block.font, anchor="ls")


def _png(canvas: Image.Image, colour: str) -> bytes:
    """Return a canvas as PNG, with `colour` in the bar and the band, and elsewhere the colour of the text."""
    levels = [round(shade * (LEVELS - 1) / 255) for shade in range(256)]
    picture = canvas.point(levels)
    for box in ((0, 0, WIDTH, BAND), (0, 0, BAR, HEIGHT)):
        picture.paste(canvas.crop(box).point([level and level + LEVELS for level in levels]), box)
    picture.putpalette([*_shades(TEXT), *_shades(colour)])
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


@cache
def _shades(colour: str) -> tuple[int, ...]:
    """Return the palette of the shades from the ground to a colour: red, green and blue of each shade."""
    ground, full = ImageColor.getrgb(GROUND)[:3], ImageColor.getrgb(colour)[:3]
    steps = (level / (LEVELS - 1) for level in range(LEVELS))
    return tuple(round(low + (high - low) * step) for step in steps for low, high in zip(ground, full, strict=True))
