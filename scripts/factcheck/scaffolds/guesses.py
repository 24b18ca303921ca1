"""What quoted words say by themselves: amounts of money, labels, and who is named. People look at all of it."""

import re
from collections.abc import Iterator, Mapping

from factcheck.analysis.terms import terms_in
from factcheck.analysis.text_values import read_amounts
from factcheck.records.fingerprint import normalise
from factcheck.records.record import Entity, Term
from factcheck.scaffolds.skeleton import Data

WORDS_OF_LABEL = 8
_CURRENCIES = {"USD": r"\$|\bdollars?\b|\bUSD\b", "EUR": r"€|\beuros?\b|\bEUR\b", "GBP": r"£|\bpounds?\b|\bGBP\b"}


def amount_in(words: str) -> Data | None:
    """Return the amount of money in some words as a record has it, if there is exactly one.

    A currency that is not plain is left to do.
    """
    found = list(read_amounts(words))
    if len(found) != 1:
        return None
    (amount,) = found
    named = [code for code, pattern in _CURRENCIES.items() if re.search(pattern, words, re.IGNORECASE)]
    low, high = int(amount.low), int(amount.high)
    value = {"value": low} if low == high else {"min": low, "max": high}
    hedge = amount.hedge if low == high else "between"
    return {"currency": named[0] if len(named) == 1 else None, "hedge": hedge, **value}


def label_in(words: str, language: str, terms: Mapping[str, Term]) -> Data:
    """Return what a designation says of its words: their language; the term, if there is exactly one; and they, if few.

    Of many words only some are the label, and somebody has to say which.
    """
    found = terms_in(words, language, terms)
    wording = words if len(words.split()) <= WORDS_OF_LABEL else None
    return {"wording": wording, "lang": language, "term": found[0] if len(found) == 1 else None}


def named_in(words: str, entities: Mapping[str, Entity]) -> list[str]:
    """Return the ids of the entities whose names are in some words, in their order there; longer names go first."""
    rest, found = normalise(words), dict[str, int]()
    for name, id_ in sorted(_names(entities), key=lambda item: -len(item[0])):
        if id_ not in found and (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest)):
            found[id_] = match.start()
            rest = rest[: match.start()] + " " * len(name) + rest[match.end() :]
    return sorted(found, key=lambda id_: found[id_])


def _names(entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    for entity in entities.values():
        yield from ((normalise(name), entity.id) for name in set(entity.name.values()))
