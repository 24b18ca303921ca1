"""A new claim from quoted words: their place in the article, and the fields that a claim of its type needs."""

from collections.abc import Mapping, Sequence
from functools import partial

from factcheck.analysis.passages import FoundWords
from factcheck.finding import Pointer
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE, file_path
from factcheck.records.claim import Quotation
from factcheck.records.edtf import months_later
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.guesses import amount_in, id_from, label_in, named_in
from factcheck.scaffolds.quoted_words import place_words
from factcheck.scaffolds.skeleton import Data, items
from factcheck.schema.to_do import is_to_do, to_do

WORDS_IN_ID = 6
MONTHS_TO_REVIEW = 6
LONGEST_CONTEXT = 100
"""So many characters a prefix or a suffix may have."""
_MOST_NAMED = 6
"""How many of those that the article names are listed where one is to be chosen."""
_TYPE: Pointer = ("claim", "payload", "type")
_EVIDENCE: Pointer = ("review", "evidence", 0)
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
    draft = background.draft(CLAIM, _begin(background, article, found, id_))
    nearby = named_in(text or "", background.names)[:_MOST_NAMED]
    draft.follow = partial(_follow, background, article, found.quotation.exact, nearby)
    draft.follow(draft)
    draft.put({name: value for name, value in fields.items() if name not in _OWN})
    return draft, found


def _begin(background: Background, article: Data, found: FoundWords, id_: str) -> Data:
    """Return what is known of a claim whatever its type is."""
    today, review_by = background.today, months_later(background.today, MONTHS_TO_REVIEW)
    return {
        "id": id_,
        "article": article["id"],
        "claim": {"quotation": _quotation(article, found), "claimant": _claimant(article)},
        "review": {"checked": today.isoformat(), "review_by": review_by.isoformat()},
        "record": {
            "created": today.isoformat(),
            "authors": [background.author] if background.author else [],
            "interests": {},
        },
    }


def _follow(background: Background, article: Data, words: str, nearby: Sequence[str], draft: Draft) -> None:
    """Work out what follows for a claim from its words, from who is named in the article, and from what was typed."""
    type_ = draft.typed.get(_TYPE)
    statement, review = draft.begun["claim"], draft.begun["review"]
    statement["kind"] = "analysis" if type_ == "analysis" else "factual"
    statement["payload"] = _payload(background, article, words, type_) if type_ else {}
    statement["about"] = named_in(words, background.names)
    review["evidence"] = [_evidence(background, draft, type_)]
    draft.known = {**draft.known, ENTITY: tuple(dict.fromkeys((*statement["about"], *nearby)))}
    for place, text in draft.typed.items():
        item = draft.describe((*place, 0))
        if place[:2] == _TYPE[:2] and ENTITY in {draft.describe(place).refers_to, item.refers_to}:
            statement["about"] += [id_ for id_ in items(text, item) if id_ not in statement["about"]]


def _claimant(article: Data) -> str | None:
    """Return who makes the claim, unless the words say somebody else: the publisher of the article, if it is known."""
    publisher: str | None = article.get("publisher")
    return None if is_to_do(publisher) else publisher


def _quotation(article: Data, found: FoundWords) -> Data:
    """Return the quotation; the words around it are to do if they are not known, or too long, and there are some."""
    inside = {"prefix": found.first > 1, "suffix": found.last < article["text"]["words"]}
    quoted: Data = {"exact": found.quotation.exact}
    for name, there in inside.items():
        around = getattr(found.quotation, name)
        if around or there:
            quoted[name] = around if around and len(around) <= LONGEST_CONTEXT else None
    return quoted


def _payload(background: Background, article: Data, words: str, type_: str) -> Data:
    """Return what the words of a claim of this type say by themselves: look at it, it is read by a program."""
    payload: Data = {}
    names = background.schemas.field(CLAIM, {"claim": {"payload": {"type": type_}}}, _TYPE[:2]).names
    if "amount" in names and (amount := amount_in(words)):
        payload["amount"] = amount
    if "wording" in names and not is_to_do(article.get("lang")):
        payload |= label_in(words, article["lang"], background.corpus.terms)
    return payload


def _evidence(background: Background, draft: Draft, type_: str | None) -> Data:
    """Return the first piece of evidence: what its source says, and what its stance needs."""
    source = background.corpus.sources.get(draft.typed.get((*_EVIDENCE, "source"), ""))
    listed = source.quotations if source else ()
    exact = listed[0] if len(listed) == 1 else None
    if source and len(listed) > 1:
        exact = to_do(f"one of the {len(listed)} passages that {file_path(SOURCE, source.id)} lists, or a part of it")
    evidence: Data = {"quotation": {"exact": exact}}
    stance = draft.typed.get((*_EVIDENCE, "stance"))
    if stance == "silent":
        evidence["note"] = {}
    if stance == "refutes":
        evidence["recorded"] = {"type": type_}
    return evidence
