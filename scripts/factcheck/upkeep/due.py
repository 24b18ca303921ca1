"""What should be looked at again, by its day: reviews, unanswered questions, unread sources and accepted findings."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from factcheck.analysis.parties import is_awaited
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, SOURCE, file_path
from factcheck.records.claim import Claim, Reply
from factcheck.records.record import Source

REVIEW, REPLY, UNREAD, EXCEPTION = "review", "reply", "unread", "exception"
"""What is due: a claim is to be checked again, somebody has not answered, a source that matters to a claim was not read
by the day on which the claim is to be checked again, or an accepted finding is to be mended."""
EXCEPTIONS_FILE = "facts/exceptions.yml"


class Due(NamedTuple):
    """One thing to do: its day, what it is, the file that has to change, and of which record or check it is."""

    day: str
    what: str
    file: str
    name: str
    note: str
    """What one needs to know to do it, in words of the program and ids."""


def what_is_due(corpus: Corpus, today: date, *, within: int = 0) -> list[Due]:
    """Return what is due today or within some days, the oldest first.

    Args:
        corpus: the records.
        today: the day of the run.
        within: how many days after today still count.
    """
    last = (today + timedelta(days=within)).isoformat()
    every = (*_claims(corpus), *_replies(corpus), *_sources(corpus), *_exceptions(corpus))
    return sorted(item for item in every if item.day <= last)


def claims_by_day(corpus: Corpus) -> list[Claim]:
    """Return the claims in the order of the days by which they are to be checked again."""
    return sorted(corpus.claims.values(), key=lambda claim: (claim.review.review_by, claim.id))


def awaited_replies(corpus: Corpus) -> list[tuple[Claim, Reply]]:
    """Return the questions whose answer is still waited for, each with its claim, in the order of their deadlines."""
    found = ((claim, reply) for claim in corpus.claims.values() for reply in claim.record.right_of_reply)
    return sorted((pair for pair in found if is_awaited(*pair)), key=lambda pair: (pair[1].deadline or "", pair[0].id))


def unread_sources(corpus: Corpus) -> list[tuple[Source, list[Claim]]]:
    """Return the sources that matter to claims and were not read, each with these, the earliest check first."""
    waiting: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims_by_day(corpus):
        for id_ in to_read(claim):
            waiting[id_].append(claim)
    return [(corpus.sources[id_], claims) for id_, claims in waiting.items() if id_ in corpus.sources]


def to_read(claim: Claim) -> list[str]:
    """Return the ids of the sources that a claim or one of its developments names as still to be read."""
    review = claim.review
    leads = (lead.source for lead in review.to_check)
    return list(dict.fromkeys((*leads, *(id_ for item in review.developments for id_ in item.to_check))))


def _claims(corpus: Corpus) -> Iterator[Due]:
    for claim in claims_by_day(corpus):
        unread = ", ".join(to_read(claim))
        note = f"last checked on {claim.review.checked}{'; not read: ' if unread else ''}{unread}"
        yield Due(claim.review.review_by, REVIEW, file_path(CLAIM, claim.id), claim.id, note)


def _replies(corpus: Corpus) -> Iterator[Due]:
    for claim, reply in awaited_replies(corpus):
        note = f"{reply.asked} was asked on {reply.date}, and no answer is recorded"
        yield Due(reply.deadline or "", REPLY, file_path(CLAIM, claim.id), claim.id, note)


def _sources(corpus: Corpus) -> Iterator[Due]:
    for source, claims in unread_sources(corpus):
        note = f"{source.url or 'its address is not known'}; matters to {', '.join(claim.id for claim in claims)}"
        yield Due(claims[0].review.review_by, UNREAD, file_path(SOURCE, source.id), source.id, note)


def _exceptions(corpus: Corpus) -> Iterator[Due]:
    for accepted in corpus.accepted.exceptions:
        yield Due(accepted.expires, EXCEPTION, EXCEPTIONS_FILE, accepted.code, f"accepted in {accepted.file}")
