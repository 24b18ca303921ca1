"""An ID is listed twice among the ratings or the terms.

Each rating and each term has its own ID. A second entry with the same ID would hide the first. Remove one, or give it
another ID.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import VOCABULARIES
from factcheck.languages import N_


@check("IDS002", __doc__, title=N_("ID listed twice"))
def duplicate_id(corpus: Corpus) -> Problems:
    for name in (vocabulary.name for vocabulary in VOCABULARIES.values()):
        entry = corpus.files.get((name, name))
        ids = [item.id for item in getattr(entry.record, name)] if entry else []
        for index, id_ in enumerate(ids):
            first = ids.index(id_)
            if entry and first != index:
                related = ((entry.file, (name, first, "id"), "it is here first"),)
                message = f"the ID {id_!r} is listed twice"
                hint = "give one of the two another ID, or remove it"
                yield entry.file, Issue((name, index, "id"), message, hint, related=related)
