"""A text is not set as readers expect.

Texts have typographic apostrophes and quotation marks (`’ “ ”`, in French `« »` with no-break spaces inside), `…`
instead of three dots, dashes instead of hyphens between blanks, and one blank between words. In French a no-break space
stands before `: ; ! ?`, so that no line begins with one. Words quoted from elsewhere keep their own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.analysis.signs import holds_any
from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus
from factcheck.finding import Issue

FAULTS = {
    r"[^\W_]'[^\W\d_]": "a straight apostrophe; write ’",
    r'"': "a straight quotation mark; write “ and ”, in French « and »",
    r"\.\.\.": "three dots; write …",
    r"  ": "two blanks in a row",
    r"^\s|\s$": "a blank at one end",
    r" - ": "a hyphen between blanks; write –",
}
FRENCH_FAULTS = {r"[^\W_] [:;!?»]|« ": "a plain blank beside : ; ! ? « or »; write a no-break space there"}
_QUOTED = re.compile(r"“[^”]*”|«[\u00a0\u202f][^»]*[\u00a0\u202f]»")
_SIGNS = ("'", '"', "...", "  ", " - ")
_FRENCH_SIGNS = (*_SIGNS, " :", " ;", " !", " ?", " »", "« ")
"""What a fault cannot be without; looking for these is ten times as fast as looking for the faults."""


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every text with such a fault outside quoted words, once."""
    for written in corpus.texts:
        for language, text in written.text.items():
            fault = _first_fault(_QUOTED.sub("“”", text), language) if _is_suspicious(text, language) else None
            if fault:
                message = f"this text has {fault}"
                yield written.entry.file, Issue(pointer=(*written.pointer, language), message=message)


def _is_suspicious(text: str, language: str) -> bool:
    return holds_any(text, _FRENCH_SIGNS if language == "fr" else _SIGNS) or text != text.strip()


def _first_fault(text: str, language: str) -> str | None:
    faults = FAULTS | FRENCH_FAULTS if language == "fr" else FAULTS
    return next((fault for pattern, fault in faults.items() if re.search(pattern, text)), None)


CHECK = check("STY001", "typography", __doc__, run, warning=True)
