"""What the records prove, for pages: comparisons, origins, sums, coverage, relations. It is calculated elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from factcheck.analysis.amounts import DeclaredSum, declared_sums
from factcheck.analysis.availability import AsOf, collect_as_of
from factcheck.analysis.comparison import Column, compare_claim, entity_parents
from factcheck.analysis.coverage import Coverage, cover
from factcheck.analysis.quotations import Match, find_in_fingerprint
from factcheck.analysis.support import Origins, Support
from factcheck.analysis.terms import Use, dated_uses, exclusive_conflicts
from factcheck.kinds import ARTICLE
from factcheck.pages.backlinks import BackLinks
from factcheck.pages.money import MoneyChart, Stake, collect_stakes
from factcheck.pages.money import draw as draw_money
from factcheck.pages.origin_map import OriginMap, origin_families
from factcheck.pages.origin_map import draw as draw_origins
from factcheck.pages.relation_graph import RelationGraph, draw
from factcheck.pages.timeline import Period, collect_periods
from factcheck.records.claim import Claim
from factcheck.records.record import Article, Source, Term


@dataclass(frozen=True)
class Proofs(BackLinks):
    """Everything that follows from the records and stands on a page."""

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        return entity_parents(self.corpus.entities)

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self.corpus)

    def columns(self, claim: Claim) -> list[Column]:
        """Return what each piece of evidence records of a claim, compared with it field by field."""
        return compare_claim(claim, self._parents)

    def support(self, claim: Claim) -> Support:
        """Return what a claim's rating rests on."""
        return Support(claim, self._origins)

    def origin_map(self, claim: Claim) -> list[tuple[Source, list[Source]]]:
        """Return each origin of the claim's supporting sources, and which of them repeat it, not counting itself."""
        sources = self.corpus.sources
        groups = self._origins.groups(item.source for item in claim.review.evidence if item.stance == "supports")
        return [
            (sources[origin], [sources[id_] for id_ in ids if id_ != origin])
            for origin, ids in groups.items()
            if origin in sources
        ]

    @cached_property
    def families(self) -> list[tuple[Source, list[Source]]]:
        """Each source that others repeat, and those that repeat it; the most repeated first."""
        return origin_families(self._origins)

    @cached_property
    def independence_map(self) -> OriginMap | None:
        """The same drawn; None if nobody repeats anybody."""
        return draw_origins(self.families)

    @cached_property
    def origin_count(self) -> int:
        """From how many sources the words of all evidence come in the end."""
        return len({origin for source in self._used for origin in self._origins.of(source)})

    @cached_property
    def _used(self) -> set[str]:
        return {item.source for claim in self.corpus.claims.values() for item in claim.review.evidence}

    @property
    def used_sources(self) -> int:
        """How many sources are evidence for a claim."""
        return len(self._used)

    @cached_property
    def _alone(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.corpus.claims.values():
            independent = self.support(claim).independent
            if len(independent) == 1:
                found.setdefault(independent[0], []).append(claim)
        return found

    def resting_on(self, source: Source) -> list[Claim]:
        """Return the claims for which a source is the only support that was read and depends on no other."""
        return self._alone.get(source.id, [])

    @cached_property
    def sums(self) -> list[DeclaredSum]:
        """All declared sums."""
        return list(declared_sums(self.corpus))

    @cached_property
    def _sums_by_record(self) -> dict[str, list[DeclaredSum]]:
        found: dict[str, list[DeclaredSum]] = {}
        for item in self.sums:
            for id_ in dict.fromkeys([item.record, *(part.id for part in item.parts)]):
                found.setdefault(id_, []).append(item)
        return found

    def periods(self, article: Article) -> list[Period]:
        """Return everything with a date that bears on an article, in parts."""
        return collect_periods(self.corpus, article)

    @cached_property
    def _days(self) -> dict[str, tuple[AsOf, ...]]:
        return {}

    def as_of(self, article: Article) -> tuple[AsOf, ...]:
        """Return what was known of an article's claims on each day that is looked at, the earliest first."""
        if article.id not in self._days:
            claims = [claim for claim in self.claims_using(ARTICLE, article.id) if claim.article == article.id]
            self._days[article.id] = collect_as_of(article, claims, self._origins)
        return self._days[article.id]

    @cached_property
    def stakes(self) -> list[Stake]:
        """Who put how much into whom, the earliest first."""
        return collect_stakes(self.corpus)

    @cached_property
    def money_charts(self) -> list[MoneyChart]:
        """The same drawn, for each currency."""
        return draw_money(self.stakes)

    def sums_with(self, record: Claim | Article) -> list[DeclaredSum]:
        """Return the sums that a claim is the total or a part of, or that an article states."""
        return self._sums_by_record.get(record.id, [])

    def sums_in(self, article: Article) -> list[DeclaredSum]:
        """Return all sums of an article's claims, stated by it or by one of them."""
        claims = {claim.id for claim in self.claims_using(ARTICLE, article.id)} | {article.id}
        return [item for item in self.sums if item.record in claims]

    def coverage(self, article: Article) -> Coverage:
        """Return how much of an article is accounted for."""
        return cover(article)

    def verified(self, article: Article) -> int:
        """Return how many quotations of an article's claims its fingerprint confirms."""
        found = (
            find_in_fingerprint(claim.claim.quotation, article.text.fingerprint, article.id).match
            for claim in self.claims_using(ARTICLE, article.id)
        )
        return sum(match is Match.EXACT for match in found)

    def conflicts_with(self, term: Term) -> list[tuple[Use, Use]]:
        """Return the pairs of designations that exclude one another and use a term."""
        return [pair for pair in self.conflicts if term.id in {use.term for use in pair}]

    @cached_property
    def conflicts(self) -> list[tuple[Use, Use]]:
        """The pairs of designations that exclude one another."""
        return list(exclusive_conflicts(list(dated_uses(self.corpus)), self.corpus.terms))

    def relation_graph(self, article: Article) -> RelationGraph | None:
        """Return how the claims of an article relate, drawn; None if none of them does."""
        claims = [claim for claim in self.claims_using(ARTICLE, article.id) if claim.article == article.id]
        return draw(claims)
