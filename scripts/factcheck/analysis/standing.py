"""Whether something with a date was there by a day: for certain, perhaps, or not yet.

A date says when something was published or happened, not when we or anybody else read of it. It is taken at its
word: ``2023-10`` was there on 31 October 2023, may have been there on the 30th, and was not there on 30 September.
"""

from __future__ import annotations

import datetime as dt

from factcheck.records.edtf import parse_edtf

THERE, PERHAPS, LATER, UNDATED = STANDINGS = ("there", "perhaps", "later", "undated")
"""Whether something was there by a day: for certain, as far as its date tells, not yet, or nobody can say."""


def standing(date: str | None, day: dt.date, cited: dt.date) -> str:
    """Return whether something was there at the end of a day: one of :data:`STANDINGS`.

    Args:
        date: when it was published or happened (EDTF). `there` and `later` are said only if every day that it can
            mean agrees; an uncertain or approximate end of it (``?``, ``~``) or an open one proves nothing.
        day: the day that is asked about.
        cited: a day on which we cited it. It was there then, whatever its date leaves open.
    """
    if date:
        span = parse_edtf(date)
        if span.start and not span.start.qualifier and span.earliest > day:
            return LATER
        if span.end and not span.end.qualifier and span.latest <= day:
            return THERE
    if cited <= day:
        return THERE
    return PERHAPS if date else UNDATED
