"""The exceptions in `facts/exceptions.yml`, applied to the findings of all checks, and the checks of that file."""

from collections.abc import Iterable
from datetime import date

from factcheck.checks.check import Check, Corpus, Issue
from factcheck.finding import Finding, Severity
from factcheck.kinds import EXCEPTIONS
from factcheck.languages import N_

UNUSED = Check(
    "EXC001",
    "unused-exception",
    """
    No warning needs this exception any more.

    The mistake that it excused has been corrected. If the exception stayed, it would hide the next mistake of the same
    kind. Remove it from `facts/exceptions.yml`. Only warnings can be excused: errors must be corrected.
    """,
    title=N_("Exception no longer needed"),
)
EXPIRED = Check(
    "EXC002",
    "expired-exception",
    """
    An exception has expired.

    An exception is a promise to correct something by a certain day. From that day on it no longer counts. Correct what
    it excuses, or agree on a new day and give the reason. This is only a warning, so that no other correction has to
    wait for it.
    """,
    title=N_("Exception expired"),
    warning=True,
)


def accept(findings: Iterable[Finding], corpus: Corpus, *, complete: bool) -> list[Finding]:
    """Leave out the warnings that an exception accepts; report exceptions that have expired or are unused.

    Errors cannot be accepted: the site could not show what they are about.

    Args:
        findings: the findings of all checks.
        corpus: the records, the exceptions among them.
        complete: whether all checks have run; otherwise an exception may only seem to be unused.
    """
    every = list(findings)
    warned = {_key(finding) for finding in every if finding.severity is Severity.WARNING}
    accepted, own = set[tuple[str, str]](), list[Finding]()
    for index, item in enumerate(corpus.accepted.exceptions):
        file, key = corpus.file(EXCEPTIONS, EXCEPTIONS), (item.code, item.file)
        if date.fromisoformat(item.expires) <= corpus.around.today:
            message = f"the exception for {item.code} in {item.file} expired on {item.expires}"
            hint = "correct what it excuses, or agree on a new day"
            own.append(EXPIRED.finding(file, Issue(("exceptions", index, "expires"), message, hint)))
        elif complete and (key not in warned or key in accepted):
            message = f"there is no warning {item.code} in {item.file}, so this exception is not needed"
            own.append(UNUSED.finding(file, Issue(("exceptions", index), message, "remove it")))
        else:
            accepted.add(key)
    kept = [item for item in every if item.severity is not Severity.WARNING or _key(item) not in accepted]
    return kept + own


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.location.path
