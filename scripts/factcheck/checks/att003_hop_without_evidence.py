"""A step of an attribution chain rests on a source that is not among the claim's evidence.

The steps of a chain are checked like everything else. The source of a step must be quoted in the evidence or, if it has
not been read, be listed under `to_check`. Add it there, or name the source that shows the step.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("ATT003", __doc__, title=N_("Attribution step resting on a source outside the evidence"))
def hop_without_evidence(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        review = claim.review
        used = {item.source for item in review.evidence} | {lead.source for lead in review.to_check}
        for index, hop in enumerate(claim.claim.chain):
            if hop.source and hop.source in corpus.sources and hop.source not in used:
                message = f"the source {hop.source!r} is not in the evidence for this claim"
                hint = "quote it in the evidence, or name the source that shows this step"
                yield file, Issue(("claim", "chain", index, "source"), message, hint)
