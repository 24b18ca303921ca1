"""Evidence quotes words that its source is not known to contain.

A source lists, in `quotations`, the passages that somebody has really read in it. Evidence may quote such a
passage or a part of it, word for word, and nothing else: so every quoted word was seen in the source, and by
whom is in the history of that file. If you have read the words there, add them to the source's `quotations`.
"""

from factcheck.analysis.quotations import normalise
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE, file_path
from factcheck.languages import N_
from factcheck.records.claim import Claim, Quotation
from factcheck.records.record import Source


@check("QUO006", __doc__, title=N_("Quotation not among the passages read"))
def unlisted_quotation(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            if source and not source.text and item.quotation and not _listed(item.quotation, source):
                pointer = ("review", "evidence", index, "quotation", "exact")
                message = f"the source {source.id!r} lists no passage with these words"
                hint = f"copy them exactly, or list them in {file_path(SOURCE, source.id)} if you read them there"
                related = ((corpus.file(SOURCE, source.id), ("quotations",), "the passages read in it"),)
                yield file, Issue(pointer, message, hint, related=related)


def _listed(quotation: Quotation, source: Source) -> bool:
    """Return whether a passage of the source holds the words, with no letter or digit touching them."""
    if quotation.exact in source.quotations:  # most often the words are a whole passage
        return True
    wanted = normalise(quotation.exact)
    return any(_holds(normalise(passage), wanted) for passage in source.quotations)


def _holds(passage: str, words: str) -> bool:
    start = passage.find(words)
    while start >= 0:
        touching = passage[max(0, start - 1) : start] + passage[start + len(words) :][:1]
        if not any(character.isalnum() or character == "_" for character in touching):
            return True
        start = passage.find(words, start + 1)
    return False
