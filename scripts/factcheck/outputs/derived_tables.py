"""The tables that follow from the dataclasses of the records: nobody has to name a column.

A column has the name of its field; a field within a field has both names (``quotation_exact``), and a text has a column
for each language (``explanation_fr``). A list is a table of its own: ``claim_evidence`` has a row for each piece of
evidence, which names its claim and its position there, from 1. What columns mean is what the schemas say of the fields.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import partial
from typing import Any, Literal, NamedTuple, get_args, get_origin

from factcheck.finding import Pointer
from factcheck.kinds import FOLDERS, VOCABULARIES
from factcheck.languages import LANGUAGES
from factcheck.outputs.tables import (
    BOOLEAN,
    DATE,
    INTEGER,
    NUMBER,
    POSITION,
    STRING,
    ForeignKey,
    Keyed,
    Table,
    TableColumn,
    Value,
    key_column,
    position_column,
)
from factcheck.records.claim import ChangedWords
from factcheck.records.structure import Text, hints, id_kind, union_members
from factcheck.schema.descriptions import title_of
from factcheck.schema.fields import Field

Describe = Callable[[Pointer], Field]
"""Returns what the schemas say of a place in a record."""
TABLES: Mapping[str, str] = {**FOLDERS, **{item: file.name for item, file in VOCABULARIES.items()}}
"""The name of the table of each kind of record, rating or term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where tables are derived from: parts of records of one class, or of several that share a table.

    Attributes:
        name: the name of the table.
        prefix: the beginning of the names of the tables of its lists.
        classes: the dataclasses, each with the place of its fields in the schemas, and the data that lead there.
        key: the columns by which a row is named.
        items: returns the parts, each with its key.
        links: what the columns of the key name.
    """

    name: str
    prefix: str
    description: str
    classes: Mapping[Any, Describe]
    key: tuple[TableColumn, ...]
    items: Callable[[], Iterable[Keyed]]
    links: tuple[ForeignKey, ...] = ()
    layers: tuple[str, ...] = ()
    """The fields whose names are left out: those inside them have names enough."""
    given: tuple[TableColumn, ...] = ()
    """Columns whose values `items` returns after those of the key."""
    first: tuple[TableColumn, ...] = ()
    rest: tuple[TableColumn, ...] = ()
    """The columns that follow from no class: before those of the classes, and after them."""


class _Part(NamedTuple):
    """A field of the parts of records that a table is about: the way to it, its type, whether it is always there."""

    path: tuple[str, ...]
    hint: Any
    required: bool
    describe: Describe


def derive(frame: Frame) -> Iterator[Table]:
    """Yield the table of some records or parts of records, and the tables of their lists, at any depth."""
    columns: dict[str, TableColumn] = {}
    lists: dict[str, _Part] = {}
    for class_, describe in frame.classes.items():
        for part in _flat(class_, describe, required=len(frame.classes) == 1):
            name = "_".join(part.path[1:] if part.path[0] in frame.layers and part.path[1:] else part.path)
            if _is_list(part.hint):
                lists.setdefault(name, part)
            else:
                for column in _columns(name, part):
                    columns[column.name] = _merged(columns.get(column.name, column), column)
    keys = {column.name for column in frame.key}
    rest = (*frame.first, *(column for name, column in columns.items() if name not in keys), *frame.rest)
    yield Table(
        name=frame.name,
        description=frame.description,
        key=frame.key,
        given=frame.given,
        rest=rest,
        items=frame.items,
        links=frame.links,
    )
    for name, part in lists.items():
        yield from derive(_list_frame(frame, name, part))


def _merged(column: TableColumn, other: TableColumn) -> TableColumn:
    """Return a column that two classes share, with all that is said of it and all values that it may have."""
    said = dict.fromkeys((*column.description.split(" / "), other.description))
    values = (*column.values, *other.values) if column.values and other.values else ()
    return replace(column, description=" / ".join(said), values=tuple(dict.fromkeys(values)))


def _flat(class_: Any, describe: Describe, before: tuple[str, ...] = (), *, required: bool) -> Iterator[_Part]:
    """Yield the fields of a dataclass and of the parts in it, but for payloads."""
    always = {item.name for item in fields(class_) if item.default is MISSING}
    for name, hint in hints(class_).items():
        members, path = union_members(hint), (*before, name)
        if name == "TYPE" or len(members) > 1:
            continue
        needed = required and name in always
        if is_dataclass(members[0]):
            yield from _flat(members[0], describe, path, required=needed)
        else:
            yield _Part(path, members[0], needed, describe)


def _is_list(hint: Any) -> bool:
    """Return whether a field is a list, or has one for each language."""
    return get_origin(hint) is tuple or (get_origin(hint) is Mapping and get_origin(get_args(hint)[1]) is tuple)


def _columns(name: str, part: _Part) -> Iterator[TableColumn]:
    """Yield the column of a field, or those of a text, one for each language."""
    described = part.describe(part.path)
    table = TABLES.get(id_kind(part.hint) or "", "")
    flag = part.hint is bool or get_origin(part.hint) is Literal
    column = TableColumn(
        name=name,
        get=partial(_value_at, part.path),
        type=BOOLEAN if flag else INTEGER if part.hint is int else _type_of_text(described),
        title=title_of(part.path[-1], {"title": described.title}),
        description=_meaning(described, table),
        values=() if flag else described.values,
        table=table,
        required=part.required,
    )
    if part.hint not in {Text, ChangedWords}:
        yield column
        return
    for language in LANGUAGES:
        get = partial(text_at, part.path, language)
        yield replace(column, name=f"{name}_{language}", get=get, language=language, required=False)


def _meaning(described: Field, table: str) -> str:
    """Return what a column holds; of ids, also where they are: not in which files."""
    said = described.description or ""
    return " ".join(filter(None, ("" if table and " in facts/" in said else said, table and f"An id in {table}.")))


def _type_of_text(described: Field) -> str:
    return NUMBER if described.is_decimal else DATE if described.format == "date" else STRING


def _value_at(path: Sequence[str], item: Any) -> Value:
    """Return the value of a field within fields; None if there is none, or if it is a text in languages."""
    found = _inside(path, item)
    return None if isinstance(found, Mapping) else found


def text_at(path: Sequence[str], language: str, item: Any) -> Value:
    """Return a text in one language; None if it is not there, or if the field is no text in this class."""
    found = _inside(path, item)
    return found.get(language) if isinstance(found, Mapping) else None


def _inside(path: Sequence[str], item: Any) -> Any:
    for name in path:
        item = getattr(item, name, None)
    return item


def _list_frame(frame: Frame, name: str, part: _Part) -> Frame:
    """Return where the table of a list is derived from; its rows are named by the row that they belong to."""
    described = part.describe(part.path)
    member, by_language = get_args(part.hint)[0], get_origin(part.hint) is Mapping
    owner = tuple(_renamed(frame, column) for column in frame.key)
    language = (key_column("language", "Language", "The language of these words."),) if by_language else ()
    named = ForeignKey(
        columns=tuple(column.name for column in owner), table=frame.name, named=tuple(item.name for item in frame.key)
    )
    return Frame(
        name=f"{frame.prefix}_{name}",
        prefix=f"{frame.prefix}_{name}",
        description=described.description or "",
        classes={member: lambda path: part.describe((*part.path, 0, *path))} if is_dataclass(member) else {},
        key=(*owner, *language, position_column()),
        rest=() if is_dataclass(member) else (_single(member if not by_language else str, described),),
        items=partial(_listed, frame, part.path),
        links=(named,),
    )


def _renamed(frame: Frame, column: TableColumn) -> TableColumn:
    """Return a column of a row's key as the rows of its lists have it."""
    own = replace(column, table="")  # its row leads there
    if column.name == POSITION:
        said = f"The position of what it belongs to in {frame.name}."
        return replace(own, name=f"{frame.prefix.rpartition('_')[2]}_{POSITION}", description=said)
    if column.name == "id":
        title, said = title_of(frame.prefix, {}), f"The id of the {frame.prefix} that it belongs to."
        return replace(own, name=f"{frame.prefix}_id", title=title, description=said)
    return own


def _single(member: Any, described: Field) -> TableColumn:
    """Return the column of a list that has one value in each row."""
    kind = id_kind(member) or ""
    name, table = kind or "value", TABLES.get(kind, "")
    words = _meaning(described, table)
    return TableColumn(name=name, get=_itself, title=title_of(name, {}), description=words, table=table, required=True)


def _itself(item: Value) -> Value:
    return item


def _listed(frame: Frame, path: Sequence[str]) -> Iterator[Keyed]:
    """Yield the items of a list in each part of a record, in order."""
    for given, item in frame.items():
        key = given[: len(frame.key)]
        found = _inside(path, item)
        for language, values in found.items() if isinstance(found, Mapping) else (((), found),):
            before = (*key, language) if language else key
            for position, value in enumerate(values or (), 1):
                yield (*before, position), value
