"""What is behind claims: the records without which nobody could follow how they were rated."""

from collections.abc import Iterable, Iterator

from factcheck.corpus import Corpus, Key
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE

_BEHIND = (ARTICLE, SOURCE, ENTITY)
"""The kinds of these records, in their order."""


def records_behind(corpus: Corpus, claims: Iterable[str]) -> list[Key]:
    """Return kind and id of claims and of what they refer to, and so on: their article, then sources, then entities.

    Other claims are left out, with what only they refer to: each is a case of its own.
    """
    given = [(CLAIM, claim) for claim in claims]
    found, waiting = set(given), list(given)
    while waiting:
        new = [target for target in _targets(corpus, waiting.pop()) if target not in found]
        found.update(new)
        waiting += new
    return [*given, *(key for kind in _BEHIND for key in sorted(found) if key[0] == kind)]


def _targets(corpus: Corpus, key: Key) -> Iterator[Key]:
    """Yield what a record refers to. The sources of an article's sums are left out: they are about several claims."""
    entry = corpus.files.get(key)
    if not entry:
        return
    appeared = {item.source for item in getattr(entry.record, "appearances", ())}
    summed = {id_ for item in getattr(entry.record, "sums", ()) for id_ in item.sources} - appeared
    for kind, id_ in entry.targets:
        if kind in _BEHIND and not (kind == SOURCE and id_ in summed):
            yield kind, id_
