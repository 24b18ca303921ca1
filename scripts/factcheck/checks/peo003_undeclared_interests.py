"""A record does not say which interests its authors and reviewers have.

Readers can weigh a claim only if they know what those who wrote or reviewed it have to win or to lose by it: shares, a
job, a friendship, a tool made by one of the parties. `interests` says so for everybody who worked on the record, or
that there are none. If that is more than one person, it names each of them, in every language.
"""

from collections.abc import Iterator

from factcheck.analysis.parties import same_name
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Upkeep

_NAMED = 3
"""How many people a finding names."""


@check("PEO003", __doc__, title=N_("Interests not declared"), warning=True)
def undeclared_interests(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for issue in _judge(claim.record):
            yield file, issue


def _judge(record: Upkeep) -> Iterator[Issue]:
    if not record.interests:
        hint = "write 'interests' under 'record': what a reader should know, or 'None.' in each language"
        yield Issue(("record",), "it does not say which interests its authors have", hint)
        return
    people = {same_name(name): name for name in (*record.authors, *(item.name for item in record.reviewers))}
    for language, text in record.interests.items() if len(people) > 1 else ():
        declared = same_name(text)
        missing = [name for key, name in people.items() if key not in declared]
        if missing:
            others = f" and {len(missing) - _NAMED} more" if missing[_NAMED:] else ""
            named = " and ".join(map(repr, missing[:_NAMED]))
            message = f"it does not say which interests {named}{others} may have"
            hint = f"say so of each by name, or that there are none: '{missing[0]}: none.'"
            yield Issue(("record", "interests", language), message, hint)
