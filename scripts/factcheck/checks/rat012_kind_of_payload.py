"""The kind of a claim and its data do not go together.

An analysis has data of the type `analysis`, and no other claim has. Otherwise a judgement would be compared with
sources as if it were a fact, or a fact would escape that. A claim of the kind `attribution` is about who said
something: `attributed_to` names them. Correct `kind`, `payload`, or add `attributed_to`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

ANALYSIS = "analysis"


@check("RAT012", __doc__, title=N_("Kind of claim does not go with its data"))
def kind_of_payload(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        said = claim.claim
        if (said.kind == ANALYSIS) != (said.payload.type == ANALYSIS):
            message = f"a claim of the kind {said.kind!r} cannot have data of the type {said.payload.type!r}"
            hint = "an analysis, and nothing else, has data of the type 'analysis'"
            yield file, Issue(("claim", "kind"), message, hint)
        elif said.kind == "attribution" and not said.attributed_to:
            message = "the claim says that somebody said something, but 'attributed_to' names nobody"
            yield file, Issue(("claim", "kind"), message, "add 'attributed_to', or make its kind 'factual'")
