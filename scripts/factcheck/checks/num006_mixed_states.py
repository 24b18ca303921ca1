"""A sum counts promised money as paid, or optional money as promised.

Paid, committed and optional money are three things, and a total is no more certain than its least certain part. Money
that may still be added makes a total `announced` at most, with the hedge `up_to`. Correct the status of the total.
"""

from factcheck.analysis.amounts import declared_sums, status_of
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_


@check("NUM006", __doc__, title=N_("Promised money counted as paid"))
def mixed_states(corpus: Corpus) -> Problems:
    for item in declared_sums(corpus):
        for part in item.unpaid[:1]:
            message = f"the total is {item.status!r}, but {part.id!r}, a part of it, is {status_of(part)!r}"
            hint = "give the total the status of its least certain part, or 'announced'"
            pointer = (*item.pointer[:-1], "status")
            related = ((corpus.file(CLAIM, part.id), ("claim", "payload", "status"), "the status of the part"),)
            yield item.file, Issue(pointer, message, hint, related=related)
