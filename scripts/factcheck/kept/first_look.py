"""The first look at the files of a large project: each is judged by itself, told of in short, and put away.

What is put away takes less memory than the records. They are made of it again, part by part, when they are compared.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.corpus import Corpus, Entry, Key
from factcheck.finding import Finding
from factcheck.folders import FOLDERS
from factcheck.judge import Judged, judge_content
from factcheck.kept.outlines import uses_of
from factcheck.kept.state import digest_of
from factcheck.load import FactFile, read_start, unreadable
from factcheck.load.yaml_source import MAX_BYTES
from factcheck.model.payload import Designation
from factcheck.pipeline import Judgement, judgement
from factcheck.schema import Schemas
from factcheck.spread import spread
from factcheck.web import leads_in

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
    looks = [_judge(file, schemas) for file in files]
    packed = [marshal.dumps(look.judged.data) for look in looks]
    # Only where the word stands there may be designations: of other files no record need be made for now.
    speaking = [number for number, content in enumerate(packed) if Designation.TYPE.encode() in content]
    entries = (judgement(files[number], looks[number].judged)[0] for number in speaking)
    uses = uses_of(Corpus(entries=(*articles, *filter(None, entries))))
    return Batch(
        files,
        b"".join(packed),
        list(accumulate(map(len, packed))),
        [_short(file, look, uses.get(file.path, [])) for file, look in zip(files, looks, strict=True)],
        {number: look.judged.findings for number, look in enumerate(looks) if look.judged.findings},
    )


def _entries(batch: Batch) -> list[Entry | None]:
    return [batch.judgement(number)[0] for number in range(len(batch.files))]


class _Look(NamedTuple):
    """What there is to say about a file by itself, and the digest of what stands in it: none if it cannot be read."""

    judged: Judged
    digest: str = ""


def _judge(file: FactFile, schemas: Schemas) -> _Look:
    try:
        raw = read_start(file.absolute)
        digest = digest_of(raw if len(raw) <= MAX_BYTES else Path(file.absolute).read_bytes())
    except OSError as error:
        return _Look(Judged(None, (unreadable(file.path, error),)))
    return _Look(judge_content(file, raw, schemas), digest)


def _short(file: FactFile, look: _Look, uses: list[list[Any]]) -> Short:
    data = look.judged.data
    if data is None:
        return Short(look.digest, live=False, due="", leads=(), uses=uses)
    live = file.kind in FOLDERS and data.keys().isdisjoint(("moved_to", "withdrawn"))
    due = data["review"]["review_by"] if live and file.kind == "claim" else ""
    return Short(look.digest, live, due, leads_in(file.kind, data), uses)
