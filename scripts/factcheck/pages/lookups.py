"""What pages look up in all records: who refers to a record, counts, and the results of the analyses."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from factcheck.analysis.amounts import DeclaredSum, declared_sums
from factcheck.analysis.comparison import Column, compare_claim, entity_parents, last_day_of_article
from factcheck.analysis.gathered_labels import gathered_labels
from factcheck.analysis.labels import DesignationUse, designations, line_of
from factcheck.analysis.quotations import least_words, placed_quotations
from factcheck.analysis.support import Origins, Support
from factcheck.analysis.terms import exclusive_conflicts
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM
from factcheck.pages.money import ShownSum, sum_rows
from factcheck.records.claim import Claim, Quotation
from factcheck.records.edtf import sorting_day
from factcheck.records.record import Article, Source

_UNNUMBERED = 2
"""How true a rating without a number is taken to be where claims are put in order: no better than imprecise."""


class Lookups:
    """Lookups in a corpus. Each table is made when a page first needs it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.origins = corpus, Origins(corpus)
        self._claims = list(corpus.claims.values())

    def users(self, kind: str, id_: str, by: str) -> list[Any]:
        """Return the records of kind `by` that refer to a record."""
        return [self.corpus.tables[by][user] for user in self.corpus.users(kind, id_, by)]

    def claims_using(self, kind: str, id_: str) -> list[Claim]:
        """Return the claims that refer to a record, article by article, in the order of the text."""
        claims: list[Claim] = self.users(kind, id_, CLAIM)
        return sorted(claims, key=lambda claim: self._places[claim.id])

    def claims_of(self, article: str) -> list[Claim]:
        """Return the claims that an article makes, in the order of its text."""
        return self._claims_by_article.get(article, [])

    @cached_property
    def _claims_by_article(self) -> Mapping[str, list[Claim]]:
        return _grouped(([claim.article], claim) for claim in self._claims)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self.corpus.claims)}

    def neighbours(self, claim: Claim) -> tuple[Claim | None, Claim | None]:
        """Return the claims before and after a claim in the text of its article."""
        place = self._places[claim.id]
        around = (self._claims[place - 1 : place], self._claims[place + 1 : place + 2])
        before, after = (next((other for other in found if other.article == claim.article), None) for found in around)
        return before, after

    @cached_property
    def seams(self) -> Mapping[Quotation, tuple[str, str]]:
        """What is between the parts of each quotation that a fingerprint verifies: a blank or nothing."""
        return {quoted.quotation: quoted.found.seams for quoted in placed_quotations(self.corpus)}

    @cached_property
    def claim_counts(self) -> dict[str, Counter[str]]:
        """How many claims have each rating, kind and type of payload, and are of each article and about each entity."""
        said = [claim.claim for claim in self._claims]
        return {
            "rating": Counter(claim.review.rating for claim in self._claims),
            "kind": Counter(item.kind for item in said),
            "type": Counter(item.payload.type for item in said),
            "article": Counter(claim.article for claim in self._claims),
            "about": Counter(id_ for item in said for id_ in dict.fromkeys(item.about)),
        }

    @cached_property
    def interests(self) -> Mapping[str, int]:
        """The number of each declaration of interests, in the order of the claims; several claims may have the same."""
        found = dict.fromkeys(_declared(claim) for claim in self._claims if claim.record.interests)
        return {declared: number for number, declared in enumerate(found, 1)}

    def interests_of(self, claim: Claim) -> int:
        """Return the number of the declaration that a claim has; 0 if it has none."""
        return self.interests.get(_declared(claim), 0)

    def declared_in(self, claims: Iterable[Claim]) -> list[tuple[int, list[Claim]]]:
        """Return the declarations of interests in some claims by their numbers, each with the claims that have it."""
        found: dict[int, list[Claim]] = {}
        for claim in claims:
            found.setdefault(self.interests_of(claim), []).append(claim)
        return sorted((number, having) for number, having in found.items() if number)

    def ratings_in(self, article: Article) -> Counter[str]:
        """Return how many claims of an article have each rating."""
        return Counter(claim.review.rating for claim in self.claims_of(article.id))

    def doubtful(self, article: Article) -> list[Claim]:
        """Return the claims of an article that are rated less than accurate, the least accurate first.

        Of a judgement nobody can say that it is less than true.
        """
        claims = self.claims_of(article.id)
        best = max((rating.claimreview or 0 for rating in self.corpus.ratings.values()), default=0)
        accuracy = {
            claim.id: self.corpus.ratings[claim.review.rating].claimreview or _UNNUMBERED
            for claim in claims
            if claim.claim.kind != "analysis"
        }
        found = [claim for claim in claims if accuracy.get(claim.id, best) < best]
        return sorted(found, key=lambda claim: accuracy[claim.id])

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The id of the entity to which each entity belongs."""
        return entity_parents(self.corpus.entities)

    def compared(self, claim: Claim) -> list[Column]:
        """Return what each piece of evidence of a claim says, beside the claim itself, field by field."""
        return compare_claim(claim, self.parents, last_day_of_article(self.corpus, claim))

    @cached_property
    def least_words(self) -> int:
        """How many pasted words it takes, so that chance hardly finds them in one of the articles."""
        return least_words(sum(article.text.words for article in self.corpus.articles.values()))

    def support(self, claim: Claim) -> Support:
        """Return the evidence that the rating of a claim rests on."""
        return Support(claim, self.origins)

    def resting_on(self, source: Source) -> list[Claim]:
        """Return the claims whose only independent support is this source."""
        return self._alone.get(source.id, [])

    @cached_property
    def _alone(self) -> Mapping[str, list[Claim]]:
        supports = ((claim, self.support(claim).independent) for claim in self._claims)
        return _grouped((ids, claim) for claim, ids in supports if len(ids) == 1)

    @cached_property
    def sums(self) -> list[DeclaredSum]:
        """The sums that records state, with their parts."""
        return list(declared_sums(self.corpus))

    @cached_property
    def sum_rows(self) -> list[ShownSum]:
        """The sums that claims state, as the page of money shows them."""
        return sum_rows(self.corpus, self.sums)

    def sums_with(self, id_: str) -> list[DeclaredSum]:
        """Return the sums that a record states, or that a claim is a part of."""
        return self._sums_by_id.get(id_, [])

    @cached_property
    def _sums_by_id(self) -> Mapping[str, list[DeclaredSum]]:
        return _grouped(([item.record, *(part.id for part in item.parts)], item) for item in self.sums)

    @cached_property
    def conflicts(self) -> list[tuple[DesignationUse, DesignationUse]]:
        """The pairs of designations that cannot both be true, one for each pair of claims."""
        pairs: dict[object, tuple[DesignationUse, DesignationUse]] = {}
        for left, right in exclusive_conflicts(self.corpus):
            pairs.setdefault((left.claim.id, right.claim.id), (left, right))
        return [*pairs.values()]

    @cached_property
    def designations(self) -> tuple[DesignationUse, ...]:
        """Every use of a designation once, the newest first."""
        return gathered_labels(self.corpus)

    def label_at(self, claim: str, anchor: str) -> DesignationUse | None:
        """Return the use of a label that the page of a claim shows at an anchor, if there is one."""
        return self._labels_by_place.get((claim, anchor))

    @cached_property
    def _labels_by_place(self) -> Mapping[tuple[str, str], DesignationUse]:
        return {(use.claim.id, use.anchor): use for use in designations(self.corpus) if use.designation.wording}

    def designations_with(self, term: str) -> list[DesignationUse]:
        """Return the designations that use a term, the newest first."""
        return self._designations_by_term.get(term, [])

    @cached_property
    def _designations_by_term(self) -> Mapping[str, list[DesignationUse]]:
        return _grouped(([use.designation.term], use) for use in self.designations)

    def designations_of(self, entity: str) -> list[DesignationUse]:
        """Return the designations that an entity or a part of it gives, gets or uses, the newest first."""
        return self._designations_by_entity.get(entity, [])

    @cached_property
    def _designations_by_entity(self) -> Mapping[str, list[DesignationUse]]:
        return _grouped((self._involved(use), use) for use in self.designations)

    def is_or_has(self, entity: str, other: str | None) -> bool:
        """Return whether an entity is another one, or has it as a part."""
        return other is not None and entity in line_of(other, self.parents)

    def _involved(self, use: DesignationUse) -> list[str]:
        """Return who gives, gets or uses a label, and what they are parts of."""
        said = [told.designation for told in use.told]
        named = [id_ for item in said for id_ in (item.provider, item.customer, item.said_by) if id_]
        return [company for id_ in named for company in line_of(id_, self.parents)]


def _declared(claim: Claim) -> str:
    return "\n".join(f"{language} {text}" for language, text in sorted((claim.record.interests or {}).items()))


def by_date(sources: Iterable[Source]) -> list[Source]:
    """Return sources, the oldest first, those without a date last."""
    return sorted(sources, key=lambda source: (sorting_day(source.published), source.id))


def _grouped(items: Iterable[tuple[Iterable[str | None], Any]]) -> dict[str, list[Any]]:
    """Return items by their keys. An item may have several keys; a key of None or "" does not count."""
    found: dict[str, list[Any]] = {}
    for keys, item in items:
        for key in filter(None, dict.fromkeys(keys)):
            found.setdefault(key, []).append(item)
    return found
