"""The stance of a source and its note disagree on whether it is silent.

A source that does not say what the claim says has the stance `silent`, and a `note` that says what is not there: “It
names computing power, and does not mention data.” A source that supports the claim, or only gives context, has no such
note. Correct the stance, or say in the note what the source says, in each language. This looks for words such as “does
not mention”: where a note says it in others, or means something else by them, an exception in `facts/exceptions.yml`
says so.
"""

import re
from functools import cache

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, N_
from factcheck.records.claim import Claim, Evidence

SAYING = frozenset({"supports", "context"})


@check("RAT015", __doc__, title=N_("Stance and note disagree on silence"), warning=True)
def silence_unsaid(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            if message := _judge(item):
                hint = "correct the stance, or the note: it says what a silent source does not mention"
                yield file, Issue(("review", "evidence", index, "stance"), f"{item.source!r} {message}", hint)


def _judge(item: Evidence) -> str | None:
    if item.stance == "silent" and not item.note:
        return "is said not to say so, but no note says what is missing there"
    for code, text in (item.note or {}).items():
        language = BY_CODE[code]
        if item.stance == "silent" and not _words(language.negations).search(text):
            return f"is said not to say so, but its note ({code}) does not say what is missing there"
        if item.stance in SAYING and _words(language.silences).search(text):
            return f"is given as {item.stance!r}, but its note ({code}) says that it does not say so"
    return None


@cache
def _words(pattern: str) -> re.Pattern[str]:
    """Return a pattern as whole words; an empty one is found in every text."""
    return re.compile(rf"\b(?:{pattern})(?!\w)" if pattern else "", re.IGNORECASE)
