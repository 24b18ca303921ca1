"""Nothing ties a key source that was not read to the claim.

`to_check` tells readers which text could decide the matter. Such a text is one that the evidence derives from, or one
published by somebody the claim is about or who made it, or its `note` names who published it. A source without any of
these is listed by mistake: correct the id, or say in the `note`, in each language, why this publisher's text matters.
Where something else ties it to the claim, an exception in `facts/exceptions.yml` says what.
"""

from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.parties import is_named, names_of_publisher
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import ENTITY
from factcheck.languages import N_
from factcheck.records.claim import Claim, Lead
from factcheck.records.structure import references


@check("SRC012", __doc__, title=N_("Source not read has no tie to the claim"), warning=True)
def untied_lead(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        if not all(item.source in corpus.sources for item in claim.review.evidence):
            continue  # what it derives from is not known
        tied = _origins(corpus, claim)
        for index, lead in enumerate(claim.review.to_check):
            if lead.source in corpus.sources and lead.source not in tied and not _is_named(corpus, lead):
                message = f"nothing ties {lead.source!r} to the claim: no evidence derives from it, no party wrote it"
                hint = "correct the id, or say in the 'note' why a text by this publisher matters"
                yield file, Issue(("review", "to_check", index, "source"), message, hint)


def _origins(corpus: Corpus, claim: Claim) -> set[str]:
    """Return the sources from which evidence derives, and those by somebody whom the claim names, or a part of them."""
    parents = entity_parents(corpus.entities)
    parties = {reference.id for reference in references(claim.claim) if reference.kind == ENTITY}
    parties |= {parents[id_] for id_ in parties if id_ in parents}
    parties |= {id_ for id_, parent in parents.items() if parent in parties}
    evidence = (corpus.sources.get(item.source) for item in claim.review.evidence)
    origins = {id_ for source in evidence if source for id_ in source.derives_from}
    return origins | {id_ for id_, source in corpus.sources.items() if source.publisher_id in parties}


def _is_named(corpus: Corpus, lead: Lead) -> bool:
    """Return whether the note names the publisher, in each language."""
    names = list(names_of_publisher(corpus, lead.source))
    return bool(lead.note) and all(any(is_named(name, text) for name in names) for text in (lead.note or {}).values())
