"""A development is dated before the article.

`developments` tell readers what happened after the article appeared and matters to the claim. What happened before is
evidence: put it there, with the words of its source.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf


@check("DAT002", __doc__, title=N_("Development dated before the article"))
def early_development(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        article = corpus.articles.get(claim.article)
        if not article or not article.published:
            continue
        first = parse_edtf(article.published).earliest
        for index, development in enumerate(claim.review.developments):
            if parse_edtf(development.date).latest < first:
                message = f"{development.date} is before the article, which appeared on {article.published}"
                pointer = ("review", "developments", index, "date")
                yield file, Issue(pointer, message, "move it to the evidence")
