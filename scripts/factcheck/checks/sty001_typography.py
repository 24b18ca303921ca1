"""A text has a typographic mistake.

Texts use typographic apostrophes and quotation marks (`’ “ ”`, in French `« »` with no-break spaces inside), `…`
instead of three dots, dashes instead of hyphens between spaces, and one space between words. In French a no-break space
comes before `: ; ! ?`, so that no line begins with one; quotation marks inside others are `“ ”`; and a word before a
vowel is shortened (`d’Anthropic`). Words quoted from elsewhere keep their own form.

`make format` puts in apostrophes, dashes, `…` and no-break spaces; the rest is to be written as the message says.
"""

import re
from functools import cache

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, MAIN, N_


def _how_to_quote() -> str:
    said = []
    for code, language in BY_CODE.items():
        left, right = map(str.strip, language.quotation_marks)
        said.append(f"{'' if code == MAIN else f'in {language.english} '}{left} and {right}")
    return ", ".join(said)


def _between(left: str, right: str) -> str:
    """Return the pattern of words between these marks; a no-break space in the marks may be a narrow one."""
    return f"{left}[^{left.strip()}{right.strip()}]*{right}".replace("\u00a0", "[\u00a0\u202f]")


FAULTS = {
    r"[^\W_]'[^\W\d_]": "a straight apostrophe; write ’",
    r'"': f"a straight quotation mark; write {_how_to_quote()}",
    r"\.\.\.": "three dots; write …",
    r"  ": "two spaces in a row",
    r"^\s|\s$": "a space at the start or the end",
    r" - ": "a hyphen between spaces; write –",
}
_SIGNS = ("'", '"', "...", "  ", " - ")
"""All of these faults but one hold one of these signs. Searching for them is ten times as fast as for the faults."""
_QUOTED = re.compile("|".join(_between(*language.quotation_marks) for language in BY_CODE.values()))

_LAST_WORDS, _FIRST_WORDS = re.compile(r"(?:\S+\s)?\S*\Z"), re.compile(r"\S*(?:\s\S+)?")


@check("STY001", __doc__, title=N_("Typographic mistake"), warning=True)
def typography(corpus: Corpus) -> Problems:
    for written in corpus.texts:
        for language, text in written.text.items():
            fault = _first_fault(_QUOTED.sub("“”", text), language) if _is_suspicious(text, language) else None
            if fault:
                what, hint = (*fault[0].rsplit("; ", 1), "remove it")[:2]
                message = f"this text has {what}: '{fault[1]}'"
                fixed, _ = BY_CODE[language].typeset(text)
                if _first_fault(_QUOTED.sub("“”", fixed), language) != fault:
                    hint = f"{hint}; 'make format' does it"
                yield written.file, Issue((*written.pointer, language), message, hint, words=fault[1])


def _is_suspicious(text: str, language: str) -> bool:
    for sign in _SIGNS:  # any() takes twice as long
        if sign in text:
            return True
    return text != text.strip() or bool(_faults_of(language).search(text))


@cache
def _faults_of(language: str) -> re.Pattern[str]:
    """Return the pattern of all faults of a language: searching for each by itself takes half as long again."""
    return re.compile("|".join(BY_CODE[language].typography) or "(?!)")


def _first_fault(text: str, language: str) -> tuple[str, str] | None:
    """Return what is wrong first, and the words around it; None if nothing is."""
    for pattern, fault in {**FAULTS, **BY_CODE[language].typography}.items():
        if found := re.search(pattern, text):
            before, after = text[: found.start()], text[found.end() :]
            return fault, f"{_LAST_WORDS.search(before)[0]}{found[0]}{_FIRST_WORDS.match(after)[0]}"  # type: ignore[index]
    return None
