"""The short names of articles, by which pages speak of them: Les Echos, October 2023."""

from collections import Counter
from collections.abc import Callable, Iterator

from factcheck.corpus import Corpus
from factcheck.languages import BY_CODE
from factcheck.pages import formats
from factcheck.records.record import Article


def article_names(corpus: Corpus, publisher_name: Callable[[str], str], language: str) -> Callable[[Article], str]:
    """Return a function that returns the short name of an article of a corpus in a language.

    The name has the publisher and the month. If another article has the same ones, it has the day, and else the title,
    too.
    """
    found: dict[str, str] = {}

    def article_name(article: Article) -> str:
        if not found:
            found.update(_choose(corpus, publisher_name, language))
        return found[article.id]

    return article_name


def _choose(corpus: Corpus, publisher_name: Callable[[str], str], language: str) -> dict[str, str]:
    names = {id_: [*_names(item, publisher_name(item.publisher), language)] for id_, item in corpus.articles.items()}
    times = Counter(name for found in names.values() for name in set(found))
    return {id_: next((name for name in found if times[name] == 1), found[-1]) for id_, found in names.items()}


def _names(article: Article, publisher: str, language: str) -> Iterator[str]:
    """Yield names of an article, each with more in it than the one before."""
    name = publisher
    if article.published:
        yield f"{publisher}, {formats.month(article.published, language)}"
        name = f"{publisher}, {formats.date(article.published, language)}"
        yield name
    yield f"{name}, {BY_CODE[language].nested(article.title).join(BY_CODE[language].quotation_marks)}"
