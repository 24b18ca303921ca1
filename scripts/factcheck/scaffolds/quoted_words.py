"""Where quoted words are in an article, and the file of an article that gets a claim there.

They are found by its text or, if that is not at hand, by its fingerprint. Its passages are cut where the claim is, and
its comments stay.
"""

from collections.abc import Sequence
from dataclasses import replace

from factcheck.analysis.passages import FoundWords, find_words, nearest_words, place_claim
from factcheck.analysis.quotations import least_words
from factcheck.analysis.wrong_words import misfit
from factcheck.errors import SetupError
from factcheck.finding import Document, Pointer
from factcheck.kinds import ARTICLE
from factcheck.loading.canonical import canonical_form
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, find_in_fingerprint, words
from factcheck.records.record import Passage
from factcheck.records.structure import parse, plain
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
    places = find_words(text, wanted.exact)
    chosen = [place for place in places if at in {None, place.first}]
    if not places:
        raise SetupError(explain_missing(text, wanted.exact))
    if len(chosen) != 1:
        numbers = ", ".join(str(place.first) for place in places)
        message = f"the article has these words in several places; choose one with --at: they begin with word {numbers}"
        raise SetupError(message)
    return _in_article(article, chosen[0])


def _in_article(article: Data, found: FoundWords) -> FoundWords:
    """Return where words of a text are in the article, by its fingerprint: the text may be another copy of it.

    Raises:
        SetupError: the article does not have them, with the words around them.
    """
    place = find_in_fingerprint(found.quotation, article["text"]["fingerprint"], article["id"])
    if place.match is not Match.EXACT:
        message = "the text at hand has these words, but by its fingerprint the article does not have them there; "
        message += f"is it the text of {article['id']!r}?"
        raise SetupError(message)
    return FoundWords(place.first, place.last, found.quotation)


def explain_missing(text: str, wanted: str, what: str = "the article") -> str:
    """Return a message that a text does not have some words, with the nearest that it has.

    Args:
        text: the text.
        wanted: the words.
        what: what the message calls the text.
    """
    near = nearest_words(text, wanted)
    if not near:
        return f"{what} does not have these words, nor any that are like them"
    pairs = [f"{mine or 'nothing'!r} is {there or 'nothing'!r} there" for mine, there in near.differences[:_SHOWN]]
    where = f"the nearest, words {near.found.first} to {near.found.last}, are"
    differences = f" ({'; '.join(pairs)})" if pairs else ""
    return f"{what} does not have these words; {where}\n  {near.found.quotation.exact}\n{differences}".rstrip()


def _in_fingerprint(article: Data, wanted: Quotation) -> FoundWords:
    id_, marks = article["id"], article["text"]["fingerprint"]
    found = find_in_fingerprint(wanted, marks, id_)
    given = len(words(" ".join(filter(None, (wanted.prefix, wanted.exact, wanted.suffix)))))
    enough = given >= least_words(article["text"]["words"])  # fewer words may fit somewhere by chance
    if found.last and enough:
        return FoundWords(found.first, found.last, wanted)
    if found.match is Match.LOST and enough:
        wrong = misfit(wanted, marks, id_)
        hint = f"look at {' or '.join(map(repr, wrong.words))}" if wrong else "copy whole words, character by character"
        message = f"by its fingerprint, the article does not have these words; {hint}"
    else:
        message = "these words are too few to be found by the fingerprint of the article alone; quote more of them, "
        message += "or give the five words before and after them (--prefix, --suffix)"
    message += ". With the text at hand (--text FILE), the nearest words are shown"
    raise SetupError(message)


_FIELD = "passages"


def with_claim(article: Document, text: str, first: int, last: int, claim: str) -> str:
    """Return the file of an article with a claim in the passages where its words are.

    Args:
        article: what the file holds.
        text: the file.
        first: the first word of the claim.
        last: its last word.
        claim: the id of the claim.

    Raises:
        SetupError: the article has no passages.
    """
    before = article.data.get(_FIELD)
    if not isinstance(before, list):
        message = f"{article.path} has no list of passages"
        raise SetupError(message)
    after = [plain(each) for each in place_claim((parse(Passage, each) for each in before), first, last, claim)]
    places = {_moved(pointer, before, after): place for pointer, place in article.places.items()}
    keys = {_moved(pointer, before, after): place for pointer, place in article.key_places.items()}
    changed = replace(article, data={**article.data, _FIELD: after}, places=places, key_places=keys)
    return canonical_form(text, ARTICLE, changed)


def _moved(pointer: Pointer, before: Sequence[Data], after: Sequence[Data]) -> Pointer:
    """Return where a place of an article is after its passages were cut, so that a comment stays with its passage."""
    match pointer:
        case (field, int(index), *inner) if field == _FIELD:
            first = before[index]["first"]
            number = next((n for n, each in enumerate(after) if each["first"] <= first <= each["last"]), 0)
            there = not inner or inner[0] in after[number]
            return (_FIELD, number, *inner) if there else (_FIELD, number)
    return pointer
