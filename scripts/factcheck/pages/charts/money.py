"""Who put how much into whom, and when: every investment that is claimed or recorded of the time since, with its bar.

The full part of a bar is sure, the rest is possible: "up to 4 billion" is all possible, "between 300 and 400 million"
is sure up to 300.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.analysis.amounts import bounds
from factcheck.corpus import Corpus
from factcheck.records.claim import Claim
from factcheck.records.edtf import parse_edtf
from factcheck.records.payload import Amount, Investment

LABEL, BAR, TEXT, ROW = 220, 280, 260, 26
"""Widths of a row's label, of the longest bar and of the words behind it; height of a row."""
LEAST = 2
"""The width of the shortest bar, however small its sum is beside the largest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """An investment that the article claims, or that sources record of the time since."""

    investment: Investment
    amount: Amount
    date: str | None
    """When it was made or reported; None if the article does not say."""
    known: str | None
    """When it was known at the latest: the date, or that of the article."""
    claim: Claim
    anchor: str
    """The part of the claim's page that shows it."""
    sources: tuple[str, ...] = ()

    @property
    def is_claimed(self) -> bool:
        """Whether the article says so."""
        return self.anchor == "claimed"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stake with its bar: how long the sure part and the whole are, and whether it may be even more."""

    stake: Stake
    y: int
    sure: int
    possible: int
    open: bool


@dataclass(frozen=True, slots=True)
class MoneyChart:
    """The drawing of the stakes in one currency: its size, and its bars, the earliest first, from `label` on."""

    currency: str
    width: int
    height: int
    bars: tuple[Bar, ...]
    label: int = LABEL


def collect_stakes(corpus: Corpus) -> list[Stake]:
    """Return every investment with an amount, the earliest first. What several claims record of one is one stake."""
    found: dict[object, Stake] = {}
    for claim in corpus.claims.values():
        for stake in _of_claim(corpus, claim):
            key = claim.id if stake.is_claimed else (stake.date, stake.investment)
            found.setdefault(key, stake)
    return sorted(found.values(), key=_order)


def _of_claim(corpus: Corpus, claim: Claim) -> Iterator[Stake]:
    said = claim.claim.payload
    if isinstance(said, Investment) and said.amount:
        known = said.date or corpus.articles[claim.article].published
        yield Stake(investment=said, amount=said.amount, date=said.date, known=known, claim=claim, anchor="claimed")
    for position, item in enumerate(claim.review.developments, 1):
        recorded = item.recorded
        if isinstance(recorded, Investment) and recorded.amount and item.sources:
            yield Stake(
                investment=recorded,
                amount=recorded.amount,
                date=item.date,
                known=item.date,
                claim=claim,
                anchor=f"development-{position}",
                sources=item.sources,
            )


def _order(stake: Stake) -> tuple[date, int]:
    """Order by the earliest day that the date can mean, or the last one if it has no first."""
    if not stake.known:
        return date.max, stake.claim.order
    day = parse_edtf(stake.known)
    return (day.latest if day.earliest == date.min else day.earliest), stake.claim.order


def draw_money(stakes: Iterable[Stake]) -> list[MoneyChart]:
    """Return a drawing for each currency: sums in different currencies cannot be compared."""
    by_currency: dict[str, list[Stake]] = {}
    for stake in stakes:
        by_currency.setdefault(stake.amount.currency, []).append(stake)
    return [_chart(currency, found) for currency, found in by_currency.items()]


def _chart(currency: str, stakes: list[Stake]) -> MoneyChart:
    largest = max(_ends(stake.amount)[1] for stake in stakes) or 1
    bars = tuple(_bar(stake, number, largest) for number, stake in enumerate(stakes))
    return MoneyChart(currency, LABEL + BAR + TEXT, ROW * len(bars), bars)


def _bar(stake: Stake, number: int, largest: int) -> Bar:
    sure, possible = (round(BAR * end / largest) for end in _ends(stake.amount))
    is_open = stake.amount.hedge in {"more_than", "at_least"}
    return Bar(stake, ROW * number, min(sure, possible), max(possible, LEAST), is_open)


def _ends(amount: Amount) -> tuple[int, int]:
    """Return how much of an amount is sure, and how much it may be; of "more than" both are the number itself."""
    ends = bounds(amount)
    return int(ends.low), int(ends.low if ends.high is None else ends.high)
