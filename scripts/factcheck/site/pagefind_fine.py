"""Make a large index of Pagefind's lighter: a search downloads fewer words that it did not ask for, and shorter names.

Pagefind puts some hundred words into each file of an index, and whoever asks for a rare word downloads a common one,
too. Here words that begin alike share a file of :data:`MOST` bytes, and a word on so many pages that it needs more has
one for itself. The first file of an index holds the name of every page's own file, in seven digits; fewer do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

FINE = 1000
"""An index of so many pages is left as it is: all of it is small."""
MOST = 20_000
"""How many bytes a file of words has before it is compressed, some 5.5 kB then."""
_DIGITS = 5
"""How many digits a name has at least. Pagefind takes seven; five tell a million pages apart."""
_NEXT = "\0"
"""Behind a word it makes the text that comes next in the order of texts."""


class Word(NamedTuple):
    """A word, and its item in a file of Pagefind's: the pages that have it, and where."""

    word: str
    item: bytes


class Piece(NamedTuple):
    """Words that share a file: all that are there from `start` to `end`."""

    start: str
    end: str
    words: Sequence[Word]


def cut(words: Iterable[Word]) -> list[Piece]:
    """Return all words of an index in pieces, in their order.

    Pagefind downloads the piece between whose ends a word would stand that somebody types, and where there is none, all
    pieces whose words begin like it. So there are no gaps between the pieces. What begins alike stays together, or is
    cut at one of the letters that follow: then the beginning of a word finds whole words, too.
    """
    pieces: list[Piece] = []
    for held in _cut(sorted(words), 1):
        start = pieces[-1].end + _NEXT if pieces else held[0].word
        pieces.append(Piece(start, held[-1].word, held))
    return pieces


def _cut(words: Sequence[Word], letters: int) -> Iterator[Sequence[Word]]:
    held: list[Word] = []
    room = MOST
    for _, group in groupby(words, lambda word: word.word[:letters]):
        found = list(group)
        size = sum(len(word.item) for word in found)
        if held and size > room:
            yield held
            held, room = [], MOST
        if size > MOST and len(found) > 1:
            yield from _cut(found, letters + 1)
        else:
            held, room = [*held, *found], room - size
    if held:
        yield held


def shorten(hashes: Iterable[str], language: str) -> Iterator[str]:
    """Yield for each name a shorter one that no other has."""
    taken: set[str] = set()
    for hash_ in hashes:
        length = len(language) + 1 + _DIGITS
        while hash_[:length] in taken:
            length += 1
        taken.add(hash_[:length])
        yield hash_[:length]


def rename(files: MutableMapping[str, bytes], pages: Iterable[Sequence[Any]], language: str) -> list[list[Any]]:
    """Give the files of pages shorter names; return the pages, each with its name and what else is known of it."""
    known = [list(page) for page in pages]
    for page, name in zip(known, list(shorten([page[0] for page in known], language)), strict=True):
        files[f"fragment/{name}.pf_fragment"] = files.pop(f"fragment/{page[0]}.pf_fragment")
        page[0] = name
    return known
