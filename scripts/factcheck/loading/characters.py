"""Which characters a text may hold: only those that a reader can see, or that a script cannot do without.

Control characters, invisible fillers and those that turn the reading direction make a text look
different from what it is (Trojan Source, CVE-2021-42574), break XML, or drive terminals. Refused are,
with the exceptions below, all characters of the Unicode categories Cc, Cf, Cs, Co, Zl and Zp, the
noncharacters, and letters and marks that show nothing:

- the line feed is the only control character that a text needs; a tab is read differently by YAML readers;
- signs of category Cf that are visible (the Arabic number signs and their like) are accepted;
- U+200C and U+200D (joiners) are accepted in emoji and between letters of the scripts that need them;
- U+FE0E and U+FE0F are accepted after a symbol, which they show as text or as emoji;
- spaces, French typography's U+00A0, U+202F and U+2009 among them, are accepted, as is U+2011.

Private use characters are refused because what they show depends on the reader's font: a quotation
with one cannot be compared. U+FFFD is refused because it replaces a character that was lost.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

MAX_MARKS = 8
"""How many combining marks may follow each other. Normalising a run takes time that grows with its square."""

_HIDDEN = "it cannot be seen"
_RANGES = {
    "it is a control character": "0-8 B-C E-1F 7F-84 86-9F",
    "YAML readers treat it differently": "9",
    "some readers end a line here": "D 85 2028-2029",
    "it can change the direction in which text is shown": "61C 200E-200F 202A-202E 2066-2069",
    "it is half a character": "D800-DFFF",
    "it replaces a character that was lost": "FFFC-FFFD",
    "what it shows is not defined": "E000-F8FF FDD0-FDEF FFFE-FFFF 1FFFE-1FFFF 2FFFE-2FFFF 3FFFE-3FFFF 4FFFE-4FFFF "
    "5FFFE-5FFFF 6FFFE-6FFFF 7FFFE-7FFFF 8FFFE-8FFFF 9FFFE-9FFFF AFFFE-AFFFF BFFFE-BFFFF CFFFE-CFFFF DFFFE-DFFFF "
    "EFFFE-10FFFF",
    _HIDDEN: "AD 34F 115F-1160 17B4-17B5 180B-180F 200B 2060-2065 206A-206F 2800 3164 FE00-FE0D FEFF FFA0 FFF0-FFFB "
    "13430-1343F 16FE4 1BCA0-1BCA3 1D159 1D173-1D17A E0000-E0FFF",
}
"""The code points that are refused, in hexadecimal, by the reason why."""
_REFUSED = sorted(
    (int(first, 16), int(last or first, 16), why)
    for why, ranges in _RANGES.items()
    for first, _, last in (part.partition("-") for part in ranges.split())
)
_STARTS = [first for first, _, _ in _REFUSED]

# Blocks of the BMP without a refused character, a joiner, a variation selector or a combining mark:
# Latin, Greek, Cyrillic, Armenian, punctuation, symbols, kana and CJK. Other characters are tested one by one.
_PLAIN = re.compile(
    "[\\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf"
    "\u2100-\u27ff\u2900-\u2cee\u2e00-\u3029\u3030-\u3098\u309b-\u3163\u3165-\ua66e\uac00-\ud7a3]*\\Z"
)
_NOT_PLAIN = re.compile(_PLAIN.pattern.removesuffix("*\\Z").replace("[", "[^", 1))

_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe0e\ufe0f"
_KEYCAPS = frozenset("#*0123456789")
_KEYCAP = "\u20e3"
_EMOJI = frozenset("\u203c\u2049\u2139\u3030")  # emoji, though their category says otherwise
_FIRST_ARROW = "\u2190"  # mathematical signs before the arrows are no emoji
_JOINING = (
    (0x0590, 0x1CFF),
    (0xA800, 0xABFF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFC),
    (0x10A00, 0x11FFF),
    (0x1E900, 0x1E95F),
)
_SKIN_TONES = range(0x1F3FB, 0x1F400)

_CONTROL_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x09: "CHARACTER TABULATION",
    0x0A: "LINE FEED",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
_CATEGORY_NAMES = {"Cc": "control", "Co": "private use", "Cs": "surrogate", "Cn": "not a character"}


class Refusal(NamedTuple):
    """Something in a text that is refused: its index in the text, what it is, and why."""

    at: int
    what: str
    why: str


def describe_character(character: str) -> str:
    """Return a character's number and name, such as ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    point = ord(character)
    name = _CONTROL_NAMES.get(point) or unicodedata.name(character, "")
    return f"U+{point:04X} {name or _CATEGORY_NAMES.get(unicodedata.category(character), 'unnamed')}"


def find_refused(text: str) -> Iterator[Refusal]:
    """Yield what is refused in `text` from its start to its end: characters, and runs of too many combining marks."""
    if _PLAIN.match(text):
        return
    end_of_marks = 0
    for match in _NOT_PLAIN.finditer(text):
        index, character = match.start(), match[0]
        if why := _refused(text, index):
            yield Refusal(index, describe_character(character), why)
        elif index >= end_of_marks and _is_mark(character):
            end_of_marks = _end_of_marks(text, index)
            if (count := end_of_marks - index) > MAX_MARKS:
                yield Refusal(index, f"{count} combining marks in a row", f"at most {MAX_MARKS} may follow each other")


def find_not_nfc(text: str) -> Iterator[int]:
    """Yield the first index that differs for each line of `text` that is not in Unicode's composed form NFC.

    Call it only with a text in which :func:`find_refused` finds nothing: see `MAX_MARKS`.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    start = 0
    for line in text.split("\n"):
        composed = unicodedata.normalize("NFC", line)
        if line != composed:
            pairs = zip(line, composed, strict=False)
            yield start + next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(line), len(composed)))
        start += len(line) + 1


def printable(text: str, limit: int = 60) -> str:
    """Return `text` fit for a message: at most `limit` characters, with escapes for those that cannot be seen."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    if cut.isprintable() and _PLAIN.match(cut):
        return cut
    return "".join(c if c.isprintable() and not _refused(cut, i) else _escape(c) for i, c in enumerate(cut))


def _escape(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode() if character > "\x7f" else repr(character)[1:-1]


def _refused(text: str, index: int) -> str:
    """Return why the character at `index` is refused, or nothing."""
    character = text[index]
    if character in _JOINERS:
        return "" if _joins(text[index - 1 : index]) and _joins(text[index + 1 : index + 2]) else _HIDDEN
    if character in _SELECTORS:
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        return "" if _is_symbol(before) or (before in _KEYCAPS and after == _KEYCAP) else _HIDDEN
    position = bisect_right(_STARTS, ord(character)) - 1
    _, last, why = _REFUSED[position]
    return why if ord(character) <= last else ""


def _joins(neighbour: str) -> bool:
    """Return whether a joiner may be beside `neighbour`: an emoji, or a letter or mark of a script that joins."""
    if not neighbour or neighbour in _SELECTORS or _is_symbol(neighbour):
        return bool(neighbour)
    point, category = ord(neighbour), unicodedata.category(neighbour)
    return point in _SKIN_TONES or (category[0] in "LM" and any(first <= point <= last for first, last in _JOINING))


def _is_symbol(character: str) -> bool:
    if not character or character in _EMOJI:
        return bool(character)
    category = unicodedata.category(character)
    return category == "So" or (category == "Sm" and character >= _FIRST_ARROW)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _end_of_marks(text: str, index: int) -> int:
    while index < len(text) and _is_mark(text[index]):
        index += 1
    return index
