"""All tables: of each kind of record, of ratings and labels, of payloads, and what the site adds to them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, get_args

from factcheck.finding import Pointer
from factcheck.kinds import CLAIM, ENTITY, FOLDERS, RATING, VOCABULARIES
from factcheck.outputs.added_tables import Added
from factcheck.outputs.derived_tables import TABLES, Frame, derive
from factcheck.outputs.tables import INTEGER, POSITION, Keyed, Table, key_column
from factcheck.pages.renderer import Renderer
from factcheck.records import CLASSES
from factcheck.records.claim import Claim, Statement
from factcheck.records.structure import hints, union_members
from factcheck.schema.fields import Field, field_at

_LAYERS = ("claim", "review", "record")
"""The layers of a claim, whose names no column has."""


def record_tables(renderer: Renderer) -> tuple[Table, ...]:
    """Return all tables, with what they hold. Descriptions are empty if the renderer has no schemas."""
    desk = _Desk(renderer)
    return tuple(desk.tables())


class _Desk:
    """What the tables are made from."""

    def __init__(self, renderer: Renderer) -> None:
        self._corpus, self._schemas, self._added = renderer.corpus, renderer.schemas, Added(renderer)

    def tables(self) -> Iterator[Table]:
        for kind in FOLDERS:
            yield from derive(self._records(kind))
        for kind in VOCABULARIES:
            yield from derive(self._vocabulary(kind))
        yield from derive(self._payloads())
        yield from self._added.tables()

    def _describe(self, kind: str, before: Pointer, path: Pointer, data: Any = None) -> Field:
        """Return what the schemas say of a place in a document; nothing if there are none."""
        return field_at(self._schemas, kind, data, (*before, *path)) if self._schemas else Field(parts=(), data=None)

    def _meaning(self, kind: str) -> str:
        """Return what a kind of document is, without where its files are."""
        return (self._describe(kind, (), ()).description or "").partition(" One file in ")[0]

    def _records(self, kind: str) -> Frame:
        return Frame(
            name=TABLES[kind],
            prefix=kind,
            description=self._meaning(kind),
            classes={CLASSES[kind]: partial(self._describe, kind, ())},
            key=(key_column("id", "ID", "Its permanent name, never given to anything else."),),
            first=self._added.first_columns(kind),
            rest=self._added.last_columns(kind),
            items=partial(_by_id, self._corpus.tables[kind]),
            layers=_LAYERS if kind == CLAIM else (),
        )

    def _vocabulary(self, kind: str) -> Frame:
        file = VOCABULARIES[kind].name
        (class_,) = get_args(hints(CLASSES[file])[file])[:1]
        return Frame(
            name=TABLES[kind],
            prefix=kind,
            description=self._describe(file, (file, 0), ()).description or "",
            classes={class_: partial(self._describe, file, (file, 0))},
            key=(key_column("id", "ID", "Its permanent name, never given to anything else."),),
            items=partial(_in_order, self._corpus.tables[kind]),
        )

    def _payloads(self) -> Frame:
        classes = union_members(hints(Statement)["payload"])
        where = "claim: as claimed; evidence: as that source says it; developments: as it was afterwards."
        which = "Which one in the list of that name, counted from 1; 0 for the claim itself."
        claim = key_column("claim_id", "Claim", "The id of the claim.", table=TABLES[CLAIM])
        return Frame(
            name="payloads",
            prefix="payload",
            description="What claims say as data, beside the same as each source says it, field by field.",
            classes={class_: partial(self._of_payload, class_.TYPE) for class_ in classes},
            key=(
                claim,
                key_column("place", "Place", where, values=_PLACES),
                key_column(POSITION, "Position", which, type=INTEGER),
            ),
            given=(
                key_column("claimant", "Claimed by", "Who makes the claim. An id in entities.", table=TABLES[ENTITY]),
                key_column("rating", "Rating", "Our rating of the claim. An id in ratings.", table=TABLES[RATING]),
            ),
            items=partial(_placed_payloads, self._corpus.claims),
        )

    def _of_payload(self, type_: str, path: Pointer) -> Field:
        data = {"claim": {"payload": {"type": type_}}}
        return self._describe(CLAIM, ("claim", "payload"), path, data)


_PLACES = ("claim", "evidence", "developments")


def _by_id(table: Mapping[str, Any]) -> Iterator[Keyed]:
    """Yield the records of a kind by id."""
    for id_, record in sorted(table.items()):
        yield (id_,), record


def _in_order(table: Mapping[str, Any]) -> Iterator[Keyed]:
    """Yield the things in a vocabulary in its own order."""
    for id_, thing in table.items():
        yield (id_,), thing


def _placed_payloads(claims: Mapping[str, Claim]) -> Iterator[Keyed]:
    """Yield what each claim says as data, then what its evidence and developments say: never without who and rating."""
    for _, claim in sorted(claims.items()):
        said, shown = claim.claim, (claim.claim.claimant, claim.review.rating)
        yield (claim.id, "claim", 0, *shown), said.payload
        for place in _PLACES[1:]:
            for position, item in enumerate(getattr(claim.review, place), 1):
                if item.recorded:
                    yield (claim.id, place, position, *shown), item.recorded
