"""``factcheck due``: what has to be looked at again."""

import sys

import click

from factcheck.arguments import find_root
from factcheck.commands import EXIT_FINDINGS
from factcheck.project import read_project, today
from factcheck.upkeep.due import what_is_due
from factcheck.upkeep.sections import SECTION_FORMATS, due_sections


@click.command("due")
@click.option(
    "--within", type=click.IntRange(0, 3660), default=0, metavar="DAYS", help="Also what is due in these days."
)
@click.option("--format", "format_", type=click.Choice(list(SECTION_FORMATS)), default="text", help="How it is shown.")
def command(within: int, format_: str) -> None:
    """Show the claims to check again, questions without an answer, sources to read, and exceptions that have expired.

    The exit code is 1 if there are any. If there are none, Markdown is empty.
    """
    sections = due_sections(what_is_due(read_project(find_root()).corpus, today(), within=within))
    click.echo(SECTION_FORMATS[format_](sections), nl=bool(sections))
    if not sections:
        click.echo("nothing is due", err=True)
    sys.exit(EXIT_FINDINGS if sections else 0)
