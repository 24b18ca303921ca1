"""What the commands take, and ask on a terminal: what needs more than a type, and the project that is meant.

An argument that would turn a check off or show nothing, without saying so, is refused.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from factcheck.errors import SetupError
from factcheck.finding import Pointer
from factcheck.kinds import CLAIM
from factcheck.plain_files import is_left_by_editor
from factcheck.scaffolds.draft import Draft
from factcheck.scaffolds.skeleton import names_of_fields
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import TO_DO

CHECKED = ("facts", "docs", "schemas")
"""The folders of a project in whose files something can be wrong."""


def find_root() -> Path:
    """Return the nearest folder, from the current one upwards, that is a project of ours.

    Raises:
        SetupError: there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "schemas" / "claim.schema.json").is_file():
            return folder
    message = "no project here: neither this folder nor one above it holds schemas/claim.schema.json"
    raise SetupError(message)


def not_blank(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse an option that is given without saying anything: a variable of a script may be empty.

    Raises:
        BadParameter: it is blank.
    """
    if value is not None and not value.strip():
        message = "it is blank; leave the option out, or name something"
        raise click.BadParameter(message)
    return value


def site_folder(root: Path, name: str) -> Path:
    """Return the folder of the site, which must not be the project, hold it, or be in a folder that is checked.

    Raises:
        BadParameter: it is.
    """
    target = (root / name).resolve()
    taken = [root.resolve(), *root.resolve().parents]
    if target in taken or any(target.is_relative_to(taken[0] / folder) for folder in CHECKED):
        message = f"{name} is a folder of the project itself; choose another one, such as site"
        raise click.BadParameter(message, param_hint="--site-dir")
    return target


def below(paths: tuple[Path, ...], root: Path) -> Callable[[str], bool]:
    """Return whether a file of the project is one of `paths` or below one of them; any file, if none is named."""
    named = {Path(os.path.abspath(path)) for path in paths}  # noqa: PTH100 - resolve() would follow links
    return lambda path: not named or not named.isdisjoint({root / path, *(root / path).parents})


def check_paths(paths: Sequence[Path], root: Path, folders: Sequence[str]) -> None:
    """Make sure that each of `paths` holds, or is in, one of the folders of the project that a command looks at.

    Raises:
        BadParameter: one is not, so that nothing could be found there.
    """
    for path in paths:
        full = Path(os.path.abspath(path))  # noqa: PTH100 - as in `below`
        looked_at = [root / folder for folder in folders]
        if not any(full.is_relative_to(folder) or folder.is_relative_to(full) for folder in looked_at):
            message = f"{path} holds nothing for this command, which looks at {', '.join(folders)} only"
            raise click.BadParameter(message, param_hint="PATHS")
        if full.is_file() and is_left_by_editor(full.name):
            message = f"{path} is passed over: by its name it is a temporary file of an editor"
            raise click.BadParameter(message, param_hint="PATHS")


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
