"""The dates of a question and its answer are in the wrong order.

First somebody is asked (`date`) and given time to answer (`deadline`). The answer comes later (`answered`), perhaps
even after the deadline. An answer that came unasked has neither `date` nor `deadline`. Correct the wrong date: by these
dates readers judge whether somebody had a fair chance to answer.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Reply


@check("DAT013", __doc__, title=N_("Question and answer out of order"))
def reply_order(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, reply in enumerate(claim.record.right_of_reply):
            if found := _judge(reply):
                key, message, hint = found
                yield file, Issue(("record", "right_of_reply", index, key), message, hint)


def _judge(reply: Reply) -> tuple[str, str, str] | None:
    """Return the field with the wrong date, what is wrong with it, and the way out."""
    if reply.deadline and not reply.date:
        message = "there is a day by which to answer, but none on which anybody was asked"
        return "deadline", message, "write 'date', or leave both out if the answer came unasked"
    if reply.date and reply.deadline and reply.deadline <= reply.date:
        message = f"asked on {reply.date} for an answer by {reply.deadline}: that leaves no time"
        return "deadline", message, f"write a day after {reply.date}, or correct 'date'"
    if reply.date and reply.answered and reply.answered < reply.date:
        message = f"answered on {reply.answered}, before the question of {reply.date}"
        return "answered", message, "correct one of the days; an answer that came unasked has no 'date' or 'deadline'"
    return None
