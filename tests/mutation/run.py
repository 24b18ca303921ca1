"""Make small mistakes in every real claim, one at a time, and report which the checks notice.

``make mutate`` runs it and writes ``report.md`` beside this file. Each mistake is judged twice: by what the records
say alone, as if the claim were new; and against the base revision, as in a pull request (``--base``).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus, Entry, Surroundings, make_entry
from factcheck.finding import Document
from factcheck.loading.record_file import RecordFile
from factcheck.loading.snapshot import take_snapshot
from factcheck.project import check_project, run_checks
from factcheck.reading import read_snapshot
from factcheck.records import parse_document
from factcheck.schema.schemas import Schemas
from mutation.mutants import Mutant, Vocabulary, mutants
from mutation.reasons import reason

ROOT = Path(__file__).parent.parent.parent
REPORT = Path(__file__).with_name("report.md")
LEAST = 95
"""How many per cent of the mistakes must be noticed in a pull request."""
KINDS = ("letter", "amount", "hedge", "date", "stance", "rating", "source", "term")


@dataclass(frozen=True, slots=True)
class Result:
    """A mistake in a claim, and the codes of the checks that notice it: alone, and against the base revision."""

    claim: str
    mutant: Mutant
    alone: frozenset[str]
    compared: frozenset[str]


@cache
def day() -> date:
    """Return the day of the run, that of the last change: the same records give the same report on every day."""
    claims = read_snapshot(take_snapshot(ROOT), Surroundings()).corpus.claims.values()
    days = (
        day for claim in claims for day in (claim.review.checked, *(item.date for item in claim.record.corrections))
    )
    return date.fromisoformat(max(days))


@cache
def corpus() -> Corpus:
    """Return the project's own records.

    Raises:
        SystemExit: they have errors, so that nothing could be told from those of a mistake.
    """
    report = check_project(ROOT, today=day())
    if report.errors:
        sys.exit("the records have errors already: run factcheck validate first")
    return report.corpus


@cache
def schemas() -> Schemas:
    """Return the schemas, compiled."""
    return Schemas.of(ROOT)


def claims() -> list[Entry]:
    """Return the files of claims."""
    return [entry for entry in corpus().entries if entry.kind == "claim" and entry.stem in corpus().claims]


def vocabulary() -> Vocabulary:
    """Return what mistakes may use."""
    return Vocabulary(list(corpus().ratings), list(corpus().terms), sorted(corpus().sources))


def judge_claim(stem: str) -> list[Result]:
    """Make every mistake in one claim."""
    entry = corpus().files["claim", stem]
    assert isinstance(entry.file, RecordFile)
    document = entry.file.document()
    assert document
    return [_judge(entry, document, mutant) for mutant in mutants(document.data, vocabulary())]


def _judge(entry: Entry, document: Document, mutant: Mutant) -> Result:
    data = mutant.apply(document.data)
    shape = frozenset(code for code, _ in schemas().issues("claim", data))
    if shape:
        return Result(entry.stem, mutant, shape, shape)
    changed = make_entry(
        kind="claim", stem=entry.stem, file=replace(document, data=data), record=parse_document("claim", data)
    )
    entries = tuple(changed if other is entry else other for other in corpus().entries)
    alone, compared = (notice(entries, against_base=against) for against in (False, True))
    return Result(entry.stem, mutant, alone, compared)


def notice(entries: tuple[Entry, ...], *, against_base: bool) -> frozenset[str]:
    """Return the codes of the checks that find more in these records than in the unchanged ones."""
    new = _findings(entries, against_base=against_base) - _accepted(against_base=against_base)
    return frozenset(code for code, _, _ in new)


@cache
def _accepted(*, against_base: bool) -> frozenset[tuple[str, str, str]]:
    """Return what the checks find in the unchanged records: warnings, and what `facts/exceptions.yml` accepts."""
    return _findings(corpus().entries, against_base=against_base)


def _findings(entries: tuple[Entry, ...], *, against_base: bool) -> frozenset[tuple[str, str, str]]:
    around = Surroundings(today=day(), base=corpus() if against_base else None)
    mutated = Corpus(entries=entries, pages=corpus().pages, around=around)
    found, _ = run_checks(mutated)
    return frozenset((finding.code, finding.location.path, finding.message) for finding in found)


def share(noticed: int, of: int) -> str:
    """Return a share in per cent with one decimal."""
    return f"{100 * noticed / of:.1f} %" if of else "–"


def render(results: list[Result]) -> str:
    """Return the report as Markdown."""
    return "\n".join([*_summary(results), *_by_check(results), *_survivors(results), ""])


def _summary(results: list[Result]) -> Iterator[str]:
    yield "# How many mistakes the checks notice\n"
    yield "Made by `make mutate`. One mistake at a time in every claim; then all checks run. *Alone*: what the records"
    yield "say by themselves, as if the claim were new. *Compared*: with `--base`, as in every pull request.\n"
    yield "| mistake | made | noticed alone | | noticed compared | |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for kind in (*KINDS, "all"):
        chosen = [result for result in results if kind in (result.mutant.kind, "all")]
        alone, compared = (
            sum(map(bool, codes)) for codes in zip(*((r.alone, r.compared) for r in chosen), strict=True)
        )
        cells = (kind, len(chosen), alone, share(alone, len(chosen)), compared, share(compared, len(chosen)))
        yield f"| {' | '.join(map(str, cells))} |"


def _by_check(results: list[Result]) -> Iterator[str]:
    for title, codes in (("alone", [r.alone for r in results]), ("compared", [r.compared for r in results])):
        counts = Counter(code for found in codes for code in found)
        only = Counter(next(iter(found)) for found in codes if len(found) == 1)
        yield f"\n## By check, {title}\n"
        yield "| check | notices | the only one to notice |"
        yield "| --- | ---: | ---: |"
        yield from (
            f"| {code} {REGISTRY[code].name} | {count} | {only[code]} |" for code, count in sorted(counts.items())
        )


def _survivors(results: Iterable[Result]) -> Iterator[str]:
    """List what nothing notices in a record by itself, by reason; then each that a pull request lets through."""
    alone = [result for result in results if not result.alone]
    yield "\n## Not noticed alone, and why\n"
    yield "| reason | mistakes |"
    yield "| --- | ---: |"
    for text, count in Counter(reason(result.mutant) for result in alone).most_common():
        yield f"| {text} | {count} |"
    yield "\n## Not noticed in a pull request either\n"
    for result in alone:
        if not result.compared:
            place = ".".join(map(str, result.mutant.pointer))
            change = f"`{result.mutant.before}` → `{result.mutant.after}`"
            yield f"- `{result.claim}` {place}: {change}: {reason(result.mutant)}"


def main() -> None:
    """Run all mistakes on all cores, write the report and print its summary.

    Raises:
        SystemExit: fewer are noticed than must be.
    """
    with ProcessPoolExecutor() as pool:
        results = [result for found in pool.map(judge_claim, [entry.stem for entry in claims()]) for result in found]
    REPORT.write_text(render(results), encoding="utf-8", newline="\n")
    print("\n".join(_summary(results)))
    noticed = sum(bool(result.compared) for result in results)
    if 100 * noticed < LEAST * len(results):
        sys.exit(f"only {share(noticed, len(results))} are noticed in a pull request, at least {LEAST} % are asked for")


if __name__ == "__main__":
    main()
