"""Corrections, and what was changed in published claims with or without one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from factcheck.analysis.entry_changes import EntryReading, as_word, read_changes
from factcheck.analysis.field_changes import is_text, item_name, same_items, value_in
from factcheck.analysis.identity import keeps_name
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, ENTITY
from factcheck.languages import LANGUAGES, MAIN, N_, translated
from factcheck.records.claim import ChangedField, Claim, Correction
from factcheck.records.record import Moved
from factcheck.records.structure import parse, plain, references

SOURCE_KEY = "source"
"""Where :func:`with_grounds` puts what a claim rests on."""
_GROUNDS = (
    "title",
    "authors",
    "publisher",
    "publisher_id",
    "url",
    "archive_url",
    "read_at",
    "published",
    "kind",
    "tier",
    "access",
    "quotations",
    "derives_from",
    "origin_unknown",
)
"""The fields of a source by which it supports a claim: what, whose, where, when, how much was read, what it repeats."""

_RENAMED = (CLAIM, ENTITY)
"""The kinds of records that a claim only names: at another address they are the same to readers."""
_REPLIED = N_("A reply has been added.")


def all_corrections(corpus: Corpus) -> list[tuple[Claim, int, Correction]]:
    """Return every correction with its claim and its position there, from 1; the newest first."""
    found = [
        (claim, position, correction)
        for claim in corpus.claims.values()
        for position, correction in enumerate(claim.record.corrections, 1)
    ]
    return sorted(found, key=lambda item: item[2].date, reverse=True)


def changed_claims(corpus: Corpus) -> Iterator[tuple[Claim, Claim]]:
    """Yield the claims that were published in the base revision, each as it was and as it is, also at a new address.

    Those that are as they were, with all that they rest on, are left out.
    """
    base = corpus.around.base
    if base is None:
        return
    for id_, before in base.claims.items():
        grave = corpus.tombstones.get((CLAIM, id_))
        now = corpus.claims.get(grave.moved_to if isinstance(grave, Moved) else id_)
        if now is None or (now.id != id_ and now.id in base.claims):
            continue
        if now != before or any(base.sources.get(id_) != corpus.sources.get(id_) for id_ in source_ids(before)):
            yield before, now


def source_ids(claim: Claim) -> Iterator[str]:
    """Yield the ids of the sources that a claim rests on, as :func:`sources_of` does, some more than once."""
    yield from (item.source for item in claim.review.evidence)
    yield from (id_ for item in claim.review.developments for id_ in item.sources)


def new_corrections(before: Claim, now: Claim) -> list[tuple[int, Correction]]:
    """Return the corrections that a claim did not have before, each with its position, from 0."""
    known = same_items(plain(before.record.corrections), plain(now.record.corrections))
    return [(index, item) for index, item in enumerate(now.record.corrections) if index not in known]


def read_entries(corpus: Corpus, before: Claim, now: Claim) -> EntryReading:
    """Hold the new corrections of a claim, and what it was in the base revision, against what it is."""
    told = [change for _, item in new_corrections(before, now) for change in plain(item.changes)]
    shared = sources_of(plain(before)) & sources_of(plain(now))
    base = corpus.around.base or corpus

    def published(kind: str, id_: str) -> Any:
        return plain(base.tables[kind][id_]) if id_ in base.tables[kind] else None

    was = with_moved_ids(claim_with_grounds(before, base, shared), corpus, published, before)
    return read_changes(was, claim_with_grounds(now, corpus, shared), told)


def with_moved_ids(
    data: Mapping[str, Any], corpus: Corpus, published: Callable[[str, str], Any], claim: Claim | None = None
) -> dict[str, Any]:
    """Return a published claim with the ids by which claims and entities that have moved since are named now.

    To readers nothing has changed, if an entity keeps its name. That a source has moved is told: what is at its new
    place may say something else.

    Args:
        data: the claim as plain data, maybe with what it rests on.
        corpus: all records as they are now.
        published: returns the record of a kind that was published with an id, as plain data, or None; what moved to one
            that was there was made one with it.
        claim: the claim, if it is at hand.
    """
    named = deepcopy(dict(data))
    for pointer, kind, id_ in references(claim or parse(Claim, data)):
        place: Any = named
        for step in pointer[:-1]:
            place = place[step]
        place[pointer[-1]] = _now_called(kind, id_, corpus, published)
    for source in named.get(SOURCE_KEY, ()):
        if "publisher_id" in source:
            source["publisher_id"] = _now_called(ENTITY, source["publisher_id"], corpus, published)
    return named


def _now_called(kind: str, id_: str, corpus: Corpus, published: Callable[[str, str], Any]) -> str:
    """Return the id by which a claim or an entity that has moved is named now; any other id as it is."""
    grave = corpus.tombstones.get((kind, id_))
    if kind not in _RENAMED or not isinstance(grave, Moved) or published(kind, grave.moved_to):
        return id_
    entity = corpus.entities.get(grave.moved_to) if kind == ENTITY else None
    other = entity and not keeps_name((published(kind, id_) or {}).get("name", {}), entity.name)
    return id_ if other else grave.moved_to


def claim_with_grounds(claim: Claim, corpus: Corpus, ids: Iterable[str] | None = None) -> dict[str, Any]:
    """Return a claim as plain data with what it rests on: its sources, or those of them that have certain ids."""
    data = plain(claim)
    found = ids if ids is not None else sources_of(data)
    return with_grounds(data, {id_: plain(corpus.sources[id_]) for id_ in found if id_ in corpus.sources})


def sources_of(claim: Mapping[str, Any]) -> set[str]:
    """Return the ids of the sources that a claim, as plain data, rests on: those of its evidence and developments."""
    review = claim.get("review", {})
    told = (id_ for item in review.get("developments", ()) for id_ in item.get("sources", ()))
    return {*(item["source"] for item in review.get("evidence", ()) if "source" in item), *told}


def with_grounds(claim: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a claim with what it rests on: of each of these sources, the fields by which it supports something.

    Args:
        claim: the claim as plain data.
        sources: the sources as plain data, by their ids.
    """
    grounds = [
        {"id": id_, **{name: sources[id_][name] for name in _GROUNDS if name in sources[id_]}}
        for id_ in sorted(sources)
    ]
    return {**claim, SOURCE_KEY: grounds}


def parts_of(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    """Return the parts of a claim as the fields of changes name them, and the sources that it rests on."""
    sources = tuple(corpus.sources[id_] for id_ in dict.fromkeys(source_ids(claim)) if id_ in corpus.sources)
    return {**{name: getattr(claim, name) for name in ("article", "claim", "review", "record")}, SOURCE_KEY: sources}


def is_still_said(change: ChangedField, parts: Mapping[str, Any]) -> bool:
    """Return whether a claim still says what a change put into a field, if that can be seen: words or a value.

    Args:
        change: what an entry tells.
        parts: the claim, as :func:`parts_of` gives it.
    """
    values = list(_values(parts, change.field.split("."), change.item))
    if change.now is not None:
        return any(change.now == as_word(value) for value in values)
    texts = [value for value in values if is_text(value)]
    after = change.after or {}
    return all(any(words in text.get(language, "") for text in texts) for language, words in after.items())


def _values(data: Any, names: Sequence[str], item: str | None) -> Iterator[Any]:
    """Yield what is in the fields to which names lead; of a list, in the item of this name, or in all items."""
    if isinstance(data, tuple):
        for index, each in enumerate(data):
            if item is None or item_name(each, index) == item:
                yield from _values(each, names, None)
    elif not names:
        yield data
    elif (inner := value_in(data, names[0])) is not None:
        yield from _values(inner, names[1:], item)


def reply_told() -> dict[str, str]:
    """Return what a correction says that tells readers of a reply, in each language that has words for it."""
    every = {code: translated(code, _REPLIED) for code in LANGUAGES}
    return {code: words for code, words in every.items() if code == MAIN or words != every[MAIN]}
