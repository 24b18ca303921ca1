"""The passages of an article do not cover its text from the first word to the last.

We tell readers how much of an article was examined. That is only true if the passages follow one another without a gap
or an overlap: the first begins at word 0, each begins where the one before ends, and the last ends at the last word.
Words are counted from 0, and the word at `end` belongs to the next passage. Correct `start` or `end`.
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
    expected = 0
    for index, passage in enumerate(article.passages):
        if passage.start != expected:
            hint = f"the passage before it ends at {expected}" if index else "the text begins at word 0"
            message = f"this passage begins at word {passage.start} instead of {expected}"
            return Issue(("passages", index, "start"), message, hint)
        if passage.end <= passage.start:
            message = f"this passage begins at word {passage.start} and ends at word {passage.end}, so it is empty"
            return Issue(("passages", index, "end"), message)
        expected = passage.end
    if expected == article.text.words:
        return None
    message = f"the passages end at word {expected}, but the text ends at word {article.text.words}"
    return Issue(("passages", len(article.passages) - 1, "end"), message)
