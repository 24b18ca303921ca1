"""Money is called announced that only others report, or called reported although a party to the deal says so itself.

Money is `announced` if someone who pays or receives it says so in a text of their own. What only the press says is
`reported`: nobody has announced it, and it may never come. So a development with announced money names a text of a
party among its `sources` or, if we have not read it, under `to_check`; one with reported money has no such source.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim
from factcheck.records.payload import Agreement, Investment, Payload


@check("NUM008", __doc__, title=N_("Announced or only reported"))
def announced_by_others(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.developments):
            parties = _parties(corpus, item.recorded)
            status = getattr(item.recorded, "status", None)
            pointer = ("review", "developments", index, "recorded", "status")
            if status == "announced" and not _publishers(corpus, (*item.sources, *item.to_check)) & parties:
                hint = "add a text of a party, or give the status 'reported'"
                yield file, Issue(pointer, "none of the sources is published by a party to the deal", hint)
            if status == "reported" and (own := _publishers(corpus, item.sources) & parties):
                hint = "give the status that these words have"
                yield file, Issue(pointer, f"{min(own)!r}, a party to the deal, says so in its own text", hint)


def _parties(corpus: Corpus, payload: Payload | None) -> set[str]:
    """Return who pays or receives the money, with the companies to which they belong and those that belong to them."""
    named: set[str | None] = set()
    if isinstance(payload, Investment):
        named = {payload.investor, payload.lead, payload.investee, *(payload.participants or ())}
    if isinstance(payload, Agreement):
        named = set(payload.parties or ())
    entities = {id_: entity.part_of for id_, entity in corpus.entities.items()}
    parts = {id_ for id_, whole in entities.items() if whole and whole in named}
    wholes = {entities.get(id_) for id_ in named if id_}
    return {id_ for id_ in named | parts | wholes if id_}


def _publishers(corpus: Corpus, ids: tuple[str, ...]) -> set[str]:
    found = (corpus.sources[id_].publisher_id for id_ in ids if id_ in corpus.sources)
    return {id_ for id_ in found if id_}
