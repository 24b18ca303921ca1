"""What a published claim says or rests on was changed, and no correction tells readers.

Readers rely on the words of a claim, its quotation, its data and the evidence for its rating. If any of these changes
or goes, even a spelling mistake, add an entry to `record.corrections` that says so, of the type `typo`, `source`,
`substance` or `rating`. New evidence, a translation, a note or a later development needs no correction.

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.analysis.corrections import changed_claims, changed_places, new_corrections
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import CLAIM
from factcheck.languages import N_


@check("RAT007", __doc__, title=N_("Published claim changed without a correction"))
def silent_change(corpus: Corpus) -> Problems:
    for before, now in changed_claims(corpus):
        places = list(changed_places(before, now))
        if places and not new_corrections(before, now):
            pointer, what = places[0]
            rest = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
            message = f"{what}{rest} was changed since it was published, and no correction says so"
            hint = f"add an entry to record.corrections that says what and why; 'factcheck correct {now.id}' begins one"
            yield corpus.file(CLAIM, now.id), Issue(pointer, message, hint)
