"""Two records are about the same article.

An article is reviewed once, as one record with all places where it appeared (`appearances`). Two records of it would
have two lists of claims, which could be rated differently. They are about one article if their texts are the same, if
they appeared in the same source, or if title, publisher and date are the same. Keep the older record, move the claims
of the other to it and, if the other was published, leave a `moved_to` in its file.
"""

from collections.abc import Iterator

from factcheck.analysis.identity import Mark, plain_words, twins
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Article


def _marks(article: Article) -> Iterator[Mark]:
    yield ("text", article.text.sha256), ("text", "sha256")
    for index, item in enumerate(article.appearances):
        yield ("source", item.source), ("appearances", index, "source")
    yield ("title", plain_words(article.title), article.publisher, article.published), ("title",)


def _differ(_one: Article, _other: Article) -> bool:
    return False


@check("IDS010", __doc__, title=N_("Two records of the same article"))
def duplicate_article(corpus: Corpus) -> Problems:
    names = {"text": "text", "appearances": "source", "title": "title, publisher and date"}
    for twin, first in twins(corpus.each(Article), _marks, _differ):
        same = names[str(twin.pointer[0])]
        message = f"the article {first.record.id!r} has the same {same}"
        related = ((first.file, first.pointer, f"the same {same}"),)
        hint = "keep one of the two records, with all claims and all appearances"
        yield twin.file, Issue(twin.pointer, message, hint, related=related)
