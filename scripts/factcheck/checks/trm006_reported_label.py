"""A source says that somebody else used a label, and the record does not say how sure we are of that.

“Anthropic called it primary” is one thing in Anthropic's own post, and another in a blog that has other errors. Pages
show the confidence beside every label that was not read in the speaker's own text, so there must be one.

Add `confidence` to the evidence or the development: high, medium or low.
"""

from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.terms import designations
from factcheck.analysis.voices import Voice, voice_in_sources
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("TRM006", __doc__, title=N_("Attributed label without confidence"))
def reported_label(corpus: Corpus) -> Problems:
    parents = entity_parents(corpus.entities)
    for item in designations(corpus):
        if item.pointer[0] == "claim" or item.confidence or not item.designation.wording:
            continue
        speaker = item.designation.said_by
        sources = [corpus.sources[id_] for id_ in item.sources if id_ in corpus.sources]
        if sources and voice_in_sources(speaker, sources, parents) is Voice.REPORTED:
            message = f"only others report that {speaker!r} said so, and there is no confidence"
            yield item.file, Issue((*item.pointer, "said_by"), message, "add 'confidence' beside 'recorded'")
