"""It cannot be told whether a label is in the speaker's own text or only attributed to the speaker.

Pages say of every label whether we read it in a text that the speaker published, or whether somebody else says that
the speaker used it. They compare the speaker (`said_by`) with the entity of the source's publisher (`publisher_id`).
A source that has a party's own words (`tier: primary`), or whose publisher has the speaker's name, must therefore give
the entity of its publisher.

Add `publisher_id` to the source. If the publisher has no record in `facts/entities/`, add one.
"""

from factcheck.analysis.labels import designations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_


@check("TRM005", __doc__, title=N_("Own words or a report? The source does not tell"))
def unclear_voice(corpus: Corpus) -> Problems:
    for item in designations(corpus):
        speaker = item.designation.said_by
        sources = (corpus.sources[id_] for id_ in item.sources if id_ in corpus.sources)
        unlinked = (source for source in sources if not source.publisher_id)
        for source in unlinked if speaker else ():
            if source.tier == "primary" or source.publisher in _names(corpus, speaker):
                message = f"is {source.id!r}, published by {source.publisher!r}, a text of {speaker!r} itself?"
                hint = "add the entity of its publisher, as 'publisher_id', to the source"
                place = ((corpus.file(SOURCE, source.id), ("publisher",), "its publisher"),)
                yield item.file, Issue((*item.pointer, "said_by"), message, hint, related=place)


def _names(corpus: Corpus, entity: str | None) -> set[str]:
    """Return the names of an entity, in all languages."""
    record = corpus.entities.get(entity or "")
    return set(record.name.values()) if record else set()
