"""The grounds for a claim's rating: the origins of its sources, its support, and all else that a rating requires.

An origin is a source that derives from no other one in our records. Sources are independent if they share no
origin and their origins do not come from the same publisher: five reprints of one agency's story count once,
and so do two statements by the same company. A source that does not say where its information comes from may repeat
any of the others, so it adds nothing to them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import Column
from factcheck.analysis.quotations import article_copies
from factcheck.corpus import Corpus
from factcheck.languages import plain_letters
from factcheck.records.claim import Claim, Evidence

READ = frozenset({"full", "excerpt"})
"""Degrees of access that mean that the words themselves were read; only such evidence can carry a rating."""
UNCOUNTED = frozenset({"silent", "says_so", "context"})
"""Stances of evidence that speaks neither for nor against a claim."""
DECISIVE = ("amount", "date", "instrument", "quantities", "status", "term")
"""Fields whose values exclude one another if they differ. Whose words they are, or in which language, may differ."""
LIMITS = ("amount", "scope")
"""Fields in which a source that says more limits what is claimed: "up to", or for some of the work only."""
ALIKE = frozenset({Comparison.AGREES, Comparison.SILENT})


@dataclass(frozen=True)
class Origins:
    """The origins of all sources of a corpus: where their words come from."""

    corpus: Corpus

    @cached_property
    def copies(self) -> Mapping[str, frozenset[str]]:
        """The sources that are an article under review, by its id."""
        return dict(article_copies(self.corpus))

    def of(self, source: str, ends_with: Collection[str] = ()) -> set[str]:
        """Return the ids of the origins of a source: the source itself, if it derives from no known one.

        A source on a cycle has no origin; a check reports the cycle.

        Args:
            source: the id of the source.
            ends_with: sources behind which nobody looks: they count as origins.
        """
        seen, waiting, ends = {source}, [source], set()
        while waiting:
            here = waiting.pop()
            record = self.corpus.sources.get(here)
            above = record.derives_from if record and here not in ends_with else ()
            before = [id_ for id_ in above if id_ in self.corpus.sources]
            if not before:
                ends.add(here)
            waiting += [id_ for id_ in before if id_ not in seen]
            seen.update(before)
        return ends

    def publishers(self, source: str) -> set[str]:
        """Return the publishers of the origins of a source: their ids, or their names if they are no entities."""
        origins = (self.corpus.sources.get(origin) for origin in self.of(source))
        return {origin.publisher_id or plain_letters(origin.publisher) for origin in origins if origin}

    def is_unknown(self, source: str) -> bool:
        """Return whether nobody knows where the information of a source, or of one that it repeats, comes from."""
        return any(self.corpus.sources[id_].origin_unknown for id_ in self.of(source) if id_ in self.corpus.sources)

    def independent(self, sources: Iterable[str]) -> list[str]:
        """Return sources of which no two share an origin's publisher.

        It takes the sources with the fewest publishers first, so there may be a larger such set. A source of unknown
        origin is one of them only if it is alone.
        """
        taken: list[str] = []
        used: set[str] = set()
        given = sorted(set(sources))
        told = [source for source in given if not self.is_unknown(source)] or given[:1]
        known = {source: self.publishers(source) for source in told}
        for source, publishers in sorted(known.items(), key=lambda item: (len(item[1]), item[0])):
            if publishers and not used & publishers:
                taken.append(source)
                used |= publishers
        return taken

    def groups(self, sources: Iterable[str]) -> dict[str, list[str]]:
        """Return for each origin those of `sources` that lead back to it."""
        found: dict[str, list[str]] = {}
        for source in dict.fromkeys(sources):
            for origin in sorted(self.of(source)):
                found.setdefault(origin, []).append(source)
        return found


def repeats_article(origins: Origins, claim: Claim, source: str) -> bool:
    """Return whether a source is the article of a claim, or has everything from it: then it is no evidence for it."""
    own = origins.copies.get(claim.article, frozenset())
    own |= {item.source for item in claim.claim.appearances}
    return bool(own) and not origins.of(source, own) - own


@dataclass(frozen=True)
class Support:
    """The evidence that supports a claim."""

    claim: Claim
    origins: Origins

    def read(self, stance: str) -> list[Evidence]:
        """Return the evidence with this stance whose words were read."""
        sources = self.origins.corpus.sources
        items = (item for item in self.claim.review.evidence if item.stance == stance and item.source in sources)
        return [item for item in items if sources[item.source].access in READ]

    @cached_property
    def supporting(self) -> list[Evidence]:
        """The supporting evidence whose words were read and are not only the article's, or the claimant's on itself."""
        return [item for item in self.read("supports") if not self.is_own(item.source)]

    def is_own(self, source: str) -> bool:
        """Return whether a source only has what the article says, or what the claimant says about itself."""
        if repeats_article(self.origins, self.claim, source):
            return True
        said, publishers = self.claim.claim, self.origins.publishers(source)
        return not set(said.about).isdisjoint(said.claimants) and bool(publishers) and publishers <= {*said.claimants}

    @property
    def repeats_article(self) -> bool:
        """Whether supporting evidence was read, and all of it only repeats the article or the claimant."""
        return not self.supporting and bool(self.read("supports"))

    @cached_property
    def primary(self) -> list[Evidence]:
        """The supporting evidence from primary sources."""
        return [item for item in self.supporting if self.origins.corpus.sources[item.source].tier == "primary"]

    @property
    def rests_on_quotations(self) -> bool:
        """Whether a primary source that is known only as others quote it is needed, and enough.

        It is enough together with a source that was read, says the same and does not have it from that text.
        """
        sources = self.origins.corpus.sources
        quoted = [
            item.source
            for item in self.claim.review.evidence
            if item.stance == "supports" and item.source in sources and not self.is_own(item.source)
            if (sources[item.source].tier, sources[item.source].access) == ("primary", "relayed")
        ]
        alone = not self.primary and len(self.independent) == 1
        told = [item.source for item in self.supporting if not self.origins.is_unknown(item.source)]
        return alone and any(id_ not in self.origins.of(source) for id_ in quoted for source in told)

    @cached_property
    def independent(self) -> list[str]:
        """Supporting sources that do not depend on one another."""
        return self.origins.independent(item.source for item in self.supporting)

    @property
    def is_known(self) -> bool:
        """Whether all sources of the evidence are known; otherwise nothing can be said about the support."""
        return all(item.source in self.origins.corpus.sources for item in self.claim.review.evidence)

    @property
    def suffices(self) -> bool:
        """Whether there is a primary source or two independent ones, as `confirmed` requires."""
        return bool(self.primary) or len(self.independent) > 1 or self.rests_on_quotations


@dataclass(frozen=True)
class Grounds:
    """All that a claim's evidence shows, in the terms in which the rating scale says what a rating requires."""

    claim: Claim
    origins: Origins
    compared: list[Column]
    """The values that the evidence records, compared with the claim."""

    @cached_property
    def columns(self) -> list[Column]:
        """Those values without the ones of sources that do not say so: silence counts as nothing."""
        return [column for column in self.compared if column.evidence.stance != "silent"]

    @cached_property
    def support(self) -> Support:
        """The evidence that supports the claim."""
        return Support(self.claim, self.origins)

    @cached_property
    def differing(self) -> set[str]:
        """The fields in which some evidence differs from the claim."""
        return {key for column in self.columns for key in column.differing}

    @property
    def has_reservation(self) -> bool:
        """Whether evidence qualifies or refutes the claim, or records another value or a limit.

        A date or a form that the claim leaves out is no reservation, and a source that is only less exact has none.
        """
        stances = {item.stance for item in self.claim.review.evidence}
        limits = (cells[key] for cells in (column.cells for column in self.columns) for key in LIMITS if key in cells)
        return bool(
            stances & {"qualifies", "refutes"} or self.differing or any(cell.agreement not in ALIKE for cell in limits)
        )

    @property
    def has_gap(self) -> bool:
        """Whether nothing that was read decides the matter: too little supports the claim, and nothing refutes it."""
        is_open = not self.support.suffices or not self.differing.isdisjoint(DECISIVE)
        return is_open and not self.support.read("refutes")

    @property
    def has_other_speaker(self) -> bool:
        """Whether a source says that somebody else said it, and no text that matters is left to be read."""
        return not self.differing.isdisjoint({"said_by", "announcer"}) and not self.claim.review.to_check

    def lacking(self, required: Iterable[str]) -> str | None:
        """Return the first of the grounds required that the evidence does not give; None if it gives all."""
        return next((ground for ground in required if not _IS_THERE[ground](self)), None)


_IS_THERE: Mapping[str, Callable[[Grounds], bool]] = {
    "support": lambda grounds: bool(grounds.support.supporting),
    "reservation": lambda grounds: grounds.has_reservation,
    "no_reservation": lambda grounds: not any(item.stance == "qualifies" for item in grounds.claim.review.evidence),
    "refutation": lambda grounds: bool(grounds.support.read("refutes")),
    "no_difference": lambda grounds: grounds.differing.isdisjoint(DECISIVE),
    "other_speaker": lambda grounds: grounds.has_other_speaker,
    "gap": lambda grounds: grounds.has_gap,
}
"""For each ground that a rating may require, whether the evidence gives it."""
