"""``llms.txt``: what there is on the site and how to use it, for language models and who works with them.

Its form is that of https://llmstxt.org: a title, a summary, what one must know, then lists of links. It says first what
must not be taken apart: a claim, who makes it, and how it is rated and why.
"""

import re
from collections.abc import Iterator, Mapping

from factcheck.kinds import RATING, RECORDS
from factcheck.languages import BY_CODE, LANGUAGES, N_
from factcheck.outputs.markdown_writer import MarkdownWriter, escaped, joined, link, listed, strong
from factcheck.outputs.output import Make, Output
from factcheck.pages.citations import cite_whole
from factcheck.pages.file_addresses import (
    CLAIMS,
    CSV_BUNDLE,
    DATA_PACKAGE,
    DATABASE,
    JSON_FEED,
    feed,
    json_lines,
    markdown,
)
from factcheck.pages.page import API, LICENCE, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.records.vocabularies import Rating

LLMS = "llms.txt"
"""The path of the file in the site of each language."""
_RULES = (
    N_("We claim nothing ourselves. Each claim is somebody else’s: never repeat it without the name before it."),
    N_("Never give a claim without its rating and the reason for it. Titles in these files have the rating in them."),
    N_("Quotations are exact. All other words are ours, not those of the article or of a source."),
    N_("A source that we have not read (“%(not_read)s”) supports nothing: we know only where it is."),
    N_("Records change. Name the version or the day given at the beginning of the file, and link to the page."),
)
_CHANGED = N_("the claims that changed last, and what changed (JSON Feed)")
_SHOWN = ("", "data", "stories")
"""The folders whose hand-written pages are named."""
_LEFT_OUT = ("index.md", "search.md")


def llms_txt(renderer: Renderer) -> str:
    """Return the file of a language."""
    return joined(_blocks(MarkdownWriter(renderer)))


def _blocks(w: MarkdownWriter) -> Iterator[str]:
    yield f"# {escaped(w.site.name)}"
    yield f"> {escaped(w.site.description)}" if w.site.description else ""
    yield w._("What to know before using the records:")
    yield listed(w.filled(w._(rule), not_read=w.view.word("unread")) for rule in _RULES)
    yield w._("Our ratings, and what they mean:")
    yield listed(_rating(w, rating) for rating in w.corpus.ratings.values())
    yield w._("Each record’s page also comes as Markdown: add index.md to its address.")
    yield w.filled(
        w._("Texts and data: %(licence)s. Name “%(site)s” and link to the page."),
        licence=link(LICENCE.name, LICENCE.url),
        site=escaped(w.site.name),
    )
    yield _version(w)
    yield _heading(w._("Records as Markdown"))
    yield listed(
        f"{link(w._(kind.heading), w.site.url + markdown(f'{kind.folder}/'))}: {len(w.corpus.tables[kind.name])}"
        for kind in RECORDS
    )
    yield _heading(w._("Data"))
    changed = link("feeds/claims.json", w.site.url + feed(CLAIMS, JSON_FEED))
    data = [f"{link(name, w.root + path)}: {w._(what)}" for name, path, what in _DATA]
    yield listed([*data, f"{changed}: {w._(_CHANGED)}"])
    if pages := [*_handwritten(w)]:
        yield _heading(w._("Pages"))
        yield listed(pages)
    if others := [code for code in LANGUAGES if code != w.view.language]:
        yield "## Optional"
        yield listed(link(BY_CODE[code].name, f"{w.root}{language_folder(code)}{LLMS}") for code in others)


_DATA = (
    ("index.json", f"{API}index.json", N_("where everything in the JSON API begins")),
    ("claims.json", f"{API}claims.json", N_("all claims, each with its title and its rating, 200 at a time")),
    ("openapi.json", f"{API}openapi.json", N_("the description of the API (OpenAPI 3.1)")),
    ("claims.jsonl.gz", json_lines("claims"), N_("all claims, one on each line, with all the API says about them")),
    ("records-sqlite.zip", DATABASE, N_("all records as a database (SQLite)")),
    ("records-csv.zip", CSV_BUNDLE, N_("all records as tables (CSV)")),
    ("datapackage.json", DATA_PACKAGE, N_("what each file, table and column means")),
)
"""What there is for programs besides: the name of each file, its path in the main site, and what it is."""


def _version(w: MarkdownWriter) -> str:
    """Return which records the files are of: their last day, and their content id if that is known."""
    whole = cite_whole(w.view, w.site)
    said = w._("These records last changed on %(date)s. Their version: %(version)s.")
    day = w.view.date(whole.version) if whole.version else ""
    return w.filled(said, date=day, version=f"`{whole.name_of_version}`") if day else ""


def _heading(words: str) -> str:
    return f"## {words}"


def _handwritten(w: MarkdownWriter) -> Iterator[str]:
    """Yield a link to each page that somebody wrote by hand, with what it says of itself."""
    folder = f"docs/{w.view.language}/"
    for page in sorted(w.corpus.pages, key=lambda page: page.path):
        path = page.path.removeprefix(folder)
        title, about = (str(page.fields.get(name, "")) for name in ("title", "description"))
        if page.path.startswith(folder) and path.rpartition("/")[0] in _SHOWN and path not in _LEFT_OUT and title:
            where = f"{path.removesuffix('.md').removesuffix('index')}".rstrip("/")
            yield ": ".join(filter(None, (link(escaped(title), f"{w.site.url}{where}/"), escaped(about))))


def _rating(w: MarkdownWriter, rating: Rating) -> str:
    return f"{strong(escaped(w.view.name(RATING, rating.id)))} – {w.text(rating.definition)}"


def _files(renderer: Renderer) -> Mapping[str, Make]:
    return {LLMS: lambda: llms_txt(renderer).encode()}


LLMS_TXT = Output(name="llms.txt", files=_files, paths=(re.escape(LLMS),), in_each_language=True)
