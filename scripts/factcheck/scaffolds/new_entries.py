"""New entries in a claim that is there: a correction, from what it said and what it says now, and a reply."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from factcheck.changes.field_changes import FieldChange, field_changes
from factcheck.errors import SetupError
from factcheck.finding import Pointer
from factcheck.kinds import CLAIM
from factcheck.languages import LANGUAGES
from factcheck.pages.formats import amount
from factcheck.records.payload import Amount
from factcheck.records.structure import parse
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.guesses import named_in
from factcheck.scaffolds.skeleton import Data

NEARLY = 0.9
"""So like each other are two texts if only a slip was mended."""
_SAID = (("claim", "short"), ("claim", "text"), ("review", "explanation"), ("review", "would_change"))
"""The texts of which a correction shows how they were, the first one that has changed."""


def new_correction(background: Background, before: Data | None, now: Data, fields: Mapping[str, str]) -> Draft:
    """Return a claim with a new entry under its corrections, which says what has changed as far as a program can.

    Args:
        background: what is there already.
        before: the claim as it was published; None if it was not.
        now: the claim as it is.
        fields: values of the new entry, by the names of their fields, such as ``text.en``.

    Raises:
        SetupError: there is nothing to correct, or there is a new entry already.
    """
    background.require_shape(CLAIM, now)
    if before is None:
        message = f"{now['id']!r} was not published yet: what nobody has read needs no correction"
        raise SetupError(message)
    changes = [change for change in field_changes(before, now) if change.place[0] != "record"]
    known = before.get("record", {}).get("corrections", [])
    corrections = now["record"].get("corrections", [])
    if not changes:
        message = f"{now['id']!r} has not changed; change it first, and then call this command. "
        message += "If the change is in a commit already, name the revision that was published: --base origin/main"
        raise SetupError(message)
    if len(corrections) > len(known):
        message = f"{now['id']!r} has a new entry under corrections already; write into that"
        raise SetupError(message)
    entry = {"date": background.today.isoformat(), "type": guess_type(changes), "text": {}}
    entry |= _before_and_after(background, before, now)
    draft = background.draft(CLAIM, {**now, "record": {**now["record"], "corrections": [*corrections, entry]}})
    place: Pointer = ("record", "corrections", len(corrections))
    draft.typed = {(*place, *name.split(".")): text for name, text in fields.items()}
    return draft


def guess_type(changes: Sequence[FieldChange]) -> str:
    """Return the type of a correction: that of the most serious change."""
    if any(change.place == ("review", "rating") for change in changes):
        return "rating"
    if any(change.place[:2] == ("review", "evidence") and None in (change.before, change.after) for change in changes):
        return "source"
    return "typo" if all(map(_is_slip, changes)) else "substance"


def _is_slip(change: FieldChange) -> bool:
    """Return whether only some letters of a text have changed."""
    old, new = change.before, change.after
    if not (isinstance(old, str) and isinstance(new, str)):
        return False
    digits = [sign for sign in old if sign.isdigit()] == [sign for sign in new if sign.isdigit()]
    return " " in old and digits and SequenceMatcher(None, old, new, autojunk=False).ratio() >= NEARLY


def _before_and_after(background: Background, before: Data, now: Data) -> Data:
    """Return what readers read before and what they read now.

    That is the rating, or else the first text that has changed, or else the amount.
    """
    old, new = (background.corpus.ratings.get(claim.get("review", {}).get("rating")) for claim in (before, now))
    if old and new and old.id != new.id:
        return {"before": dict(old.label), "after": dict(new.label)}
    for layer, name in _SAID:
        was, is_ = (_texts(claim, layer, name) for claim in (before, now))
        changed = [language for language in was if language in is_ and was[language] != is_[language]]
        if changed:
            return {"before": {each: was[each] for each in changed}, "after": {each: is_[each] for each in changed}}
    sums = [claim.get("claim", {}).get("payload", {}).get("amount") for claim in (before, now)]
    if all(sums) and sums[0] != sums[1]:
        return dict(zip(("before", "after"), map(_amount, sums), strict=True))
    return {}


def _amount(data: Data) -> Data:
    """Return an amount as pages show it."""
    return {language: str(amount(parse(Amount, data), language)) for language in LANGUAGES}


def _texts(claim: Data, layer: str, name: str) -> Mapping[str, Any]:
    text = claim.get(layer, {}).get(name)
    return text if isinstance(text, dict) else {}


def new_reply(background: Background, now: Data, who: str, answer: str, language: str) -> Draft:
    """Return a claim with the answer, which came unasked, of somebody it is about.

    Args:
        background: what is there already.
        now: the claim as it is.
        who: who answers, by name.
        answer: their words.
        language: the language of the answer.

    Raises:
        SetupError: the file of the claim has mistakes.
    """
    background.require_shape(CLAIM, now)
    named = named_in(who, background.names)
    entry: Data = {
        "asked": named[0] if len(named) == 1 else None,
        "answer": {language: answer},
        "answered": background.today.isoformat(),
    }
    replies = [*now["record"].get("right_of_reply", []), entry]
    return background.draft(CLAIM, {**now, "record": {**now["record"], "right_of_reply": replies}})
