"""The table of kinds: one row for each kind of record, and one for each other file in ``facts/``.

ARCHITECTURE.md has the recipe for a new kind of record, which begins with a row of `RECORDS`.
"""

from dataclasses import dataclass

from factcheck.languages import N_

ARTICLE, CLAIM, SOURCE, ENTITY, REFUSAL = "article", "claim", "source", "entity", "refusal"
RATING, TERM = "rating", "term"
VERSIONS = "versions"
RATINGS, TERMS, EXCEPTIONS, FLOORS = "ratings", "terms", "exceptions", "floors"
FACTS = "facts/"
"""The folder of all records, relative to the project."""


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """A kind of record: one file and one page for each record."""

    name: str
    """Its name in code, schemas and the API. Its schema and the template of its pages have this name, too."""
    folder: str
    """The folder of its records in ``facts/``, of its pages in each language, and of its files in the API."""
    model: str
    """Its dataclass, for :func:`pkgutil.resolve_name`: importing it here would be circular."""
    title: str
    """The field that holds the title of a record, such as ``title`` or ``claim.short``."""
    word: str
    """The name of the kind for readers."""
    heading: str
    """The name of the list of all its records, which begins on the page ``FOLDER/index.md``."""
    summary: str
    """The sentence that says which records a page of that list shows, and in which order."""
    searched_later: bool = False
    """Whether the search of a large site searches its pages only on demand."""


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """A single file in ``facts/``. Some of these hold a list of things that records refer to."""

    name: str
    """The name of the file and of its schema."""
    model: str
    """Its dataclass, as for records."""
    required: bool = False
    """Whether every project must have it."""
    item: str | None = None
    """The kind of the items in its list, if it holds one; the field of the list has the name of the file."""
    title: str = ""
    """The field that holds the title of an item."""
    folder: str = ""
    """The folder of the pages about items, if they have pages."""
    anchor: str = ""
    """If they have none: the page that lists them, and the beginning of their anchors there."""
    word: str = ""
    """The name of such a page for readers."""


RECORDS: tuple[RecordKind, ...] = (
    RecordKind(
        name=ARTICLE,
        folder="articles",
        model="factcheck.records.record:Article",
        title="title",
        word=N_("Article"),
        heading=N_("Articles"),
        summary=N_("Articles: %(places)s of %(all)s, the newest first."),
    ),
    RecordKind(
        name=CLAIM,
        folder="claims",
        model="factcheck.records.claim:Claim",
        title="claim.short",
        word=N_("Claim"),
        heading=N_("Claims"),
        summary=N_("Claims: %(places)s of %(all)s, the newest article first, in the order of its text."),
    ),
    RecordKind(
        name=SOURCE,
        folder="sources",
        model="factcheck.records.record:Source",
        title="title",
        word=N_("Source"),
        heading=N_("Sources"),
        summary=N_("Sources: %(places)s of %(all)s, the oldest first."),
        searched_later=True,
    ),
    RecordKind(
        name=ENTITY,
        folder="entities",
        model="factcheck.records.record:Entity",
        title="name",
        word=N_("Person or company"),
        heading=N_("People and companies"),
        summary=N_("People and companies: %(places)s of %(all)s, in alphabetical order."),
    ),
    RecordKind(
        name=REFUSAL,
        folder="refusals",
        model="factcheck.records.record:RefusedProposal",
        title="title",
        word=N_("Refused proposal"),
        heading=N_("Refused proposals"),
        summary=N_("Refused proposals: %(places)s of %(all)s, the newest first."),
    ),
)

FILES: tuple[FileKind, ...] = (
    FileKind(
        name=RATINGS,
        model="factcheck.records.vocabularies:Ratings",
        required=True,
        item=RATING,
        title="label",
        anchor="methodology/#rating-",
    ),
    FileKind(
        name=TERMS,
        model="factcheck.records.vocabularies:Terms",
        required=True,
        item=TERM,
        title="label",
        folder="designations",
        word=N_("Label"),
    ),
    FileKind(name=EXCEPTIONS, model="factcheck.records.vocabularies:Exceptions"),
    FileKind(name=FLOORS, model="factcheck.records.vocabularies:Floors"),
)

VOCABULARIES: dict[str, FileKind] = {file.item: file for file in FILES if file.item}
"""The files that hold a list of items, by the kind of the items."""
FOLDERS: dict[str, str] = {kind.name: kind.folder for kind in RECORDS}
"""The folder of each kind of record."""
PAGES: dict[str, str] = {
    **FOLDERS,
    **{item: file.folder for item, file in VOCABULARIES.items() if file.folder},
    "check": "contribute/checks",
    "as_of": "as-of",
    "timeline": "timeline",
    "list": "lists",
    VERSIONS: "versions",
    "fields": "data/records",
}
"""The folder of each kind of page. `as_of` pages say what was known on a day; `list` pages continue long lists; each
article has a `timeline`; `versions` pages say what a record said before, and `fields` pages what each field means."""
SHELL = "RECORDID.md"
"""The name of a shell in such a folder: a page with markers in the place of a record."""
DOCUMENTS: tuple[str, ...] = (*FOLDERS, *(file.name for file in FILES))
"""The kinds of document: each has a schema of its name."""
TITLES: dict[str, str] = {
    **{kind.name: kind.title for kind in RECORDS},
    **{item: file.title for item, file in VOCABULARIES.items()},
}
"""The field of the title, for each kind of thing that records and pages can refer to by its id."""


def file_path(kind: str, id_: str) -> str:
    """Return the path of the file that holds a record, a rating or a term, or of a single file by its own name."""
    if kind in FOLDERS:
        return f"{FACTS}{FOLDERS[kind]}/{id_}.yml"
    return f"{FACTS}{VOCABULARIES[kind].name if kind in VOCABULARIES else kind}.yml"
