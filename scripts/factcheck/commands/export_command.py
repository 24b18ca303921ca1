"""``factcheck export``: all records in a format for other programs, as the site publishes them."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from factcheck.arguments import find_root, not_blank, site_folder
from factcheck.cache import Cache
from factcheck.commands import EXIT_FINDINGS
from factcheck.languages import MAIN
from factcheck.loading.fact_files import line_reader
from factcheck.loading.other_files import site_settings
from factcheck.outputs.claimreview import CLAIM_REVIEW_FEED
from factcheck.outputs.data_package import csv_files
from factcheck.outputs.database import database_files
from factcheck.outputs.json_lines import line_makers
from factcheck.outputs.output import Make
from factcheck.pages.file_addresses import BULK
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.parallel import cores
from factcheck.plain_files import replace_file
from factcheck.project import check_project, today
from factcheck.published_versions import history_of
from factcheck.report import text
from factcheck.schema.schemas import read_schemas


def _json_lines(renderer: Renderer) -> Mapping[str, Make]:
    return {f"{name}.jsonl": make for name, make in line_makers(renderer).items()}


def _claim_reviews(renderer: Renderer) -> Mapping[str, Make]:
    return {path.removeprefix(BULK): make for path, make in CLAIM_REVIEW_FEED.files(renderer).items()}


EXPORTS: Mapping[str, Callable[[Renderer], Mapping[str, Make]]] = {
    "jsonl": _json_lines,
    "csv": csv_files,
    "sqlite": database_files,
    "claimreview": _claim_reviews,
}
"""The functions that return the files of each format, by name, for the site of the main language."""


@click.command("export")
@click.option("--to", "format_", type=click.Choice(list(EXPORTS)), required=True, help="The format.")
@click.option(
    "--output",
    default="build/data",
    show_default=True,
    callback=not_blank,
    help="Their folder, from that of the project.",
)
def command(format_: str, output: str) -> None:
    """Check the records, and write all of them in a format for other programs.

    The files hold the same bytes as those that the site has below data/, where some are compressed.
    """
    root = find_root()
    folder = site_folder(root, output, "--output")
    if folder.exists() and not folder.is_dir():
        message = f"{output} is a file; name a folder"
        raise click.BadParameter(message, param_hint="--output")
    files = EXPORTS[format_](_renderer(root))
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in files.items():
        replace_file(folder / name, make(), mode=0o644)
        click.echo(f"wrote {output.rstrip('/')}/{name}")


def _renderer(root: Path) -> Renderer:
    """Return what makes the site of the main language; records with errors are not exported."""
    report = check_project(root, today=today(), cache=Cache.of(root), jobs=cores())
    if report.errors:
        click.echo(text.render(report, line_reader(root)))
        click.echo("Nothing was written: records with errors are not exported.", err=True)
        sys.exit(EXIT_FINDINGS)
    settings = site_settings(root)
    name, description = settings.get("site_name", ""), settings.get("site_description", "")
    site = Site(url=report.site or "", name=name, description=description)
    schemas, history = read_schemas(root / "schemas"), history_of(root, report.corpus)
    return Renderer(report.corpus, MAIN, site, (), schemas=schemas, history=history)
