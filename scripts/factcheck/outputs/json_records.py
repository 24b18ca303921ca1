"""What the API adds to a record: its entry in a list, the claims that refer to it, and what the site works out."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import Any

from factcheck.analysis.identity import REGISTERS, identifiers, same_as
from factcheck.analysis.labels import labels_in
from factcheck.analysis.parties import changed_since_review, not_asked
from factcheck.analysis.quotations import FALSE_FINDS
from factcheck.analysis.retired import Retired
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, TITLES
from factcheck.pages.lookups import Lookups
from factcheck.pages.past import last_change
from factcheck.pages.view import View
from factcheck.records import Record
from factcheck.records.claim import Claim
from factcheck.records.fingerprint import ungrouped
from factcheck.records.record import Article, Entity, Source
from factcheck.records.refusal import RefusedProposal
from factcheck.records.structure import plain
from factcheck.records.version import Version

MOST = 500
"""How many claims the file of a record names at most as its users. The list of claims names the records of each."""


def list_entry(corpus: Corpus, kind: str, record: Record, views: Sequence[View]) -> dict[str, Any]:
    """Return what a list says of a record, without unknown values, so that clients can choose.

    The title of a claim comes from the views of it in each language.
    """
    found: dict[str, Any] = {"title": plain(attrgetter(TITLES[kind])(record))}
    if isinstance(record, Claim):
        article = corpus.articles[record.article]
        names = {view.language: view.article_name(article) for view in views}
        fields = _claim_fields(record, corpus.numbers[record.id])
        found = {"title": titles(record, views), "article_name": names, **fields}
    elif isinstance(record, Source):
        found |= {"publisher": record.publisher, "published": record.published, "link": record.url}
        found |= {"tier": record.tier, "access": record.access}
    elif isinstance(record, Entity):
        found = {"name": plain(record.name), "entity_kind": record.kind, **identifiers(record)}
    elif isinstance(record, RefusedProposal):
        found |= {"proposed": record.proposed, "refused": record.refused}
    elif isinstance(record, Article):
        found |= {"publisher": record.publisher, "published": record.published, "lang": record.lang}
    return drop_unknown({**found, "updated": views[0].past.updated(kind, record.id)})


def drop_unknown(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are known."""
    return {name: value for name, value in values.items() if value is not None}


def version_entry(version: Version) -> dict[str, Any]:
    """Return a version of a record: its names, and the file as it was, unless that was no text."""
    names = drop_unknown({"date": version.date, "content": version.content, "commit": version.commit})
    with suppress(UnicodeDecodeError):
        names["text"] = version.raw.decode()
    return names


def titles(claim: Claim, views: Iterable[View]) -> dict[str, str]:
    """Return the title of a claim in each language: who claims what, and our rating, so that it can be shown alone."""
    return {view.language: view.rated_title(claim) for view in views}


def _claim_fields(claim: Claim, order: int) -> dict[str, Any]:
    said, review = claim.claim, claim.review
    return {
        "short": plain(said.short),
        "article": claim.article,
        "order": order,
        "claim_kind": said.kind,
        "claimant": said.claimant,
        "claimants": list(said.claimants),
        "about": list(said.about),
        "rating": review.rating,
        "sources": list(dict.fromkeys(item.source for item in review.evidence)),
        "checked": review.checked,
        "changed": last_change(claim),
    }


def worked_out(lookups: Lookups, claim: Claim) -> dict[str, Any]:
    """Return what the site works out for a claim from all records."""
    corpus = lookups.corpus
    return {
        "order": corpus.numbers[claim.id],
        "rating": plain(corpus.ratings[claim.review.rating]),
        "independent_sources": lookups.support(claim).independent,
        "not_asked": not_asked(corpus, claim),
        "changed_since_review": changed_since_review(claim),
        "comparison": [
            {
                "evidence": column.position,
                "source": column.evidence.source,
                "fields": {name: str(column.agreement(name)) for name in column.cells},
            }
            for column in lookups.compared(claim)
        ],
        "voices": {use.anchor: str(use.voice) for use in labels_in(corpus, claim, lookups.parents)},
        "relations_to_this": [
            {"claim": id_, "type": relation.type}
            for id_ in corpus.users(CLAIM, claim.id, CLAIM)
            for relation in corpus.claims[id_].claim.relations
            if relation.claim == claim.id
        ],
        "changed": last_change(claim),
    }


def retired_entry(gone: Retired) -> dict[str, Any]:
    """Return what a list says of a record that moved or was withdrawn: what happened, when, why, and what it said."""
    said = {"said": dict(gone.said.data)} if gone.said else {}
    title = {"title": plain(gone.title)} if gone.title else {}
    return {"status": gone.type, **title, "date": gone.date, "reason": plain(gone.reason), **said}


def used_by(corpus: Corpus, kind: str, id_: str) -> dict[str, Any]:
    """Return how many claims refer to a record, and the ids of the first :data:`MOST`."""
    claims = corpus.users(kind, id_, CLAIM)
    return {"count": len(claims), "claims": sorted(claims)[:MOST]}


def fingerprints(corpus: Corpus) -> dict[str, Any]:
    """Return the fingerprint of each article, the newest first, and how rarely chance may find other words in them.

    ``assets/find-claims.js`` looks for pasted words in them.
    """
    found = [{"id": id_, "fingerprint": ungrouped(item.text.fingerprint)} for id_, item in corpus.articles.items()]
    return {"odds": FALSE_FINDS, "articles": found}


def crosswalk(corpus: Corpus) -> dict[str, Any]:
    """Return the identifiers of all entities in other registers: by entity, and by register and identifier.

    An entity that has none and no website is left out.
    """
    entities = [entity for _, entity in sorted(corpus.entities.items()) if identifiers(entity) or entity.website]
    return {
        "registers": {field: register._asdict() for field, register in REGISTERS.items()},
        "entities": [_identity(entity) for entity in entities],
        "by": {
            field: {numbers[field]: entity.id for entity in entities if field in (numbers := identifiers(entity))}
            for field in REGISTERS
        },
    }


def _identity(entity: Entity) -> dict[str, Any]:
    heading = {"id": entity.id, "name": plain(entity.name), "entity_kind": entity.kind}
    found = {**heading, **identifiers(entity), "website": entity.website, "part_of": entity.part_of}
    return {key: value for key, value in found.items() if value} | {"same_as": same_as(entity)}
