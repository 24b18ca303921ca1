"""Somebody should have answered by now.

Whoever is asked for comment is told by when (`deadline`). When that day has passed, write down the answer or ask again,
with a new `deadline`. If there is none, check the claim again without it (`checked`): its page then goes on saying that
nobody has answered.

This warning comes with time alone, so it never fails a run, not even with `--strict`.
"""

from factcheck.analysis.parties import is_awaited
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("DAT014", __doc__, title=N_("Answer overdue"), warning=True, by_time=True)
def overdue_reply(corpus: Corpus) -> Problems:
    today = corpus.around.today.isoformat()
    for file, claim in corpus.each(Claim):
        for index, reply in enumerate(claim.record.right_of_reply):
            if is_awaited(claim, reply) and (reply.deadline or "") < today:
                message = f"{reply.asked!r} was to answer by {reply.deadline}, and no answer is recorded"
                hint = "write the answer down, or ask again; or check the claim without it, and set 'checked'"
                yield file, Issue(("record", "right_of_reply", index, "deadline"), message, hint)
