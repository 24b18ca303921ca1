"""A source that counts as evidence has a long passage word for word in common with the article.

Nobody writes so many words alike by chance: one has them from the other, or both from a third. If the source has them
from the article, it is no evidence for it. Say where it has them from (`derives_from`), or that this is not known
(`origin_unknown`); if it is the article, published elsewhere, list it there under `appearances`. A primary source, and
one that appeared before the article, may have been quoted by it, and is not looked at.
"""

from factcheck.analysis.quotations import article_copies, in_article
from factcheck.analysis.support import UNCOUNTED
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("SRC014", __doc__, title=N_("Words of the article in a source"), warning=True)
def words_of_the_article(corpus: Corpus) -> Problems:
    copies = dict(article_copies(corpus))
    used = {
        (claim.article, item.source): None
        for _, claim in corpus.each(Claim)
        for item in claim.review.evidence
        if item.stance not in UNCOUNTED and item.source not in copies.get(claim.article, ())
    }
    for article_id, id_ in used:
        article, source = corpus.articles.get(article_id), corpus.sources.get(id_)
        if not article or not source or source.derives_from or source.origin_unknown or source.tier == "primary":
            continue
        place = in_article(source, article)
        if place is not None:
            message = f"these words are in the article {article_id!r}, too, and nothing says where each has them from"
            hint = "say where the source has them from: 'derives_from', or 'origin_unknown: true'"
            yield corpus.file(SOURCE, id_), Issue(("quotations", place), message, hint)
