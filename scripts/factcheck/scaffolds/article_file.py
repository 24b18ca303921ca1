"""The file of an article that gets a claim: its passages are cut where the claim is, and its comments stay."""

from collections.abc import Sequence
from dataclasses import replace

from factcheck.analysis.passages import place_claim
from factcheck.errors import SetupError
from factcheck.finding import Document, Pointer
from factcheck.kinds import ARTICLE
from factcheck.loading.canonical import canonical_form
from factcheck.records.record import Passage
from factcheck.records.structure import parse, plain
from factcheck.scaffolds.skeleton import Data

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
