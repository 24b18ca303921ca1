"""A development lies before the article.

`developments` tell what happened after the article appeared and bears on the claim. What was there before is
evidence: put it there, with the words of its source.
"""

from factcheck.checks.check import Check, Corpus, Issue, Problems
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf


def run(corpus: Corpus) -> Problems:
    """Yield every development that ended before the article can have appeared."""
    for file, claim in corpus.each(Claim):
        article = corpus.articles.get(claim.article)
        if not article or not article.published:
            continue
        first = parse_edtf(article.published).earliest
        for index, development in enumerate(claim.review.developments):
            if parse_edtf(development.date).latest < first:
                message = f"{development.date} lies before the article, which appeared on {article.published}"
                pointer = ("review", "developments", index, "date")
                yield file, Issue(pointer=pointer, message=message, hint="make it evidence")


CHECK = Check("DAT002", "early-development", __doc__, run)
