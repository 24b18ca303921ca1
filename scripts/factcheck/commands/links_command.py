"""``factcheck links``: ask whether the addresses in records and pages still lead to something."""

import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from factcheck import __version__
from factcheck.arguments import below, check_paths, find_root
from factcheck.commands import EXIT_FINDINGS
from factcheck.format_files import Rewritten
from factcheck.kinds import SOURCE
from factcheck.loading.canonical import canonical_form
from factcheck.loading.fact_files import read_start
from factcheck.loading.yaml_reader import read_yaml
from factcheck.online.archives import MOST_BYTES, find_copies
from factcheck.online.asking import ask_all, get
from factcheck.project import read_project, today
from factcheck.upkeep.linked_addresses import ARCHIVE, Asked, Unarchived, find_addresses, without_archive
from factcheck.upkeep.sections import SECTION_FORMATS, as_change, heading, link_sections

LOOKED_AT = ("facts", "docs")
"""The folders of a project that hold addresses."""


@click.command("links")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--minutes", type=click.IntRange(1, 300), default=20, show_default=True, help="After this time, stop asking."
)
@click.option(
    "--patch",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the archived copies that were found into this file, as a change of the records for git apply.",
)
@click.option("--format", "format_", type=click.Choice(list(SECTION_FORMATS)), default="text", help="How it is shown.")
def command(paths: tuple[Path, ...], minutes: int, patch: Path | None, format_: str) -> None:
    """Ask every address in the records and pages, or those in PATHS, whether it still leads to its page.

    And look for archived copies of sources that have none. Nothing is written into records: open a copy that was found,
    see whether the quoted words are in it, and then apply what --patch proposes. Each host is asked one question at a
    time. The exit code is 1 if there is something to do. If there is nothing, Markdown is empty.
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
    proposed = "".join(found.difference() for found in _proposals(root, copies))
    if patch:
        patch.write_text(proposed, encoding="utf-8")
    sections = link_sections(asked, copies)
    click.echo(SECTION_FORMATS[format_](sections), nl=bool(sections))
    if format_ == "markdown" and proposed:
        click.echo(as_change(proposed))
    click.echo(heading(day, asked), err=True)
    sys.exit(EXIT_FINDINGS if sections else 0)


def _proposals(root: Path, sources: Iterable[Unarchived]) -> Iterable[Rewritten]:
    """Yield the files of sources with the archived copies that were found, in canonical form."""
    for source in sources:
        if not source.copy:
            continue
        raw = read_start(root / source.file)
        document, _ = read_yaml(raw, source.file)
        if document:
            changed = replace(document, data={**document.data, ARCHIVE: source.copy})
            before, after = raw.decode(), canonical_form(raw.decode(), SOURCE, changed)
            yield Rewritten(path=source.file, absolute=root / source.file, before=before, after=after)


def _show(item: Asked) -> None:
    """Show on a terminal how far one has got."""
    if sys.stderr.isatty():
        click.echo(f"{item.answer.outcome:<10} {item.address.url}", err=True)
