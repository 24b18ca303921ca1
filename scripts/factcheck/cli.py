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
from importlib import import_module
from typing import NoReturn

import click

from factcheck import __version__
from factcheck.commands import COMMANDS
from factcheck.errors import EXIT_SETUP, SetupError, explain, is_refusal

EXIT_BUG, EXIT_SIGNALLED, EXIT_INTERRUPTED = 3, 128, 130


class Commands(click.Group):
    """The commands of :mod:`factcheck.commands`, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return the names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Return the command of this name, if there is one."""
        module = COMMANDS.get(cmd_name)
        return import_module(f"factcheck.commands.{module}").command if module else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck")
def cli() -> None:
    """Check the records in facts/ and build the site from them."""


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
