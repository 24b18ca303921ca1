"""Something that readers see of a published claim was changed, and no correction tells them.

Readers rely on the words of a claim, its data and its evidence, and on every sentence of our review. Whatever of it is
changed, added or taken out, an entry under `record.corrections` tells it, also what a source of the claim is: who says
it, how much of it was read, what it repeats. `factcheck correct CLAIM` writes the entry, with the words before and
after; you write why. A slip costs one command (type `typo`), and so does something new (type `update`).

Translations, reviewers and words around quotations may be added without an entry.

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.analysis.corrections import SOURCE_KEY, changed_claims, new_corrections, read_entries
from factcheck.analysis.field_changes import FieldChange, label
from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_
from factcheck.records.claim import Claim

_RATING = ("review", "rating")
"""Another check reports that there is no entry of its own type."""


@check("RAT007", __doc__, title=N_("Published claim changed without a correction"))
def silent_change(corpus: Corpus) -> Problems:
    for before, now in changed_claims(corpus):
        rerated = any(item.type == "rating" for _, item in new_corrections(before, now))
        left = [item.change for item in read_entries(corpus, before, now).open]
        changes = [change for change in left if rerated or change.place != _RATING]
        if changes:
            rest = f" (and {len(changes) - 1} more)" if len(changes) > 1 else ""
            message = f"{label(changes[0].place)}{rest} was changed since it was published, and no correction tells it"
            hint = f"'factcheck correct {now.id}' writes the entry under record.corrections; say there why"
            yield corpus.file(CLAIM, now.id), Issue(_place(changes[0], now), message, hint)


def _place(change: FieldChange, claim: Claim) -> Pointer:
    """Return where in the file of a claim a change is; that of a source, where the claim names it."""
    if change.place[0] != SOURCE_KEY:
        return change.pointer
    evidence = [item.source for item in claim.review.evidence]
    source = change.place[1]
    return (
        ("review", "evidence", evidence.index(source), "source") if source in evidence else ("review", "developments")
    )
