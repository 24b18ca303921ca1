"""``factcheck new``: begin a record."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from factcheck.arguments import FieldCommand, find_root
from factcheck.finding import Pointer
from factcheck.scaffolds.draft import Draft
from factcheck.scaffolds.new_records import new_entity, new_source
from factcheck.scaffolds.scaffold_files import ScaffoldFile, read_background, write_files
from factcheck.schema.fields import description_at

_FIELDS = """Any field can be given by its name, such as --{example}; with names before it where it is needed:
--review.rating. The items of a list are separated by commas. On a terminal, what is not given is asked for, and an
empty answer leaves it to do."""


@click.group("new")
def command() -> None:
    """Begin a record: what is known is written, and what is left to do is marked."""


@command.command("source", cls=FieldCommand, epilog=_FIELDS.format(example="publisher Reuters"))
@click.argument("url")
@click.pass_obj
def source(fields: Mapping[str, str], url: str) -> None:
    """Begin the record of a source from its address. Nothing is fetched."""
    root = find_root()
    _finish(root, [new_source(read_background(root), url, fields)])


@command.command("entity", cls=FieldCommand, epilog=_FIELDS.format(example="kind company"))
@click.argument("name")
@click.pass_obj
def entity(fields: Mapping[str, str], name: str) -> None:
    """Begin the record of a person, company, product or institution."""
    root = find_root()
    _finish(root, [new_entity(read_background(root), name, fields)])


def _finish(root: Path, drafts: Sequence[Draft], changed: Sequence[ScaffoldFile] = ()) -> None:
    """Ask for what is not known, write the files, and say what is left to do."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        for draft in drafts:
            _ask(draft)
    files = [ScaffoldFile(path=draft.path, text=draft.text()) for draft in drafts]
    write_files(root, [*files, *changed])
    for draft in drafts:
        click.echo(f"wrote {draft.path}: {_count(draft)}")
    for file in changed:
        click.echo(f"changed {file.path}")
    click.echo("fill in what is to do (factcheck validate lists it), and look at it with factcheck serve")


def _count(draft: Draft) -> str:
    number = len(draft.to_do())
    return f"{number} value{'s' * (number != 1)} to do" if number else "complete"


def _ask(draft: Draft) -> None:
    """Ask for each value that is to do, until the answer fits its field."""
    asked = set[Pointer]()
    click.echo(f"{draft.path}: Enter leaves a value to do")
    while place := next((place for place in draft.to_do() if place not in asked), None):
        asked.add(place)
        question = _question(place, description_at(draft.describe, place))
        while answer := click.prompt(question, default="", show_default=False):
            draft.typed[place] = answer
            fault = next((issue for issue in draft.faults() if issue.pointer[: len(place)] == place), None)
            if not fault:
                break
            del draft.typed[place]
            click.echo(f"  {fault.message}{f' ({fault.hint})' * bool(fault.hint)}")


def _question(place: Pointer, description: str | None) -> str:
    name = ".".join(step for step in place if isinstance(step, str))
    return f"{name} ({description.rstrip('.')})" if description else name
