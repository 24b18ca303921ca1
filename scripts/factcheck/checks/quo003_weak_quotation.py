"""There are too few words around a quotation to verify it.

A fingerprint has one digit for each run of six words. For a wrong letter anywhere in the quotation to change six
digits, five words are needed before it (`prefix`) and five after it (`suffix`), or as many as the text has there. Add
words, but no more than that, because the text is under copyright.
"""

from factcheck.analysis.quotations import PlacedQuotation, context_there, placed_quotations, text_of
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.fingerprint import WINDOW, Match


@check("QUO003", __doc__, title=N_("Too few words around a quotation"))
def weak_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        if quoted.found.match is Match.WEAK:
            message = f"too few words around the quotation to verify each of its words: {_counts(quoted)}"
            hint = f"give the {WINDOW - 1} words before it as prefix and the {WINDOW - 1} words after it as suffix"
            there = context_there(quoted.quotation, text_of(corpus, quoted))
            yield quoted.file, Issue(quoted.pointer, message, f"{hint}: {there}" if there else hint)


def _counts(quoted: PlacedQuotation) -> str:
    parts = {"before": quoted.quotation.prefix, "after": quoted.quotation.suffix}
    return ", ".join(f"{len(part.split()) if part else 'none'} {place} it" for place, part in parts.items())
