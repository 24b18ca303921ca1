r"""What a word is in the search: rules for the texts of its index and for what readers type, the same for both.

Pagefind divides a text at its blanks and leaves out the signs within a word. So “1.5” and “15” are the same word to it,
and “l’accord” is another one than “accord”; and a word that is asked for finds all words that begin with it. Therefore
each text is rewritten before Pagefind reads it, with characters that no record and no hand-written page may contain
(``loading/characters.py`` refuses them). Readers never see them: what is shown is restored first.

The rules are written once, as regular expressions that Python and JavaScript share. ``assets/search-words.js`` gets
them with Pagefind's script.
"""

import re
from collections.abc import Iterable, Iterator

from factcheck.languages import BY_CODE

JOINT = "\N{MEDIUM MATHEMATICAL SPACE}"
"""A blank between parts of what a text writes as one word, so that each part is found."""
BOUND = "\ue001"
"""It is put before a joint that follows no apostrophe. Pagefind makes a plain blank of each joint."""
POINT, COMMA = "\N{HANGUL CHOSEONG FILLER}", "\N{HANGUL JUNGSEONG FILLER}"
"""Decimal marks. They are letters, so Pagefind keeps them: 1.5 is neither 15 nor 1,5."""
END = "\N{HANGUL FILLER}"
"""A letter after each number, so that 150 does not begin with 15."""
NAME = "\N{HALFWIDTH HANGUL FILLER}"
"""A letter after the words of a name that are written as one: see `rewrite_name`."""
GROUPS, BLANK = "\ue002", "\ue003"
"""A comma and a blank between thousands. They are no letters: 1,500 is 1500."""
HYPHEN, FIRM_HYPHEN = "\ufe00-", "\ufe01-"
"""The hyphens U+2010 and U+2011: the plain one, with a mark before it that Pagefind leaves out."""

SIGNS = {
    JOINT: "",
    BOUND: "",
    POINT: ".",
    COMMA: ",",
    END: "",
    GROUPS: ",",
    BLANK: "\N{NO-BREAK SPACE}",
    HYPHEN: "\N{HYPHEN}",
    FIRM_HYPHEN: "\N{NON-BREAKING HYPHEN}",
}
"""What a reader sees in the place of each."""

_LETTER = r"[\p{L}\p{Nl}\p{No}]"
_WORD = r"[\p{L}\p{N}]"
_IN_PYTHON = {_LETTER: r"[^\W\d_]", _WORD: r"[^\W_]"}
"""These classes, as JavaScript writes them, in Python."""

_ELIDED_WORDS = "|".join(language.elision for language in BY_CODE.values() if language.elision) or "(?!)"
ELIDED = rf"(?<!{_LETTER})(?:{_ELIDED_WORDS})['’‘ʼ]"
"""A word that is cut short before a vowel, with its apostrophe."""
_SCALES = "|".join(sorted({word for language in BY_CODE.values() for word in language.scales}))
_THOUSANDS = r"([0-9])(?<![0-9]{4})%s(?=[0-9]{3}(?![0-9]))"

RULES = (
    (rf"{ELIDED}(?=\S)", f"$&{JOINT}"),
    (r"[–—―…](?<=\S.)(?=\S)", f"$&{BOUND}{JOINT}"),
    ("‐", HYPHEN),
    ("‑", FIRM_HYPHEN),
    (_THOUSANDS % ",", f"$1{GROUPS}"),
    (_THOUSANDS % r"[ \u00a0\u2009\u202f]", f"$1{BLANK}"),
    (r"\.(?<=[0-9].)(?=[0-9])", POINT),
    (r",(?<=[0-9].)(?=[0-9])", COMMA),
    (rf"[0-9](?=(?:{_SCALES})(?!{_WORD}))", f"$&{END}{BOUND}{JOINT}"),
    (rf"[0-9](?!{_WORD}|[{GROUPS}{BLANK}])", f"$&{END}"),
)
"""What is found, whatever its case, and what is put there: ``$&`` is what was found, ``$1`` its first group.

In this order: elided words; words on both sides of a dash; hyphens; thousands; decimals; “4bn”; the ends of numbers.
"""


def _compile(rules: Iterable[tuple[str, str]]) -> Iterator[tuple[re.Pattern[str], str]]:
    for shared, put in rules:
        pattern = shared
        for theirs, ours in _IN_PYTHON.items():
            pattern = pattern.replace(theirs, ours)
        yield re.compile(pattern, re.IGNORECASE), put.replace("$&", r"\g<0>").replace("$1", r"\1")


_COMPILED = list(_compile(RULES))
_SIGN = re.compile(rf"{JOINT}\S*{NAME}$|{'|'.join(map(re.escape, SIGNS))}")


def rewrite(text: str) -> str:
    """Return a text as Pagefind is to read it."""
    for pattern, put in _COMPILED:
        text = pattern.sub(put, text)
    return text


def rewrite_name(name: str) -> str:
    """Return a title that is a name as Pagefind is to read it: its words, and all of them as one word.

    Pagefind finds beginnings of words: the page called “Orbit Compute” answers “orbit” twice then, and so better than
    the pages that have Orbit and other words in their titles.
    """
    words = rewrite(name)
    return f"{words}{JOINT}{''.join(words.split())}{NAME}"


def restore(text: str) -> str:
    """Return a text or title as it was before; only the blanks between thousands are all no-break spaces then."""
    return _SIGN.sub(lambda found: SIGNS.get(found[0], ""), text)


def exported() -> dict[str, object]:
    """Return what ``assets/search-words.js`` needs to know. It holds for all languages: texts quote from other ones."""
    little = sorted({word for language in BY_CODE.values() for word in language.little_words})
    marks = {"bound": BOUND, "end": END, "point": POINT, "comma": COMMA, "groups": GROUPS, "blank": BLANK, "name": NAME}
    return {"rules": RULES, "signs": SIGNS, "marks": marks, "elided": f"{ELIDED}$", "little": little}
