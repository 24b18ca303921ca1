"""Where quoted words are in an article, by its text or, if that is not at hand, by its fingerprint."""

from factcheck.analysis.misfits import misfit
from factcheck.analysis.passages import FoundWords, find_words, nearest_words
from factcheck.errors import SetupError
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, find_in_fingerprint, measure
from factcheck.scaffolds.skeleton import Data

_SHOWN = 8


def place_words(article: Data, wanted: Quotation, text: str | None, at: int | None) -> FoundWords:
    """Return where some words are in an article, and how a record quotes them.

    Args:
        article: what its file holds.
        wanted: the words, and those around them if somebody gave them.
        text: the text of the article, if it is at hand.
        at: the number of the first word, where the same words are in several places.

    Raises:
        SetupError: the words are not there or in several places, or the text is that of something else.
    """
    if text is None:
        return _in_fingerprint(article, wanted)
    measured = measure(text, article["id"])
    if measured.sha256 != article["text"]["sha256"]:
        there = article["text"]["words"]
        message = f"this is not the text of {article['id']!r}: that has {there} words, and this one {measured.words}"
        raise SetupError(message)
    places = find_words(text, wanted.exact)
    chosen = [place for place in places if at in {None, place.first}]
    if not places:
        raise SetupError(_explain_missing(text, wanted.exact))
    if len(chosen) != 1:
        numbers = ", ".join(str(place.first) for place in places)
        message = f"the article has these words in several places; choose one with --at: they begin with word {numbers}"
        raise SetupError(message)
    return chosen[0]


def _explain_missing(text: str, wanted: str) -> str:
    near = nearest_words(text, wanted)
    if not near:
        return "the article does not have these words, nor any that are like them"
    pairs = [f"{mine or 'nothing'!r} is {there or 'nothing'!r} there" for mine, there in near.differences[:_SHOWN]]
    where = f"the nearest, words {near.found.first} to {near.found.last}, are"
    differences = f" ({'; '.join(pairs)})" if pairs else ""
    return f"the article does not have these words; {where}\n  {near.found.quotation.exact}\n{differences}".rstrip()


def _in_fingerprint(article: Data, wanted: Quotation) -> FoundWords:
    id_, marks = article["id"], article["text"]["fingerprint"]
    found = find_in_fingerprint(wanted, marks, id_)
    if found.last:
        return FoundWords(found.first, found.last, wanted)
    if found.match is Match.LOST:
        wrong = misfit(wanted, marks, id_)
        hint = f"look at {' or '.join(map(repr, wrong.words))}" if wrong else "copy whole words, character by character"
        message = f"by its fingerprint, the article does not have these words; {hint}"
    else:
        message = "these words are too few to find them by the fingerprint of the article alone; quote more of them"
    message += ". With the text at hand (--text FILE), the nearest words are shown"
    raise SetupError(message)
