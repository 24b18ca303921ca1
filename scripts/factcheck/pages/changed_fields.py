"""What changed in records, as readers see it: what a field is called, and how its value differs.

Browsers strike out ``<del>`` and underline ``<ins>``, also without colours; screen readers mostly do not name them, so
each begins with a word that is only heard, and that is there when the text is copied.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from factcheck.changes.word_changes import Fate, word_changes
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, SOURCE, TERM
from factcheck.languages import N_, translated
from factcheck.pages.formats import isolated
from factcheck.pages.words import FIELDS, WORDS
from factcheck.records.claim import ChangedField
from factcheck.records.edtf import is_edtf
from factcheck.schema.descriptions import title_of

if TYPE_CHECKING:
    from factcheck.pages.view import View

_LAYERS = ("claim", "review", "record", "source")
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
    "quotations": N_("Passages we read"),
    "derives_from": N_("Sources that it repeats"),
    "tier": N_("Primary, secondary or tertiary"),
    "url": N_("Address"),
    "publisher_id": N_("Record of the publisher"),
    "origin_unknown": N_("Origin not known"),
    "access_note": N_("Note on what was read"),
    "appearances": N_("Where else it appeared"),
    "archive_url": N_("Archived copy"),
    "cik": N_("CIK"),
    "first": N_("First word"),
    "id": N_("ID"),
    "investee": N_("Recipient"),
    "lang": N_("Language"),
    "last": N_("Last word"),
    "least_coverage": N_("How much is accounted for, at least"),
    "lei": N_("LEI"),
    "looked_at": N_("What was looked at"),
    "moved_to": N_("Moved to"),
    "not_checkable": N_("Why it cannot be checked"),
    "of": N_("Of what"),
    "open": N_("Not examined yet"),
    "parts": N_("Parts"),
    "proposal": N_("Proposal"),
    "proposed": N_("Proposed on"),
    "proposer": N_("Proposed by"),
    "published_note": N_("Note on the date"),
    "reason": N_("Reason"),
    "refused": N_("Refused on"),
    "refused_by": N_("Refused by"),
    "said_by": N_("Who used the words"),
    "summary": N_("Summary"),
    "term": N_("Label"),
    "title_certainty": N_("How the title is known"),
    "title_note": N_("Note on the title"),
    "total": N_("Total"),
}
"""The titles that are not the name of the field."""
_CERTAINTIES = {"title_certainty": "title", "published_certainty": "date", "date_certainty": "date"}
"""The fields whose values have words under another name."""
_ITEMS = {"relations": CLAIM, "right_of_reply": ENTITY, "chain": ENTITY}
"""The kinds of records that name the items of lists; those of other lists are named by sources or days."""
_IDS = {"rating": RATING, "term": TERM, "article": ARTICLE, "source": SOURCE, "claim": CLAIM}
"""The fields that hold the id of something that is no entity."""
_NUMBERS = ("value", "min", "max")
_MOST_DIGITS = 15
_LONGEST, _SHOWN = 100, 40
"""A longer word is no word, and only its beginning is shown."""
_HEARD = {Fate.GONE: N_("Taken out:"), Fate.NEW: N_("Put in:")}
_TAGS = {Fate.GONE: "del", Fate.NEW: "ins"}


def field_titles(names: Sequence[str], language: str) -> list[str]:
    """Return what the fields are called that lead to a place: ``Evidence``, ``Stance``.

    A field that no schema has any more is called by its name.
    """
    shown = [name for index, name in enumerate(names) if index or name not in _LAYERS or len(names) == 1]
    in_payload = any(name in _PAYLOADS for name in shown[:-1])
    titles = [_title(name, in_payload=in_payload) for name in shown if name != "payload" or shown[-1] == name]
    return [translated(language, title) for title in titles]


def _title(name: str, *, in_payload: bool) -> str:
    if in_payload and name in FIELDS:
        return FIELDS[name]
    return _TITLES.get(name) or title_of(name, None)


def difference(before: str, after: str, language: str) -> Markup:
    """Return what differs between two texts as HTML, with a few words around it; `language` is that of the page."""
    return Markup(" ".join(marked(fate, text, language) for fate, text in word_changes(before, after)))  # noqa: S704 - HTML


def without_long_words(text: str) -> str:
    """Return a text in which no word is longer than a word can be."""
    if len(text) <= _LONGEST or all(len(word) <= _LONGEST for word in text.split()):
        return text
    return " ".join(word if len(word) <= _LONGEST else f"{word[:_SHOWN]}…" for word in text.split(" "))


def marked(fate: Fate, text: str | Markup, language: str) -> Markup:
    """Return words as HTML that says what became of them; only the words themselves are crossed out or underlined."""
    words, tag = text if isinstance(text, Markup) else isolated(text), _TAGS.get(fate)
    if not tag:
        return words
    # Not with `format`, which is slow: a page with all versions of a record has thousands of these.
    heard = escape(translated(language, _HEARD[fate]))
    return Markup(f'<span class="fc-aloud">{heard} </span><{tag}>{words}</{tag}>')  # noqa: S704 - escaped


class ChangedFields:
    """The changes that corrections tell, in the language of a view."""

    def __init__(self, view: "View") -> None:
        self._view = view

    def name(self, change: ChangedField) -> Markup:
        """Return the field of a change in words, with the item of the list that it is in, as HTML."""
        names = change.field.split(".")
        first, *rest = field_titles(names, self._view.language)
        item = Markup(" ({})").format(self.item(names, change.item)) if change.item else Markup()
        return Markup(" › ").join([Markup("{}{}").format(first, item), *rest])

    def item(self, names: Sequence[str], item: str) -> str | Markup:
        """Return what an item of a list is called: a link to the record that names it, or a day."""
        kind = next((_ITEMS[name] for name in names if name in _ITEMS), SOURCE)
        if kind == ENTITY and item not in self._view.corpus.entities:
            kind = SOURCE  # of a step whose speaker has no name
        if item in self._view.corpus.tables[kind]:
            rated = self._view.rated_title(self._view.corpus.claims[item]) if kind == CLAIM else None
            return self._view.link(kind, item, rated)
        return self._view.date(item) if is_edtf(item) else item

    def difference(self, change: ChangedField) -> Markup:
        """Return how the value of a field differs, as HTML; nothing if the change says only that it does."""
        if change.how:
            return Markup("{}").format(self._view.word(change.how, "how"))
        if change.before or change.after:
            return Markup("<br>").join(self._texts(change))
        if " " in f"{change.was}{change.now}":
            return difference(change.was or "", change.now or "", self._view.language)
        name = change.field.rpartition(".")[2]
        values = ((Fate.GONE, change.was), (Fate.NEW, change.now))
        shown = (marked(fate, self.value(name, value), self._view.language) for fate, value in values if value)
        return Markup(" → ").join(shown)

    def _texts(self, change: ChangedField) -> Iterator[Markup]:
        """Yield how a text differs in the language of the page or, if it does not, in the others."""
        before, after = change.before or {}, change.after or {}
        own = self._view.language
        for language in [own] if own in before or own in after else dict.fromkeys([*before, *after]):
            words = difference(before.get(language, ""), after.get(language, ""), own)
            if language != own:
                named = self._view.language_name(language)
                words = Markup("<span{}>{}</span> ({})").format(self._view.in_language(language), words, named)
            yield words

    def value(self, name: str, value: str) -> str | Markup:
        """Return a value without parts in words: a number, a day, what an id names, a controlled value."""
        if name in _NUMBERS and value.isdecimal() and len(value) <= _MOST_DIGITS:
            return self._view.number(int(value))
        if name == "lang":
            return self._view.language_name(value)
        tables = self._view.corpus.tables
        if value in tables[_IDS.get(name, ENTITY)]:
            return self._view.name(_IDS.get(name, ENTITY), value)
        word = WORDS.get(f"{_CERTAINTIES.get(name, name)}.{value}") or WORDS.get(value)
        if word:
            return self._view._(word)
        return self._view.date(value) if is_edtf(value) else value
