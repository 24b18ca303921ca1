"""A rating was changed, and no correction tells readers.

Whoever read, quoted or linked to the old rating must be able to see that it changed, when and why. Add an entry of the
type `rating` to `record.corrections` that says what the rating was and why it has changed.

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.analysis.corrections import changed_claims, new_corrections
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_


@check("RAT006", __doc__, title=N_("Rating changed without a correction"))
def silent_rating_change(corpus: Corpus) -> Problems:
    for before, now in changed_claims(corpus):
        if before.review.rating == now.review.rating:
            continue
        if not any(correction.type == "rating" for _, correction in new_corrections(before, now)):
            message = (
                f"the rating was {before.review.rating!r} and is now {now.review.rating!r}, but no correction says so"
            )
            hint = f"'factcheck correct {now.id}' writes an entry of the type 'rating'; say there why"
            yield corpus.file(CLAIM, now.id), Issue(("review", "rating"), message, hint)
