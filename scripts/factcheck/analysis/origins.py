"""Who repeats whom: the origins of sources, and how many of them do not depend on one another.

An origin is a source that derives from no other one in our records. Sources are independent if no origin
is common to them and their origins do not come from the same publisher: five reprints of one agency's
story count once, and so do two statements by the same company.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from factcheck.corpus import Corpus
from factcheck.records.claim import Claim, Evidence

READ = frozenset({"full", "excerpt"})
"""Access under which the words themselves were read; only such evidence can carry a rating."""


@dataclass(frozen=True)
class Origins:
    """The ways of all sources of a corpus back to where their words come from."""

    corpus: Corpus
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def of(self, source: str) -> frozenset[str]:
        """Return the ids of the origins of a source: itself, if it derives from none that is known."""
        if source not in self._known:
            self._known[source] = frozenset(self._search(source))
        return self._known[source]

    def _search(self, source: str) -> set[str]:
        """Follow `derives_from` to its ends. What lies on a cycle has no origin: another check reports it."""
        seen, waiting, ends = {source}, [source], set()
        while waiting:
            here = waiting.pop()
            before = [id_ for id_ in self._parents(here) if id_ in self.corpus.sources]
            if not before:
                ends.add(here)
            waiting += [id_ for id_ in before if id_ not in seen]
            seen.update(before)
        return ends

    def _parents(self, source: str) -> tuple[str, ...]:
        record = self.corpus.sources.get(source)
        return record.derives_from if record else ()

    def publishers(self, source: str) -> frozenset[str]:
        """Return who published the origins of a source: ids of entities, or the names where there is no entity."""
        origins = (self.corpus.sources.get(origin) for origin in self.of(source))
        return frozenset(origin.publisher_id or origin.publisher for origin in origins if origin)

    def independent(self, sources: Iterable[str]) -> list[str]:
        """Return sources of which no two share an origin's publisher: as many as a simple rule finds.

        Those with the fewest origins are taken first. The true number is never smaller than what is returned.
        """
        taken: list[str] = []
        used: set[str] = set()
        for source in sorted(set(sources), key=lambda id_: (len(self.publishers(id_)), id_)):
            if self.publishers(source) and not used & self.publishers(source):
                taken.append(source)
                used |= self.publishers(source)
        return taken

    def groups(self, sources: Iterable[str]) -> dict[str, list[str]]:
        """Return the map of who repeats whom: for each origin, those of `sources` that lead back to it."""
        found: dict[str, list[str]] = {}
        for source in dict.fromkeys(sources):
            for origin in sorted(self.of(source)):
                found.setdefault(origin, []).append(source)
        return found


@dataclass(frozen=True)
class Support:
    """What a claim's rating rests on."""

    claim: Claim
    origins: Origins

    def _usable(self, stance: str) -> list[Evidence]:
        sources = self.origins.corpus.sources
        items = (item for item in self.claim.review.evidence if item.stance == stance and item.source in sources)
        return [item for item in items if sources[item.source].access in READ]

    @cached_property
    def supporting(self) -> list[Evidence]:
        """The evidence that supports the claim and whose words were read."""
        return self._usable("supports")

    @cached_property
    def primary(self) -> list[Evidence]:
        """Of the supporting evidence, that from primary sources."""
        return [item for item in self.supporting if self.origins.corpus.sources[item.source].tier == "primary"]

    @cached_property
    def independent(self) -> list[str]:
        """Supporting sources that do not depend on one another."""
        return self.origins.independent(item.source for item in self.supporting)

    @property
    def is_known(self) -> bool:
        """Whether all sources of the evidence are there; without one of them nothing can be said."""
        return all(item.source in self.origins.corpus.sources for item in self.claim.review.evidence)

    @property
    def suffices(self) -> bool:
        """Whether there is a primary source or two independent ones: what `confirmed` takes."""
        return bool(self.primary) or len(self.independent) > 1
