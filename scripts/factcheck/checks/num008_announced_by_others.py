"""Money is called announced that only others report, or called reported although a party to the deal says so itself.

Money is `announced` if someone who pays or receives it says so in a text of their own. What only the press says is
`reported`: nobody has announced it, and it may never come. So a development with announced money names a text of a
party among its `sources` or, if we have not read it, under `to_check`. Reported money, in the evidence or in a
development, has no such source.
"""

from factcheck.analysis.comparers import Parents
from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.payloads import payloads_in
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Development
from factcheck.records.payload import Agreement, Investment, Payload


@check("NUM008", __doc__, title=N_("Announced or only reported"))
def announced_by_others(corpus: Corpus) -> Problems:
    parents = entity_parents(corpus.entities)
    for file, claim in corpus.each(Claim):
        for payload, item, pointer, _ in payloads_in(claim):
            status, place = getattr(payload, "status", None), (*pointer, "status")
            if status not in {"announced", "reported"}:
                continue
            parties = _parties(payload, parents)
            sources = item.sources if isinstance(item, Development) else (item.source,) if item else ()
            known = (*sources, *item.to_check) if isinstance(item, Development) else None
            if status == "announced" and known is not None and not _publishers(corpus, known) & parties:
                hint = "add a text of a party, or give the status 'reported'"
                yield file, Issue(place, "none of the sources is published by a party to the deal", hint)
            if status == "reported" and (own := _publishers(corpus, sources) & parties):
                hint = "give the status that these words have, such as 'announced'"
                yield file, Issue(place, f"{min(own)!r}, a party to the deal, says so in its own text", hint)


def _parties(payload: Payload, parents: Parents) -> set[str]:
    """Return who pays or receives the money, with the companies to which they belong and those that belong to them."""
    named: set[str | None] = set()
    if isinstance(payload, Investment):
        named = {payload.investor, payload.lead, payload.investee, *(payload.participants or ())}
    if isinstance(payload, Agreement):
        named = set(payload.parties or ())
    parts = {id_ for id_, whole in parents.items() if whole in named}
    wholes = {parents.get(id_) for id_ in named if id_}
    return {id_ for id_ in named | parts | wholes if id_}


def _publishers(corpus: Corpus, ids: tuple[str, ...]) -> set[str]:
    found = (corpus.sources[id_].publisher_id for id_ in ids if id_ in corpus.sources)
    return {id_ for id_ in found if id_}
