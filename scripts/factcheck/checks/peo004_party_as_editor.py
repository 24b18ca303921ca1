"""An author or a reviewer is a party to the claim.

Nobody rates a claim about themselves, nor their own claim. Whoever is concerned can answer instead: their words are
shown in full (`right_of_reply`). If it is another person of the same name, the records must tell the two apart.
"""

from factcheck.analysis.parties import concerned, same_name, speaker_for
from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.kinds import ENTITY
from factcheck.languages import N_
from factcheck.records.claim import Claim


@check("PEO004", __doc__, title=N_("Written or reviewed by somebody the claim is about"))
def party_as_editor(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        parties = {id_ for party in concerned(claim) for id_ in (party, speaker_for(corpus, party))}
        names = {
            same_name(name): id_
            for id_ in sorted(parties & corpus.entities.keys())
            for name in corpus.entities[id_].name.values()
        }
        record = claim.record
        people: list[tuple[Pointer, str]] = [
            (("record", "authors", index), name) for index, name in enumerate(record.authors)
        ]
        people += [(("record", "reviewers", index, "name"), item.name) for index, item in enumerate(record.reviewers)]
        for pointer, name in people:
            if id_ := names.get(same_name(name)):
                related = ((corpus.file(ENTITY, id_), ("name",), "a party to the claim"),)
                hint = "somebody else must write and review it; what they have to say is a reply ('right_of_reply')"
                yield file, Issue(pointer, f"the claim concerns {name!r}", hint, related=related)
