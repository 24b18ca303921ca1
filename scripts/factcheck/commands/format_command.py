"""``factcheck format``: write the records in standard form."""

import sys
from pathlib import Path

import click

from factcheck.arguments import below, check_paths, find_root
from factcheck.commands import EXIT_FINDINGS
from factcheck.format_files import format_files
from factcheck.loading.fact_files import line_reader
from factcheck.report.text import finding_lines
from factcheck.schema.schemas import Schemas


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; show what would be changed, and exit with 1 if anything.")
def command(paths: tuple[Path, ...], *, check: bool) -> None:
    """Write all records, or those in PATHS, in standard form, and fix what is plain; each fix is named.

    Nothing else changes in values and comments.
    """
    root = find_root()
    check_paths(paths, root, ("facts",))
    done = format_files(root, below(paths, root), Schemas.of(root))
    for item in done.changed:
        if check:
            click.echo(item.difference(), nl=False)
        else:
            item.save()
            click.echo(f"formatted {item.path}")
        for line in item.fixed():
            click.echo(line)
    for finding in done.findings:
        click.echo("\n".join(finding_lines(finding, line_reader(root))))
    click.echo(f"{len(done.changed)} of {done.looked_at} files {'to be ' if check else ''}formatted")
    sys.exit(EXIT_FINDINGS if done.findings or (check and done.changed) else 0)
