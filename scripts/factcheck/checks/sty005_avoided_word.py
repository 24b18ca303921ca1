"""A text uses a word that this project avoids.

Readers should meet one name for one thing, and words that they know: a “label” is never also a “designation” or a
“term”. Each language lists the words that it avoids, with what to write instead (`avoided` in
`scripts/factcheck/languages/`). Write what the hint says. Quoted words and code in backticks are left alone.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, N_

_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
"""Where a block of code begins or ends."""
_NOT_OURS = re.compile(
    r"""(?x)
    `[^`\n]*`                              # code in a line
    | “[^“”]*”                             # a quotation
    | \]\([^)\s]{0,500}\) | https?://\S+   # an address
    | <[^<>]*>                             # HTML
    """
)
_QUOTED = re.compile(r"«[^«»]*»")
"""A French quotation, which may have another one inside."""


class AvoidedWords(NamedTuple):
    """Words to avoid: where they begin, the words, and what to write instead."""

    offset: int
    words: str
    instead: str


@check("STY005", __doc__, title=N_("Word to avoid"), warning=True)
def avoided_word(corpus: Corpus) -> Problems:
    for written in corpus.texts:
        for language, text in written.text.items():
            for found in {found.words.lower(): found for found in find_avoided(text, language)}.values():
                yield written.file, _issue((*written.pointer, language), found)
    for page in corpus.pages:
        language = page.path.split("/")[1]
        for found in find_avoided(page.text, language) if language in BY_CODE else ():
            yield page, _issue((found.offset,), found)


def _issue(pointer: tuple[str | int, ...], found: AvoidedWords) -> Issue:
    return Issue(pointer, f"we do not write '{found.words}'", f"write: {found.instead}")


@lru_cache(maxsize=1 << 14)
def find_avoided(text: str, language: str) -> tuple[AvoidedWords, ...]:
    """Return the words to avoid in a text of ours in a language, wherever they are not quoted and not code."""
    pattern, avoided = _avoided(language), BY_CODE[language].avoided.items()
    if not pattern.search(text.lower()):
        return ()
    ours = _QUOTED.sub(_blank, _NOT_OURS.sub(_blank, _without_blocks(text))).lower()
    return tuple(
        AvoidedWords(match.start(), text[match.start() : match.end()], instead)
        for match in pattern.finditer(ours)
        for instead in [text for words, text in avoided if re.fullmatch(words, match[0])][:1]
    )


def _without_blocks(text: str) -> str:
    """Return a page with blanks in the place of its blocks of code, so that all else keeps its place."""
    parts = _FENCE.split(text)  # text, block, text, …
    return "   ".join(re.sub(r"[^\n]", " ", part) if place % 2 else part for place, part in enumerate(parts))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


@cache
def _avoided(language: str) -> re.Pattern[str]:
    """Return the pattern of all words to avoid, for a text in lower case: Python is ten times slower at ignoring it."""
    return re.compile(rf"\b(?:{'|'.join(BY_CODE[language].avoided) or '(?!)'})(?!\w)")
