"""Markdown for programs that read (CommonMark 0.31): ``index.md`` beside every page of a record.

It has the words of the page in its language, without menus. Each begins with fields in YAML: what it is about, the
address of the page, the version. A record that moved or was withdrawn has such a file, too, and the page that lists
the records of a kind has one with a line for each.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from factcheck.kinds import ARTICLE, CLAIM, FOLDERS, RECORDS, SOURCE, TERM, VOCABULARIES, RecordKind
from factcheck.outputs.markdown_records import Blocks, record_blocks, retired_blocks, retired_line
from factcheck.outputs.markdown_writer import MarkdownWriter, escaped, front_matter, joined, listed
from factcheck.outputs.output import Make, Output
from factcheck.pages.file_addresses import ID, markdown
from factcheck.pages.lists import LISTS
from factcheck.pages.page import API, LICENCE, address, data_file
from factcheck.pages.renderer import Renderer
from factcheck.records import Tombstone
from factcheck.records.record import Moved

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
