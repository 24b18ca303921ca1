"""People and companies that records name: what texts call them, and which are parties to a claim.

A party may be asked about the claim, may answer, and cannot review it.
"""

import re
from collections.abc import Iterator

from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.identity import without_legal_form
from factcheck.analysis.labels import line_of
from factcheck.corpus import Corpus
from factcheck.kinds import ENTITY
from factcheck.languages import plain_letters
from factcheck.records.claim import Claim, Reply
from factcheck.records.fingerprint import normalise
from factcheck.records.structure import references

_BESIDE = re.compile(r"^the | \([^()]{0,60}\)\Z", re.IGNORECASE)
"""What texts leave out of a name: "The New York Times" is "le New York Times" in French."""
_TWINS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u03bf\u03bd", "aeopcyxijsdov"
)
"""Cyrillic and Greek letters that look like Latin ones: nobody sees which of them a name has."""
SPOKEN_FOR = frozenset({"product", "business_unit"})
"""Kinds of entities that cannot answer: who they are part of speaks for them."""


def concerned(claim: Claim) -> list[str]:
    """Return the ids of the parties to a claim: who makes it, who it is attributed to, who it is about."""
    said = claim.claim
    return list(dict.fromkeys(filter(None, (*said.claimants, said.attributed_to, *said.about))))


def speaker_for(corpus: Corpus, id_: str) -> str:
    """Return who can be asked about an entity: for a product or a part of a company, what it is part of."""
    entity = corpus.entities.get(id_)
    return (entity and entity.kind in SPOKEN_FOR and entity.part_of) or id_


def not_asked(corpus: Corpus, claim: Claim) -> list[str]:
    """Return the ids of the parties to a claim who were neither asked nor have answered unasked."""
    heard = {speaker_for(corpus, reply.asked) for reply in claim.record.right_of_reply}
    speakers = dict.fromkeys(speaker_for(corpus, id_) for id_ in concerned(claim))
    return [id_ for id_ in speakers if id_ not in heard]


def may_answer(corpus: Corpus, claim: Claim, id_: str) -> bool:
    """Return whether an entity may be asked about a claim, or answer it.

    The claim's first layer or its article names it, or what it is part of, such as the company of a spokeswoman; or it
    speaks for one that is named, such as the company for its product.
    """
    parents = entity_parents(corpus.entities)
    article = corpus.articles.get(claim.article)
    layers = (claim.claim, *((article,) if article else ()))
    named = {found for layer in layers for _, kind, found in references(layer) if kind == ENTITY}
    return id_ in {above for found in named for above in line_of(found, parents)} or not named.isdisjoint(
        line_of(id_, parents)
    )


def is_awaited(claim: Claim, reply: Reply) -> bool:
    """Return whether an answer is still waited for: there is none, nor was the claim checked after the deadline."""
    return not reply.answer and bool(reply.deadline) and claim.review.checked <= (reply.deadline or "")


def changed_since_review(claim: Claim) -> bool:
    """Return whether more than a misprint was corrected after the last review by somebody else."""
    last = max((look.date for look in claim.record.reviewers), default=None)
    return last is not None and any(item.date > last for item in claim.record.corrections if item.type != "typo")


def same_name(name: str) -> str:
    """Return a person's name as it is compared with others: without accents and capital letters."""
    return " ".join(plain_letters(name).split())


def is_same_person(one: str, other: str) -> bool:
    """Return whether two names may be one person's: each word of the shorter one, or its initial, is in the other."""
    few, many = sorted((re.findall(r"\w+", plain_letters(name).translate(_TWINS)) for name in (one, other)), key=len)
    return bool(few) and all(any(_is_word(word, found) for found in many) for word in few)


def _is_word(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def names_of_publisher(corpus: Corpus, source: str) -> Iterator[str]:
    """Yield the names by which texts may call the publisher of a source, as :func:`is_named` compares them.

    An unknown source has none.
    """
    record = corpus.sources.get(source)
    entity = corpus.entities.get(record.publisher_id or "") if record else None
    names = [*(entity.name.values() if entity else ()), *([record.publisher] if record else [])]
    yield from map(plain_name, names)
    if entity:
        yield entity.id.replace("-", " ")


def plain_name(name: str) -> str:
    """Return the name of a company or paper as it is compared with others: *The Example, Inc.* is *Example*."""
    return _plain(_BESIDE.sub("", without_legal_form(name))).translate(_TWINS)


def is_named(name: str, text: str) -> bool:
    """Return whether a text has a name as whole words."""
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", _plain(text)) is not None


def _plain(text: str) -> str:
    return normalise(text).casefold()
