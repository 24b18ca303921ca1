"""A quotation is in its text more than once.

Readers must be able to find the exact place. If the same words, with the same words around them, appear twice, nobody
can tell which ones are meant. Make `prefix` or `suffix` longer until only one place fits.
"""

from factcheck.analysis.quotations import placed_quotations, with_context
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.fingerprint import Match


@check("QUO002", __doc__, title=N_("Quotation found in several places"))
def ambiguous_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        if quoted.found.match is Match.AMBIGUOUS:
            message = (
                f"these words{with_context(quoted.quotation)} are in the {quoted.kind} {quoted.id!r} more than once"
            )
            hint = "make the prefix or the suffix longer, until only one place fits"
            yield quoted.file, Issue((*quoted.pointer, "exact"), message, hint)
