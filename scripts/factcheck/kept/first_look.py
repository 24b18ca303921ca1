"""The first look at the files of a large project: each is judged by itself, told of in short, and put away.

What is put away takes a tenth of the memory of the records. They are made of it again, part by part, when they are
compared.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.corpus import Corpus, Entry, Key
from factcheck.finding import Finding
from factcheck.judge import Judged, judge_content
from factcheck.kept.outlines import uses_of
from factcheck.kept.state import digest_of
from factcheck.load import FactFile, read_start, unreadable
from factcheck.load.yaml_source import MAX_BYTES
from factcheck.model import Record
from factcheck.model.claim import Claim
from factcheck.pipeline import Judgement, judgement
from factcheck.schema import Schemas
from factcheck.spread import spread
from factcheck.web import leads

SIZE = 100
"""How many files a batch holds: as much as waits in a pipe."""


class Short(NamedTuple):
    """A file in short: as in :class:`factcheck.kept.outlines.Row`, with what it leads to by kind and id."""

    digest: str
    live: bool
    due: str
    leads: tuple[Key, ...]
    uses: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some files: what stands in them, put away one behind the other; each in short; and what is wrong with some."""

    files: Sequence[FactFile]
    content: bytes
    ends: list[int]
    shorts: list[Short]
    findings: Mapping[int, tuple[Finding, ...]]

    def judgement(self, number: int) -> Judgement:
        """Return the record in the file of this number, and what is wrong with it by itself."""
        start = self.ends[number - 1] if number else 0
        data = marshal.loads(memoryview(self.content)[start : self.ends[number]])  # noqa: S302 - never from a file
        return judgement(self.files[number], Judged(data, self.findings.get(number, ())))

    def packed(self) -> tuple[bytes, Mapping[int, tuple[Finding, ...]]]:
        """Return it for another process, which has the files."""
        return marshal.dumps((self.content, self.ends, list(map(tuple, self.shorts)))), self.findings

    @classmethod
    def unpack(cls, files: Sequence[FactFile], packed: tuple[bytes, Mapping[int, tuple[Finding, ...]]]) -> Batch:
        """Return what a process of ours has packed."""
        content, ends, shorts = marshal.loads(packed[0])  # noqa: S302 - never from a file
        return cls(files, content, ends, [Short(*short) for short in shorts], packed[1])


def look_at(files: Sequence[FactFile], schemas: Schemas, processes: int) -> list[Batch]:
    """Return all files in batches, looked at by so many processes. Articles come first: they have dates of claims.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    first = [file for file in files if file.kind == "article"]
    rest = [file for file in files if file.kind != "article"]
    batches = _look_at(first, schemas, (), processes)
    articles = tuple(entry for batch in batches for entry in _entries(batch) if entry)
    return batches + _look_at(rest, schemas, articles, processes)


def _look_at(files: Sequence[FactFile], schemas: Schemas, articles: tuple[Entry, ...], processes: int) -> list[Batch]:
    return spread(
        lambda parts: [_look(part, schemas, articles) for part in parts],
        [files[start : start + SIZE] for start in range(0, len(files), SIZE)],
        processes=processes,
        away=lambda parts: [_look(part, schemas, articles).packed() for part in parts],
        home=Batch.unpack,
    )


def _look(files: Sequence[FactFile], schemas: Schemas, articles: tuple[Entry, ...]) -> Batch:
    judged = [_judge(file, schemas) for file in files]
    packed = [marshal.dumps(item.data) for _, item in judged]
    ends = [0]
    for content in packed:
        ends.append(ends[-1] + len(content))
    entries = [judgement(file, item)[0] for file, (_, item) in zip(files, judged, strict=True)]
    uses = uses_of(Corpus(entries=(*articles, *filter(None, entries))))
    return Batch(
        files,
        b"".join(packed),
        ends[1:],
        [
            _short(digest, entry, uses.get(file.path, []))
            for file, (digest, _), entry in zip(files, judged, entries, strict=True)
        ],
        {number: item.findings for number, (_, item) in enumerate(judged) if item.findings},
    )


def _entries(batch: Batch) -> list[Entry | None]:
    return [batch.judgement(number)[0] for number in range(len(batch.files))]


def _judge(file: FactFile, schemas: Schemas) -> tuple[str, Judged]:
    """Return the digest of what stands in a file, none if it cannot be read, and what there is to say about it."""
    try:
        raw = read_start(file.absolute)
        digest = digest_of(raw if len(raw) <= MAX_BYTES else Path(file.absolute).read_bytes())
    except OSError as error:
        return "", Judged(None, (unreadable(file.path, error),))
    return digest, judge_content(file, raw, schemas)


def _short(digest: str, entry: Entry | None, uses: list[list[Any]]) -> Short:
    if not entry:
        return Short(digest, live=False, due="", leads=(), uses=uses)
    due = entry.record.review.review_by if isinstance(entry.record, Claim) else ""
    return Short(digest, isinstance(entry.record, Record), due, leads(entry), uses)
