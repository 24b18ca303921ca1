"""Markdown for programs that read (CommonMark 0.31): ``index.md`` beside every page of a record, and ``llms.txt``.

The first has the words of the page in its language, without menus. Each begins with fields in YAML: what it is about,
the address of the page, the version. A record that moved or was withdrawn has such a file, too, and the page that lists
the records of a kind has one with a line for each.

``llms.txt`` says what there is on the site and how to use it, for language models and who works with them. Its form is
that of https://llmstxt.org: a title, a summary, what one must know, then lists of links. It says first what must not
be taken apart: a claim, who makes it, and how it is rated and why.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from factcheck.kinds import ARTICLE, CLAIM, FOLDERS, RATING, RECORDS, SOURCE, TERM, VOCABULARIES, RecordKind
from factcheck.languages import BY_CODE, LANGUAGES, N_
from factcheck.outputs.markdown_records import Blocks, record_blocks, retired_blocks, retired_line
from factcheck.outputs.markdown_writer import MarkdownWriter, escaped, front_matter, joined, link, listed, strong
from factcheck.outputs.output import Make, Output
from factcheck.pages.citations import cite_whole
from factcheck.pages.file_addresses import (
    CLAIMS,
    CSV_BUNDLE,
    DATA_PACKAGE,
    DATABASE,
    ID,
    JSON_FEED,
    feed,
    json_lines,
    markdown,
)
from factcheck.pages.lists import LISTS
from factcheck.pages.page import API, LICENCE, address, data_file, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.records import Tombstone
from factcheck.records.record import Moved, Rating

_FOLDERS = (*FOLDERS.values(), VOCABULARIES[TERM].folder)


class MarkdownPages:
    """The pages of a renderer's language as Markdown."""

    def __init__(self, renderer: Renderer) -> None:
        self._w = MarkdownWriter(renderer)
        self._corpus, self._view = renderer.corpus, renderer.view

    def files(self) -> dict[str, Make]:
        """Return a function for each file that makes it, by its path."""
        records = [(kind, id_) for kind in (*FOLDERS, TERM) for id_ in self._corpus.tables[kind]]
        stones = {key: stone for key, stone in self._corpus.tombstones.items() if key[0] in FOLDERS}
        return {
            **{markdown(f"{kind.folder}/"): partial(self._list, kind) for kind in RECORDS},
            **{markdown(address(*key)): partial(self._record, *key) for key in records},
            **{markdown(address(*key)): partial(self._retired, key[0], stone) for key, stone in stones.items()},
        }

    def _record(self, kind: str, id_: str) -> bytes:
        record = self._corpus.tables[kind][id_]
        blocks = record_blocks(self._w, kind, record)
        return self._page(kind, id_, self._title(kind, record), blocks, **self._about(kind, record))

    def _title(self, kind: str, record: Any) -> str:
        """Return the title of the page of a record: with whose words it is, and the rating of a claim."""
        if kind == CLAIM:
            return self._view.rated_title(record)
        if kind == ARTICLE:
            return self._view.article_title(record)
        if kind == SOURCE and record.title:
            return f"{self._view.credit(record.publisher)} {record.title}"
        return self._view.name(kind, record.id)

    def _about(self, kind: str, record: Any) -> dict[str, str]:
        """Return the fields at the beginning that only claims have."""
        if kind != CLAIM:
            return {}
        rating = self._view.plain(self._corpus.ratings[record.review.rating].label)
        return {"rating": rating, "checked": record.review.checked}

    def _retired(self, kind: str, stone: Tombstone) -> bytes:
        """Return what is at the address of a record that moved or was withdrawn."""
        gone = next(item for item in self._view.past.retired_of(kind) if item.id == stone.id)
        if isinstance(stone, Moved):
            title, more = self._view._("Moved"), {"moved_to": self._w.url(kind, stone.moved_to)}
        else:
            title, more = self._view.withdrawn_title(stone.withdrawn.title), {"withdrawn": stone.withdrawn.date}
        return self._page(kind, stone.id, title, retired_blocks(self._w, gone), **more)

    def _page(self, kind: str, id_: str, title: str, blocks: Blocks, **more: str) -> bytes:
        """Return the file of a record: fields, its title, and the blocks below."""
        data = f"{self._w.root}{API}{data_file(kind, id_)}" if kind in FOLDERS else ""
        fields = {
            "kind": kind,
            "id": id_,
            "language": self._view.language,
            "title": title,
            **more,
            "url": self._w.url(kind, id_),
            "data": data,
            "updated": self._view.past.updated(kind, id_) or "",
            "version": self._view.history.contents.get((kind, id_), ""),
            "licence": LICENCE.url,
        }
        return joined([front_matter(fields), f"# {escaped(title)}", *blocks]).encode()

    def _list(self, kind: RecordKind) -> bytes:
        """Return the list of all records of a kind, with those that moved or were withdrawn below."""
        records = LISTS[kind.folder].entries(self._view)
        gone = self._view.past.retired_of(kind.name)
        heading = self._view._(kind.heading)
        page = f"{self._w.site.url}{kind.folder}/"
        fields = {"language": self._view.language, "title": heading, "url": page, "licence": LICENCE.url}
        blocks = [front_matter(fields), f"# {escaped(heading)}"]
        blocks.append(listed(self._entry(kind.name, record) for record in records))
        if gone:
            blocks += [f"## {self._view._('Withdrawn or moved')}", listed(retired_line(self._w, item) for item in gone)]
        return joined(blocks).encode()

    def _entry(self, kind: str, record: Any) -> str:
        return self._w.source(record.id) if kind == SOURCE else self._w.link(kind, record.id)


def _files(renderer: Renderer) -> Mapping[str, Make]:
    return MarkdownPages(renderer).files()


MARKDOWN_PAGES = Output(
    name="markdown",
    files=_files,
    paths=(rf"(?:{'|'.join(map(re.escape, _FOLDERS))})/(?:{ID}/)?index\.md",),
    in_each_language=True,
)


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
    yield "## Optional"
    others = [code for code in LANGUAGES if code != w.view.language]
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


def _llms_files(renderer: Renderer) -> Mapping[str, Make]:
    return {LLMS: lambda: llms_txt(renderer).encode()}


LLMS_TXT = Output(name="llms.txt", files=_llms_files, paths=(re.escape(LLMS),), in_each_language=True)
