"""``factcheck links``: ask whether the addresses in records and pages still lead to something."""

import sys
import time
from functools import partial
from pathlib import Path

import click

from factcheck import __version__
from factcheck.arguments import below, check_paths, find_root
from factcheck.commands import EXIT_FINDINGS
from factcheck.online.archives import MOST_BYTES, find_copies
from factcheck.online.asking import ask_all, get
from factcheck.project import read_project, today
from factcheck.upkeep.linked_addresses import Asked, find_addresses, without_archive
from factcheck.upkeep.sections import SECTION_FORMATS, heading, link_sections

LOOKED_AT = ("facts", "docs")
"""The folders of a project that hold addresses."""


@click.command("links")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--minutes", type=click.IntRange(1, 300), default=20, show_default=True, help="After this time, stop asking."
)
@click.option("--format", "format_", type=click.Choice(list(SECTION_FORMATS)), default="text", help="How it is shown.")
def command(paths: tuple[Path, ...], minutes: int, format_: str) -> None:
    """Ask every address in the records and pages, or those in PATHS, whether it still leads to its page.

    And look for archived copies of sources that have none. This is the only command that uses the network. It asks each
    host one question at a time. The exit code is 1 if there is something to do. If there is nothing, Markdown is empty.
    """
    root = find_root()
    check_paths(paths, root, LOOKED_AT)
    wanted, reading, day = below(paths, root), read_project(root), today()
    addresses = [address for address in find_addresses(reading.corpus) if any(wanted(use.file) for use in address.uses)]
    agent = f"factcheck-links/{__version__} (+{reading.snapshot.site or 'no site yet'})"
    until = time.monotonic() + 60 * minutes
    asked = ask_all(addresses, partial(get, agent=agent), until=until, seed=day.isoformat(), show=_show)
    bare = [source for source in without_archive(reading.corpus) if wanted(source.file)]
    copies = find_copies(bare, partial(get, agent=agent, most=MOST_BYTES), until=until)
    sections = link_sections(asked, copies)
    click.echo(SECTION_FORMATS[format_](sections), nl=bool(sections))
    click.echo(heading(day, asked), err=True)
    sys.exit(EXIT_FINDINGS if sections else 0)


def _show(item: Asked) -> None:
    """Show on a terminal how far one has got."""
    if sys.stderr.isatty():
        click.echo(f"{item.answer.outcome:<10} {item.address.url}", err=True)
