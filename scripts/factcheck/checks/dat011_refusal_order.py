"""A proposal was refused before it was made.

`proposed` is the day on which a proposal was made, `refused` the day on which it was refused. Correct the wrong one.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import REFUSAL
from factcheck.languages import N_


@check("DAT011", __doc__, title=N_("Refused before it was proposed"))
def refusal_order(corpus: Corpus) -> Problems:
    for refusal in corpus.tables[REFUSAL].values():
        if refusal.refused < refusal.proposed:
            message = f"refused on {refusal.refused}, before it was proposed on {refusal.proposed}"
            yield corpus.file(REFUSAL, refusal.id), Issue(("refused",), message, "correct one of the two dates")
