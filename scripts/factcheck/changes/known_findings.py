"""Which findings a change brings, which are gone, and which were already there; and where the new ones are shown."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from factcheck.finding import Finding, Location

Identity = Callable[[Finding], Hashable]


def _same_place(finding: Finding) -> Hashable:
    return finding.code, finding.location.path, finding.message, finding.pointer


def _same_words(finding: Finding) -> Hashable:
    """Return what is left of a finding when something is put before it in a list."""
    return finding.code, finding.location.path, finding.message


@dataclass(frozen=True, kw_only=True)
class FindingsChange:
    """The findings of both revisions, by what the change has to do with them."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    known: tuple[Finding, ...]
    """Those that both revisions have, as the newer one has them."""


def compare_findings(before: Iterable[Finding], after: Iterable[Finding]) -> FindingsChange:
    """Compare the findings of two revisions.

    A finding is known if the base has one with the same code, file and message, at the same place in the data or, as
    places in a list move, anywhere in the file. Each finding of the base makes one of the other revision known.
    """
    gone, new = list(before), list(after)
    known: list[Finding] = []
    for identity in (_same_place, _same_words):
        new, gone, paired = _pair(new, gone, identity)
        known += paired
    return FindingsChange(new=tuple(new), gone=tuple(gone), known=tuple(sorted(known, key=_order)))


def _order(finding: Finding) -> tuple[Location, str, str]:
    return finding.location, finding.code, finding.message


def _pair(
    new: list[Finding], old: list[Finding], identity: Identity
) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Return the findings of each list that the other does not have, and those of `new` that `old` has."""
    left: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in reversed(old):
        left[identity(finding)].append(finding)
    rest, paired = list[Finding](), list[Finding]()
    for finding in new:
        same = left[identity(finding)]
        (paired if same else rest).append(finding)
        del same[-1:]
    return rest, sorted(itertools.chain(*left.values()), key=_order), paired


def mark_known(findings: Iterable[Finding], base: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return `findings` in their order, those that the base has, too, marked as known."""
    every = tuple(findings)
    left = Counter(compare_findings(base, every).known)
    marked = list[Finding]()
    for finding in every:
        known = left[finding] > 0
        left[finding] -= known
        marked.append(replace(finding, known=known))
    return tuple(marked)


def put_on_changed_lines(
    findings: Iterable[Finding], changed_lines: Callable[[str], Collection[int]]
) -> tuple[Finding, ...]:
    """Return findings as a review can show them: a new one in a changed file at the nearest line that is changed.

    GitHub shows annotations beside the lines that a pull request changes, and hides those elsewhere in such files.

    Args:
        findings: the findings, of which those that are known stay where they are.
        changed_lines: returns the numbers of the lines of a file that are new or changed.
    """
    lines = cache(changed_lines)
    return tuple(finding if finding.known else _put(finding, lines(finding.location.path)) for finding in findings)


def _put(finding: Finding, changed: Collection[int]) -> Finding:
    line = finding.location.line
    if not changed or line in changed:
        return finding
    nearest = min(changed, key=lambda other: (abs(other - line), other))
    place = Location(finding.location.path, nearest)
    return replace(finding, location=place, message=f"line {line}: {finding.message}")
