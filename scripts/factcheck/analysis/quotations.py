"""Find quotations in a text, exactly, with the text or with its fingerprint alone.

A fingerprint lets anyone verify quotations from a text that may not be published. For every position
between words it holds one digit from 0 to 7: three bits of a hash over the `WINDOW` words that start there.
If the words of a quotation, with their context, give digits that the fingerprint has at exactly one place, the
quotation is `EXACT`; at several places it is `AMBIGUOUS`; at none it is `LOST`. Nothing is ever nearly right.

``docs/en/methodology.md`` says what the numbers mean, and why nobody can read the text back from them;
``tests/unit/test_quotations.py`` measures them.
"""

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.kinds import ARTICLE, SOURCE
from factcheck.records.claim import Claim, Quotation
from factcheck.records.record import Measure

BITS = 3
WINDOW = 6
"""How many words one digit depends on. A changed word changes that many digits, 18 bits in all."""
SURE = 5
"""So many digits in a row, 15 bits, are hardly anywhere by chance in a text of a few hundred words."""
FALSE_FINDS = 500
"""When readers look in an article for this many texts from elsewhere, chance lets them find one at most."""

_PAD = ("",) * (WINDOW - 1)
"""Empty words before the first word and after the last one, so that each word is in `WINDOW` windows."""
_MARKS = dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("“”„«»", '"')


class Match(StrEnum):
    """Whether a quotation is in the text that it is taken from."""

    EXACT = "exact"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"
    WEAK = "weak"
    """There are too few words to tell, or to notice a change in each of them."""


@dataclass(frozen=True, slots=True)
class Located:
    """The result of a search for a quotation and, if it is exact, its first word in the text and the one after it."""

    match: Match
    start: int = 0
    end: int = 0


def normalise(text: str) -> str:
    """Return `text` in the form in which texts are compared.

    It is in NFC (Unicode Standard Annex #15), each run of white space is one blank, with none at the ends, and
    typographic apostrophes and quotation marks are straight. Everything else must agree.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    for mark, straight in () if text.isascii() else _MARKS.items():  # str.translate takes ten times as long
        text = text.replace(mark, straight)
    return text


def words(text: str) -> list[str]:
    """Return the words of `text`, normalised: everything between white space, punctuation included."""
    return normalise(text).split()


def digits(padded: list[str], salt: str) -> str:
    """Return one octal digit for each window of `WINDOW` words."""
    first, *parts = (part.encode() for part in (salt, *padded))
    windows = (b"\0".join((first, *parts[start : start + WINDOW])) for start in range(len(parts) - WINDOW + 1))
    return "".join(str(sha256(window).digest()[0] >> (8 - BITS)) for window in windows)


def fingerprint_of(text: str, id_: str) -> str:
    """Return the fingerprint of a text: ``len(words) + WINDOW - 1`` octal digits, salted with the id of its record."""
    return digits([*_PAD, *words(text), *_PAD], id_)


def measure(text: str, id_: str) -> Measure:
    """Return the measure of a text for its record. White space at the ends of `text` does not count."""
    text = text.strip()
    return Measure(
        characters=len(text),
        words=len(words(text)),
        sha256=sha256(text.encode()).hexdigest(),
        fingerprint=fingerprint_of(text, id_),
    )


def ungrouped(marks: str) -> str:
    """Return the digits of a fingerprint that is written in groups and on several lines, as in YAML."""
    return "".join(marks.split())


def _split(quotation: Quotation) -> tuple[list[str], int, int]:
    """Return the words of a quotation with its context, and how many of them come before and after it."""
    before, after = quotation.prefix or "", quotation.suffix or ""
    every = words(before + quotation.exact + after)
    return every, _apart(before, quotation.exact), _apart(after[::-1], quotation.exact[::-1])


def _apart(context: str, exact: str) -> int:
    """Return how many words of a context are apart from the quotation, unlike the full stop in ``cloud.``."""
    count = len(context.split())
    return count - (count > 0 and not context[-1].isspace() and not exact[:1].isspace())


def find_in_fingerprint(quotation: Quotation, marks: str, id_: str) -> Located:
    """Search for a quotation in a text of which only the fingerprint is known.

    Args:
        quotation: whole words, with at least ``WINDOW - 1`` words of context where the text has as many.
        marks: the fingerprint, in one piece or in groups.
        id_: the id of the record of the text.
    """
    marks = ungrouped(marks)
    every, before, after = _split(quotation)
    inner = digits(every, id_)
    if not inner:
        return Located(Match.WEAK)
    places = [place - len(_PAD) for place in _places(inner, marks) if _fits_edges(every, place, marks, id_)]
    if len(places) != 1:
        return Located(Match.AMBIGUOUS if places else Match.LOST)
    start, end = places[0] + before, places[0] + len(every) - after
    total = len(marks) - len(_PAD)
    lacks = (before < len(_PAD) and places[0] > 0) or (after < len(_PAD) and places[0] + len(every) < total)
    return Located(Match.WEAK if lacks else Match.EXACT, start, end)


def _places(wanted: str, text: str) -> Iterator[int]:
    """Yield the places of a string in a text, overlapping ones included."""
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _count(wanted: str, text: str) -> int:
    return sum(1 for _ in _places(wanted, text))


def _fits_edges(every: list[str], place: int, marks: str, id_: str) -> bool:
    """Return whether words at an edge of the text also give the digits of the windows that reach beyond it."""
    inside = place >= len(_PAD) and place + len(every) <= len(marks)
    at_start = place != len(_PAD) or marks.startswith(digits([*_PAD, *every], id_))
    at_end = place + len(every) != len(marks) or marks.endswith(digits([*every, *_PAD], id_))
    return inside and at_start and at_end


def misfit(quotation: Quotation, marks: str, id_: str) -> str | None:
    """Return the word of a lost quotation that does not fit, or one beside it; None if nobody can tell.

    If the digits before a word, or else those after it, are at exactly one place of the fingerprint, and are too many
    for chance, then the words that give them are right and that word is wrong. Each digit fits by chance once in
    eight times, so the wrong word may be the next one.
    """
    marks = ungrouped(marks)
    every, _, _ = _split(quotation)
    inner = digits(every, id_)
    for length in range(len(inner) - 1, SURE - 1, -1):
        if _count(inner[:length], marks) == 1:
            return every[length + WINDOW - 1]
    for length in range(len(inner) - 1, SURE - 1, -1):
        if _count(inner[-length:], marks) == 1:
            return every[len(inner) - length - 1]
    return None


def find_in_text(quotation: Quotation, text: str) -> Match:
    """Search for a quotation with its context in the text itself, character by character."""
    wanted = normalise((quotation.prefix or "") + quotation.exact + (quotation.suffix or ""))
    count = _count(wanted, normalise(text))
    return Match.EXACT if count == 1 else Match.AMBIGUOUS if count else Match.LOST


def chance_of_false_match(length: int, text_length: int) -> float:
    """Return the probability that `length` invented words match a place in a text of `text_length` words."""
    return min(1.0, text_length * 2.0 ** (-BITS * max(0, length - WINDOW + 1)))


def least_words(text_length: int) -> int:
    """Return how many words readers must give so that chance hardly finds them in a text of `text_length` words."""
    lengths = itertools.count(WINDOW)
    return next(length for length in lengths if chance_of_false_match(length, text_length) * FALSE_FINDS <= 1)


@dataclass(frozen=True, slots=True)
class PlacedQuotation:
    """A quotation in a claim or its evidence, where it is, and the text that it is taken from."""

    file: Locatable
    claim: Claim
    pointer: Pointer
    quotation: Quotation
    kind: str
    """article or source"""
    id: str
    measure: Measure
    found: Located
    """The result of the search in the fingerprint of the text."""


@cached_by_corpus
def placed_quotations(corpus: Corpus) -> Iterator[PlacedQuotation]:
    """Yield the quotations of all claims and their evidence from texts of which there is a fingerprint."""
    for file, claim in corpus.each(Claim):
        article = corpus.articles.get(claim.article)
        if article:
            quotation, text = claim.claim.quotation, article.text
            found = find_in_fingerprint(quotation, text.fingerprint, article.id)
            yield PlacedQuotation(file, claim, ("claim", "quotation"), quotation, ARTICLE, article.id, text, found)
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            if item.quotation and source and source.text:
                place = ("review", "evidence", index, "quotation")
                found = find_in_fingerprint(item.quotation, source.text.fingerprint, source.id)
                yield PlacedQuotation(file, claim, place, item.quotation, SOURCE, source.id, source.text, found)
