"""Tables of what the records say: one description, from which all files of tables and their guides are made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Value = str | int | bool | None
Row = tuple[Value, ...]
Keyed = tuple[Row, Any]
"""A row's key, and the part of a record that the rest of the row comes from."""
STRING, INTEGER, NUMBER, BOOLEAN, DATE = "string", "integer", "number", "boolean", "date"
"""The types of columns, as Table Schema names them."""
POSITION = "position"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column: how it is called, what it holds, and how that is got from the part of a record that a row is about."""

    name: str
    get: Callable[[Any], Value] = field(repr=False)
    type: str = STRING
    title: str = ""
    description: str = ""
    values: tuple[str, ...] = ()
    """The only values that it has; none if it can have others."""
    table: str = ""
    """The table whose ids it holds, if it holds those of one."""
    required: bool = False
    language: str = ""
    """The language of its texts, if that is one for all."""

    @property
    def field(self) -> str:
        """Its name without the language."""
        return self.name.removesuffix(f"_{self.language}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. Its first columns are its key; `links` lead to the rows that those, or other columns, name."""

    name: str
    description: str
    key: tuple[TableColumn, ...]
    rest: tuple[TableColumn, ...]
    items: Callable[[], Iterable[Keyed]] = field(repr=False)
    given: tuple[TableColumn, ...] = ()
    """Columns whose values come with those of the key, after them."""
    links: tuple[ForeignKey, ...] = ()

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """All columns, those of the key first."""
        return (*self.key, *self.given, *self.rest)

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """All columns that name rows of tables."""
        ids = (ForeignKey(columns=(item.name,), table=item.table, named=("id",)) for item in self.columns if item.table)
        return (*self.links, *ids)

    def rows(self) -> Iterator[Row]:
        """Yield the rows, in the order of their keys; those of ratings and terms as in their files."""
        for key, item in self.items():
            yield (*key, *(column.get(item) for column in self.rest))


def key_column(name: str, title: str, description: str, **more: Any) -> TableColumn:
    """Return a column whose values come with the rows, such as one of a key."""
    return TableColumn(name=name, title=title, description=description, required=True, get=_none, **more)


def position_column() -> TableColumn:
    """Return the column of a key that says which item of a list a row is."""
    return key_column(POSITION, "Position", "Which one it is in its list, counted from 1.", type=INTEGER)


def _none(_: object) -> None:
    return None
