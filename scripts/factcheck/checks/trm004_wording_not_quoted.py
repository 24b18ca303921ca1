"""The exact words of a label are not in the quotation beside it.

The exact words (`wording`) are part of what is quoted from the article or the source, with the same quotation marks
inside, so that they are verified together with the quotation. For a later development, they must be in one of the
passages (`quotations`) of its sources. Copy them from there.
"""

from factcheck.analysis.labels import designations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.fingerprint import normalise


@check("TRM004", __doc__, title=N_("Exact words not in the quotation"))
def wording_not_quoted(corpus: Corpus) -> Problems:
    for item in designations(corpus):
        wording = item.designation.wording
        if wording and item.quotations and not any(normalise(wording) in normalise(text) for text in item.quotations):
            message = "these words are not in the quotation beside them, or in a passage listed in their source"
            hint = "copy them from the quotation, character by character"
            yield item.file, Issue((*item.pointer, "wording"), message, hint)
