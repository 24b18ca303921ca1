"""``factcheck build``: build the site."""

import sys

import click

from factcheck.arguments import find_root, not_blank, site_folder
from factcheck.site.build import build_site


@click.command("build")
@click.option("--site-dir", default="site", show_default=True, callback=not_blank, help="Where the site goes.")
@click.option("--strict", is_flag=True, help="Warnings stop the build, too.")
def command(site_dir: str, *, strict: bool) -> None:
    """Check everything, build the site in both languages beside the old one, then swap them."""
    root = find_root()
    sys.exit(build_site(root, site_folder(root, site_dir), strict=strict, show=click.echo))
