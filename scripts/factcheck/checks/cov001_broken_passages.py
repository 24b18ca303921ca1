"""The passages of an article do not cover its text from the first word to the last.

We tell readers how much of an article was examined. That is only true if the passages follow one another without a gap
or an overlap: the first begins at word 1, each begins at the word after the last one of the passage before, and the
last ends with the text. Words are counted from 1. Correct `first` or `last`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Article


@check("COV001", __doc__, title=N_("Passages leave a gap or overlap"))
def broken_passages(corpus: Corpus) -> Problems:
    for file, article in corpus.each(Article):
        if issue := _first_fault(article):
            yield file, issue


def _first_fault(article: Article) -> Issue | None:
    before = 0
    for index, passage in enumerate(article.passages):
        if passage.first != before + 1:
            hint = f"the passage before it ends at {before}" if index else "the first word of the text is 1"
            message = f"this passage begins at word {passage.first} instead of {before + 1}"
            return Issue(("passages", index, "first"), message, hint)
        if passage.last < passage.first:
            message = f"this passage begins at word {passage.first} and ends before it, at word {passage.last}"
            return Issue(("passages", index, "last"), message)
        before = passage.last
    if before == article.text.words:
        return None
    message = f"the passages end at word {before}, but the text has {article.text.words} words"
    return Issue(("passages", len(article.passages) - 1, "last"), message)
