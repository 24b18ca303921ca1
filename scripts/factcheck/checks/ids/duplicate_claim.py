"""Two claims are the same.

A claim is reviewed once. Two records with the same article and the same quotation, or with the same
restatement, would be rated twice and could contradict each other. Merge them: keep the older id, and leave
a `moved_to` in the other file if it was published.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus, Entry
from factcheck.finding import Issue, Pointer
from factcheck.records.claim import Claim


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())


def _marks(claim: Claim) -> Iterator[tuple[tuple[str, ...], Pointer]]:
    """Yield what must be unique about a claim, and where it stands."""
    yield (claim.article, _normal(claim.claim.quotation.exact)), ("claim", "quotation", "exact")
    for language, text in claim.claim.text.items():
        yield (claim.article, language, _normal(text)), ("claim", "text", language)


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield each claim that repeats an earlier one, once."""
    seen: dict[tuple[str, ...], tuple[Entry, Pointer]] = {}
    for entry in corpus.entries:
        if not isinstance(entry.record, Claim):
            continue
        marks = list(_marks(entry.record))
        twin = next((mark for mark in marks if mark[0] in seen), None)
        if twin:
            first, pointer = seen[twin[0]]
            message = f"the claim {first.stem!r} says the same"
            related = ((first.file, pointer, "the same words"),)
            yield entry.file, Issue(pointer=twin[1], message=message, related=related)
        for mark, pointer in marks:
            seen.setdefault(mark, (entry, pointer))


CHECK = check("IDS005", "duplicate-claim", __doc__, run)
