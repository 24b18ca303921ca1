"""A claim and the passages of its article do not name each other.

Every claim comes from somewhere in the text, so at least one passage of its article must name it, and a passage may
only name claims of its own article. Otherwise readers cannot get from the passage to the claim and back. Add the claim
to its passage, or remove it from the wrong one.
"""

from collections.abc import Iterator

from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.kinds import ARTICLE, file_path
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.record import Article


@check("COV003", __doc__, title=N_("Claim and passage do not name each other"))
def unplaced_claim(corpus: Corpus) -> Problems:
    named = {article.id: {id_ for _, id_ in _places(article)} for article in corpus.articles.values()}
    for file, claim in corpus.each(Claim):
        if claim.id not in named.get(claim.article, {claim.id}):
            message = f"no passage of the article {claim.article!r} names this claim"
            hint = f"add {claim.id!r} to the claims of its passage in {file_path(ARTICLE, claim.article)}"
            yield file, Issue(("article",), message, hint)
    for file, article in corpus.each(Article):
        for pointer, id_ in _places(article):
            other = corpus.claims.get(id_)
            if other and other.article != article.id:
                yield file, Issue(pointer, f"the claim {id_!r} belongs to the article {other.article!r}")


def _places(article: Article) -> Iterator[tuple[Pointer, str]]:
    """Yield each id of a claim in the passages of an article, and where it is."""
    for index, passage in enumerate(article.passages):
        for position, id_ in enumerate(passage.claims):
            yield ("passages", index, "claims", position), id_
