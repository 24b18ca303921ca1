"""Evidence that gives context only says not what for, or comes before evidence that counts.

Evidence is listed with the strongest first, so that readers meet what the rating rests on before anything else. What
only helps to understand the claim (`context`) counts for nothing: it comes last, and its `note` says what it is good
for. Move it, add the note, or give it the stance that it has. Where another order is easier to read, an exception in
`facts/exceptions.yml` says why.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("RAT017", __doc__, title=N_("Context before evidence that counts"), warning=True)
def context_first(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        evidence = claim.review.evidence
        last = max((index for index, item in enumerate(evidence) if item.stance != "context"), default=-1)
        for index, item in enumerate(evidence):
            pointer = ("review", "evidence", index, "stance")
            if item.stance == "context" and index < last:
                hint = f"move it to the end, below {evidence[last].source!r}, or correct its stance"
                yield file, Issue(pointer, f"{item.source!r} gives context only, but comes before evidence", hint)
            elif item.stance == "context" and not item.note:
                message = f"{item.source!r} gives context only, and no note says what for"
                yield file, Issue(pointer, message, "add a 'note', correct the stance, or leave it out")
