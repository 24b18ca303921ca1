"""New entries in a claim that is there: a correction, from what it said and what it says now, and a reply."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from factcheck.analysis.corrections import SOURCE_KEY, reply_told
from factcheck.analysis.entry_changes import DAYS, OpenChange, days_of_check, needed_changes, read_changes
from factcheck.analysis.field_changes import FieldChange, field_changes
from factcheck.analysis.text_values import turns
from factcheck.errors import SetupError
from factcheck.finding import Pointer
from factcheck.kinds import CLAIM
from factcheck.records.edtf import months_later
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.guesses import named_in
from factcheck.scaffolds.skeleton import Data

NEARLY = 0.9
"""So like each other are two texts if only a slip was mended."""
_GROUNDS = (("review", "evidence"), ("review", "to_check"))
"""Lists of sources: a change of nothing else is one of the type `source`."""
_GROWING = (*_GROUNDS, ("review", "developments"), ("record", "right_of_reply"))
"""Lists to which something is added when it has happened or was read only now."""

_INTERESTS = ("record", "interests")


class NothingToTellError(SetupError):
    """Nothing that was published has changed, or its corrections tell it already."""


def new_correction(
    background: Background, before: Data | None, now: Data, fields: Mapping[str, str], *, another: bool = False
) -> Draft:
    """Return a claim whose corrections tell what has changed since it was published.

    The last entry that was not published yet gets all changes that those before it do not tell; without one, or if
    another one is wanted, a new entry does.

    Args:
        background: what is there already.
        before: the claim as it was published, with what it rests on; None if it was not.
        now: the claim as it is, with what it rests on.
        fields: values of the entry, by the names of their fields, such as ``text.en``.
        another: whether to begin a new entry although one is there.

    Raises:
        NothingToTellError: there is nothing to tell.
        SetupError: the file of the claim has mistakes.
    """
    claim = {name: value for name, value in now.items() if name != SOURCE_KEY}
    background.require_shape(CLAIM, claim)
    if before is None:
        message = f"{now['id']!r} was not published yet: what nobody has read needs no correction"
        raise NothingToTellError(message)
    changes = list(needed_changes(before, now)) or days_of_check(before, now)
    if not changes and any(field_changes(before, now)):
        message = f"{now['id']!r} has changed only in what needs no entry, such as a translation or a reviewer"
        raise NothingToTellError(message)
    if not changes:
        message = f"{now['id']!r} has not changed; change it first, and then call this command. "
        message += "If the change is in a commit already, name the revision that was published: --base origin/main"
        raise NothingToTellError(message)
    published = len(before.get("record", {}).get("corrections", []))
    corrections = list(now["record"].get("corrections", []))
    if another or len(corrections) == published:
        corrections.append({"date": background.today.isoformat(), "type": None, "text": {}})
    *kept, entry = corrections
    kept[published:] = _true_entries(before, now, kept[published:])
    left = _untold(before, now, [change for item in kept[published:] for change in item.get("changes", ())])
    guess = guess_type(changes)
    type_ = guess if guess == "rating" or entry["type"] in {None, "typo"} else entry["type"]
    entry = {**entry, "type": type_, "changes": left}
    draft = background.draft(CLAIM, {**claim, "record": {**now["record"], "corrections": [*kept, entry]}})
    place: Pointer = ("record", "corrections", len(kept))
    draft.typed = {(*place, *name.split(".")): text for name, text in fields.items()}
    return draft


def checked_again(claim: Data, today: date) -> Data:
    """Return a claim that was checked again on a day; the next check comes as many months later as it did before."""
    review = claim["review"]
    checked, review_by = (date.fromisoformat(review[name]) for name in DAYS)
    months = (review_by.year - checked.year) * 12 + review_by.month - checked.month
    next_check = months_later(today, max(months, 1))
    return {**claim, "review": {**review, "checked": today.isoformat(), "review_by": next_check.isoformat()}}


def _untold(before: Data, now: Data, told: Sequence[Data]) -> list[Data]:
    """Return the changes that entries do not tell yet.

    Raises:
        NothingToTellError: they tell all of them.
    """
    left = [item.entry() for item in read_changes(before, now, told).open]
    if not left and not told:  # it was checked again, and nothing else has changed
        left = [OpenChange(change=change, said=change.before).entry() for change in days_of_check(before, now)]
    if not left:
        message = f"the corrections of {now['id']!r} tell every change already"
        raise NothingToTellError(message)
    return left


def _true_entries(before: Data, now: Data, entries: Sequence[Data]) -> list[Data]:
    """Return entries without the changes that are none any more, because the claim was changed again."""
    steps = [(number, change) for number, item in enumerate(entries) for change in item.get("changes", ())]
    wrong = set(read_changes(before, now, [change for _, change in steps]).wrong)
    true: list[Data] = []
    for number, item in enumerate(entries):
        kept = [change for index, (own, change) in enumerate(steps) if own == number and index not in wrong]
        rest = {name: value for name, value in item.items() if name != "changes"}
        true.append({**rest, "changes": kept} if kept else rest)
    return true


def guess_type(changes: Sequence[FieldChange]) -> str:
    """Return the type of a correction: that of the most serious change."""
    every = [part for change in changes for part in field_changes(change.before, change.after, change.place)]
    if any(change.place == ("review", "rating") for change in every):
        return "rating"
    if all(change.place[-1] in DAYS for change in changes):
        return "update"
    added = [_is_added(change) for change in changes]
    others = [change for change, is_new in zip(changes, added, strict=True) if not is_new]
    if any(added) and all(change.place[0] == "review" and change.is_text for change in others):
        return "update"
    grounds = all(change.place[0] == SOURCE_KEY or change.place[:2] in _GROUNDS for change in changes)
    if grounds and not all(map(_is_slip, every)):
        return "source"
    return "typo" if all(map(_is_slip, every)) else "substance"


def _is_added(change: FieldChange) -> bool:
    if change.place == _INTERESTS:  # those of a reviewer come to those of the authors
        was, is_ = change.before or {}, change.after or {}
        return all(words in is_.get(language, "") for language, words in was.items())
    return change.before is None and change.place[:2] in _GROWING


def _is_slip(change: FieldChange) -> bool:
    """Return whether only some letters of a text have changed."""
    old, new = change.before, change.after
    if not (isinstance(old, str) and isinstance(new, str)):
        return False
    digits = [sign for sign in old if sign.isdigit()] == [sign for sign in new if sign.isdigit()]
    return (
        " " in old
        and digits
        and turns(old) == turns(new)
        and SequenceMatcher(None, old, new, autojunk=False).ratio() >= NEARLY
    )


def new_reply(background: Background, now: Data, who: str, answer: str, language: str) -> Draft:
    """Return a claim with the answer, which came unasked, of somebody it is about, and with an update that says so.

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
    answered = {**now, "record": {**now["record"], "right_of_reply": replies}}
    update: Data = {
        "date": background.today.isoformat(),
        "type": "update",
        "text": reply_told(),
        "changes": [item.entry() for item in read_changes(now, answered, ()).open],
    }
    answered["record"]["corrections"] = [*now["record"].get("corrections", []), update]
    return background.draft(CLAIM, answered)
