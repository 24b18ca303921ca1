"""A judgement is rated true or false, or a statement of fact as a judgement.

An analysis, an explanation or a forecast cannot be true or false; it is not rated on the scale of truth, and its
review says how far the evidence supports it. If the sentence can be checked after all, its `kind` is `factual`. The
other way round, the rating `analysis` is only for claims of the kind `analysis`: it must not be a way around
checking a fact.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

ANALYSIS = "analysis"


@check("RAT004", __doc__, title=N_("Fact rated as analysis, or analysis as fact"))
def truth_of_analysis(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        kind, rating = claim.claim.kind, corpus.ratings.get(claim.review.rating)
        if rating and kind == ANALYSIS and rating.truth_value:
            message = f"an analysis cannot be rated {rating.id!r}, which says whether something is true"
            hint = "rate it as an analysis; or, if it can be checked, make its kind 'factual'"
            yield file, Issue(("review", "rating"), message, hint)
        elif rating and rating.id == ANALYSIS and kind != ANALYSIS:
            message = f"the rating 'analysis' is for judgements, and the kind of this claim is {kind!r}"
            yield file, Issue(("review", "rating"), message)
