"""A claim and the passages of its article do not name each other.

Each claim stands somewhere in the text, so at least one passage of its article must name it, and a passage may
only name claims of its own article. Otherwise the way from the passage to the claim and back is broken.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks.check import Problem, check
from factcheck.corpus import Corpus, Entry
from factcheck.finding import Issue
from factcheck.records.claim import Claim
from factcheck.records.record import Article


def run(corpus: Corpus) -> Iterator[Problem]:
    """Yield every claim that no passage of its article names, and every passage that names a claim of another one."""
    named = {id_: _named(article) for id_, article in corpus.articles.items()}
    for entry in corpus.entries:
        if isinstance(entry.record, Article):
            yield from _foreign(corpus, entry, entry.record)
        elif isinstance(entry.record, Claim) and entry.stem not in named.get(entry.record.article, {entry.stem}):
            message = f"no passage of the article {entry.record.article!r} names this claim"
            hint = f"add {entry.stem!r} to the claims of its passage in facts/articles/{entry.record.article}.yml"
            yield entry.file, Issue(pointer=("article",), message=message, hint=hint)


def _named(article: Article) -> set[str]:
    return {claim for passage in article.passages for claim in passage.claims}


def _foreign(corpus: Corpus, entry: Entry, article: Article) -> Iterator[Problem]:
    for index, passage in enumerate(article.passages):
        for position, id_ in enumerate(passage.claims):
            claim = corpus.claims.get(id_)
            if claim and claim.article != entry.stem:
                message = f"the claim {id_!r} belongs to the article {claim.article!r}"
                yield entry.file, Issue(pointer=("passages", index, "claims", position), message=message)


CHECK = check("COV003", "unplaced-claim", __doc__, run)
