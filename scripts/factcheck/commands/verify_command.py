"""``factcheck verify``: see whether a copy of a site is what its manifest says."""

import sys
import time
from functools import partial
from pathlib import Path

import click

from factcheck import __version__
from factcheck.commands import EXIT_FINDINGS
from factcheck.errors import SetupError
from factcheck.online.asking import Get, get
from factcheck.online.published_files import MOST_BYTES, SECONDS_FOR_FILE, read_file, read_files
from factcheck.outputs.manifest import COPY_FORMATS, MANIFEST, Copy, Manifest, compare_copy, read_manifest
from factcheck.plain_files import read_plain
from factcheck.records.url import is_safe_url
from factcheck.site.site_manifest import digests

_HTTPS = "https://"
_LARGEST_MANIFEST = 256 * 1024 * 1024
_SHOWN_EVERY = 100


@click.command("verify")
@click.argument("copy", metavar="URL_OR_FOLDER")
@click.option(
    "--manifest",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"The manifest to compare with, if not the {MANIFEST} of the copy itself.",
)
@click.option(
    "--minutes", type=click.IntRange(1, 300), default=20, show_default=True, help="After this time, stop asking."
)
@click.option("--format", "format_", type=click.Choice(list(COPY_FORMATS)), default="text", help="How it is shown.")
def command(copy: str, manifest: Path | None, minutes: int, format_: str) -> None:
    """See whether a copy of a site, in a folder or at an https address, is byte for byte what a manifest says.

    The exit code is 1 if a file has changed, is missing or additional, or could not be read. At an address, files that
    the manifest does not name cannot be found. A manifest that comes with the copy shows what was damaged on the way,
    not what somebody has forged: check where it comes from first (gh attestation verify), and name it with --manifest.
    """
    if copy.startswith(("http:", _HTTPS)):
        named, found = _online(copy, manifest, minutes)
    else:
        named, found = _folder(Path(copy), manifest)
    differences = compare_copy(named, found)
    click.echo(COPY_FORMATS[format_](copy, named, differences))
    sys.exit(0 if differences.same else EXIT_FINDINGS)


def _folder(folder: Path, manifest: Path | None) -> tuple[Manifest, Copy]:
    """Return the manifest, and what is in a folder."""
    if not folder.is_dir():
        message = f"there is no folder {folder}; name the folder of a copy, or an address that begins with {_HTTPS}"
        raise click.BadParameter(message, param_hint="URL_OR_FOLDER")
    return _read(manifest or folder / MANIFEST), Copy(digests(folder))


def _online(url: str, manifest: Path | None, minutes: int) -> tuple[Manifest, Copy]:
    """Return the manifest, and what a site that is online answers."""
    site = url.removesuffix(MANIFEST).removesuffix("/") + "/"
    if not site.startswith(_HTTPS) or not is_safe_url(site):
        message = f"{url!r} is no https address of a site"
        raise click.BadParameter(message, param_hint="URL_OR_FOLDER")
    ask, until = _asking(site), time.monotonic() + 60 * minutes
    named = _read(manifest) if manifest else _fetch(site, ask)
    paths = [path for path in named.files if path != MANIFEST]
    files, unanswered = read_files(site, paths, ask, until=until, show=partial(_show, len(paths)))
    return named, Copy(files, unanswered)


def _asking(site: str) -> Get:
    agent = f"factcheck-verify/{__version__} (+{site})"
    return partial(get, agent=agent, most=MOST_BYTES, seconds=SECONDS_FOR_FILE)


def _read(path: Path) -> Manifest:
    """Read the manifest in a file.

    Raises:
        SetupError: it is missing, or is no manifest.
    """
    try:
        raw = read_plain(path, _LARGEST_MANIFEST)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}; name the manifest with --manifest FILE"
        raise SetupError(message) from error
    return _parse(raw, str(path))


def _fetch(site: str, ask: Get) -> Manifest:
    """Read the manifest of a site that is online.

    Raises:
        SetupError: the site has none, or does not answer.
    """
    found = read_file(site, MANIFEST, ask)
    if found.missing or found.problem:
        message = f"{site} gives no {MANIFEST}: {found.problem or 'it has none'}; name one with --manifest FILE"
        raise SetupError(message)
    return _parse(found.body, f"{site}{MANIFEST}")


def _parse(raw: bytes, name: str) -> Manifest:
    try:
        return read_manifest(raw)
    except ValueError as error:
        message = f"{name} is no {MANIFEST} of a site: {error}; name the right one with --manifest FILE"
        raise SetupError(message) from error


def _show(files: int, asked: int) -> None:
    """Show on a terminal how far one has got."""
    if sys.stderr.isatty() and (asked % _SHOWN_EVERY == 0 or asked == files):
        click.echo(f"{asked} of {files} files", err=True)
