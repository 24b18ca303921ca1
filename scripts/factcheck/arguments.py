"""What the commands take: the arguments and options that need more than a type, and the project that is meant.

An argument that would turn a check off or show nothing, without saying so, is refused.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from factcheck.errors import SetupError
from factcheck.loading.editor_files import is_left_by_editor

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


def list_checks(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
    """Show every check, if that is asked for, and end the program."""
    if not value:
        return
    from factcheck.checks import REGISTRY  # noqa: PLC0415 - start fast

    for check in REGISTRY.values():
        click.echo(f"{check.code}  {check.severity:<8} {check.title}")
    context.exit()


def explain_check(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """Explain the check of this code, if there is one, and end the program.

    Raises:
        BadParameter: there is no such check.
    """
    if value is None:
        return
    from factcheck.checks import REGISTRY  # noqa: PLC0415

    check = REGISTRY.get(value.upper())
    if not check:
        message = f"there is no check {value!r}; --list-checks shows them all"
        raise click.BadParameter(message)
    click.echo(f"{check.heading}, {check.severity}\n\n{check.summary}\n\n{check.explanation}")
    context.exit()


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
            from factcheck.scaffolds.skeleton import names_of_fields  # noqa: PLC0415 - start fast
            from factcheck.schema.schemas import Schemas, read_schemas  # noqa: PLC0415

            names = names_of_fields(Schemas(read_schemas(find_root() / "schemas")), self.kind)
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
