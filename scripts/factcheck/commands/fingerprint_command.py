"""``factcheck fingerprint``: measure a text, or the passages that a source lists."""

from collections.abc import Sequence
from pathlib import Path

import click

from factcheck.arguments import find_root
from factcheck.errors import SetupError
from factcheck.kinds import ARTICLE, SOURCE, file_path
from factcheck.loading.fact_files import find_files
from factcheck.loading.other_files import measure_as_yaml
from factcheck.scaffolds.new_evidence import quotations_from, with_fingerprint
from factcheck.scaffolds.scaffold_files import ScaffoldFile, read_background, read_record, write_files


@click.command("fingerprint")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--id", "id_", metavar="ID", help="The id of the record of the text; else the name of FILE, without .txt."
)
@click.option(
    "--passages",
    metavar="ID",
    multiple=True,
    help="Write into the record of this source the fingerprint of the passages that it lists. By this you say that you "
    "have read them there, word for word.",
)
def command(file: Path | None, id_: str | None, passages: Sequence[str]) -> None:
    """Print the fingerprint of the text in FILE, ready to paste into the record of its article or source.

    The id of the record is part of the fingerprint. If FILE holds only passages, a line "[…]" is between them.
    """
    if bool(file) == bool(passages):
        message = "name either a file with a text, or sources with --passages ID"
        raise click.UsageError(message)
    if file:
        click.echo(measure_as_yaml(file, id_ or file.stem))
        if unknown := _unknown(id_ or file.stem):
            click.echo(unknown, err=True)
    else:
        _write(find_root(), passages)


def _write(root: Path, ids: Sequence[str]) -> None:
    """Write the fingerprints of the passages of some sources into their records."""
    files, corpus = [], read_background(root).corpus
    for id_ in ids:
        document, before = read_record(root, SOURCE, id_)
        text = with_fingerprint(document, before, quotations_from(corpus, id_))
        files.append(ScaffoldFile(path=document.path, text=text, before=before))
    write_files(root, files)
    for file in files:
        click.echo(f"changed {file.path}" if file.text != file.before else f"nothing to change in {file.path}")


def _unknown(id_: str) -> str | None:
    """Return a warning if no article or source has this id; None if one has, or if this is no project."""
    try:
        known = find_files(find_root()).known
    except SetupError:
        return None
    if {(ARTICLE, id_), (SOURCE, id_)} & known:
        return None
    names = f"neither {file_path(ARTICLE, id_)} nor {file_path(SOURCE, id_)} is there"
    return f"warning: {names}; this fingerprint fits a record with the id {id_!r} only (name another one with --id ID)"
