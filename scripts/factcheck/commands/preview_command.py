"""``factcheck preview``: the pages that a change touches, to be opened from a disk."""

import sys

import click

from factcheck.arguments import find_root, not_blank, site_folder
from factcheck.git_objects import find_commit
from factcheck.site.disk_preview import make_preview


@click.command("preview")
@click.argument("base", callback=not_blank)
@click.option("--to", default="build/preview", show_default=True, callback=not_blank, help="Where the preview goes.")
def command(base: str, to: str) -> None:
    """Build the site as it is and as it was at the git revision BASE, and keep the pages that differ.

    They are in a folder that opens from a disk, with a list of them in index.html: what readers will see.
    """
    root = find_root()
    find_commit(root, base)  # a wrong one is refused before anything is built
    sys.exit(make_preview(root, base, site_folder(root, to), show=click.echo))
