"""An article is given as evidence for what it says itself.

That an article says something twice, on its own page and in its own record as a source, does not make it more likely;
nor does a copy, or a text that has it from the article. They show that the words were said, and not that they are true.
So a source in which the article appeared (`appearances`), one with the same address, one of the same publisher or a
republication with the same title or the same words, and one that has everything from these (`derives_from`, over
however many steps) cannot support, refute or qualify a claim of that article.

Look for a source that does not have it from the article: whoever is concerned, a document, an authority. If there is
none, the rating says so. To show that the words were said, give the evidence the stance `says_so`, which counts for
nothing.
"""

from factcheck.analysis.support import UNCOUNTED, Origins, repeats_article
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("SRC008", __doc__, title=N_("Article as evidence for itself"))
def own_evidence(corpus: Corpus) -> Problems:
    origins = Origins(corpus)
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            counts = item.stance not in UNCOUNTED and item.source in corpus.sources
            if counts and repeats_article(origins, claim, item.source):
                message = (
                    f"{item.source!r} is the article of this claim, or has it from there: it shows that the words "
                )
                message += "were said, not that they are true"
                hint = "find a source that does not repeat the article, or write 'stance: says_so'"
                yield file, Issue(("review", "evidence", index, "source"), message, hint)
