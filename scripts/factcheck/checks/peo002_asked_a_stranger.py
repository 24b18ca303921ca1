"""Somebody was asked for comment, or has answered, who is no party to the claim.

Comment is asked of those a claim is about, who make it, or who it is attributed to. A company answers for its products
and its parts; who is `part_of` a company, such as its spokeswoman, answers for it. What anybody else has to say is
evidence, and needs a source.
"""

from factcheck.analysis.parties import concerned, may_answer, speaker_for
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("PEO002", __doc__, title=N_("Asked somebody the claim is not about"))
def asked_a_stranger(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, reply in enumerate(claim.record.right_of_reply):
            if reply.asked in corpus.entities and not may_answer(corpus, claim, reply.asked):
                named = ", ".join(dict.fromkeys(speaker_for(corpus, id_) for id_ in concerned(claim)))
                message = f"the claim does not concern {reply.asked!r}"
                hint = (
                    f"it concerns {named}; if {reply.asked!r} speaks for one of them, "
                    "its record says so with 'part_of'; otherwise its words are evidence"
                )
                yield file, Issue(("record", "right_of_reply", index, "asked"), message, hint)
