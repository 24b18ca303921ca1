"""A claim quotes words that are not among the passages read in its source.

Each source lists, in `quotations`, the passages that somebody has actually read in it. Evidence may quote only such a
passage or a part of it, word for word. So somebody has seen every quoted word in the source, and the history of its
file says who. If you have read the words there, add them to `quotations` of the source.
"""

from factcheck.analysis.quotations import is_listed, quoted_sources
from factcheck.analysis.wrong_words import Wrong, compare_with_text
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE, file_path
from factcheck.languages import N_
from factcheck.records.claim import Claim, Quotation
from factcheck.records.record import Source


@check("QUO006", __doc__, title=N_("Quotation not among the passages read"))
def unlisted_quotation(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for place, id_, quotation in quoted_sources(claim):
            source = corpus.sources.get(id_)
            if source and not source.has_whole_text and not is_listed(quotation, source):  # else the fingerprint tells
                pointer = (*place, "exact")
                message = f"these words are not in any passage that {source.id!r} lists"
                listing = f"list the passage in {file_path(SOURCE, source.id)} if you have read it"
                wrong = _difference(quotation, source)
                said = f"{wrong.hint.replace('the text', 'the passage', 1)}: " if wrong else ""
                hint = f"{said}copy them exactly, or {listing}"
                related = ((corpus.file(SOURCE, source.id), ("quotations",), "the passages read in it"),)
                yield file, Issue(pointer, message, hint, related=related, words=wrong.words if wrong else "")


def _difference(quotation: Quotation, source: Source) -> Wrong | None:
    """Return what the nearest passage of the source has instead; None if none is near."""
    words = Quotation(exact=quotation.exact)
    return next((wrong for passage in source.quotations if (wrong := compare_with_text(words, passage))), None)
