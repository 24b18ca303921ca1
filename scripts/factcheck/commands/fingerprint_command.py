"""``factcheck fingerprint``: measure a text."""

from pathlib import Path

import click

from factcheck.arguments import find_root
from factcheck.errors import SetupError
from factcheck.kinds import ARTICLE, SOURCE, file_path
from factcheck.loading.fact_files import find_files
from factcheck.loading.other_files import measure_as_yaml


@click.command("fingerprint")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--id", "id_", metavar="ID", help="The id of the record of the text; else the name of FILE, without .txt."
)
def command(file: Path, id_: str | None) -> None:
    """Print the fingerprint of the text in FILE, ready to paste into the record of its article or source.

    The id of the record is part of the fingerprint.
    """
    click.echo(measure_as_yaml(file, id_ or file.stem))
    if unknown := _unknown(id_ or file.stem):
        click.echo(unknown, err=True)


def _unknown(id_: str) -> str | None:
    """Return a warning if no article or source has this id; None if one has, or if this is no project."""
    try:
        known = find_files(find_root()).known
    except SetupError:
        return None
    if {(ARTICLE, id_), (SOURCE, id_)} & known:
        return None
    names = f"neither {file_path(ARTICLE, id_)} nor {file_path(SOURCE, id_)} is there"
    return f"warning: {names}; this fingerprint fits a record with the id {id_!r} only (name another one with --id ID)"
