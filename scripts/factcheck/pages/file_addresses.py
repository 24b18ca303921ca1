"""The addresses of the files that a site has beside its pages, from the root of the language's site.

A page that leads to a file and the output that makes it both take the address from here. Files in the folder
:data:`BULK`, and those of :func:`pack_data`, are only in the site of the main language (:func:`from_language`).
"""

from factcheck.kinds import ARTICLE, FOLDERS
from factcheck.languages import MAIN
from factcheck.pages.page import address

ID = "[a-z0-9-]+"
"""The pattern of an id in an address."""
BULK = "data/"
"""The folder of everything that one downloads as a whole; it is once in a site, beside the page that explains it."""
TYPESCRIPT_TYPES, PYTHON_TYPES = f"{BULK}types/records.d.ts", f"{BULK}types/records.py"
"""The types of records and of the API's answers, for programs in TypeScript and Python."""
CSV_BUNDLE = f"{BULK}records-csv.zip"
"""All tables as CSV files, with their description."""
DATABASE = f"{BULK}records-sqlite.zip"
"""The tables as an SQLite database, with what Datasette shows about it."""
DATA_PACKAGE = f"{BULK}datapackage.json"
"""The description of all files in the folder, and of each column."""
FEEDS = "feeds/"
"""The folder of feeds and calendars, in each language."""
CLAIM_REVIEWS = f"{BULK}claimreview.json"
"""The file with all ClaimReviews of the site."""
ANNOTATIONS, PROVENANCE = f"{BULK}annotations/", f"{BULK}provenance/"
"""The folders of annotations of articles, and of where records come from."""
CLAIMS, CORRECTIONS, REVIEWS = "claims", "corrections", "reviews"
"""The names of the feed of all claims, the feed of all corrections, and the calendar of all days of review."""
ATOM, JSON_FEED, CALENDAR = "atom", "json", "ics"
"""The endings of the names of feeds and calendars."""
BIBTEX, RIS, CSL = "bib", "ris", "json"
"""The endings of the names of citations."""

MEDIA_TYPES = {
    "atom": "application/atom+xml",
    "ics": "text/calendar",
    "md": "text/markdown",
    "txt": "text/plain",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csv": "text/csv",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
    "gz": "application/gzip",
    "ts": "text/plain",
    "py": "text/x-python",
}
"""The media types of our files by the endings of their names; a link can name a closer one, as for a feed in JSON."""


def json_lines(name: str) -> str:
    """Return the address of all records of a kind, complete, one on a line (jsonlines.org), compressed with gzip."""
    return f"{BULK}{name}.jsonl.gz"


def feed(name: str, ending: str) -> str:
    """Return the address of a feed or calendar; a record's own has the name ``FOLDER/ID``."""
    return f"{FEEDS}{name}.{ending}"


def feed_name(kind: str, id_: str) -> str:
    """Return the name of the feed of an article, entity or term, and of the calendar of an entity."""
    return f"{FOLDERS.get(kind, f'{kind}s')}/{id_}"


def citation_file(page: str, ending: str) -> str:
    """Return the address of the citation of a page, which is in the folder of the page."""
    return f"{page}citation.{ending}"


def markdown(page: str) -> str:
    """Return the address of a page as Markdown."""
    return f"{page}index.md"


def pack(kind: str, id_: str) -> str:
    """Return the address of a claim's evidence pack: one page that needs no other file."""
    return f"{address(kind, id_)}evidence.html"


def pack_data(article: str) -> str:
    """Return the address of the data behind the evidence packs of an article's claims.

    It is only in the site of the main language (:func:`from_language`): the claims of an article have most of what is
    behind them in common, and records have all languages.
    """
    return f"{address(ARTICLE, article)}evidence.zip"


def card(kind: str, id_: str) -> str:
    """Return the address of the card of a claim, which other sites show in a frame."""
    return f"{address(kind, id_)}card/"


def oembed(kind: str, id_: str) -> str:
    """Return the address of what oEmbed says of a claim's page."""
    return f"{address(kind, id_)}oembed.json"


def annotations_of(article: str) -> str:
    """Return the address of the annotations of an article, for clients that show our claims beside its text."""
    return f"{ANNOTATIONS}{article}.jsonld"


def provenance(kind: str, id_: str) -> str:
    """Return the address of what is known of where a record comes from."""
    return f"{PROVENANCE}{kind}-{id_}.jsonld"


def from_language(language: str, path: str) -> str:
    """Return the address of a file that is only in the site of the main language, from the root of a language."""
    return path if language == MAIN else f"../{path}"
