"""``factcheck fingerprint``: measure a text."""

from pathlib import Path

import click

from factcheck.loading.other_files import measure_as_yaml


@click.command("fingerprint")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Print the fingerprint of the text in FILE, named after its record (ID.txt), ready to paste into the record."""
    click.echo(measure_as_yaml(file))
