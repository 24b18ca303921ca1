"""Money is called announced that only others report, or called reported although a party to the deal says so itself.

Money is `announced` if someone who pays or receives it says so in a text of their own. What only the press says is
`reported`: nobody has announced it, and it may never come. So a development with announced money names a text of a
party among its `sources` or, if we have not read it, under `to_check`. Reported money, in the evidence or in a
development, has no such source.
"""

from factcheck.analysis.comparers import Parents
from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.labels import is_published_by
from factcheck.analysis.payloads import payloads_in
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Development
from factcheck.records.payload import Agreement, Announcement, Investment, Payload


@check("NUM008", __doc__, title=N_("Announced or only reported"))
def announced_by_others(corpus: Corpus) -> Problems:
    parents = entity_parents(corpus.entities)
    for file, claim in corpus.each(Claim):
        for payload, item, pointer, _ in payloads_in(claim):
            status, place = getattr(payload, "status", None), (*pointer, "status")
            if status not in {"announced", "reported"}:
                continue
            ids = item.sources if isinstance(item, Development) else (item.source,) if item else ()
            unread = item.to_check if isinstance(item, Development) else ()
            own = [id_ for id_ in (*ids, *unread) if _is_of_a_party(corpus, id_, payload, parents)]
            if status == "announced" and isinstance(item, Development) and not own:
                hint = "add a text of a party, or give the status 'reported'"
                yield file, Issue(place, "none of the sources is published by a party to the deal", hint)
            if status == "reported" and (read := [id_ for id_ in own if id_ in ids]):
                hint = "give the status that these words have, such as 'announced'"
                yield file, Issue(place, f"{read[0]!r} is a text of a party to the deal, which says so itself", hint)


def _is_of_a_party(corpus: Corpus, id_: str, payload: Payload, parents: Parents) -> bool:
    """Return whether a source is published by somebody who pays or receives the money."""
    source, parties = corpus.sources.get(id_), set[str | None]()
    if isinstance(payload, Investment):
        parties = {payload.investor, payload.lead, payload.investee, *(payload.participants or ())}
    if isinstance(payload, Agreement):
        parties = set(payload.parties or ())
    if isinstance(payload, Announcement):
        parties = {payload.announcer}
    return source is not None and any(is_published_by(source, party, parents) for party in parties if party)
