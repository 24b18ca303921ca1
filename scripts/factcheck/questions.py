"""Questions on a terminal about what is left to do in a record; in a script nobody is asked."""

import sys

import click

from factcheck.finding import Pointer
from factcheck.scaffolds.draft import Draft
from factcheck.schema.fields import description_at


def ask_for_words() -> str:
    """Return words that somebody pastes on a terminal, where nothing has to be quoted, or else the whole input."""
    return str(click.prompt("Quoted words")) if sys.stdin.isatty() else sys.stdin.read()


def ask_on_terminal(draft: Draft) -> None:
    """Ask for each value of a record that is to do, until the answer fits its field. An empty one leaves it to do."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    asked = set[Pointer]()
    click.echo(f"{draft.path}: an empty answer leaves a value to do")
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


def count_to_do(draft: Draft) -> str:
    """Return in words how many values of a record are to do."""
    number = len(draft.to_do())
    return f"{number} value{'s' * (number != 1)} to do" if number else "complete"
