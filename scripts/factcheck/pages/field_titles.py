"""What readers call the fields of records: the titles of the schemas, in the language of a page."""

from collections.abc import Sequence

from factcheck.languages import N_, translated
from factcheck.pages.words import FIELDS
from factcheck.schema.descriptions import title_of

LAYERS = ("claim", "review", "record", "source")
"""Names that group fields, and say nothing to readers."""
_PAYLOADS = ("payload", "recorded")
_TITLES = {
    "short": N_("Title"),
    "via": N_("Passed on by"),
    "chain": N_("Who passed it on, step by step"),
    "payload": N_("Content as data"),
    "completeness": N_("Key sources read"),
    "would_change": N_("What would change the rating"),
    "checked": N_("Last checked"),
    "review_by": N_("Next check by"),
    "needs": N_("What is missing"),
    "to_check": N_("Key sources not read"),
    "developments": N_("Later developments"),
    "locator": N_("Place in the source"),
    "recorded": N_("What the source says, as data"),
    "date_certainty": N_("How the date is known"),
    "published_certainty": N_("How the date is known"),
    "right_of_reply": N_("Replies"),
    "asked": N_("Who was asked"),
    "answered": N_("Answered on"),
    "exact": N_("Exact words"),
    "prefix": N_("Words before"),
    "suffix": N_("Words after"),
    "hedge": N_("How exact it is"),
    "min": N_("From"),
    "max": N_("To"),
    "access": N_("How much of it was read"),
    "derives_from": N_("Sources that it repeats"),
    "tier": N_("Primary, secondary or tertiary"),
    "url": N_("Address"),
    "publisher_id": N_("Record of the publisher"),
    "origin_unknown": N_("Origin not known"),
}
"""The titles that are not the name of the field."""


def field_titles(names: Sequence[str], language: str) -> list[str]:
    """Return what the fields are called that lead to a place: ``Evidence``, ``Stance``.

    A field that no schema has any more is called by its name.
    """
    shown = [name for index, name in enumerate(names) if index or name not in LAYERS or len(names) == 1]
    in_payload = any(name in _PAYLOADS for name in shown[:-1])
    titles = [_title(name, in_payload=in_payload) for name in shown if name != "payload" or shown[-1] == name]
    return [translated(language, title) for title in titles]


def _title(name: str, *, in_payload: bool) -> str:
    if in_payload and name in FIELDS:
        return FIELDS[name]
    return _TITLES.get(name) or title_of(name, None)
