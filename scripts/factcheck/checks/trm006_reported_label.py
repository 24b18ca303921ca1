"""A source says that somebody else used a label, and the record does not say how sure we are of that.

“Anthropic called it primary” is one thing in Anthropic's own post, and another in a blog that has other errors. Pages
show the confidence beside every label that was not read in the speaker's own text, so there must be one.

Add `confidence` to the evidence or the development: high, medium or low.
"""

from factcheck.analysis.labels import Voice, designations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("TRM006", __doc__, title=N_("Attributed label without confidence"))
def reported_label(corpus: Corpus) -> Problems:
    for item in designations(corpus):
        is_known = any(id_ in corpus.sources for id_ in item.sources)
        if is_known and item.voice is Voice.REPORTED and item.designation.wording and not item.confidence:
            message = f"only others report that {item.designation.said_by!r} said so, and there is no confidence"
            yield item.file, Issue((*item.pointer, "said_by"), message, "add 'confidence' beside 'recorded'")
