"""``factcheck validate``: check the records."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from factcheck.arguments import CHECKED, below, check_paths, find_root, not_blank
from factcheck.cache import Cache
from factcheck.commands import EXIT_FINDINGS
from factcheck.corpus import Corpus
from factcheck.loading.fact_files import line_reader
from factcheck.loading.other_files import texts_at_hand
from factcheck.parallel import cores
from factcheck.project import check_project, today
from factcheck.report.printers import FORMATS
from factcheck.report.report import Report


def _list_checks(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
    """Show every check, if that is asked for, and end the program."""
    if not value:
        return
    from factcheck.checks import REGISTRY  # noqa: PLC0415 - start fast

    for check in REGISTRY.values():
        click.echo(f"{check.code}  {check.severity:<8} {check.title}")
    context.exit()


def _explain_check(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """Explain the check of this code, if there is one, and end the program.

    Raises:
        BadParameter: there is no such check.
    """
    if value is None:
        return
    from factcheck.checks import REGISTRY  # noqa: PLC0415

    check = REGISTRY.get(value.upper())
    if not check:
        message = f"there is no check {value!r}; --list-checks shows them all"
        raise click.BadParameter(message)
    click.echo(f"{check.heading}, {check.severity}\n\n{check.summary}\n\n{check.explanation}")
    context.exit()


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="How findings are shown.",
)
@click.option("--notes", is_flag=True, help="Show also what only asks for something better.")
@click.option("--strict", is_flag=True, help="Warnings count as errors, except for overdue checks of claims.")
@click.option(
    "--base",
    metavar="REV",
    callback=not_blank,
    help="Compare with a git revision: IDs are permanent, changes need corrections, and only new findings count.",
)
@click.option(
    "--list-checks",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_checks,
    help="List all checks and exit.",
)
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain_check,
    help="Explain a check and exit.",
)
@click.option("--no-cache", is_flag=True, help="Work everything out again, even if nothing has changed.")
def command(  # noqa: PLR0913 - click's
    paths: tuple[Path, ...], format_: str, *, notes: bool, strict: bool, base: str | None, no_cache: bool
) -> None:
    """Check all records; with PATHS, show only what is wrong in those files or folders."""
    root = find_root()
    check_paths(paths, root, CHECKED)
    report = _only(_report(root, base, use_cache=not no_cache), paths, root)
    if base is not None and format_ == "github":
        report = _on_changed_lines(report, root, base)
    report = replace(report, with_notes=notes)
    click.echo(FORMATS[format_](report, line_reader(root)))
    sys.exit(EXIT_FINDINGS if report.fails(strict=strict) else 0)


def _report(root: Path, base: str | None, *, use_cache: bool) -> Report:
    """Run the checks; without the cache if that is asked for. What `base` has, too, is marked as known."""
    if base is None:
        return _check(root, use_cache=use_cache)
    from factcheck.changes.known_findings import mark_known  # noqa: PLC0415 - start fast without a base
    from factcheck.revisions import check_base  # noqa: PLC0415

    cache = Cache.of(root) if use_cache else None
    before = check_base(root, base, today=today(), texts=texts_at_hand(root), cache=cache, jobs=cores())
    report = _check(root, use_cache=use_cache, base=before.corpus)
    return replace(report, findings=mark_known(report.findings, before.findings))


def _check(root: Path, *, use_cache: bool, base: Corpus | None = None) -> Report:
    """Check the files at hand, with a cache of their own: it remembers where files are."""
    return check_project(
        root,
        today=today(),
        base=base,
        texts=texts_at_hand(root),
        cache=Cache.of(root) if use_cache else None,
        jobs=cores(),
        with_corpus=False,
    )


def _on_changed_lines(report: Report, root: Path, base: str) -> Report:
    """Put new findings on lines that differ from `base`: GitHub shows them there."""
    from factcheck.changes.known_findings import put_on_changed_lines  # noqa: PLC0415 - as in `_report`
    from factcheck.git_objects import changed_lines, find_commit  # noqa: PLC0415

    commit = find_commit(root, base)
    shown = put_on_changed_lines(report.findings, lambda path: changed_lines(root, commit, None, path))
    return replace(report, findings=shown)


def _only(report: Report, paths: tuple[Path, ...], root: Path) -> Report:
    """Keep the findings in `paths`, or all if none are named. Everything was read: checks need it all."""
    if not paths:
        return report
    wanted = below(paths, root)
    return replace(report, findings=tuple(finding for finding in report.findings if wanted(finding.location.path)))
