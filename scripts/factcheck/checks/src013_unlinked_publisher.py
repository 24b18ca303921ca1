"""A source has the name of a known company or paper as its publisher, but not its record.

Sources of one publisher count once, and what an article's own publisher says is no evidence for the article. Both
follow from `publisher_id`; a source without it, or with another one, looks like a stranger's. Write the entity that has
this name as `publisher_id`. If it is somebody else of the same name, write a fuller name.
"""

from collections import defaultdict

from factcheck.analysis.parties import plain_name
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Entity, Source


@check("SRC013", __doc__, title=N_("Publisher without its record"))
def unlinked_publisher(corpus: Corpus) -> Problems:
    known: defaultdict[str, set[str]] = defaultdict(set)
    for _, entity in corpus.each(Entity):
        for name in entity.name.values():
            known[plain_name(name)].add(entity.id)
    for file, source in corpus.each(Source):
        ids = known.get(plain_name(source.publisher))
        if ids and source.publisher_id not in ids:
            id_ = min(ids)
            message = f"{source.publisher!r} is the name of the entity {id_!r}, but 'publisher_id' does not say so"
            yield file, Issue(("publisher",), message, f"write 'publisher_id: {id_}'")
