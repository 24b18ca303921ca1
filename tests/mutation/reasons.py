"""Why a mistake cannot be noticed in a record by itself."""

from __future__ import annotations

from mutation.mutants import Mutant

REASONS = {
    "letter": "there is too little beside these words to compare them with",
    "amount": "no words beside this amount give it",
    "quantity": "no words beside this quantity give it",
    "hedge": "no words beside this amount give its hedge",
    "rating": "the rating is a judgement: within what the evidence allows, several are possible",
    "stance": "the stance is a judgement: nothing in the data excludes it",
    "confidence": "how far we trust something is a judgement",
    "source": "no quotation ties this use to its source, and the other source would fit, too",
    "term": "the exact words hold both labels",
    "listing": "the source has no fingerprint, so its passages are what somebody has typed",
    "explanation": "no program can tell whether a text of ours is right; that needs somebody who reads it",
    "reviewer": "nothing says who the author is",
    "reply": "these days and these people are possible",
    "interests": "nobody knows which interests there are",
    "double": "the two records differ in all that could tell that they are one source",
    "article": "nothing says that the text is the article",
}
OF_FIELDS = {
    "created": "the entries since then allow this day",
    "checked": "an entry was written on this day, too",
    "review_by": "the next check may be due then as well",
}


def reason(mutant: Mutant) -> str:
    """Return why a mistake of this kind at this place has nothing that contradicts it."""
    key = str(mutant.pointer[-1])
    if key in OF_FIELDS:
        return OF_FIELDS[key]
    if mutant.kind == "date" and "corrections" in mutant.pointer:
        return "the entries before and after it allow this day"
    if mutant.kind == "date":
        return "no words beside this date name it, and its sources allow it"
    return REASONS[mutant.kind]
