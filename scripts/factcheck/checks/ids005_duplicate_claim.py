"""Two records are about the same claim.

A claim is reviewed once. Two records of one article with the same text, or with the same payload, would be rated twice
and could contradict each other. Merge them: keep the older ID and, if the other record was published, leave a
`moved_to` in its file.

That two claims quote the same words is normal, because a sentence can make several claims: "Two companies invest up to
$10 billion and up to $5 billion respectively" makes two. Their payloads then differ. If an article really says the same
thing twice in ways that need a review each, a relation of the type `repeats` says so.
"""

import json
from collections.abc import Iterator

from factcheck.checks.check import Corpus, Issue, Locatable, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.structure import plain

_HINT = "merge the two records, or say in both 'text' and 'payload' what this claim says that the other does not"


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())


def _marks(claim: Claim) -> Iterator[tuple[tuple[str, ...], Pointer]]:
    """Yield each value of a claim that must be unique, and where it is."""
    yield (claim.article, _normal(json.dumps(plain(claim.claim.payload), sort_keys=True))), ("claim", "payload")
    for language, text in claim.claim.text.items():
        yield (claim.article, language, _normal(text)), ("claim", "text", language)


def _repeats(one: Claim, other: Claim) -> bool:
    """Return whether a claim says by a relation that it repeats another."""
    return any(relation.type == "repeats" and relation.claim == other.id for relation in one.claim.relations)


@check("IDS005", __doc__, title=N_("Two records of the same claim"))
def duplicate_claim(corpus: Corpus) -> Problems:
    seen: dict[tuple[str, ...], tuple[Locatable, Claim, Pointer]] = {}
    for file, claim in corpus.each(Claim):
        marks = list(_marks(claim))
        twin = next((mark for mark in marks if mark[0] in seen), None)
        if twin:
            first, other, pointer = seen[twin[0]]
            if not (_repeats(claim, other) or _repeats(other, claim)):
                message = f"the claim {other.id!r} says the same"
                related = ((first, pointer, f"the same {pointer[1]}"),)
                yield file, Issue(twin[1], message, _HINT, related=related)
        for mark, pointer in marks:
            seen.setdefault(mark, (file, claim, pointer))
