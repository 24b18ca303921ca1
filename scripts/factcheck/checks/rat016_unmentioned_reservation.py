"""The explanation of a rating does not mention a source that limits or refutes the claim.

Readers who see “Qualifies” or “Refutes” below a claim must find in the explanation what that source says and how much
it matters; otherwise the rating was given without it. Name the source in the explanation, in each language: its
publisher, or that of a source that it derives from. If it does not matter to the rating, give it the stance `context`.
Where the explanation means it in other words, an exception in `facts/exceptions.yml` says in which.
"""

from factcheck.analysis.parties import is_named, names_of_publisher
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

WEIGHTY = frozenset({"qualifies", "refutes"})


@check("RAT016", __doc__, title=N_("Reservation that the explanation does not mention"), warning=True)
def unmentioned_reservation(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            if source and item.stance in WEIGHTY:
                names = {name for id_ in (source.id, *source.derives_from) for name in names_of_publisher(corpus, id_)}
                texts = claim.review.explanation.items()
                missing = [code for code, text in texts if not any(is_named(name, text) for name in names)]
                if missing:
                    message = (
                        f"{source.id!r} {item.stance} the claim, but the explanation ({missing[0]}) does not name it"
                    )
                    hint = f"say there what {source.publisher!r} writes and how much it matters, or make it 'context'"
                    yield file, Issue(("review", "evidence", index, "stance"), message, hint)
