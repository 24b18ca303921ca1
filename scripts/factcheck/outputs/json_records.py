"""A record as JSON: complete, as an entry of a list, and its versions; with what the site adds and works out."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import Any

from factcheck.analysis.identity import identifiers
from factcheck.analysis.labels import labels_in
from factcheck.analysis.parties import changed_since_review, not_asked
from factcheck.analysis.retired import Retired
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, TITLES, VERSIONS
from factcheck.languages import LANGUAGES
from factcheck.outputs.output import Content
from factcheck.pages.lookups import Lookups
from factcheck.pages.page import API, SCHEMAS, address, data_file, language_folder, versions_file, versions_id
from factcheck.pages.past import last_change
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records import Record, Tombstone
from factcheck.records.claim import Claim, Correction
from factcheck.records.record import Article, Entity, Moved, RefusedProposal, Source
from factcheck.records.structure import plain
from factcheck.records.version import Version
from factcheck.schema.releases import SCHEMA_VERSION

MOST = 500
"""How many claims the file of a record names at most as its users. The list of claims names the records of each."""


class JsonRecords:
    """Makes records as the API and JSON Lines have them; the language of `renderer` is the main one."""

    def __init__(self, renderer: Renderer) -> None:
        self._corpus, self._site, self._history = renderer.corpus, renderer.site, renderer.history
        self._views, self._lookups = [*renderer.views.values()], renderer.view.lookups

    def file(self, path: str) -> str:
        """Return the absolute address of a file of the API."""
        return f"{self._site.url}{API}{path}"

    def schema(self, name: str) -> str:
        """Return the absolute address of a schema."""
        return f"{self._site.url}{SCHEMAS}{name}.schema.json"

    def schema_fields(self, name: str) -> Content:
        """Return the schema that a file fits, and its version."""
        return {"schema": self.schema(name), "schema_version": SCHEMA_VERSION}

    def in_languages(self, page: str) -> dict[str, str]:
        """Return the absolute address of a page in each language."""
        return {language: f"{self._site.url}{language_folder(language)}{page}" for language in LANGUAGES}

    def _heading(self, kind: str, id_: str) -> Content:
        """Return the first fields of each file of a record and each item of a list."""
        pages = self.in_languages(address(kind, id_))
        return {"kind": kind, "id": id_, "url": self.file(data_file(kind, id_)), "pages": pages}

    def record(self, kind: str, record: Record) -> Content:
        """Return a record, complete."""
        content = {
            **self._heading(kind, record.id),
            **self.schema_fields(kind),
            **self._version(kind, record.id),
            "record": plain(record),
            "used_by": used_by(self._corpus, kind, record.id),
        }
        if isinstance(record, Claim):
            content["title"] = titles(record, self._views)
            content["worked_out"] = worked_out(self._lookups, record)
        return content

    def stone(self, kind: str, stone: Tombstone) -> Content:
        """Return the file at the address of a record that moved or was withdrawn."""
        head = {**self._heading(kind, stone.id), **self.schema_fields(kind), **self._version(kind, stone.id)}
        content = {**head, "record": plain(stone)}
        if isinstance(stone, Moved):
            content["moved_to"] = self.file(data_file(kind, stone.moved_to))
        return content

    def _version(self, kind: str, id_: str) -> Content:
        """Return the content id of a record's file, since when it is published, and where its versions are."""
        published, content = self._history.published(kind, id_), self._history.contents.get((kind, id_))
        found = {"content": content, "published": published.date if published else None}
        versions = {"versions": self.file(versions_file(kind, id_))} if self._history.versions(kind, id_) else {}
        return {**({"version": drop_unknown(found)} if content else {}), **versions}

    def versions(self, kind: str, id_: str) -> Content:
        """Return all versions of a record, oldest first, each with the file as it was."""
        there = self._history.earlier(kind, id_)
        pages = {"pages": self.in_languages(address(VERSIONS, versions_id(kind, id_)))} if there else {}
        head = {"kind": kind, "id": id_, "record": self.file(data_file(kind, id_)), **pages}
        versions = [version_entry(version) for version in self._history.versions(kind, id_)]
        return {**head, "complete": self._history.complete, "versions": versions}

    def entry(self, kind: str, record: Record) -> Content:
        """Return what a list says of a record."""
        return {**self._heading(kind, record.id), **list_entry(self._corpus, kind, record, self._views)}

    def correction(self, claim: Claim, position: int, correction: Correction) -> Content:
        """Return a correction with the claim that it is of; `position` is its place there, from 1."""
        heading = {"kind": "correction", "id": f"{claim.id}-{position}", "claim": claim.id}
        shown = {"title": titles(claim, self._views), "pages": self.in_languages(address(CLAIM, claim.id))}
        return {**heading, **shown, **plain(correction)}

    def retired(self) -> list[Content]:
        """Return what lists say of the records that moved or were withdrawn, the latest first."""
        return [self._retired(gone) for gone in self._views[0].past.retired]

    def _retired(self, gone: Retired) -> Content:
        moved = {"moved_to": self.file(data_file(gone.kind, gone.moved_to))} if gone.moved_to else {}
        return {**self._heading(gone.kind, gone.id), **moved, **retired_entry(gone)}


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
