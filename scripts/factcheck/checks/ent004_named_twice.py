"""Who makes a claim, or where it was made, is named twice.

`also_claimed_by` is for those who make the claim besides its `claimant`, and `appearances` for places besides the
article itself, each once. A place that is also the article, or a copy of it, would look like another one. Leave one of
the two out.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("ENT004", __doc__, title=N_("Claimant or place named twice"))
def named_twice(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        said, article = claim.claim, corpus.articles.get(claim.article)
        if said.claimant in said.also_claimed_by:
            pointer = ("claim", "also_claimed_by", said.also_claimed_by.index(said.claimant))
            yield file, Issue(pointer, f"{said.claimant!r} is the claimant already", "leave it out here")
        seen = {item.source for item in article.appearances} if article else set()
        for index, item in enumerate(said.appearances):
            if item.source in seen:
                message = f"the source {item.source!r} is named already, here or as a place of the article"
                yield file, Issue(("claim", "appearances", index, "source"), message, "leave it out here")
            seen.add(item.source)
