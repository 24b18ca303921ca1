"""A reviewer is also one of the authors.

A review is a second look, by somebody who did not write the record: nobody sees their own mistakes. Pages tell readers
that somebody else has checked the claim, so this must be true. A name with other accents or capital letters is the same
name. Take the author out of the reviewers, or out of the authors if somebody else wrote the record.
"""

from factcheck.analysis.parties import same_name
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("PEO001", __doc__, title=N_("Reviewed by its own author"))
def reviewed_by_its_author(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        authors = {same_name(name): index for index, name in enumerate(claim.record.authors)}
        for index, reviewer in enumerate(claim.record.reviewers):
            if (author := authors.get(same_name(reviewer.name))) is not None:
                message = f"{reviewer.name!r} has written this record and cannot be its reviewer"
                related = ((file, ("record", "authors", author), "named as an author"),)
                hint = "remove this review, and ask somebody else for one"
                yield file, Issue(("record", "reviewers", index, "name"), message, hint, related=related)
