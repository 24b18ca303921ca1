"""Two records are about the same claim.

A claim is reviewed once. Two records of one article with the same title, text or payload would be rated twice and could
contradict each other. Capitals, accents, signs and the order of parties make no difference, and one language is enough.
Merge them: keep the older ID and, if the other record was published, leave a `moved_to` in its file.

That two claims quote the same words is normal, because a sentence can make several claims: "Two companies invest up to
$10 billion and up to $5 billion respectively" makes two. Their payloads then differ. If an article really says the same
thing twice in ways that need a review each, a relation of the type `repeats` says so.
"""

from collections.abc import Iterator

from factcheck.analysis.identity import Mark, meanings, plain_words, twins
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

_HINT = "merge the two records, or say in 'short', 'text' and 'payload' what this claim says that the other does not"


def _marks(claim: Claim) -> Iterator[Mark]:
    for meaning in meanings(claim.claim.payload):
        yield (claim.article, meaning), ("claim", "payload")
    for field in ("text", "short"):
        for language, text in getattr(claim.claim, field).items():
            yield (claim.article, field, language, plain_words(text)), ("claim", field, language)


def _repeat(one: Claim, other: Claim) -> bool:
    """Return whether either claim says by a relation that it repeats the other."""
    return any(
        relation.type == "repeats" and relation.claim == target.id
        for claim, target in ((one, other), (other, one))
        for relation in claim.claim.relations
    )


@check("IDS005", __doc__, title=N_("Two records of the same claim"))
def duplicate_claim(corpus: Corpus) -> Problems:
    for twin, first in twins(corpus.each(Claim), _marks, _repeat):
        related = ((first.file, first.pointer, f"the same {first.pointer[1]}"),)
        message = f"the claim {first.record.id!r} says the same"
        yield twin.file, Issue(twin.pointer, message, _HINT, related=related)
