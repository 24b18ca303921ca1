"""Too much of an article has not been examined.

`least_coverage` in `facts/floors.yml` says how many per cent of an article's words must belong to a claim, or be marked
as not checkable with a reason. Below that, readers could take a selection for the whole. Look at the passages marked
`open`: add the claims that they make, or say why they make none.
"""

from factcheck.analysis.coverage import cover
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Article


@check("COV002", __doc__, title=N_("Too much of the article not examined"))
def low_coverage(corpus: Corpus) -> Problems:
    floor = corpus.floors.least_coverage if corpus.floors else 0
    for file, article in corpus.each(Article):
        accounted = cover(article).accounted
        if accounted < floor:
            opened = (index for index, passage in enumerate(article.passages) if passage.open)
            message = f"only {accounted} per cent of the words have been examined; at least {floor} are required"
            hint = "list the claims in this passage, or say why it has none that can be checked"
            yield file, Issue(("passages", next(opened, 0)), message, hint)
