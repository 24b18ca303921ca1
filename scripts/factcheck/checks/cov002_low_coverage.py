"""Too much of an article has not been examined.

`least_coverage` of an article says how many per cent of its words must belong to a claim, or be marked as not checkable
with a reason. Below that, readers could take a selection for the whole. Look at the passages marked `open`: add the
claims that they make, or say why they make none. An article that is still being worked through has no `least_coverage`;
its page then says how much of it is open.
"""

from factcheck.analysis.coverage import cover
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Article


@check("COV002", __doc__, title=N_("Too much of the article not examined"))
def low_coverage(corpus: Corpus) -> Problems:
    for file, article in corpus.each(Article):
        accounted, least = cover(article).accounted, article.least_coverage or 0
        if accounted < least:
            opened = (index for index, passage in enumerate(article.passages) if passage.open)
            message = f"only {accounted} per cent of the words have been examined, and 'least_coverage' is {least}"
            hint = (
                "list the claims in this passage, or say why it has none that can be checked; or lower 'least_coverage'"
            )
            yield file, Issue(("passages", next(opened, 0)), message, hint)
