"""A correction does not fit its type, or the claim no longer says what the correction put into it.

A `typo` changes words and no data or number; an `update` tells what is new, and leaves what is claimed as it is; a
`rating` tells the rating. The newest correction of a field shows what is there now: if the claim says something else,
it was changed and no correction tells it. Call `factcheck correct CLAIM`, which writes what changed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.analysis.corrections import SOURCE_KEY, source_ids
from factcheck.analysis.entry_changes import is_still_said
from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import ChangedField, Claim, Correction

_STATEMENT = "claim."
_LINKS = "claim.relations"


@check("RAT011", __doc__, title=N_("Correction does not fit"))
def unfit_correction(corpus: Corpus) -> Problems:
    for file, claim in corpus.each(Claim):
        for index, correction in enumerate(claim.record.corrections):
            place: Pointer = ("record", "corrections", index)
            for inner, message in (*_unfit_type(correction), *_overtaken(corpus, claim, index)):
                hint = "choose another type" if inner == ("type",) else f"call 'factcheck correct {claim.id}' again"
                yield file, Issue((*place, *inner), message, hint)


def _unfit_type(correction: Correction) -> Iterator[tuple[Pointer, str]]:
    fields = [change.field for change in correction.changes]
    if correction.type == "rating" and fields and "review.rating" not in fields:
        yield ("type",), "the type is 'rating', and no change is one of the rating"
    if correction.type == "typo" and (
        more := next((item for item in correction.changes if not _is_wording(item)), None)
    ):
        yield ("type",), f"the type is 'typo', and {more.field} is more than the wording of a text"
    if correction.type == "update":
        claimed = [name for name in fields if name.startswith(_STATEMENT) and not name.startswith(_LINKS)]
        if claimed:
            yield ("type",), f"the type is 'update', and {claimed[0]} is what is claimed, which nothing new can change"


def _is_wording(change: ChangedField) -> bool:
    """Return whether only words were changed: those of a text or of a quotation, and no digit in them."""
    before, after = change.before or {}, change.after or {}
    if change.was and change.now and " " in change.was:
        before, after = {"": change.was}, {"": change.now}
    return (
        bool(before)
        and before.keys() == after.keys()
        and all(_digits(before[key]) == _digits(after[key]) for key in before)
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _overtaken(corpus: Corpus, claim: Claim, index: int) -> Iterator[tuple[Pointer, str]]:
    """Yield the changes of a correction whose result is not there, though no later correction may have changed it."""
    own, *later = claim.record.corrections[index:]
    if not (own.changes and all(item.changes for item in later)):
        return  # those without changes do not say what they changed
    told = {(change.field, change.item) for item in later for change in item.changes}
    last = {(change.field, change.item): (place, change) for place, change in enumerate(own.changes)}
    record = _parts(corpus, claim)
    for key, (place, change) in last.items():
        if key not in told and not is_still_said(change, record):
            yield ("changes", place), f"{change.field} does not say what this change put there"


def _parts(corpus: Corpus, claim: Claim) -> Mapping[str, Any]:
    """Return the parts of a claim as the fields of changes name them, and its sources."""
    sources = tuple(corpus.sources[id_] for id_ in dict.fromkeys(source_ids(claim)) if id_ in corpus.sources)
    parts = {"article": claim.article, "claim": claim.claim, "review": claim.review, "record": claim.record}
    return {**parts, SOURCE_KEY: sources}
