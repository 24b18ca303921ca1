"""Two records are about the same claim.

A claim is reviewed once. Two records with the same article and the same quotation, or with the same text, would be
rated twice and could contradict each other. Merge them: keep the older ID and, if the other record was published, leave
a `moved_to` in its file.
"""

from collections.abc import Iterator

from factcheck.checks.check import Corpus, Issue, Locatable, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())


def _marks(claim: Claim) -> Iterator[tuple[tuple[str, ...], Pointer]]:
    """Yield each value of a claim that must be unique, and where it is."""
    yield (claim.article, _normal(claim.claim.quotation.exact)), ("claim", "quotation", "exact")
    for language, text in claim.claim.text.items():
        yield (claim.article, language, _normal(text)), ("claim", "text", language)


@check("IDS005", __doc__, title=N_("Two records of the same claim"))
def duplicate_claim(corpus: Corpus) -> Problems:
    seen: dict[tuple[str, ...], tuple[Locatable, str, Pointer]] = {}
    for file, claim in corpus.each(Claim):
        marks = list(_marks(claim))
        twin = next((mark for mark in marks if mark[0] in seen), None)
        if twin:
            first, id_, pointer = seen[twin[0]]
            message = f"the claim {id_!r} says the same"
            related = ((first, pointer, "the same words"),)
            yield file, Issue(twin[1], message, "merge the two records", related=related)
        for mark, pointer in marks:
            seen.setdefault(mark, (file, claim.id, pointer))
