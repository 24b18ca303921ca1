"""A correction does not fit its type, or the claim no longer says what the correction put into it.

A `typo` changes words and no data or number, and no "not" or "up to"; an `update` tells what is new, and leaves what is
claimed as it is; a `rating` tells the rating. The newest correction of a field shows what is there now: if the claim
says something else, it was changed and no correction tells it. Call `factcheck correct CLAIM`, which writes what
changed.
"""

from collections.abc import Iterator
from itertools import islice

from factcheck.analysis.corrections import changed_claims, is_still_said, parts_of
from factcheck.analysis.text_values import turns
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.claim import ChangedField, Claim, Correction

_STATEMENT = "claim."
_LINKS = "claim.relations"
_MOST = 500
"""How many changes of a claim are looked up in it: no honest one has more."""


@check("RAT011", __doc__, title=N_("Correction does not fit"))
def unfit_correction(corpus: Corpus) -> Problems:
    published = {now.id: before for before, now in changed_claims(corpus)}
    for file, claim in corpus.each(Claim):
        for index, correction in enumerate(claim.record.corrections):
            if message := unfit_type(correction):
                yield file, Issue(("record", "corrections", index, "type"), message, "choose another type")
        before = published.get(claim.id, claim if corpus.around.base else None)
        known = before.record.corrections if before else ()
        for place, message in _overtaken(corpus, claim):
            if claim.record.corrections[place[0]] not in known:  # RAT007 reports what was changed since then
                hint = f"call 'factcheck correct {claim.id}' again"
                yield file, Issue(("record", "corrections", *place), message, hint)


def unfit_type(correction: Correction) -> str | None:
    """Return why the type of a correction does not fit its changes; None if it does."""
    fields = [change.field for change in correction.changes]
    if correction.type == "rating" and fields and "review.rating" not in fields:
        return "the type is 'rating', and no change is one of the rating"
    more = next((change.field for change in correction.changes if not _is_wording(change)), None)
    if correction.type == "typo" and more:
        return f"the type is 'typo', and {more} is more than the wording of a text"
    claimed = [name for name in fields if name.startswith(_STATEMENT) and not name.startswith(_LINKS)]
    if correction.type == "update" and claimed:
        return f"the type is 'update', and {claimed[0]} is what is claimed, which nothing new can change"
    return None


def _is_wording(change: ChangedField) -> bool:
    """Return whether only words were changed: those of a text or of a quotation, and none that turns its meaning."""
    before, after = change.before or {}, change.after or {}
    if change.was and change.now and " " in change.was:
        before, after = {"": change.was}, {"": change.now}
    return (
        bool(before)
        and before.keys() == after.keys()
        and all(_fixed(before[key]) == _fixed(after[key]) for key in before)
    )


def _fixed(text: str) -> tuple[object, object]:
    return turns(text), [*filter(str.isdigit, text)]


def _overtaken(corpus: Corpus, claim: Claim) -> Iterator[tuple[tuple[int, str, int], str]]:
    """Yield the changes whose result is not there, though no later correction may have changed it."""
    newest: dict[tuple[str, str | None], tuple[tuple[int, str, int], ChangedField]] = {}
    for index, correction in reversed([*enumerate(claim.record.corrections)]):
        if not correction.changes:
            break  # it does not say what it changed
        for number, change in reversed([*enumerate(correction.changes)]):
            newest.setdefault((change.field, change.item), ((index, "changes", number), change))
    parts = parts_of(claim, corpus) if newest else {}
    for place, change in islice(newest.values(), _MOST):
        if not is_still_said(change, parts):
            yield place, f"{change.field} does not say what this change put there"
