"""Evidence counts for or against a claim, but none of its words are given.

Whoever doubts a rating goes to the evidence and looks for what it says. Without a quotation, nobody can tell which
words are meant, and no program can compare them with the source. So evidence with the stance `supports`, `refutes` or
`qualifies` quotes its source. If there are no words to quote, as in a table or a picture, `locator` says where to look.

Quote the words, or give the place. If the source was not read, list it under `to_check`.
"""

from factcheck.analysis.support import UNCOUNTED
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("SRC009", __doc__, title=N_("Evidence without words"))
def evidence_without_words(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            if item.stance not in UNCOUNTED and not item.quotation and not item.locator:
                message = f"{item.source!r} counts as evidence, but none of its words are quoted"
                hint = "quote them, or say with 'locator' where they are; if you have not read it, use 'to_check'"
                yield file, Issue(("review", "evidence", index), message, hint)
