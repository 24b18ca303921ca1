"""Queries made from the words of the records, and what a search must find for each: what the pages say.

Nothing here knows how the search works. A page says a query if its title or its text has the same words in a row:
without capitals, accents and signs, but for the decimal marks of numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import NamedTuple

from factcheck.corpus import Corpus
from factcheck.site.search_index import SearchEntry

TITLE, IN_TITLE, IN_TEXT, NOWHERE = range(4)
"""How directly a page says something: it is called so, its title says it, its text does, or neither."""

BLANKS = {
    "no-break": "\N{NO-BREAK SPACE}",
    "narrow": "\N{NARROW NO-BREAK SPACE}",
    "thin": "\N{THIN SPACE}",
    "plain": " ",
}
SIGNS = ("$", "€", "£", "~", ">", "≥", "+", "US$")
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_COMPOUND = re.compile(r"(?<=[^\W\d_])[.‑-](?=[^\W\d_])")
_LITTLE = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)|\bUS(?=\$)", re.IGNORECASE)
"""What makes no difference: “l’accord” is “accord”, and “US$2” is “$2”."""
_THOUSANDS = re.compile(r"(?<=\d)(?<!\d{4})[, \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_AMOUNT = re.compile(r"(\d[\d.,]*)[ \u00a0](billion|million|milliards?|millions?)\b")
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|[a-z]*qu)[’'][^\W\d_]{4,}", re.IGNORECASE)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "‑": "-", "‐": "-"})


class Query(NamedTuple):
    """What somebody types, and how it was made. For a `wrong` one no page may be found that lacks one of its words."""

    words: str
    made: str
    wrong: bool = False


class Answer(NamedTuple):
    """What the search gave: how many pages, the addresses of all, and title and excerpt of the first one as HTML."""

    total: int
    addresses: list[str]
    title: str
    excerpt: str


@cache
def spoken(text: str) -> tuple[str, ...]:
    """Return the words of a text, as they are compared."""
    letters = unicodedata.normalize("NFD", _THOUSANDS.sub("", _LITTLE.sub("", text))).lower()
    return tuple(_WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter))))


def _has(words: tuple[str, ...], row: tuple[str, ...]) -> bool:
    return f" {' '.join(row)} " in f" {' '.join(words)} "


def level(query: str, page: SearchEntry) -> int:
    """Return how directly a page says a query."""
    asked, title = spoken(query), spoken(page.title)
    if asked == title:
        return TITLE
    return IN_TITLE if _has(title, asked) else IN_TEXT if _has(spoken(page.text), asked) else NOWHERE


def _joined(page: SearchEntry) -> SearchEntry:
    """Return a page with the parts of its compounds together: “Amazon.com” does not have to find “Amazon Com”."""
    return replace(page, title=_COMPOUND.sub("", page.title), text=_COMPOUND.sub("", page.text))


def make_queries(corpus: Corpus, language: str, pages: Mapping[str, SearchEntry]) -> list[Query]:
    """Return the queries that the records of a language give, each once."""
    records = [page for page in pages.values() if page.filters["page"][0] in {"claim", "entity", "source", "article"}]
    found = chain(_amounts(records), _titles(corpus, language), _elisions(records if language == "fr" else []))
    return list({query.words: query for query in found}.values())


def _amounts(records: list[SearchEntry]) -> Iterator[Query]:
    for position, amount in enumerate(
        sorted({m for page in records for m in _AMOUNT.findall(f"{page.title} {page.text}")})
    ):
        number, unit = amount
        for name, blank in BLANKS.items():
            yield Query(f"{number}{blank}{unit}", f"amount, {name} blank")
        for offset in range(2):
            sign = SIGNS[(2 * position + offset) % len(SIGNS)]
            yield Query(f"{sign}{number} {unit}", f"amount, {sign}")
        bare = re.sub(r"[.,](?!\d{3})", "", number)
        if bare != number:
            yield Query(f"{bare} {unit}", "amount without its decimal mark", wrong=True)
            yield Query(f"${bare} {unit}", "amount without its decimal mark", wrong=True)


def _titles(corpus: Corpus, language: str) -> Iterator[Query]:
    for claim in corpus.claims.values():
        if language in claim.claim.short:
            yield from _straight(claim.claim.short[language], "short text of a claim")
    for source in corpus.sources.values():
        if source.title:
            yield from _straight(source.title, "title of a source")
        yield Query(f"“{source.publisher}”", "publisher in typographic marks")
        yield Query(f'"{source.publisher}"', "publisher in straight marks")


def _straight(text: str, made: str) -> Iterator[Query]:
    yield Query(text, made)
    yield Query(text.translate(_STRAIGHT), f"{made}, straight signs")


def _elisions(records: list[SearchEntry]) -> Iterator[Query]:
    for words in sorted({m for page in records for m in _ELIDED.findall(f"{page.title} {page.text}")}):
        yield Query(words.replace("'", "’"), "elided word")
        yield Query(words.replace("’", "'"), "elided word, straight apostrophe")
        yield Query(re.split("[’']", words)[1], "word without the elided one")


def judge(query: Query, answer: Answer, pages: Mapping[str, SearchEntry]) -> str:
    """Return what is wrong with an answer, or nothing."""
    levels = {address: level(query.words, page) for address, page in pages.items()}
    saying = {address for address, how in levels.items() if how != NOWHERE}
    compound = {
        address for address in saying if level(_COMPOUND.sub("", query.words), _joined(pages[address])) != NOWHERE
    }
    first = answer.addresses[0] if answer.addresses else ""
    if not saying:
        apart = first and set(spoken(query.words)) <= set(spoken(f"{pages[first].title} {pages[first].text}"))
        return f"nothing says so, but there is {first}" if query.wrong and first and not apart else ""
    best = sorted(address for address in saying if levels[address] == min(levels.values()))
    if missing := sorted(compound - set(answer.addresses)):
        return f"not found: {', '.join(missing[:3])}"
    if first not in best:
        return f"first is {first}, not {' or '.join(best[:3])}"
    return _judge_marks(query, answer)


def _judge_marks(query: Query, answer: Answer) -> str:
    """Every word that was asked for is marked, in the title or the excerpt, and nothing else is."""
    marks = re.findall(r"<mark>(.*?)</mark>", f"{answer.title} {answer.excerpt}")
    marked = {word for mark in marks for word in spoken(mark.replace("&#39;", "'"))}
    asked = {word for word in spoken(query.words) if len(word) > 1 or word.isdigit()}
    strange = {word for word in marked if not any(word[:4] == other[:4] for other in spoken(query.words))}
    if {word for word in strange if len(word) > 1}:
        return f"marked are {sorted(strange)}"
    return f"not marked: {sorted(asked - marked)}" if asked - marked else ""
