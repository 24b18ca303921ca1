"""The page with all versions of a record: when it changed, what changed, and the words of then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from factcheck.kinds import CLAIM, FOLDERS, RATING, RECORDS, VERSIONS, RecordKind, file_path
from factcheck.pages.environment import MOST, Templates
from factcheck.pages.page import Page, address, shorten, versions_id
from factcheck.pages.said_then import Known, SaidPart, VersionDifference
from factcheck.pages.view import View
from factcheck.records.claim import Claim, Correction
from factcheck.records.record import Moved
from factcheck.records.version import Version


@dataclass(frozen=True, kw_only=True)
class ShownVersion:
    """A version as its page shows it.

    Attributes:
        version: the version.
        rating: the label of the rating that a claim had.
        since: what differs from the version before; None of the first version, and where there is nothing to compare.
        words: all that it said; none of the version that the record's page shows.
    """

    version: Version
    rating: str
    since: VersionDifference | None
    words: tuple[SaidPart, ...]


def versions_page(templates: Templates, page: str) -> Page | None:
    """Return the page with the versions of a record by its id; None if the record says now what it always said."""
    view, history = templates.view, templates.view.history
    kind, _, id_ = page.partition("-")
    if kind not in FOLDERS or not history.earlier(kind, id_):
        return None
    versions, published = history.versions(kind, id_), history.published(kind, id_)
    known: Known = {}
    shown = [
        ShownVersion(
            version=version,
            rating=rating_then(view, version) if kind == CLAIM else "",
            since=view.said.difference(_compared(before, version), version.data) if before and version.data else None,
            words=() if version is published else view.said.words(version.data, known),
        )
        for before, version in _after_readable(versions[-MOST - 1 :])[-MOST:]
    ]
    title = view._("What this page said before: %(title)s") % {"title": _title(view, kind, id_)}
    description = view._("Every version of this page, with its date, what changed, and the words of then.")
    return Page(
        kind=VERSIONS,
        id=page,
        title=title,
        description=shorten(description),
        body=templates.render(
            "versions.html",
            kind=kind,
            id=id_,
            claim=view.corpus.claims.get(id_) if kind == CLAIM else None,
            title=_title(view, kind, id_),
            shown=shown[::-1],
            older=versions[:-MOST],
            published=published,
        ),
        search_text="",
        file=file_path(kind, id_),
        listed=False,
        found=False,
        picture=templates.site.picture(),
    )


def _after_readable(versions: Sequence[Version]) -> list[tuple[Version | None, Version]]:
    """Return versions, each after the last one before it that can be read: of a broken file nobody saw a page."""
    readable: Version | None = None
    found = []
    for version in versions:
        found.append((readable, version))
        readable = version if version.data else readable
    return found


def _compared(before: Version, version: Version) -> Mapping[str, Any]:
    """Return what a version is compared with: not all that was there, if it says only that the record has gone."""
    has_gone = {"moved_to", "withdrawn"} & {*version.data}
    return {name: before.data[name] for name in before.data if name in version.data or not has_gone}


def _title(view: View, kind: str, id_: str) -> str:
    """Return the title of a record, or of what is left of it; that of a claim with its rating."""
    stone: Any = view.corpus.tombstones.get((kind, id_))
    if stone:
        return view.name(kind, stone.moved_to) if isinstance(stone, Moved) else view.plain(stone.withdrawn.title)
    return view.rated_title(view.corpus.claims[id_]) if kind == CLAIM else view.name(kind, id_)


def rating_then(view: View, version: Version) -> str:
    """Return the label of the rating that a claim had, as far as there still is such a rating."""
    rating = str(version.value("review", "rating") or "")
    return view.name(RATING, rating) if rating in view.corpus.ratings else rating


class ChangedRecord(NamedTuple):
    """A record that changed on a day: its title, the address of what changed, and whether it was new then."""

    title: str
    address: str
    is_new: bool


def changed_by_day(view: View) -> list[tuple[str, dict[RecordKind, list[ChangedRecord]]]]:
    """Return the records that changed on each day by their kinds, the newest day first."""
    found: dict[str, dict[RecordKind, list[ChangedRecord]]] = {}
    for kind in RECORDS:
        for id_ in sorted(id_ for name, id_ in view.history.records if name == kind.name):
            title, has_page = _title(view, kind.name, id_), bool(view.history.earlier(kind.name, id_))
            for index, version in enumerate(view.history.versions(kind.name, id_)):
                own = f"{address(VERSIONS, versions_id(kind.name, id_))}#version-{version.date}"
                changed = ChangedRecord(title, own if has_page else address(kind.name, id_), is_new=not index)
                found.setdefault(version.date, {}).setdefault(kind, []).append(changed)
    return sorted(found.items(), key=lambda item: item[0], reverse=True)


def said_since(view: View, claim: Claim) -> list[tuple[str, Correction, Claim]]:
    """Return the corrections of a claim, each with the day since which its page has told it, and the claim.

    That is the day of the first version that has it: it may be later than the day that the correction names. But what
    the very first version has was corrected before we know of versions, so that only that day is known.
    """
    versions = view.history.versions(CLAIM, claim.id)
    told = [(version.date if place else "", _correction_days(version)) for place, version in enumerate(versions)]
    return [
        (max(item.date, next((day for day, days in told if days[place : place + 1] == [item.date]), "")), item, claim)
        for place, item in enumerate(claim.record.corrections)
    ]


def _correction_days(version: Version) -> list[Any]:
    """Return the days of the corrections that a version has, in their order: later ones come after them."""
    items = version.value("record", "corrections")
    return [item.get("date") for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
