"""A quotation occurs in its text more than once.

A reader must be able to find the very place. When the same words, with the same words around them, occur
twice, nobody can tell which one is meant. Lengthen `prefix` or `suffix` until only one place fits.
"""

from factcheck.analysis.quotations import Match, placed_quotations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("QUO002", __doc__, title=N_("Quotation found in several places"))
def ambiguous_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        if quoted.found.match is Match.AMBIGUOUS:
            message = (
                f"these words, with their prefix and suffix, fit several places of the {quoted.kind} {quoted.id!r}"
            )
            hint = "lengthen the prefix or the suffix"
            yield quoted.file, Issue((*quoted.pointer, "exact"), message, hint)
