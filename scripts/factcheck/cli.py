"""The command line. It only reads its arguments, calls the pipeline and prints; see ``--help``.

Exit codes: 0 clean, 1 findings, 2 usage, a broken set-up or a machine that refuses (a full disk), 3 an internal error,
130 interrupted, 143 stopped by SIGTERM, 129 by SIGHUP.
"""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from factcheck import __version__
from factcheck.arguments import (
    CHECKED,
    below,
    check_paths,
    explain_check,
    find_root,
    list_checks,
    not_blank,
    site_folder,
)
from factcheck.errors import EXIT_SETUP, SetupError, explain, is_refusal

if TYPE_CHECKING:
    from factcheck.report.report import Report

EXIT_FINDINGS, EXIT_BUG, EXIT_SIGNALLED, EXIT_INTERRUPTED = 1, 3, 128, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck")
def cli() -> None:
    """Check the records in facts/ and build the site from them."""


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How findings are shown.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors, except for overdue checks of claims.")
@click.option(
    "--base",
    metavar="REV",
    callback=not_blank,
    help="Compare with a git revision: IDs are permanent, changes need corrections.",
)
@click.option(
    "--list-checks",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=list_checks,
    help="List all checks and exit.",
)
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=explain_check,
    help="Explain a check and exit.",
)
@click.option("--no-cache", is_flag=True, help="Work everything out again, even if nothing has changed.")
def validate(paths: tuple[Path, ...], format_: str, *, strict: bool, base: str | None, no_cache: bool) -> None:
    """Check all records; with PATHS, show only what is wrong in those files or folders."""
    from factcheck.report.printers import FORMATS, line_reader  # noqa: PLC0415

    root = find_root()
    check_paths(paths, root, CHECKED)
    report = _only(_report(root, base, use_cache=not no_cache), paths, root)
    click.echo(FORMATS[format_](report, line_reader(root)))
    sys.exit(EXIT_FINDINGS if report.fails(strict=strict) else 0)


def _report(root: Path, base: str | None, *, use_cache: bool) -> "Report":
    """Run the checks; without the cache if that is asked for."""
    from factcheck.cache import Cache  # noqa: PLC0415
    from factcheck.loading.other_files import texts_at_hand  # noqa: PLC0415
    from factcheck.parallel import cores  # noqa: PLC0415
    from factcheck.project import check_project, today  # noqa: PLC0415

    compared = None
    if base is not None:
        from factcheck.git_base import read_base  # noqa: PLC0415

        compared = read_base(root, base)
    return check_project(
        root,
        today=today(),
        base=compared,
        texts=texts_at_hand(root),
        cache=Cache.of(root) if use_cache else None,
        jobs=cores(),
        with_corpus=False,
    )


def _only(report: "Report", paths: tuple[Path, ...], root: Path) -> "Report":
    """Keep the findings in `paths`, or all if none are named. Everything was read: checks need it all."""
    if not paths:
        return report
    wanted = below(paths, root)
    return replace(report, findings=tuple(finding for finding in report.findings if wanted(finding.location.path)))


@cli.command()
@click.option("--site-dir", default="site", show_default=True, callback=not_blank, help="Where the site goes.")
@click.option("--strict", is_flag=True, help="Warnings stop the build, too.")
def build(site_dir: str, *, strict: bool) -> None:
    """Check everything, build the site in both languages beside the old one, then swap them."""
    from factcheck.site.build import build_site  # noqa: PLC0415

    root = find_root()
    sys.exit(build_site(root, site_folder(root, site_dir), strict=strict, show=click.echo))


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--poll", is_flag=True, help="Scan the files for changes, where the system reports none: network drives.")
def serve(port: int, *, poll: bool) -> None:
    """Show the site on this machine; pages follow every change, and show mistakes instead of their text."""
    from factcheck.server.serve import serve  # noqa: PLC0415

    serve(find_root(), port=port, show=click.echo, poll=poll)


@cli.command("format")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; show what would be changed, and exit with 1 if anything.")
def format_(paths: tuple[Path, ...], *, check: bool) -> None:
    """Write all records, or those in PATHS, in standard form. Values and comments stay as they are."""
    from factcheck.format_files import format_files  # noqa: PLC0415
    from factcheck.report.printers import line_reader  # noqa: PLC0415
    from factcheck.report.text import finding_lines  # noqa: PLC0415

    root = find_root()
    check_paths(paths, root, ("facts",))
    done = format_files(root, below(paths, root))
    for item in done.changed:
        if check:
            click.echo(item.difference(), nl=False)
        else:
            item.save()
            click.echo(f"formatted {item.path}")
    for finding in done.findings:
        click.echo("\n".join(finding_lines(finding, line_reader(root))))
    click.echo(f"{len(done.changed)} of {done.looked_at} files {'to be ' if check else ''}formatted")
    sys.exit(EXIT_FINDINGS if done.findings or (check and done.changed) else 0)


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def fingerprint(file: Path) -> None:
    """Print the fingerprint of the text in FILE, named after its record (ID.txt), ready to paste into the record."""
    from factcheck.loading.other_files import measure_as_yaml  # noqa: PLC0415

    click.echo(measure_as_yaml(file))


class Stopped(BaseException):
    """A signal has asked this program to end. Everything that is open is closed on the way out."""

    def __init__(self, number: int) -> None:
        self.signal = signal.Signals(number)


def _stop(number: int, _frame: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # once is enough: what is being closed must not be stopped, too
    raise Stopped(number)


def run_program(*arguments: str) -> NoReturn:
    """Run the command line as a program, with these arguments before its own, and end the process.

    It ends at once: freeing ten thousand records one by one takes Python a second.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _stop)
    try:
        main([*arguments, *sys.argv[1:]])
    except SystemExit as stop:
        with suppress(OSError):  # nobody reads the output any more
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(stop.code if isinstance(stop.code, int) else 0)


def main(arguments: Sequence[str]) -> NoReturn:
    """Run the command line and exit with its code; a bug is named as one and asks to be reported."""
    try:
        result = cli.main(args=list(arguments), prog_name="factcheck", standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_SETUP)
    except (click.Abort, KeyboardInterrupt):
        click.echo("factcheck: interrupted", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except Stopped as stop:
        click.echo(f"factcheck: stopped by {stop.signal.name}", err=True)
        sys.exit(EXIT_SIGNALLED + stop.signal)
    except SetupError as error:
        click.echo(f"factcheck: {error}", err=True)
        sys.exit(EXIT_SETUP)
    except Exception as error:  # noqa: BLE001 - the last resort of a program
        if isinstance(error, OSError) and is_refusal(error):
            click.echo(f"factcheck: {explain(error)}", err=True)
            sys.exit(EXIT_SETUP)
        traceback.print_exc()
        click.echo(
            "factcheck: this is a bug in the tool, not in your file; please report it with the lines above",
            err=True,
        )
        sys.exit(EXIT_BUG)
