"""A quotation has too little context to be verified.

A fingerprint holds one digit for each run of six words. So that a wrong letter anywhere in the quotation changes
six digits, five words are needed before it (`prefix`) and five after it (`suffix`), or as many as the text has
there. Add words; do not quote more than that, since the text is under copyright.
"""

from factcheck.analysis.quotations import WINDOW, Match, placed_quotations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("QUO003", __doc__, title=N_("Too few words around a quotation"))
def weak_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        if quoted.found.match is Match.WEAK:
            message = "too few words stand before or after these to verify each of them"
            hint = f"give {WINDOW - 1} words of the {quoted.kind} as prefix and {WINDOW - 1} as suffix"
            yield quoted.file, Issue(quoted.pointer, message, hint)
