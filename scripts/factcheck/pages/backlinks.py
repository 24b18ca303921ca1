"""The way back between records: from a source to the claims that rest on it, from an entity to what it said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from factcheck.analysis.corrections import all_corrections
from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE
from factcheck.pages.designations import DesignationUse, Ladder, collect_designations, side_by_side
from factcheck.pages.term_timeline import TermTimeline, draw
from factcheck.records.claim import Claim, Correction, Development, Evidence
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Designation
from factcheck.records.record import Article, Entity, Source, Term


@dataclass(frozen=True)
class BackLinks:
    """Lists that pages show, each in the order in which readers see it."""

    corpus: Corpus

    @cached_property
    def designations(self) -> list[DesignationUse]:
        """Every designation, the oldest first."""
        return collect_designations(self.corpus)

    @cached_property
    def labels(self) -> list[Claim]:
        """The claims of which label a provider was given in which words: the first few, for the start page."""
        said = ((claim, claim.claim.payload) for claim in self.corpus.claims.values())
        found = (claim for claim, label in said if isinstance(label, Designation) and label.provider and label.wording)
        return list(islice(found, 4))

    @cached_property
    def rating_counts(self) -> Counter[str]:
        """How many claims have each rating."""
        return Counter(claim.review.rating for claim in self.corpus.claims.values())

    @cached_property
    def claim_counts(self) -> dict[str, Counter[str]]:
        """How many claims have each kind and each type of payload, and how many are about each entity."""
        said = [claim.claim for claim in self.corpus.claims.values()]
        return {
            "kind": Counter(item.kind for item in said),
            "type": Counter(item.payload.type for item in said),
            "about": Counter(id_ for item in said for id_ in dict.fromkeys(item.about)),
        }

    @cached_property
    def developments(self) -> list[tuple[Claim, int, Development]]:
        """Every development with its claim and its position there, the newest first."""
        found = [
            (claim, position, development)
            for claim in self.corpus.claims.values()
            for position, development in enumerate(claim.review.developments, 1)
        ]
        return sorted(found, key=lambda item: parse_edtf(item[2].date).earliest, reverse=True)

    @cached_property
    def corrections(self) -> list[tuple[Claim, int, Correction]]:
        """Every correction with its claim and its position there, the newest first."""
        return all_corrections(self.corpus)

    @cached_property
    def latest(self) -> list[tuple[Claim, int, Development]]:
        """The developments without what is uncertain or has no source, and with what several claims tell once."""
        sure = (item for item in self.developments if item[2].sources and item[2].confidence != "low")
        told = {(item[2].date, item[2].sources): item for item in reversed(list(sure))}
        return list(reversed(told.values()))

    @cached_property
    def _in_order(self) -> list[Claim]:
        return [*self.corpus.claims.values()]

    @cached_property
    def _claim_order(self) -> dict[str, int]:
        return {id_: position for position, id_ in enumerate(self.corpus.claims)}

    def claims_using(self, kind: str, id_: str) -> list[Claim]:
        """Return the claims that refer to a record, in the order of their articles."""
        order = self._claim_order
        used = sorted(
            (user for user in self.corpus.users(kind, id_, by=CLAIM) if user in order),
            key=order.__getitem__,
        )
        return [self.corpus.claims[user] for user in used]

    def neighbours(self, claim: Claim) -> tuple[Claim | None, Claim | None]:
        """Return the claims of the same article before and after this one, in the order of the text."""
        order, place = self._in_order, self._claim_order[claim.id]
        around = (order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None)
        before, after = (other if other and other.article == claim.article else None for other in around)
        return before, after

    def evidence_from(self, source: Source) -> list[tuple[Claim, int, Evidence]]:
        """Return the evidence that comes from a source, with its claim and its position there."""
        return [
            (claim, position, item)
            for claim in self.claims_using(SOURCE, source.id)
            for position, item in enumerate(claim.review.evidence, 1)
            if item.source == source.id
        ]

    def relations_to(self, claim: Claim) -> list[tuple[str, Claim]]:
        """Return the relations of other claims to this one: their type, and the other claim."""
        return [
            (relation.type, other)
            for other in self.claims_using(CLAIM, claim.id)
            for relation in other.claim.relations
            if relation.claim == claim.id
        ]

    def derived_from(self, source: Source) -> list[Source]:
        """Return the sources that rest on this one."""
        ids = self.corpus.users(SOURCE, source.id, by=SOURCE)
        return [self.corpus.sources[id_] for id_ in ids]

    def articles_in(self, source: Source) -> list[Article]:
        """Return the articles that appeared in a source."""
        return [
            article for article in self._naming(source) if source.id in {item.source for item in article.appearances}
        ]

    def articles_citing(self, source: Source) -> list[Article]:
        """Return the articles whose record names a source otherwise: as one that states a total, say."""
        appeared = self.articles_in(source)
        return [article for article in self._naming(source) if article not in appeared]

    def _naming(self, source: Source) -> list[Article]:
        return [self.corpus.articles[id_] for id_ in self.corpus.users(SOURCE, source.id, by=ARTICLE)]

    def sources_of(self, entity: Entity) -> list[Source]:
        """Return the sources that an entity published, the oldest first."""
        ids = self.corpus.users(ENTITY, entity.id, by=SOURCE)
        return sorted((self.corpus.sources[id_] for id_ in ids), key=_published)

    def articles_of(self, entity: Entity) -> list[Article]:
        """Return the articles that an entity wrote or published."""
        return [self.corpus.articles[id_] for id_ in self.corpus.users(ENTITY, entity.id, by=ARTICLE)]

    def parts_of(self, entity: Entity) -> list[Entity]:
        """Return the entities that belong to this one."""
        return [self.corpus.entities[id_] for id_ in self.corpus.users(ENTITY, entity.id, by=ENTITY)]

    def parts_played(self, entity: Entity) -> tuple[list[Claim], list[Claim], list[Claim]]:
        """Return the claims that an entity makes or is said to make, those about it, and the others that name it."""
        found: tuple[list[Claim], list[Claim], list[Claim]] = ([], [], [])
        for claim in self.claims_using(ENTITY, entity.id):
            said = claim.claim
            speaks = entity.id in {said.attributed_to, said.via, getattr(said.payload, "said_by", None)}
            found[0 if speaks or entity.id == said.claimant else 1 if entity.id in said.about else 2].append(claim)
        return found

    def labels_of(self, entity: Entity) -> tuple[list[DesignationUse], list[DesignationUse]]:
        """Return the designations that an entity uses itself, and the others that concern it, the oldest first."""
        uses = self.designations_of(entity)
        own = [use for use in uses if use.designation.said_by == entity.id]
        return own, [use for use in uses if use.designation.said_by != entity.id]

    @cached_property
    def _designations_by_entity(self) -> dict[str, list[DesignationUse]]:
        found: dict[str, list[DesignationUse]] = {}
        for use in self.designations:
            said = use.designation
            for id_ in dict.fromkeys((said.provider, said.customer, said.said_by)):
                if id_:
                    found.setdefault(id_, []).append(use)
        return found

    def designations_of(self, entity: Entity) -> list[DesignationUse]:
        """Return the designations that an entity gives, gets or uses, the oldest first."""
        return self._designations_by_entity.get(entity.id, [])

    def designations_with(self, term: Term) -> list[DesignationUse]:
        """Return the designations that use a term."""
        return [use for use in self.designations if use.designation.term == term.id]

    def providers_called(self, term: Term) -> dict[str, int]:
        """Return how often each provider is called by a term, the most often called first."""
        found = Counter(use.designation.provider for use in self.designations_with(term) if use.designation.provider)
        return dict(found.most_common())

    def said_beside(self, term: Term) -> list[DesignationUse]:
        """Return how other providers of the same customers are called, if a term is used at all, the oldest first."""
        uses = self.designations_with(term)
        customers = {use.designation.customer for use in uses}
        providers = {use.designation.provider for use in uses}
        return [
            use
            for use in self.designations
            if use.designation.customer in customers and use.designation.provider not in providers
        ]

    @cached_property
    def term_timeline(self) -> TermTimeline | None:
        """Every dated use of a term, drawn."""
        return draw(self.designations, [*self.corpus.terms])

    @cached_property
    def ladder(self) -> Ladder:
        """Every use of a term, providers side by side."""
        return side_by_side(self.designations, self.corpus.terms)

    def sources_by_date(self) -> list[Source]:
        """Return all sources, the oldest first; those without a date come last."""
        return sorted(self.corpus.sources.values(), key=_published)


def _published(source: Source) -> tuple[date, str]:
    return (parse_edtf(source.published).earliest if source.published else date.max, source.id)
