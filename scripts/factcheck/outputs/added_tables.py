"""What the site adds to the tables of the records: titles, addresses, versions, and what follows from all records.

The table of claims begins with the title, which says who claims what, and our rating: no row shows a claim without it.
"""

import json
from collections.abc import Iterator
from functools import partial
from operator import attrgetter
from typing import Any

from factcheck.analysis.parties import changed_since_review, not_asked
from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, ENTITY, FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.outputs.derived_tables import TABLES, text_at
from factcheck.outputs.tables import (
    BOOLEAN,
    DATE,
    INTEGER,
    POSITION,
    STRING,
    ForeignKey,
    Keyed,
    Table,
    TableColumn,
    key_column,
    position_column,
)
from factcheck.pages.page import address, language_folder
from factcheck.pages.renderer import Renderer


class Added:
    """What the site adds to the tables of the records of `renderer`, whose language is the main one."""

    def __init__(self, renderer: Renderer) -> None:
        self._corpus, self._site = renderer.corpus, renderer.site
        self._history, self._lookups = renderer.history, renderer.view.lookups
        self._views = list(renderer.views.values())

    def tables(self) -> tuple[Table, ...]:
        """Return the tables of what the site works out, and of the records that are gone."""
        return self._comparison(), self._not_asked(), self._retired()

    def first_columns(self, kind: str) -> tuple[TableColumn, ...]:
        """Return the columns that come before those of the fields."""
        return tuple(self._titles()) if kind == CLAIM else ()

    def last_columns(self, kind: str) -> tuple[TableColumn, ...]:
        """Return the columns that come after those of the fields."""
        return (*(self._worked_out() if kind == CLAIM else ()), *self._of_page(kind))

    def _titles(self) -> Iterator[TableColumn]:
        for view in self._views:
            yield TableColumn(
                name=f"title_{view.language}",
                get=view.rated_title,
                title="Title",
                description="Who claims what, and our rating: a title that can be shown alone.",
                required=True,
                language=view.language,
            )

    def _worked_out(self) -> Iterator[TableColumn]:
        numbers, support = self._corpus.numbers, self._lookups.support
        yield TableColumn(
            name="number",
            get=lambda claim: numbers[claim.id],
            type=INTEGER,
            title="Number",
            description="Its place among the claims of its article, in the order of the text, from 1.",
            required=True,
        )
        yield TableColumn(
            name="independent_sources",
            get=lambda claim: len(support(claim).independent),
            type=INTEGER,
            title="Independent sources",
            description="How many of the supporting sources do not depend on one another.",
            required=True,
        )
        yield TableColumn(
            name="changed_since_review",
            get=changed_since_review,
            type=BOOLEAN,
            title="Changed since review",
            description="Whether more than a misprint was corrected after the last review by a second person.",
            required=True,
        )

    def _of_page(self, kind: str) -> Iterator[TableColumn]:
        updated, contents = self._views[0].past.updated, self._history.contents
        yield TableColumn(
            name="updated",
            get=lambda record: updated(kind, record.id),
            type=DATE,
            title="Updated",
            description="The last day on which it changed, by its history or its own dates, if one is known.",
        )
        yield TableColumn(
            name="content",
            get=lambda record: contents.get((kind, record.id)),
            title="Content id",
            description="The name of its version: the SWHID of its file, which git hash-object verifies.",
        )
        for language in LANGUAGES:
            root = f"{self._site.url}{language_folder(language)}"
            yield TableColumn(
                name=f"page_{language}",
                get=partial(_page, root, kind),
                title="Page",
                description="The address of its page.",
                required=True,
            )

    def _comparison(self) -> Table:
        said = "Whether what the source says agrees with the claim in this field."
        evidence = ForeignKey(
            columns=("claim_id", "evidence_position"), table="claim_evidence", named=("claim_id", POSITION)
        )
        return Table(
            name="claim_comparison",
            description="What the site works out: whether a piece of evidence agrees with its claim, field by field.",
            key=(
                key_column("claim_id", "Claim", "The id of the claim."),
                key_column("evidence_position", "Position", "Its position in claim_evidence.", type=INTEGER),
                key_column("field", "Field", "The field of the payload."),
            ),
            rest=(TableColumn(name="agreement", get=str, title="Agreement", description=said, required=True),),
            items=self._compared,
            links=(evidence,),
        )

    def _compared(self) -> Iterator[Keyed]:
        for _, claim in sorted(self._corpus.claims.items()):
            for column in self._lookups.compared(claim):
                for name in column.cells:
                    yield (claim.id, column.position, name), column.agreement(name)

    def _not_asked(self) -> Table:
        who = TableColumn(name="entity", get=str, title="Who", description="Who was not asked.", table=TABLES[ENTITY])
        return Table(
            name="claim_not_asked",
            description="Parties to a claim who were not asked for comment and have not answered unasked.",
            key=(key_column("claim_id", "Claim", "The id of the claim.", table=TABLES[CLAIM]), position_column()),
            rest=(who,),
            items=self._silent,
        )

    def _silent(self) -> Iterator[Keyed]:
        for _, claim in sorted(self._corpus.claims.items()):
            for position, id_ in enumerate(not_asked(self._corpus, claim), 1):
                yield (claim.id, position), id_

    def _retired(self) -> Table:
        return Table(
            name="retired",
            description="Records that moved or were withdrawn, with what they said.",
            key=(
                key_column("kind", "Kind", "Its kind.", values=tuple(FOLDERS)),
                key_column("id", "ID", "Its permanent name, never given to anything else."),
            ),
            rest=tuple(_retired_columns()),
            items=lambda: (((gone.kind, gone.id), gone) for gone in self._views[0].past.retired),
        )


def _page(root: str, kind: str, record: Any) -> str:
    return f"{root}{address(kind, record.id)}"


def _retired_columns() -> Iterator[TableColumn]:
    """Yield the columns about a record that moved or was withdrawn."""
    plain = (
        ("type", "What happened", "Whether it moved or was withdrawn.", STRING),
        ("date", "Date", "When.", DATE),
        ("moved_to", "Moved to", "The id of the record of the same kind that took its place.", STRING),
    )
    for name, title, description, type_ in plain:
        yield TableColumn(name=name, get=attrgetter(name), title=title, description=description, type=type_)
    texts = (("title", "Title", "What it was about."), ("reason", "Reason", "Why."))
    for name, title, description in texts:
        for language in LANGUAGES:
            get = partial(text_at, (name,), language)
            yield TableColumn(
                name=f"{name}_{language}", get=get, title=title, description=description, language=language
            )
    said = "All that it said last, as JSON, in the form of that time; nothing if that is not known."
    yield TableColumn(name="said", get=_said, title="What it said", description=said)


def _said(gone: Retired) -> str | None:
    return json.dumps({**gone.said.data}, ensure_ascii=False) if gone.said else None
