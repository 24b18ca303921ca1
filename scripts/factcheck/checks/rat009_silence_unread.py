"""A source is said not to say something, but nobody has read it.

`silent` means that a source speaks of the matter and does not say what the claim says. Only somebody who has read it
can know that: a headline, or what others quote, leaves out most of a text. While the `access` of a source is
`headline` or `relayed`, give it the stance `context`, or list it under `to_check`. If a text was read in part
(`excerpt`), say in the `note` that this is about the passage that was read. (Of a source whose `access` is `unread`,
SRC001 says that nothing can rest on it.)
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import Claim

KNOWN = {"headline": "its headline or opening", "relayed": "what others quote"}
"""How little we know of a text, by its `access`; SRC001 finds what rests on `unread` ones."""


@check("RAT009", __doc__, title=N_("Silence of a text that was not read"))
def silence_unread(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.evidence):
            source = corpus.sources.get(item.source)
            if item.stance == "silent" and source and source.access in KNOWN:
                message = f"{item.source!r} is said not to say so, but we know only {KNOWN[source.access]}"
                yield (
                    file,
                    Issue(
                        ("review", "evidence", index, "stance"),
                        message,
                        "make it 'context', or read it and change its 'access'",
                    ),
                )
