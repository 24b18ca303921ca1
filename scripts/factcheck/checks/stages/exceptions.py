"""The checks of `facts/exceptions.yml` itself; the runner reports them, after all others have spoken."""

from __future__ import annotations

from factcheck.checks.check import check

UNUSED = check(
    "EXC001",
    "unused-exception",
    """
    An exception that no warning needs.

    What it excused is mended, so the exception must go: left in place it would hide the next mistake of
    the same kind. Remove it from `facts/exceptions.yml`. Errors cannot be excused: mend them.
    """,
)
EXPIRED = check(
    "EXC002",
    "expired-exception",
    """
    An exception that has expired.

    Exceptions are promises to mend something by a day. From that day on they no longer count: mend what the
    exception excuses, or agree on a new day and say why in the reason. It is a warning, so that nobody's
    correction waits for it.
    """,
    warning=True,
)
CHECKS = (UNUSED, EXPIRED)
