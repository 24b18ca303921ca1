"""A claim has a rating, but not the evidence that this rating requires.

`facts/ratings.yml` says for each rating what the evidence must show (`requires`): “mostly confirmed” requires support
and a reservation, “wrong” a refutation, “unproven” that nothing decides the matter. “Confirmed” requires that nothing
qualifies the claim: what readers should know besides makes it “mostly confirmed”, and what misleads nobody is no
qualification. If the rating is right, its evidence is not in the record yet: add it. Otherwise give the rating that
follows from the evidence.
"""

from factcheck.analysis.comparison import compared_claims
from factcheck.analysis.support import Grounds, Origins
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_

LACKING = {
    "support": "no evidence that was read supports the claim",
    "reservation": "no evidence qualifies or refutes the claim, or gives another value or a limit",
    "no_reservation": "some evidence qualifies the claim",
    "refutation": "no evidence that was read refutes the claim",
    "no_difference": "a source gives a value that rules out what is claimed",
    "other_speaker": "no source says that somebody else said it, or a source that matters was not read",
    "gap": "what was read decides the matter: it is enough to support the claim, or refutes it",
}


@check("RAT008", __doc__, title=N_("Rating without the evidence it requires"))
def rating_without_grounds(corpus: Corpus) -> Problems:
    origins = Origins(corpus)
    for file, claim, columns in compared_claims(corpus):
        rating = corpus.ratings.get(claim.review.rating)
        grounds = Grounds(claim, origins, columns)
        lacking = grounds.lacking(rating.requires) if rating and grounds.support.is_known else None
        if rating and lacking:
            message = f"rated {rating.id!r}, but {LACKING[lacking]}"
            hint = "add the evidence for it, or give the rating that follows from what is there"
            yield file, Issue(("review", "rating"), message, hint)
