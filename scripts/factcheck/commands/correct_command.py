"""``factcheck correct``: tell what has changed in claims, in an entry under their corrections."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from factcheck.analysis.corrections import sources_of, with_grounds, with_moved_ids
from factcheck.arguments import find_root, not_blank
from factcheck.errors import SetupError
from factcheck.field_options import FieldCommand, ask_on_terminal, count_to_do
from factcheck.git_objects import changed_files, find_commit
from factcheck.kinds import CLAIM, SOURCE, file_path
from factcheck.loading.canonical import canonical_form
from factcheck.records.claim import Claim
from factcheck.records.record import Moved
from factcheck.records.structure import parse
from factcheck.scaffolds.draft import Background
from factcheck.scaffolds.new_entries import NothingToTellError, checked_again, new_correction
from factcheck.scaffolds.scaffold_files import ScaffoldFile, read_background, read_record, record_at, write_files
from factcheck.scaffolds.skeleton import Data


@click.command("correct", cls=FieldCommand)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--base", default="HEAD", show_default=True, callback=not_blank, help="The revision that was published.")
@click.option("--another", is_flag=True, help="Begin another entry, for what the others do not tell.")
@click.option(
    "--checked", is_flag=True, help="Each CLAIM was checked again today: write that, too, and the next check."
)
@click.pass_obj
def command(fields: Mapping[str, str], claims: Sequence[str], base: str, *, another: bool, checked: bool) -> None:
    """Tell what you have changed in each CLAIM, in an entry under its corrections: its day, its type, and each change.

    Call it again after a further change: until the entry is published, it is brought up to date. Without a CLAIM, each
    claim that has changed, or whose sources have, gets an entry for what is not told yet. The type is guessed: rating,
    source, substance, update or typo. What was changed and why is left to do, unless you give it:
    --text.en "..." --text.fr "...". Any field of the entry can be given so.
    """
    if checked and not claims:
        message = "--checked needs the names of the claims"
        raise click.UsageError(message)
    root = find_root()
    background = read_background(root)
    changed = 0
    for claim in claims or _changed(root, background, base):
        try:
            _correct(root, background, claim, base, fields, another=another or not claims, checked=checked)
        except NothingToTellError:
            if claims:
                raise
        else:
            changed += 1
    if not changed:
        message = f"no claim differs from {base!r} in a way that its corrections do not tell"
        raise SetupError(message)


def _changed(root: Path, background: Background, base: str) -> list[str]:
    """Return the ids of the claims whose file differs from a revision, or the file of something they refer to."""
    corpus = background.corpus
    paths = set(changed_files(root, find_commit(root, base), None))
    return [
        id_
        for id_ in corpus.claims
        if any(file_path(kind, name) in paths for kind, name in ((CLAIM, id_), *corpus.files[CLAIM, id_].targets))
    ]


def _correct(  # noqa: PLR0913 - what the command takes
    root: Path,
    background: Background,
    claim: str,
    base: str,
    fields: Mapping[str, str],
    *,
    another: bool,
    checked: bool,
) -> None:
    """Write what has changed in one claim, and say so."""
    document, text = read_record(root, CLAIM, claim)
    places = (document.path, *_earlier_paths(background, claim))
    versions = (record_at(root, base, path) for path in places)
    published = next((data for data in versions if data and "review" in data), None)
    data = checked_again(document.data, background.today) if checked else document.data
    was, now = _with_grounds(root, base, published, data)
    if published and was and background.schemas.accepts(CLAIM, published):
        claim_then = parse(Claim, published)
        was = with_moved_ids(was, background.corpus, lambda *key: record_at(root, base, file_path(*key)), claim_then)
    draft = new_correction(background, was, now, fields, another=another)
    ask_on_terminal(draft)
    draft.text()
    after = canonical_form(text, CLAIM, replace(document, data=draft.data))
    write_files(root, [ScaffoldFile(path=document.path, text=after, before=text)])
    entry = draft.data["record"]["corrections"][-1]
    told = ", ".join(dict.fromkeys(change["field"] for change in entry["changes"]))
    click.echo(f"{claim}: an entry of type {entry['type']} that tells of {told}: {count_to_do(draft)}")
    if "record.corrections." in told:
        click.echo("  an entry that readers have seen was changed, too: if by mistake, undo it and call this again")


def _earlier_paths(background: Background, claim: str) -> list[str]:
    """Return the paths of the files that a claim had under other ids."""
    graves = background.corpus.tombstones.items()
    return [
        file_path(CLAIM, id_)
        for (kind, id_), grave in graves
        if kind == CLAIM and isinstance(grave, Moved) and grave.moved_to == claim
    ]


def _with_grounds(root: Path, base: str, published: Data | None, now: Data) -> tuple[Data | None, Data]:
    """Return a claim as it was and as it is, both with those of their sources that they have in common."""
    if published is None:
        return None, now
    shared = sorted(sources_of(published) & sources_of(now))
    old = {id_: data for id_ in shared if (data := record_at(root, base, file_path(SOURCE, id_)))}
    new = {id_: read_record(root, SOURCE, id_)[0].data for id_ in old}
    return with_grounds(published, old), with_grounds(now, new)
