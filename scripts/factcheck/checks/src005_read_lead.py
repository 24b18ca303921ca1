"""A source is listed as not read, but was read.

`to_check` is for sources that matter to the claim and were not read, or not far enough. A source read in full is
evidence, or of no use here. A source that is evidence for this claim is not listed again. Remove it from `to_check`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("SRC005", __doc__, title=N_("Source listed as not read was read"))
def read_lead(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        used = {item.source for item in claim.review.evidence}
        for index, lead in enumerate(claim.review.to_check):
            source = corpus.sources.get(lead.source)
            if source and (source.access == "full" or source.id in used):
                why = "is evidence for this claim already" if source.id in used else "was read in full"
                pointer = ("review", "to_check", index, "source")
                yield file, Issue(pointer, f"{source.id!r} {why}", "remove it from here")
