"""The page of money: the sums of each article as bars, parts under their totals, and what was reported later.

A sum is whatever a claim gives an amount for: an investment, an agreement, and so on. The full part of a bar is
certain, the rest is possible: "up to 4 billion" and optional money are only possible, "between 300 and 400 million" is
certain up to 300. The bars of an article are drawn to one scale. Money that was reported after the articles has no
bars: some of it is the same money.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from factcheck.analysis.amounts import DeclaredSum, amount_of, bounds, status_of
from factcheck.analysis.support import READ
from factcheck.analysis.told_money import Told, later_money
from factcheck.corpus import Corpus
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.payload import Amount
from factcheck.records.record import Article

FULL, LEAST, TAIL = 90, 1, 10
"""In hundredths of the width that there is: the longest bar, the shortest one, and what follows "more than" a sum."""

MEANINGS = {
    "paid": N_("The words say that the money changed hands."),
    "committed": N_("The words say that it is promised, and not only possible."),
    "optional": N_("It may be added later."),
    "announced": N_("Someone who pays or receives it said so."),
    "reported": N_("The press says so; we have seen no announcement."),
    "estimated": N_("Someone outside the deal put a number on it."),
    "cumulative": N_("Everything up to a day, not one payment."),
    "recalled": N_("The same money, mentioned again later."),
    "unstated": N_("The words, such as “invested” or “raised”, leave it open."),
}
"""What each status means to readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar in hundredths of the width: its certain part, the whole, and whether it may be even longer."""

    sure: int
    possible: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSum:
    """A sum of an article: what a claim says, or a total that the article's record declares; with its parts."""

    article: str
    amount: Amount
    status: str | None
    claim: Claim | None = None
    sources: tuple[str, ...] = ()
    """Who states a total that is no claim."""
    parts: tuple["ShownSum", ...] = ()
    bar: Bar = Bar(sure=0, possible=0, open=False)


def sum_rows(corpus: Corpus, declared: Iterable[DeclaredSum]) -> list[ShownSum]:
    """Return the sums of all articles with their bars, article by article, the newest first."""
    rows: dict[str, list[ShownSum]] = {}
    for row in collect_sums(corpus, declared):
        rows.setdefault(row.article, []).append(row)
    return [drawn for items in rows.values() for drawn in draw(items)]


def money_values(corpus: Corpus, rows: Iterable[ShownSum], articles: Iterable[Article]) -> Mapping[str, Any]:
    """Return what the template of the page needs, of these articles: their sums, new money, and later reports."""
    chosen = {article.id for article in articles}
    fresh: list[Told] = []
    reports: list[Told] = []
    for told in later_money(corpus):
        if any(item.claim.article in chosen for item in told.told):
            (fresh if told.is_new and _was_read(corpus, told) else reports).append(told)
    sums = [row for row in rows if row.article in chosen]
    told_in = {item.claim.article for told in (*fresh, *reports) for item in told.told}
    return {
        "sums": sums,
        "ratings": count_ratings(sums),
        "fresh": fresh,
        "reports": reports,
        "involved": told_in.union(row.article for row in sums),
        "meanings": MEANINGS,
    }


def count_ratings(rows: Iterable[ShownSum]) -> Counter[str]:
    """Return how many of the claims of sums, and of their parts, have each rating."""
    claims = (item.claim for row in rows for item in (row, *row.parts) if item.claim)
    return Counter(claim.review.rating for claim in claims)


def _was_read(corpus: Corpus, told: Told) -> bool:
    """Return whether we have read who tells of money: an announcement that only others quote is not new money."""
    sources = told.development.sources if told.development else ()
    return any(corpus.sources[id_].access in READ for id_ in sources)


def collect_sums(corpus: Corpus, declared: Iterable[DeclaredSum]) -> list[ShownSum]:
    """Return every claimed sum once, in the order of the articles and their texts.

    Parts of a total are under it, unless they are claims of another article.
    """
    found = {id_: row for id_, claim in corpus.claims.items() if (row := _of_claim(claim))}
    parts: set[str] = set()
    totals: dict[str, ShownSum] = {}
    for item in sorted(declared, key=lambda item: item.record not in found):  # Totals that are claims come first.
        article = found[item.record].article if item.record in found else item.record
        ids = [part.id for part in item.parts if part.id in found and part.id not in parts and part.article == article]
        if ids and item.total:
            total = found.get(item.record) or ShownSum(
                article=article, amount=item.total, status=item.status, sources=item.sources
            )
            first = item.record if item.record in found else ids[0]
            totals[first] = replace(total, parts=tuple(found[id_] for id_ in ids))
            parts.update(ids)
    return [totals.get(id_, row) for id_, row in found.items() if id_ in totals or id_ not in parts]


def _of_claim(claim: Claim) -> ShownSum | None:
    amount = amount_of(claim)
    return ShownSum(article=claim.article, amount=amount, status=status_of(claim), claim=claim) if amount else None


def draw(sums: Iterable[ShownSum]) -> list[ShownSum]:
    """Return the sums with their bars. Amounts in different currencies are not drawn to the same scale."""
    rows = list(sums)
    largest: dict[str, int] = {}
    for item in [*rows, *(part for row in rows for part in row.parts)]:
        largest[item.amount.currency] = max(_ends(item.amount)[1], largest.get(item.amount.currency, 1))
    return [_drawn(row, largest) for row in rows]


def _drawn(row: ShownSum, largest: Mapping[str, int]) -> ShownSum:
    sure, possible = (round(FULL * end / largest[row.amount.currency]) for end in _ends(row.amount))
    sure = 0 if row.status == "optional" else sure
    is_open = bounds(row.amount).high is None
    bar = Bar(sure=sure, possible=max(possible, LEAST) + TAIL * is_open, open=is_open)
    return replace(row, bar=bar, parts=tuple(_drawn(part, largest) for part in row.parts))


def _ends(amount: Amount) -> tuple[int, int]:
    """Return how much of an amount is certain, and how much it may be; of "more than" both are the number itself."""
    ends = bounds(amount)
    return int(ends.low), int(ends.low if ends.high is None else ends.high)
