"""A review claims that all key sources were read, but names some that were not.

`completeness` tells readers how many of the key sources were read. While `to_check` lists sources that were not read,
or `needs` says what is missing, for the review or for a piece of evidence, it is `partial` at most. Write `partial`, or
read the sources.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("RAT005", __doc__, title=N_("“All key sources read” although some were not"))
def called_complete(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        review = claim.review
        if review.completeness == "complete":
            missing = "to_check" if review.to_check else "needs" if review.needs else None
            if not missing and any(item.needs for item in review.evidence):
                missing = "evidence"
            if missing:
                message = f"the review is called complete, but {missing!r} names what was not read"
                hint = "write 'partial', or read it"
                yield file, Issue(("review", "completeness"), message, hint)
