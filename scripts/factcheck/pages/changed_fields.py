"""What corrections changed, as readers see it: the field in words, and how its value differs."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from factcheck.changes.word_changes import Fate
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, SOURCE, TERM
from factcheck.pages.differences import difference, marked
from factcheck.pages.field_titles import field_titles
from factcheck.pages.words import WORDS
from factcheck.records.claim import ChangedField
from factcheck.records.edtf import is_edtf

if TYPE_CHECKING:
    from factcheck.pages.view import View

_ITEMS = {"relations": CLAIM, "right_of_reply": ENTITY, "chain": ENTITY}
"""The kinds of records that name the items of lists; those of other lists are named by sources or days."""
_IDS = {"rating": RATING, "term": TERM, "article": ARTICLE, "source": SOURCE, "claim": CLAIM}
"""The fields that hold the id of something that is no entity."""
_NUMBERS = ("value", "min", "max")
_MOST_DIGITS = 15


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
            yield (
                words
                if language == own
                else Markup("<span{}>{}</span>").format(self._view.in_language(language), words)
            )

    def value(self, name: str, value: str) -> str | Markup:
        """Return a value without parts in words: a number, a day, what an id names, a controlled value."""
        if name in _NUMBERS and value.isdecimal() and len(value) <= _MOST_DIGITS:
            return self._view.number(int(value))
        tables = self._view.corpus.tables
        if value in tables[_IDS.get(name, ENTITY)]:
            return self._view.name(_IDS.get(name, ENTITY), value)
        word = WORDS.get(f"{name}.{value}") or WORDS.get(value)
        if word:
            return self._view._(word)
        return self._view.date(value) if is_edtf(value) else value
