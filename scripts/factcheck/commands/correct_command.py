"""``factcheck correct``: write the entry for a changed claim under its corrections."""

from collections.abc import Mapping
from dataclasses import replace

import click

from factcheck.arguments import find_root, not_blank
from factcheck.field_options import FieldCommand, ask_on_terminal, count_to_do
from factcheck.kinds import CLAIM
from factcheck.loading.canonical import canonical_form
from factcheck.scaffolds.new_entries import new_correction
from factcheck.scaffolds.scaffold_files import ScaffoldFile, read_background, read_record, record_at, write_files


@click.command("correct", cls=FieldCommand)
@click.argument("claim")
@click.option("--base", default="HEAD", show_default=True, callback=not_blank, help="The revision that was published.")
@click.option("--another", is_flag=True, help="Begin another entry, for what the others do not tell.")
@click.pass_obj
def command(fields: Mapping[str, str], claim: str, base: str, *, another: bool) -> None:
    """Tell what you have changed in CLAIM, in an entry under its corrections: its day, its type, and each change.

    Call it again after a further change: until the entry is published, it is brought up to date. The type is guessed:
    rating, source, substance, update or typo. What was changed and why is left to do, unless you give it:
    --text.en "..." --text.fr "...". Any field of the entry can be given so.
    """
    root = find_root()
    document, text = read_record(root, CLAIM, claim)
    published = record_at(root, base, document.path)
    draft = new_correction(read_background(root), published, document.data, fields, another=another)
    ask_on_terminal(draft)
    draft.text()
    after = canonical_form(text, CLAIM, replace(document, data=draft.data))
    write_files(root, [ScaffoldFile(path=document.path, text=after, before=text)])
    entry = draft.data["record"]["corrections"][-1]
    told = ", ".join(dict.fromkeys(change["field"] for change in entry["changes"]))
    click.echo(f"wrote an entry of type {entry['type']}: {count_to_do(draft)}; it tells of {told}")
