"""What several checks ask of the same corpus is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from factcheck.corpus import Corpus

T = TypeVar("T")


def once(work_out: Callable[[Corpus], Iterable[T]]) -> Callable[[Corpus], tuple[T, ...]]:
    """Make a function keep what it yields for a corpus, with that corpus and as long as there is one."""

    @wraps(work_out)
    def kept(corpus: Corpus) -> tuple[T, ...]:
        found: tuple[T, ...] | None = corpus.derived.get(work_out)
        if found is None:
            found = corpus.derived[work_out] = tuple(work_out(corpus))
        return found

    return kept
