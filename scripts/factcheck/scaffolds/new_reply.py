"""A new entry under the right of reply of a claim."""

from factcheck.kinds import CLAIM
from factcheck.scaffolds.background import Background
from factcheck.scaffolds.draft import Draft
from factcheck.scaffolds.guesses import named_in
from factcheck.scaffolds.skeleton import Data


def new_reply(background: Background, now: Data, who: str, answer: str, language: str) -> Draft:
    """Return a claim with the answer of somebody it is about; when they were asked is left to do.

    Args:
        background: what is there already.
        now: the claim as it is.
        who: who answers, by name.
        answer: their words.
        language: the language of the answer.

    Raises:
        SetupError: the file of the claim has mistakes.
    """
    background.require_shape(CLAIM, now)
    named = named_in(who, background.corpus.entities)
    entry: Data = {
        "asked": named[0] if len(named) == 1 else None,
        "date": None,
        "deadline": None,
        "answer": {language: answer},
        "answered": background.today.isoformat(),
    }
    replies = [*now["record"].get("right_of_reply", []), entry]
    return background.draft(CLAIM, {**now, "record": {**now["record"], "right_of_reply": replies}})
