"""Why a mistake cannot be noticed in a record by itself."""

from __future__ import annotations

from mutation.mutants import Mutant

REASONS = {
    "letter": "there is too little beside these words to compare them with",
    "amount": "no words beside this amount give it",
    "hedge": "no words beside this amount give its hedge",
    "rating": "the rating is a judgement: within what the evidence allows, several are possible",
    "stance": "the stance is a judgement: nothing in the data excludes it",
    "source": "no quotation ties this use to its source",
    "term": "the exact words hold both labels",
}
UPKEEP = {
    "created": "no other date says when the record was made",
    "checked": "no other date says when the evidence was checked",
    "review_by": "the day of the next review is ours to choose",
}


def reason(mutant: Mutant) -> str:
    """Return why a mistake of this kind at this place has nothing that contradicts it."""
    key = str(mutant.pointer[-1])
    if key in UPKEEP:
        return UPKEEP[key]
    if mutant.kind == "date":
        return "no words beside this date name it, and its sources allow it"
    return REASONS[mutant.kind]
