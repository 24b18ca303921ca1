"""All money in the records, which of it is new, and whether what they say of other money makes sense.

Money is reported more than once: sources recall it, or give a running total. So a development is new money only if a
party to the deal paid, promised or announced it and it has no relation to the money of a claim. All else is a later
report, of which nobody knows how much is new.

What one sentence says of money counts once, however many records tell of it: see :func:`later_money`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.analysis.amounts import Bounds, amount_of, bounds, sum_of
from factcheck.analysis.comparers import Parents
from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.gathered_labels import top
from factcheck.analysis.payloads import payloads_in
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.kinds import ENTITY
from factcheck.records.claim import Claim, Development
from factcheck.records.edtf import newest_day
from factcheck.records.payload import Amount, Investment, MoneyRelation, Payload
from factcheck.records.structure import references

NEW = frozenset({"paid", "committed", "optional", "announced"})
"""The statuses of money that a party to the deal speaks of."""
TOLD_BEFORE = frozenset({"same_as", "part_of"})
"""The relations by which recalled money says which money it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An amount, the claim whose record has it, and where: in the claim itself, its evidence, or a development."""

    claim: Claim
    payload: Payload
    amount: Amount
    file: Locatable
    pointer: Pointer
    """Where the payload is in the record."""
    anchor: str
    """The part of the claim's page that shows it."""
    development: Development | None = None
    also: tuple["Told", ...] = ()
    """Other developments that tell of the same: see :func:`later_money`."""

    @property
    def told(self) -> tuple["Told", ...]:
        """All that tell of it: this, and the others."""
        return (self, *self.also)

    @property
    def place(self) -> tuple[str, str]:
        """The claim, and the part of its page that shows it."""
        return self.claim.id, self.anchor

    @property
    def date(self) -> str | None:
        """The date of the development that it is in."""
        return self.development.date if self.development else None

    @property
    def status(self) -> str | None:
        """The status of the money, where known."""
        return getattr(self.payload, "status", None)

    @property
    def relation(self) -> MoneyRelation | None:
        """How the money relates to that of claims, if the record says so."""
        return getattr(self.payload, "relation", None)

    @property
    def is_new(self) -> bool:
        """Whether it is money that nobody had reported before."""
        return self.status in NEW and self.relation is None


@cached_by_corpus
def told_money(corpus: Corpus) -> Iterator[Told]:
    """Yield the amounts in all claims, their evidence and their developments, in payloads of whatever type."""
    for file, claim in corpus.each(Claim):
        for payload, item, pointer, anchor in payloads_in(claim):
            if amount := getattr(payload, "amount", None):
                yield Told(
                    claim=claim,
                    payload=payload,
                    amount=amount,
                    file=file,
                    pointer=pointer,
                    anchor=anchor,
                    development=item if isinstance(item, Development) else None,
                )


@cached_by_corpus
def later_money(corpus: Corpus) -> Iterator[Told]:
    """Yield the money of all developments that have sources, the newest first, each sentence once.

    Two developments tell of one sentence if they name a source in common, or have the same date, and give the same
    amount and status for the same parties; `also` has those that are not shown themselves. A company and its parts are
    the same party here. Money that an article under review claims is not told again by a development with that article
    as its source.
    """
    parents = entity_parents(corpus.entities)
    claimed = {key for told in told_money(corpus) for key in _keys_of_claim(corpus, told, parents)}
    groups: list[list[Told]] = []
    by_key: dict[object, list[Told]] = {}
    for told in sorted(told_money(corpus), key=lambda told: told.relation is None):
        keys = _keys_of_news(told, parents)
        if keys and claimed.isdisjoint(keys):
            group = next((by_key[key] for key in keys if key in by_key), None)
            if group is None:
                group = []
                groups.append(group)
            group.append(told)
            for key in keys:
                by_key.setdefault(key, group)
    found = sorted((replace(first, also=tuple(others)) for first, *others in groups), key=lambda told: told.place)
    yield from sorted(found, key=lambda told: newest_day(told.date), reverse=True)


def _keys_of_news(told: Told, parents: Parents) -> list[object]:
    """Return what a development has in common with others that tell of the same sentence; nothing without sources."""
    if not told.development or not told.development.sources:
        return []
    what = _sum(told, parents)
    return [(mark, what) for mark in (*told.development.sources, told.development.date)]


def _keys_of_claim(corpus: Corpus, told: Told, parents: Parents) -> Iterable[object]:
    """Return how developments would tell the money of a claim again, with its article as their source."""
    article = corpus.articles.get(told.claim.article)
    if not article or told.pointer != ("claim", "payload"):
        return ()
    return ((item.source, _sum(told, parents)) for item in article.appearances)


def _sum(told: Told, parents: Parents) -> object:
    """Return what two records of one sentence have in common: the amount, its status, and the parties."""
    parties = frozenset(top(item.id, parents) for item in references(told.payload) if item.kind == ENTITY)
    return told.amount, told.status, parties


def relation_fault(corpus: Corpus, told: Told) -> str | None:
    """Return what is wrong with the relation of money to that of claims; None if nothing is."""
    investment, relation = told.payload, told.relation
    if not isinstance(investment, Investment):
        return None
    if investment.status == "recalled" and (relation is None or relation.type not in TOLD_BEFORE):
        return "'recalled' is money told before, but no relation 'same_as' or 'part_of' says which claim's it is"
    if relation is None:
        return None
    claims = [corpus.claims[id_] for id_ in relation.claims if id_ in corpus.claims]
    if told.pointer == ("claim", "payload") and told.claim in claims:
        return "a claim cannot relate its money to itself"
    known = len(claims) == len(relation.claims)  # not where a file with a mistake is left out
    return _mismatch(investment, claims) or (_arithmetic(investment, claims) if known else None)


def _mismatch(investment: Investment, claims: Sequence[Claim]) -> str | None:
    """Return in what the money of a claim cannot be compared with this money."""
    for claim in claims:
        amount, payload = amount_of(claim), claim.claim.payload
        if not amount or not isinstance(payload, Investment):
            return f"{claim.id!r}, to which this money is related, is not an investment with an amount"
        if investment.amount and amount.currency != investment.amount.currency:
            return f"{claim.id!r} is in {amount.currency}, this is in {investment.amount.currency}"
        if investment.investee and payload.investee != investment.investee:
            return f"{claim.id!r} is money for {payload.investee!r}, this is for {investment.investee!r}"
    return None


def _arithmetic(investment: Investment, claims: Sequence[Claim]) -> str | None:
    """Return how the amount goes against the sum of the claims' amounts."""
    whole = sum_of(claims)
    if not whole or not investment.amount or not investment.relation:
        return None
    own = bounds(investment.amount)
    return _CHECKS[investment.relation.type](own, whole)


def _same(own: Bounds, whole: Bounds) -> str | None:
    return None if own.overlaps(whole) else "this is said to be the same money, but the amounts exclude one another"


def _part(own: Bounds, whole: Bounds) -> str | None:
    more = whole.high is not None and own.low > whole.high
    return "this is said to be a part, but it is more than the whole" if more else None


def _total(own: Bounds, whole: Bounds) -> str | None:
    less = own.high is not None and own.high < whole.low
    return "this is said to be a total, but it is less than its parts" if less else None


_CHECKS = {"same_as": _same, "part_of": _part, "total_of": _total}
