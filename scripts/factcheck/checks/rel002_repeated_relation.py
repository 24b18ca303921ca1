"""A relation is listed twice, or relates a claim to itself.

Every relation is written once, in one of the two claims; the other claim's page shows it as well. Remove the
repetition: the same relation in the other direction, or the same type twice.
"""

from factcheck.analysis.relations import SYMMETRIC
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

INVERSE = {"narrows": "broadens", "broadens": "narrows", **{type_: type_ for type_ in SYMMETRIC}}


@check("REL002", __doc__, title=N_("Relation listed twice, or to itself"))
def repeated_relation(corpus: Corpus) -> Problems:
    seen: set[tuple[str, str, str]] = set()
    for file, claim in corpus.each(Claim):
        for index, relation in enumerate(claim.claim.relations):
            edge = (claim.id, relation.type, relation.claim)
            back = (relation.claim, INVERSE.get(relation.type, ""), claim.id)
            message = "this claim is related to itself" if relation.claim == claim.id else None
            if not message and (edge in seen or back in seen):
                message = f"this relation to {relation.claim!r} is already listed"
            if message:
                yield file, Issue(("claim", "relations", index), message, "remove it")
            seen.add(edge)
