"""A claim was checked again after it was published, and no entry says so.

Readers see when the evidence was last checked. A claim is first checked on the day on which its record is created. Each
later check leaves an entry of its day under `corrections`, even if nothing was wrong: it says what was read anew, and
what it changed, if anything. `factcheck correct CLAIM --checked` writes the entry and both days. Or add such an entry
(`type: update` if nothing was wrong), or correct `checked` or `created`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("DAT017", __doc__, title=N_("Later check without an entry"))
def unrecorded_check(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        created, checked = claim.record.created, claim.review.checked
        if checked > created and all(entry.date != checked for entry in claim.record.corrections):
            message = f"created on {created} and checked again on {checked}, but no entry of that day says so"
            hint = f"add an entry under 'corrections' with the date {checked} that says what was read anew; "
            hint += f"on the day itself, 'factcheck correct {claim.id} --checked' writes it"
            yield file, Issue(("review", "checked"), message, hint)
