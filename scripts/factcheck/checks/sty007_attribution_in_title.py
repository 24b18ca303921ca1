"""The short form of a claim says who makes the claim.

`short` is only what is claimed, and the page puts the name of the claimant before it: “First Paper: Example raised $2
million”. “According to First Paper”, “as First Paper puts it”, “per First Paper” or the name itself in `short` would
say it twice, and could sound as if it were established that somebody said so. Leave it out. If somebody else is said to
have said something, make that the claim: “Example calls it a success”.
"""

import re
from collections.abc import Container, Iterable

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, N_
from factcheck.records.claim import Claim


@check("STY007", __doc__, title=N_("Speaker named in a claim’s title"), warning=True)
def attribution_in_title(corpus: Corpus) -> Problems:
    known = {name for entity in corpus.entities.values() for name in entity.name.values()}
    for file, claim in corpus.each(Claim):
        claimant = corpus.entities.get(claim.claim.claimant)
        names = set(claimant.name.values()) if claimant else set()
        for language, text in claim.claim.short.items():
            if found := _attribution(text, language, names) or _opening(text, language, known):
                message = f"the words '{found}' say who makes the claim"
                hint = "write only what is claimed: the page puts the claimant's name before it"
                yield file, Issue(("claim", "short", language), message, hint)


def _attribution(text: str, language: str, names: Iterable[str]) -> str | None:
    words = BY_CODE[language]
    speaker = "|".join(map(re.escape, names)) or "(?!)"
    pattern = rf"\b(?:{words.attributions})|\b(?:{speaker})(?:\s?:|\s(?:{words.saying})\b)"
    found = re.search(pattern, text, re.IGNORECASE)
    return found[0] if found else None


def _opening(text: str, language: str, known: Container[str]) -> str | None:
    """Return a beginning such as "Per First Paper," if that name has a record, because Per is also a first name."""
    found = re.match(rf"(?:{BY_CODE[language].opening_attributions})\s([^,:]{{1,100}})[,:]", text, re.IGNORECASE)
    return found[0] if found and found[1] in known else None
