"""An analysis is rated true or false, or a fact is rated as an analysis.

An analysis, an explanation or a forecast cannot be true or false. It has no place on the scale of ratings; its review
says how far the evidence supports it. If the sentence can be checked after all, make its `kind` `factual`. The rating
`analysis` is only for claims of the kind `analysis`, so that nobody can use it to avoid checking a fact.
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
            message = f"the rating 'analysis' is only for analyses, and this claim is of the kind {kind!r}"
            yield file, Issue(("review", "rating"), message)
