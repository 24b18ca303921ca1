"""A passage that a source lists does not fit the fingerprint of what was read there.

The fingerprint of a source (`text`) was made when its text or its passages were read. So a passage that was changed
afterwards, by accident or to suit a claim, no longer fits, even if the quotations of claims were changed along with it.
One wrong letter is enough. (Of fewer than six words, only a whole passage can be verified.) If `FACTCHECK_TEXTS` names
a folder that has the text, passages are compared with that, too.

Copy the passage again from the source. If you have read another passage there, or the old one was wrong, add it or
correct it and run `factcheck fingerprint --passages ID`, which makes the fingerprint anew: you say by this that you
have seen these words in the source.
"""

from collections.abc import Iterator

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, find_in_fingerprint, find_in_text
from factcheck.records.record import Measure, Source


@check("QUO007", __doc__, title=N_("Passage does not fit what was read"))
def lost_passage(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        for index, passage in enumerate(source.quotations if source.text else ()):
            if where := _missing_in(source, passage, corpus.around.texts.get(source.id)):
                message = f"{where} does not have this passage"
                again = f"'factcheck fingerprint --passages {source.id}'"
                hint = f"copy it from the source, character by character; if it is right, run {again}"
                yield file, Issue(("quotations", index), message, hint)


def _whole_words(passage: str, measured: Measure) -> Iterator[str]:
    """Yield a passage and, in a whole text, also without a word at an end that punctuation may touch there."""
    yield passage
    if not measured.excerpt:
        first, last = passage[:1].isalnum(), passage[-1:].isalnum()
        ends = ((0, 1),) * last + ((1, 0),) * first + ((1, 1),) * (first and last)
        every = passage.split()
        yield from (" ".join(every[start : len(every) - end]) for start, end in ends)


def _fits(words: str, measured: Measure, id_: str) -> bool:
    """Return whether words are in a text; too few to tell count as there, unless passages are all there is of it."""
    found = find_in_fingerprint(Quotation(exact=words), measured.fingerprint, id_)
    unknown = found.match is Match.WEAK and not found.last
    return found.match is not Match.LOST and not (unknown and measured.excerpt)


def _missing_in(source: Source, passage: str, text: str | None) -> str:
    """Return what does not have a passage of a source, for the message; nothing if all have it."""
    measured = source.text
    if measured and not any(_fits(part, measured, source.id) for part in _whole_words(passage, measured)):
        return "by its fingerprint, what was read"
    if text is not None and find_in_text(Quotation(exact=passage), text) is Match.LOST:
        return "the text on this computer"
    return ""
