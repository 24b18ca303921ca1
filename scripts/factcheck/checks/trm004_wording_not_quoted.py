"""The wording of a designation is not in the quotation beside it.

The wording is verbatim: it is a part of what is quoted from the article or the source, with the same quotation marks
inside, so that its very words are verified with the quotation. For what happened since, it must stand in one of the
passages (`quotations`) of the sources. Copy it from there.
"""

from factcheck.analysis.quotations import normalise
from factcheck.analysis.terms import designations
from factcheck.checks.check import Corpus, Issue, Problems, check


@check("TRM004", __doc__)
def wording_not_quoted(corpus: Corpus) -> Problems:
    for item in designations(corpus):
        wording = item.designation.wording
        if wording and item.quotations and not any(normalise(wording) in normalise(text) for text in item.quotations):
            message = "these words are no part of what is quoted beside them, or listed in their source"
            hint = "copy them from the quotation, character by character"
            yield item.file, Issue((*item.pointer, "wording"), message, hint)
