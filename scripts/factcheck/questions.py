"""Questions on a terminal about what is left to do in a record; in a script nobody is asked."""

import sys
from collections.abc import Mapping

import click

from factcheck.finding import Pointer
from factcheck.kinds import CLAIM
from factcheck.scaffolds.draft import Draft
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import TO_DO


def ask_for_words() -> str:
    """Return words that somebody pastes on a terminal, where nothing has to be quoted, or else the whole input."""
    return str(click.prompt("Quoted words")) if sys.stdin.isatty() else sys.stdin.read()


def ask_for_type(schemas: Schemas) -> Mapping[str, str]:
    """Return the type of a new claim as a field, by which its words are read; nothing if nobody can be asked."""
    types = schemas.field(CLAIM, {}, ("claim", "payload", "type")).values
    return {"type": click.prompt("Type", type=click.Choice(types))} if _is_terminal() else {}


def ask_on_terminal(draft: Draft) -> None:
    """Ask for each value of a record that is to do, until the answer fits its field. An empty one leaves it to do."""
    if not _is_terminal():
        return
    asked = set[Pointer]()
    click.echo(f"{draft.path}: an empty answer leaves a value to do")
    while left := {_field(place): said for place, said in draft.to_do().items() if _field(place) not in asked}:
        place, said = next(iter(left.items()))
        asked.add(place)
        question = _question(place, said)
        while answer := click.prompt(question, default="", show_default=False):
            fault = draft.answer(place, answer)
            if not fault:
                break
            click.echo(f"  {fault.message}{f' ({fault.hint})' * bool(fault.hint)}")


def _field(place: Pointer) -> Pointer:
    """Return the place of a field: the items of a list are given together."""
    return place[:-1] if isinstance(place[-1], int) else place


def _question(place: Pointer, said: str) -> str:
    """Return a question about a value that is to do: its field, and what it says of itself."""
    name = ".".join(step for step in place if isinstance(step, str))
    what = said.removeprefix(TO_DO).removeprefix(":").strip()
    return f"{name} ({what})" if what else name


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def count_to_do(draft: Draft) -> str:
    """Return in words how many values of a record are to do."""
    number = len(draft.to_do())
    return f"{number} value{'s' * (number != 1)} to do" if number else "complete"
