"""The passages of an article do not cover its text from the first word to the last.

Readers are told how much of an article was examined. That is only true if the passages follow one another without
a gap or an overlap: the first begins at word 0, each begins where the one before ends, the last ends at the
last word. Words are counted from 0, and `end` is not part of the passage.
"""

from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.records.record import Article


def run(corpus: Corpus) -> Problems:
    """Yield the first place of each article at which its passages do not follow one another."""
    for file, article in corpus.each(Article):
        issue = _first_fault(article)
        if issue:
            yield file, issue


def _first_fault(article: Article) -> Issue | None:
    expected = 0
    for index, passage in enumerate(article.passages):
        if passage.start != expected:
            hint = f"the passage before it ends at {expected}" if index else "the text begins at word 0"
            message = f"this passage begins at word {passage.start} instead of {expected}"
            return Issue(pointer=("passages", index, "start"), message=message, hint=hint)
        if passage.end <= passage.start:
            message = f"this passage ends at word {passage.end}, before it has begun"
            return Issue(pointer=("passages", index, "end"), message=message)
        expected = passage.end
    if expected == article.text.words:
        return None
    message = f"the passages end at word {expected}, the text at word {article.text.words}"
    return Issue(pointer=("passages", len(article.passages) - 1, "end"), message=message)


CHECK = Check("COV001", "broken-passages", __doc__, run)
