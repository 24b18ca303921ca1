"""A reviewer is also one of the authors.

A review is a second look, by somebody who did not write the record: nobody sees their own mistakes. Pages tell readers
that somebody else has checked the claim, so this must be true. A name with other accents or capital letters, with an
initial, in another order or without a middle name is the same name. Take the author out of the reviewers, or out of the
authors if somebody else wrote the record.
"""

from factcheck.analysis.parties import is_same_person
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("PEO001", __doc__, title=N_("Reviewed by its own author"))
def reviewed_by_its_author(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, reviewer in enumerate(claim.record.reviewers):
            names = (place for place, name in enumerate(claim.record.authors) if is_same_person(name, reviewer.name))
            if (author := next(names, None)) is not None:
                message = f"{reviewer.name!r} has written this record and cannot be its reviewer"
                related = ((file, ("record", "authors", author), "named as an author"),)
                hint = (
                    "remove this review, and ask somebody else for one; if these are two people, give their full names"
                )
                yield file, Issue(("record", "reviewers", index, "name"), message, hint, related=related)
