"""The values of a record that is being begun: options by the names of its fields, and questions on a terminal.

Apart from the other arguments, so that no command imports scaffolds but those that begin records.
"""

import sys
from collections.abc import Mapping

import click

from factcheck.arguments import find_root
from factcheck.finding import Pointer
from factcheck.kinds import CLAIM
from factcheck.scaffolds.draft import Draft
from factcheck.scaffolds.skeleton import names_of_fields
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import TO_DO


class FieldCommand(click.Command):
    """A command with options for any field of a record: ``--publisher Reuters`` or ``--amount.value=500``.

    Each option that it does not know is the name of a field. They are in ``context.obj``, by their names.
    """

    kind: str | None = None
    """The kind of the record, whose fields the help lists."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the end of the help, with the names of the fields."""
        super().format_epilog(ctx, formatter)
        if self.kind:
            names = names_of_fields(Schemas.of(find_root()), self.kind)
            with formatter.section("Fields"):
                formatter.write_text(", ".join(names))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options that are names of fields out of the arguments; one that comes again is one more line.

        Raises:
            BadOptionUsage: such an option has no value.
        """
        known = {"--help", "--", *(name for param in self.get_params(ctx) for name in param.opts)}
        fields, rest, waiting = dict[str, str](), list[str](), list(args)
        while waiting:
            word = waiting.pop(0)
            option, has_value, value = word.partition("=")
            if not word.startswith("--") or option in known:
                rest.append(word)
                continue
            name = option.removeprefix("--")
            if not (has_value or waiting):
                raise click.BadOptionUsage(option, f"{option} has no value")
            given = value if has_value else waiting.pop(0)
            fields[name] = f"{fields[name]}\n{given}" if name in fields else given
        ctx.obj = fields
        return super().parse_args(ctx, rest)


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
