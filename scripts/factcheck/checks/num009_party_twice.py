"""Somebody has two roles in one investment.

Nobody invests in itself, and who leads a round (`lead`) is not among those who also take part (`participants`). Most
often the wrong line was copied. Correct the field, or leave it out.
"""

from factcheck.analysis.payloads import payloads_in
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.payload import Investment


@check("NUM009", __doc__, title=N_("One party in two roles of an investment"))
def party_twice(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for payload, _, pointer, _ in payloads_in(claim):
            if isinstance(payload, Investment) and (found := _second_role(payload)):
                key, other = found
                message = f"{getattr(payload, other)!r} is the {other!r} already"
                yield file, Issue((*pointer, key), message, "correct one of the two, or leave it out")


def _second_role(payload: Investment) -> tuple[str, str] | None:
    """Return the field that names somebody again, and the one that did before; None if none does."""
    others = payload.participants or ()
    for key in ("investor", "lead"):
        if (who := getattr(payload, key)) and who == payload.investee:
            return key, "investee"
    for key in ("investee", "lead"):
        if getattr(payload, key) in others:
            return "participants", key
    return None
