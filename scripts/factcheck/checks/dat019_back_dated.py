"""A move or a withdrawal is dated before a day on which the record was still published, or has got another date.

Readers take its date for the day since which the page has been gone. A published claim itself names days on which it
was there: that of its last check, and those of its corrections. And once a move or a withdrawal is published, its date
stays. Give it the day on which it is published. (Other checks see to the dates of corrections.)

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_
from factcheck.records import Tombstone
from factcheck.records.record import Moved


@check("DAT019", __doc__, title=N_("Move or withdrawal dated back"))
def back_dated(corpus: Corpus) -> Problems:
    for (kind, id_), stone in corpus.tombstones.items():
        if message := _wrong_day(corpus, kind, id_, _day(stone)):
            place: Pointer = ("date",) if isinstance(stone, Moved) else ("withdrawn", "date")
            yield corpus.file(kind, id_), Issue(place, message, "give it the day on which it is published")


def _wrong_day(corpus: Corpus, kind: str, id_: str, day: str) -> str | None:
    """Return why a record cannot have moved or been withdrawn on a day; None if it can, or nothing is compared."""
    base = corpus.around.base
    before = base.tombstones.get((kind, id_)) if base else None
    if before:
        return f"it was published with the date {_day(before)}" if day != _day(before) else None
    claim = base.claims.get(id_) if base and kind == CLAIM else None
    days = (
        (claim.review.checked, claim.record.created, *(each.date for each in claim.record.corrections)) if claim else ()
    )
    last = max(days, default="")
    return f"it is dated {day}, but on {last} the claim was still there" if day < last else None


def _day(stone: Tombstone) -> str:
    return stone.date if isinstance(stone, Moved) else stone.withdrawn.date
