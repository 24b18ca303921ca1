"""What words say by themselves: amounts, labels, who is named, and ids made of them. People look at all of it."""

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlsplit

from factcheck.analysis.terms import terms_in
from factcheck.analysis.text_values import read_amounts
from factcheck.records.fingerprint import normalise
from factcheck.records.vocabularies import Term
from factcheck.records.yaml_values import MAX_INTEGER
from factcheck.scaffolds.skeleton import Data
from factcheck.schema.hints import id_meant

WORDS_OF_LABEL = 8
_CURRENCIES = {"USD": r"\$|\bdollars?\b|\bUSD\b", "EUR": r"€|\beuros?\b|\bEUR\b", "GBP": r"£|\bpounds?\b|\bGBP\b"}
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]{1,200})[”»\"]")
_LENGTH = 60


def amount_in(words: str) -> Data | None:
    """Return the amount of money in some words as a record has it, if there is exactly one.

    A currency that is not plain is left to do.
    """
    found = list(read_amounts(words))
    if len(found) != 1 or not all(end == int(end) <= MAX_INTEGER for end in (found[0].low, found[0].high)):
        return None
    (amount,) = found
    named = [code for code, pattern in _CURRENCIES.items() if re.search(pattern, words, re.IGNORECASE)]
    low, high = int(amount.low), int(amount.high)
    value = {"value": low} if low == high else {"min": low, "max": high}
    hedge = amount.hedge if low == high else "between"
    return {"currency": named[0] if len(named) == 1 else None, "hedge": hedge, **value}


def label_in(words: str, language: str, terms: Mapping[str, Term]) -> Data:
    """Return what a designation says of its words: their language; the term, if there is exactly one; and they, if few.

    Of many words only some are the label: those in quotation marks, or somebody has to say which.
    """
    found = terms_in(words, language, terms)
    quoted = _QUOTED.findall(words)
    label = quoted[0].strip() if len(quoted) == 1 else words
    wording = label if len(label.split()) <= WORDS_OF_LABEL else None
    return {"wording": wording, "lang": language, "term": found[0] if len(found) == 1 else None}


def named_in(words: str, entities: Mapping[str, Collection[str]]) -> list[str]:
    """Return the ids of the entities with a name that is in some words, in their order there; longer names go first."""
    rest, found = normalise(words), dict[str, int]()
    for name, id_ in sorted(_named(entities), key=lambda item: -len(item[0])):
        if id_ not in found and name in rest and (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest)):
            found[id_] = match.start()
            rest = rest[: match.start()] + " " * len(name) + rest[match.end() :]
    return sorted(found, key=lambda id_: found[id_])


def _named(entities: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    for id_, names in entities.items():
        yield from ((normalise(name), id_) for name in set(names))


def id_from(*parts: str) -> str:
    """Return an id made of some words; "" if there is no letter or digit in them that an id may have."""
    id_ = id_meant(" ".join(parts))
    return id_ if len(id_) <= _LENGTH else id_[: _LENGTH + 1].rpartition("-")[0] or id_[:_LENGTH]


def id_from_url(url: str, published: str | None) -> str:
    """Return an id for a source: its host, and the day of publication or else the last words of its address."""
    parts = urlsplit(url)
    host = host_of(url).split(".")
    name = host[-2] if len(host) > 1 else host[0]
    words = id_from(parts.path.rstrip("/").rpartition("/")[2].partition(".")[0]).split("-")
    return id_from(name, published or "-".join(words[:4]))


def host_of(url: str) -> str:
    """Return the host of an address, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: the wanted one, or that with a number behind it."""
    number, id_ = 1, wanted
    while id_ in taken:
        number += 1
        id_ = f"{wanted}-{number}"
    return id_
