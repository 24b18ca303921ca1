"""A passage that a source lists does not fit the fingerprint of what was read there.

The fingerprint of a source (`text`) was made when its text or its passages were read. So a passage that was changed
afterwards, by accident or to suit a claim, no longer fits, even if the quotations of claims were changed along with it.
One wrong letter is enough. (Of fewer than six words, only a whole passage can be verified.) If `FACTCHECK_TEXTS` names
a folder that has the text, passages are compared with that, too.

Copy the passage again from the source. If you have read another passage there, or the old one was wrong, add it or
correct it and run `factcheck fingerprint --passages ID`, which makes the fingerprint anew: you say by this that you
have seen these words in the source.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import WINDOW, Match, find_in_fingerprint, find_in_text, passage_bounds
from factcheck.records.record import Source


@check("QUO007", __doc__, title=N_("Passage does not fit what was read"))
def lost_passage(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        for index, passage in enumerate(source.quotations if source.text else ()):
            if where := _missing_in(source, passage, corpus.around.texts.get(source.id)):
                message = f"{where} does not have this passage"
                again = f"'factcheck fingerprint --passages {source.id}'"
                hint = f"copy it from the source, character by character; if it is right, run {again}"
                yield file, Issue(("quotations", index), message, hint)


def _missing_in(source: Source, passage: str, text: str | None) -> str:
    """Return what does not have a passage of a source, for the message; nothing if all have it."""
    if source.text and not _fits(passage, source.text.fingerprint, source):
        return "by its fingerprint, what was read"
    if text is not None and find_in_text(Quotation(exact=passage), text) is Match.LOST:
        return "the text on this computer"
    return ""


def _fits(passage: str, marks: str, source: Source) -> bool:
    """Return whether a passage is in what was read.

    Punctuation may touch its ends there, and is not listed. So a part of a longer text is also looked for without its
    first and its last word, which are verified where claims quote them.
    """
    every = passage.split()
    found = find_in_fingerprint(Quotation(exact=passage), marks, source.id)
    if found.match is not Match.LOST:
        return bool(found.last or len(every) >= WINDOW or source.has_whole_text)
    for start, end in ((0, 1), (1, 0), (1, 1)):
        inner = Quotation(exact=" ".join(every[start : len(every) - end]))
        found = find_in_fingerprint(inner, marks, source.id) if inner.exact else found
        is_whole = (found.first - start, found.last + end) in passage_bounds(marks)
        if found.match is not Match.LOST and not is_whole:
            return True
    return False
