"""What a version of a claim said, as far as it still has a form that we know: its rating, and its words in short.

Old versions have the form of their time, so each field is looked for, and may be missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from factcheck.pages.view import View
from factcheck.records.version import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a version said. `rating` is the id of its rating, `badge` shows that, and `short` is what was asserted."""

    date: str
    rating: str
    badge: Markup
    is_unsure: bool
    short: Markup


def said_then(view: View, badge: Callable[..., Markup], version: Version | None) -> Said | None:
    """Return what a version of a claim said; None if there is no version, or it has no rating.

    Args:
        view: the records as readers see them today.
        badge: shows a rating that still exists; of any other one, only its id is known.
        version: what the record said, in the form of its time.
    """
    rating = field_of(version, "review", "rating")
    if not version or not isinstance(rating, str):
        return None
    short = field_of(version, "claim", "short")
    return Said(
        date=version.date,
        rating=rating,
        badge=badge(rating, linked=False) if rating in view.corpus.ratings else escape(rating),
        is_unsure=field_of(version, "review", "confidence") == "low",
        short=view.text(short) if is_text(short) else Markup(),
    )


def field_of(version: Version | None, *keys: str) -> Any:
    """Return what a version has under these keys, one within the other; None if it has nothing there."""
    found: Any = version.data if version else None
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def is_text(value: object) -> bool:
    """Return whether a value is a text by language, as our texts are."""
    return isinstance(value, Mapping) and bool(value) and all(isinstance(words, str) for words in value.values())
