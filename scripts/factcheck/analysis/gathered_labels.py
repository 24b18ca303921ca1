"""The uses of labels, each text's words once, however many records tell of them.

The words of one post may be a claim of an article under review, evidence for a claim of another article, and a
development that a third one mentions. That is one use, shown once, with all places where it is told. Two uses are one
if they are in the same text, have the same label and speaker, for the same provider and customer, in words of which one
contains the other. A company and its parts are the same party here: of one sentence, one record may name Amazon and
another one Amazon Web Services.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.analysis.comparers import Parents
from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.labels import DesignationUse, designations, line_of
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.records.edtf import newest_day
from factcheck.records.fingerprint import normalise

Place = tuple[str, str]
"""A claim and the part of its page that shows a use."""


@cached_by_corpus
def gathered_labels(corpus: Corpus) -> Iterator[DesignationUse]:
    """Yield every use of a label once, the newest first; `also` has the other places where it is told."""
    parents = entity_parents(corpus.entities)
    groups: list[list[DesignationUse]] = []
    by_text: dict[object, list[list[DesignationUse]]] = {}
    for use in sorted((use for use in designations(corpus) if use.designation.wording is not None), key=_preference):
        said = use.designation
        parties = top(said.provider, parents), top(said.customer, parents)
        near = [by_text.setdefault((said.term, parties, text), []) for text in _texts(corpus, use)]
        group = next((group for groups_ in near for group in groups_ if _are_one(group[0], use, parents)), None)
        if group:
            group.append(use)
        else:
            groups.append([use])
            for known in near:
                known.append(groups[-1])
    uses = sorted((replace(first, also=tuple(others)) for first, *others in groups), key=_place)
    yield from sorted(uses, key=lambda use: newest_day(use.date), reverse=True)


def top(entity: str | None, parents: Parents) -> str | None:
    """Return the company to which an entity belongs in the end; itself if it is no part of another."""
    return line_of(entity, parents)[-1] if entity else None


def heads(entities: Iterable[str], parents: Parents) -> dict[str, str]:
    """Return for each of these entities the highest one among them that it is part of, or itself."""
    known = dict.fromkeys(entities)
    return {id_: next(one for one in reversed(line_of(id_, parents)) if one in known) for id_ in known}


def _preference(use: DesignationUse) -> tuple[bool, bool, int, str, str]:
    """Return what decides which of several records of a use is shown: one that is sure, and names the speaker."""
    return not use.is_firm, use.designation.said_by is None, len(use.sources), *_place(use)


def _place(use: DesignationUse) -> Place:
    return use.claim.id, use.anchor


def _are_one(one: DesignationUse, other: DesignationUse, parents: Parents) -> bool:
    """Return whether two uses of a label in one text, for the same provider and customer, are the same words."""
    speakers, dates = ({getattr(use.designation, key) for use in (one, other)} for key in ("said_by", "date"))
    return (
        len({top(id_, parents) for id_ in speakers if id_}) <= 1
        and len({date for date in dates if date}) <= 1
        and _contain(one.designation.wording or "", other.designation.wording or "")
    )


def _texts(corpus: Corpus, use: DesignationUse) -> list[str]:
    """Return the texts in which the words are: sources, or an article with the sources in which it appeared."""
    if use.sources:
        return [*use.sources]
    article = corpus.articles.get(use.claim.article)
    return [f"article {use.claim.article}", *(item.source for item in (article.appearances if article else ()))]


def _contain(one: str, other: str) -> bool:
    short, long = sorted((normalise(one).casefold(), normalise(other).casefold()), key=len)
    return short in long
