"""The pages of the checks: why each matters, a wrong and a right example, and what the program says about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from factcheck.checks.check import Check
from factcheck.checks.example import Example, ExampleFile
from factcheck.languages import MAIN, N_
from factcheck.pages.environment import Templates
from factcheck.pages.page import Page, shorten

CONTEXT = 3
"""How many lines before and after a marked one are shown."""
MOST = 60
"""How many lines of a file are shown at most."""
FAMILIES = {
    "ARC": N_("Archived copies"),
    "ATT": N_("Attribution: who said it and who passed it on"),
    "COV": N_("Coverage of the article"),
    "DAT": N_("Dates"),
    "ENT": N_("Who an entity is"),
    "EXC": N_("Exceptions"),
    "FIL": N_("Files"),
    "IDS": N_("Permanent IDs"),
    "LNG": N_("Languages"),
    "NUM": N_("Arithmetic and amounts"),
    "PAG": N_("Hand-written pages"),
    "PEO": N_("Who wrote, reviewed and answered"),
    "QUO": N_("Quotations"),
    "RAT": N_("Ratings"),
    "REF": N_("References"),
    "REL": N_("Relations between claims"),
    "SCH": N_("Fields and their values"),
    "SRC": N_("Sources"),
    "STY": N_("House style"),
    "SYN": N_("YAML"),
    "TDO": N_("What is left to do"),
    "TRM": N_("Labels"),
}
"""What the checks of each family, by the letters of their codes, are about."""

Mark = Literal["", "bad", "good", "old", "set", "found"]
"""A line is wrong, right, as it was before, part of what the example sets up, or where a finding points."""


def check_page(templates: Templates, checks: Sequence[Check], examples: Mapping[str, Example], id_: str) -> Page | None:
    """Return the page with this id, of one of these checks (in the order of their codes); None if there is none."""
    ids = [check.code.lower() for check in checks]
    if id_ not in ids:
        return None
    index = ids.index(id_)
    check, view, example = checks[index], templates.view, examples.get(checks[index].code)
    parts = excerpts(example) if example else {}
    description = shorten(check.summary.replace("`", ""))
    if view.language != MAIN:  # Checks are explained only in the main language.
        description = view._(N_("What the check %(code)s finds, with a wrong and a right example.")) % {
            "code": id_.upper()
        }
    body = templates.render(
        "check.html",
        check=check,
        family=FAMILIES[check.family],
        example=example,
        marks={line.mark for part in parts.values() for excerpt in part for line in excerpt.lines or ()},
        **parts,
        some=bool(examples),
        before=checks[index - 1] if index else None,
        after=checks[index + 1] if index + 1 < len(checks) else None,
    )
    return Page(
        kind="check",
        id=id_,
        title=f"{view._(check.title)} ({check.code})",
        description=description,
        body=body,
        search_text=f"{check.code} {view._(check.title)} {check.summary} {check.explanation}".replace("`", ""),
        file=check.file,
    )


def by_family(checks: Iterable[Check]) -> list[tuple[str, str, list[Check]]]:
    """Return the letters, the subject and the checks of each family. The checks must be in the order of their codes."""
    return [(family, FAMILIES[family], list(found)) for family, found in groupby(checks, lambda check: check.family)]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an excerpt, with its number from 1, or a `gap` in place of lines that are left out."""

    number: int
    text: str
    mark: Mark = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of a file that matter, or None if the file is missing; `link` is the target of a symbolic link."""

    path: str
    lines: tuple[Line, ...] | None
    link: str = ""


def excerpts(example: Example) -> dict[str, list[Excerpt]]:
    """Return the parts of an example that its page shows.

    Returns:
        ``wrong`` and ``right``: the differences between the bad and the good files, and where the findings point.
        ``old``: the files of the revision with which the bad files are compared, if they differ. ``shared``: the other
        files of the example, which are the same in both.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for path, number in example.places:
        found[path].add(number - 1)
    bad, good, base = example.bad, example.good, example.base
    wrong = list(_excerpts(bad, good, base, "bad", found))
    shown = {excerpt.path for excerpt in wrong}
    both = [file for file in bad if file in good and file not in base and file.path not in shown]
    return {
        "wrong": wrong,
        "right": list(_excerpts(good, bad, base, "good", {path: set() for path in example.instead})),
        "old": list(_excerpts(example.before, bad, base, "old")) if example.before else [],
        "shared": list(_excerpts(both, (), base, "set")),
    }


def _excerpts(
    files: Iterable[ExampleFile],
    others: Iterable[ExampleFile],
    base: Iterable[ExampleFile],
    mark: Mark,
    places: Mapping[str, set[int]] | None = None,
) -> Iterator[Excerpt]:
    """Yield the files that differ from the others, with `mark` on lines that the others do not have.

    `base` has the files of the small project, over which both are laid; `places` has files that matter even without a
    difference, and lines in them, counted from 0.
    """
    wanted = places or {}
    mine, theirs, under = ({file.path: file for file in part} for part in (files, others, base))
    for path in sorted(mine.keys() | theirs.keys()):
        file, other = mine.get(path), theirs.get(path)
        if not file:
            yield Excerpt(path, None)
        elif file.link:
            yield Excerpt(path, (), file.text)
        elif file != other or path in wanted:
            yield Excerpt(path, tuple(_lines(file.text, other, under.get(path), mark, wanted.get(path, set()))))


def _lines(
    text: str, other: ExampleFile | None, base: ExampleFile | None, mark: Mark, places: set[int]
) -> Iterator[Line]:
    """Yield the marked lines of a file and some around them; all lines of a file that the others do not have."""
    mine = text.split("\n")
    own, near = _differences(mine, other)
    if other and mark == "bad":
        own = own or places
    elif not other and mark in {"bad", "good"}:
        own = set(range(len(mine)))
    new, set_up = _differences(mine, base)
    pointed: dict[int, Mark] = dict.fromkeys(places, "found")
    marks: dict[int, Mark] = {**dict.fromkeys(new, "set"), **pointed, **dict.fromkeys(own, mark)}
    # The page shows once what the example sets up: beside what is wrong.
    centres = near | places | (set_up if mark in {"bad", "set"} else set())
    shown = {index + step for index in centres for step in range(-CONTEXT, CONTEXT + 1)}
    whole = not centres or not (other or base)
    last = -1
    for index in [index for index in range(len(mine)) if whole or index in shown][:MOST]:
        if index > last + 1:
            yield Line(last + 2, "…", gap=True)
        yield Line(index + 1, mine[index], marks.get(index, ""))
        last = index
    if last + 1 < len(mine):
        yield Line(last + 2, "…", gap=True)


def _differences(mine: list[str], other: ExampleFile | None) -> tuple[set[int], set[int]]:
    """Return the lines that another version does not have; and these, with the lines after which it has others."""
    theirs = other.text.split("\n") if other else mine
    new: set[int] = set()
    near: set[int] = set()
    for tag, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            new.update(range(start, end))
            near.update(range(start, end) or [max(0, start - 1)])
    return new, near
