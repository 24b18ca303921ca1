"""What the commands take: the arguments and options that need more than a type, and the project that is meant.

An argument that would turn a check off or show nothing, without saying so, is refused.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from factcheck.errors import SetupError
from factcheck.plain_files import is_left_by_editor

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


def site_folder(root: Path, name: str, option: str = "--site-dir") -> Path:
    """Return the folder that an option names. It must not be the project, hold it, or be in a folder that is checked.

    Raises:
        BadParameter: it is.
    """
    target = (root / name).resolve()
    taken = [root.resolve(), *root.resolve().parents]
    if target in taken or any(target.is_relative_to(taken[0] / folder) for folder in CHECKED):
        message = f"{name} is a folder of the project itself; choose another one"
        raise click.BadParameter(message, param_hint=option)
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
