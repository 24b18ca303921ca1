"""A new correction tells a change that did not happen, or tells it otherwise.

A correction shows readers what a field said and what it says now. In the version that was published, the words before
must be there, and with those after in their place the text must be the new one. Call `factcheck correct CLAIM` again
after every further change: it brings the entry up to date.

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.analysis.corrections import changed_claims, new_corrections, read_entries
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_


@check("RAT010", __doc__, title=N_("Correction tells what did not change"))
def untrue_change(corpus: Corpus) -> Problems:
    for before, now in changed_claims(corpus):
        wrong = set(read_entries(corpus, before, now).wrong)
        entries = new_corrections(before, now)
        told = [(index, place, change) for index, item in entries for place, change in enumerate(item.changes)]
        for position, (index, place, change) in enumerate(told):
            if position in wrong:
                message = f"{change.field} did not change in this way since the claim was published"
                hint = f"call 'factcheck correct {now.id}' again, which brings the entry up to date"
                yield (
                    corpus.file(CLAIM, now.id),
                    Issue(("record", "corrections", index, "changes", place), message, hint),
                )
