"""The attribution chain does not lead from the claimant to the people whose words they are.

When an article says that something comes from somebody else, readers want to know who passed it on. `chain` lists them:
first the `claimant`, then the one who passed it on (`via`), down to `attributed_to`, and further if the sources show
that the words were somebody else's. Nobody is listed twice. Complete or correct the chain.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim, Statement


@check("ATT001", __doc__, title=N_("Attribution chain does not lead to the speaker"))
def broken_chain(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        if issue := _judge(claim.claim):
            yield file, issue


def _judge(said: Statement) -> Issue | None:
    if not said.chain:
        hint = "add 'chain': the claimant first, then each one it came through, with a source"
        message = f"the claim is attributed to {said.attributed_to!r}, but no chain leads there"
        return Issue(("claim", "attributed_to"), message, hint) if said.attributed_to else None
    who = [hop.who for hop in said.chain]
    named = [id_ for id_ in who if id_]
    if who[0] != said.claimant:
        message = f"the chain begins with {who[0]!r}, but the claimant is {said.claimant!r}"
        return Issue(("claim", "chain", 0), message, f"begin it with '- who: {said.claimant}'")
    missing = next((id_ for id_ in (said.via, said.attributed_to) if id_ and id_ not in who), None)
    if missing:
        hint = f"add '- who: {missing}', with the source that shows it, at its place in the chain"
        return Issue(("claim", "chain"), f"the chain does not name {missing!r}", hint)
    twice = next((id_ for id_ in named if named.count(id_) > 1), None)
    return Issue(("claim", "chain"), f"{twice!r} is in the chain twice", "remove one of the two") if twice else None
