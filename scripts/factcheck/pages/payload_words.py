"""The fields of payloads as readers see them: parties as links, amounts with their status, words as quoted.

What is returned is HTML (``Markup``), escaped here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup, escape

from factcheck.kinds import CLAIM
from factcheck.pages import formats
from factcheck.pages.words import FIELDS
from factcheck.records.claim import Claim, Development
from factcheck.records.payload import Designation, MoneyRelation, Payload, Quantity
from factcheck.records.structure import reference_kind

if TYPE_CHECKING:
    from factcheck.pages.view import View

_SERIES = re.compile("Series ([A-Z])")
_PARTIES = ("provider", "customer", "investor", "lead", "participants", "investee")


class PayloadWords:
    """The fields of payloads in the language of a view."""

    def __init__(self, view: "View") -> None:
        self._view = view

    def fields(self, payload: Payload) -> dict[str, Markup]:
        """Return the values of a payload's fields as HTML, by the keys of the fields, without fields that have none."""
        found = ((key, kind, getattr(payload, key)) for key, kind in _shown(cast("Any", type(payload))))
        return {key: self._field(payload, key, kind, value) for key, kind, value in found if value is not None}

    def news(self, claim: Claim, item: Development) -> dict[str, Markup]:
        """Return the fields of a development but its date, parties that the claim names, too, and a speaker.

        The page says in words who used a label, and how that is known.
        """
        recorded, said = item.recorded, claim.claim.payload
        if recorded is None or (isinstance(recorded, Designation) and recorded.wording is None):
            return {}
        known = {key for key in _PARTIES if getattr(recorded, key, None) == getattr(said, key, None)}
        known.add("said_by")
        if recorded.date == item.date:
            known.add("date")
        if getattr(recorded, "amount", None):
            known.add("status")  # which is beside the amount
        return {key: value for key, value in self.fields(recorded).items() if key not in known}

    def _field(self, payload: Payload, key: str, kind: str | None, value: Any) -> Markup:
        """Return the value of a field as HTML. If the field refers to records, `kind` is their kind."""
        if kind:
            ids = value if isinstance(value, tuple) else (value,)
            return Markup(", ").join(self._view.link(kind, id_) for id_ in ids)
        if key == "wording":
            return self._view.quoted(value, getattr(payload, "lang", None))
        if isinstance(value, Mapping):
            return self._view.text(value)
        if key == "amount":
            return self.money(payload)
        if key == "quantities":
            return Markup("; ").join(self._quantity(item) for item in value)
        writers: dict[str, Callable[[Any], str]] = {
            "date": self._view.date,
            "round": self._round,
            "status": self._view.word,
            "instrument": self._view.word,
        }
        return formats.isolated(writers.get(key, str)(value))

    def _quantity(self, item: Quantity) -> Markup:
        """Return a quantity after what it is of: “TPUs: up to 1 million”."""
        shown = formats.quantity(item, self._view.language)
        of = escape(self._view._("%(speaker)s:")) % {"speaker": self._view.text(item.of)}
        return Markup("{} {}").format(of, shown)

    def _round(self, name: str) -> str:
        """Return the name of a financing round in this language: Series C, série C."""
        series = _SERIES.fullmatch(name)
        return self._view._("Series %(letter)s") % {"letter": series[1]} if series else name

    def money(self, payload: Any) -> Markup:
        """Return the amount of a payload, if it has one, with its status and the claims to which it relates."""
        shown, relation = formats.isolated(self._sum(payload)), getattr(payload, "relation", None)
        return Markup("{}, {}").format(shown, self.money_relation(relation)) if relation else shown

    def _sum(self, payload: Any) -> str:
        amount, status = getattr(payload, "amount", None), getattr(payload, "status", None)
        if amount is None:
            return ""
        return f"{self._view.amount(amount)} ({self._view.word(status)})" if status else str(self._view.amount(amount))

    def money_relation(self, relation: MoneyRelation) -> Markup:
        """Return how money relates to that of claims: “the same money as in Les Echos, …”, and their sums as links."""
        claims = [self._view.corpus.claims[id_] for id_ in relation.claims if id_ in self._view.corpus.claims]
        articles = dict.fromkeys(claim.article for claim in claims)
        names = Markup(", ").join(
            formats.isolated(self._view.article_name(self._view.corpus.articles[id_])) for id_ in articles
        )
        sums = Markup(" + ").join(self._view.link(CLAIM, claim.id, self._sum(claim.claim.payload)) for claim in claims)
        return Markup("{} {}").format(escape(self._view.word(relation.type, "told")) % {"article": names}, sums)


@cache
def _shown(payload: type[Payload]) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a type of payload that pages show, each with the kind of record that it refers to."""
    names = {field.name for field in fields(payload)}
    return tuple((key, reference_kind(payload, key)) for key in FIELDS if key in names)
