"""A source is said to have it from the article, but nothing says that it does.

`says_so` is for a text that repeats the article, or in which the claimant says so of itself again: it shows that the
words were said, and counts for nothing. A source whose information comes from elsewhere supports the claim, limits it
or is silent. Say under `derives_from` of the source what it repeats, or give it the stance that it has.
"""

from factcheck.analysis.support import Origins, Support
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("RAT019", __doc__, title=N_("Said to repeat the article, but does not"))
def own_words_of_others(corpus: Corpus) -> Problems:
    origins = Origins(corpus)
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            known = item.source in corpus.sources
            if item.stance == "says_so" and known and not Support(claim, origins).is_own(item.source):
                message = f"{item.source!r} is said to have it from the article, but its record does not say so"
                hint = f"add 'derives_from' to {item.source!r}, or correct the stance"
                yield file, Issue(("review", "evidence", index, "stance"), message, hint)
