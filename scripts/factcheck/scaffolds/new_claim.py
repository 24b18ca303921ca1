"""A new claim from quoted words: their place in the article, and the fields that a claim of its type needs."""

import calendar
from collections.abc import Mapping
from datetime import date

from factcheck.analysis.passages import FoundWords
from factcheck.kinds import ARTICLE, CLAIM, ENTITY
from factcheck.records.claim import Quotation
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.guesses import amount_in, id_from, label_in, named_in
from factcheck.scaffolds.quoted_words import place_words
from factcheck.scaffolds.skeleton import Data, items
from factcheck.schema.to_do import is_to_do

WORDS_IN_ID = 6
MONTHS_TO_REVIEW = 6
_OWN = frozenset({"id", "prefix", "suffix"})


def new_claim(  # noqa: PLR0913 - all but the first three are named where they are given
    background: Background,
    article: Data,
    words: str,
    *,
    text: str | None,
    fields: Mapping[str, str],
    at: int | None = None,
) -> tuple[Draft, FoundWords]:
    """Return a new claim, and where its words are in the article.

    Args:
        background: what is there already.
        article: what the file of the article holds.
        words: the words that make the claim.
        text: the text of the article, if it is at hand.
        fields: other values, by the names of their fields.
        at: the number of the first word, where the same words are in several places.

    Raises:
        SetupError: the words are not in the article, or a field or an id is wrong.
    """
    background.require_shape(ARTICLE, article)
    wanted = Quotation(exact=" ".join(words.split()), prefix=fields.get("prefix"), suffix=fields.get("suffix"))
    found = place_words(article, wanted, text, at)
    id_ = background.choose_id(CLAIM, fields.get("id"), id_from(*found.quotation.exact.split()[:WORDS_IN_ID]))
    begun = {
        "id": id_,
        "article": article["id"],
        "claim": _statement(background, article, found, fields.get("type", fields.get("payload.type"))),
        "review": _review(background, fields),
        "record": {
            "created": background.today.isoformat(),
            "authors": [background.author] if background.author else [],
        },
    }
    draft = background.draft(CLAIM, begun)
    draft.put({name: value for name, value in fields.items() if name not in _OWN})
    add_named(draft)
    return draft, found


def add_named(draft: Draft) -> None:
    """Let a claim be about everybody whom its payload names, unless somebody has typed whom it is about."""
    about = list(draft.begun["claim"]["about"])
    for place, text in draft.typed.items():
        item = draft.describe((*place, 0))
        if place[:2] == ("claim", "payload") and ENTITY in {draft.describe(place).refers_to, item.refers_to}:
            about += items(text, item)
    draft.begun["claim"]["about"] = list(dict.fromkeys(about))


def _statement(background: Background, article: Data, found: FoundWords, type_: str | None) -> Data:
    """Return what is known of the first layer of a claim from its article, its words and its type."""
    publisher = article.get("publisher")
    return {
        "quotation": _quotation(article, found),
        "claimant": None if is_to_do(publisher) else publisher,
        "about": named_in(found.quotation.exact, background.corpus.entities),
        "kind": "analysis" if type_ == "analysis" else "factual",
        "payload": _payload(background, article, found.quotation.exact, type_),
    }


def _quotation(article: Data, found: FoundWords) -> Data:
    """Return the quotation; the words around it are to do if they are not known and there are some."""
    quoted: Data = {"exact": found.quotation.exact}
    if found.quotation.prefix or found.first > 1:
        quoted["prefix"] = found.quotation.prefix
    if found.quotation.suffix or found.last < article["text"]["words"]:
        quoted["suffix"] = found.quotation.suffix
    return quoted


def _payload(background: Background, article: Data, words: str, type_: str | None) -> Data:
    """Return the type of a claim, and what its words say by themselves: look at it, it is read by a program."""
    if type_ is None:
        return {}
    payload: Data = {"type": type_}
    names = background.schemas.field(CLAIM, {"claim": {"payload": payload}}, ("claim", "payload")).names
    if "amount" in names and (amount := amount_in(words)):
        payload["amount"] = amount
    if "wording" in names and not is_to_do(article.get("lang")):
        payload |= label_in(words, article["lang"], background.corpus.terms)
    return payload


def _review(background: Background, fields: Mapping[str, str]) -> Data:
    """Return what is known of the second layer: its days, and what the source says if only one passage is listed."""
    source = background.corpus.sources.get(fields.get("source", ""))
    listed = source.quotations if source else ()
    evidence: Data = {"quotation": {"exact": listed[0] if len(listed) == 1 else None}}
    if fields.get("stance") == "silent":
        evidence["note"] = {}
    if fields.get("stance") == "refutes":
        evidence["recorded"] = {"type": fields.get("type")}
    return {
        "checked": background.today.isoformat(),
        "review_by": _months_later(background.today, MONTHS_TO_REVIEW).isoformat(),
        "evidence": [evidence],
    }


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
