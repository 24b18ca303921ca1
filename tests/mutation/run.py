"""Make small mistakes in every real claim, one at a time, and report which the checks notice.

``make mutate`` runs it and writes ``report.md`` beside this file. Each mistake is judged twice: by what the records
say alone, as if the claim were new; and against the base revision, as in a pull request (``--base``).

    make mutate ARGS="--kind stance --claim amazon-up-to-4b"

prints what happens to some of the mistakes, and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from factcheck.checks import REGISTRY
from mutation.judging import Result, around, claims, corpus, data_of, judge, vocabulary
from mutation.mutants import Mutant, mutants
from mutation.reasons import reason
from mutation.whole_mistakes import whole_mistakes

REPORT = Path(__file__).with_name("report.md")
LEAST, LEAST_ALONE = 98, 93
"""How many per cent of the mistakes must be noticed in a pull request, and in a record by itself."""
OF_ENTRIES = frozenset({"RAT010", "RAT011"})
"""Checks that compare a record with what its own corrections say."""
KINDS = {
    "letter": "a letter of a quotation or a label",
    "amount": "an amount",
    "quantity": "a quantity other than money",
    "hedge": "“up to”, “about” and the like",
    "date": "a date",
    "stance": "a stance",
    "rating": "a rating",
    "confidence": "a confidence",
    "source": "the source of evidence, of a development, or to read",
    "term": "the term of a label",
    "listing": "a quotation, together with the passage that its source lists",
    "explanation": "an explanation: shortened, or that of another claim",
    "reviewer": "an author as the reviewer",
    "reply": "an answer before the question, no time to answer, a stranger asked",
    "interests": "no interests declared",
    "double": "a source recorded twice",
    "article": "the article, or a copy of it, as evidence",
}
"""The kinds of mistakes, and what is wrong."""


def all_mistakes(stem: str) -> Iterator[Mutant]:
    """Yield every mistake that can be made in a claim."""
    entry = corpus().files["claim", stem]
    yield from mutants(data_of(entry), vocabulary())
    yield from whole_mistakes(data_of(entry), around(entry))


def judge_claim(stem: str, kinds: Sequence[str] = ()) -> list[Result]:
    """Make every mistake in one claim, or those of some kinds."""
    entry = corpus().files["claim", stem]
    return [judge(entry, mutant) for mutant in all_mistakes(stem) if not kinds or mutant.kind in kinds]


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
    yield "| mistake | what is wrong | made | noticed alone | | noticed compared | |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for kind, words in (*KINDS.items(), ("all", "")):
        chosen = [result for result in results if kind in (result.mutant.kind, "all")]
        alone, compared = sum(bool(result.alone) for result in chosen), sum(bool(result.compared) for result in chosen)
        cells = (kind, words, len(chosen), alone, share(alone, len(chosen)), compared, share(compared, len(chosen)))
        yield f"| {' | '.join(map(str, cells))} |"
    told = sum(bool(result.alone) and result.alone <= OF_ENTRIES for result in results)
    alone = sum(bool(result.alone) for result in results) - told
    yield f"\nOf those noticed alone, {told} are noticed only because an entry under `corrections` tells the words or"
    yield f"values, and a new claim has no such entries. Without them it is {share(alone, len(results))}."


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
    yield "| mistake | reason | mistakes |"
    yield "| --- | --- | ---: |"
    counts = Counter((result.mutant.kind, reason(result.mutant)) for result in alone)
    yield from (f"| {kind} | {why} | {count} |" for (kind, why), count in counts.most_common())
    yield "\n## Not noticed in a pull request either\n"
    lines = [f"- {line}" for result in alone if not result.compared for line in [_told(result)]]
    yield from lines or ["Nothing: each of these mistakes is noticed there."]


def _told(result: Result) -> str:
    """Return a mistake in a line."""
    mutant = result.mutant
    before, after = (
        str(value) if len(str(value)) <= 60 else f"{str(value)[:60]}…" for value in (mutant.before, mutant.after)
    )
    return f"`{result.claim}` {'.'.join(map(str, mutant.pointer))}: `{before}` → `{after}`: {reason(mutant)}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutate", description="Which mistakes do the checks notice?")
    parser.add_argument("--kind", action="append", default=[], choices=[*KINDS], help="only mistakes of this kind")
    parser.add_argument("--claim", action="append", default=[], help="only mistakes in this claim")
    return parser.parse_args()


def main() -> None:
    """Run all mistakes on all cores, write the report and print its summary; or print what happens to some of them.

    Raises:
        SystemExit: fewer are noticed than must be.
    """
    options = _options()
    chosen = options.claim or [entry.stem for entry in claims()]
    with ProcessPoolExecutor() as pool:
        found = pool.map(partial(judge_claim, kinds=options.kind), chosen)
        results = [result for of_claim in found for result in of_claim]
    print("\n".join(_summary(results)))
    if options.kind or options.claim:
        print("\n".join(f"not noticed alone: {_told(result)}" for result in results if not result.alone))
        return
    REPORT.write_text(render(results), encoding="utf-8", newline="\n")
    _demand("in a pull request", sum(bool(result.compared) for result in results), len(results), LEAST)
    _demand("in a record by itself", sum(bool(result.alone) for result in results), len(results), LEAST_ALONE)


def _demand(where: str, noticed: int, made: int, least: int) -> None:
    if 100 * noticed < least * made:
        sys.exit(f"only {share(noticed, made)} are noticed {where}, at least {least} % are asked for")


if __name__ == "__main__":
    main()
