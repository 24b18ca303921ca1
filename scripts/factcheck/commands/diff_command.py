"""``factcheck diff``: what a change means for readers."""

import json

import click

from factcheck.arguments import find_root, not_blank
from factcheck.changes.json_format import change_as_json
from factcheck.changes.markdown_format import change_as_markdown
from factcheck.changes.narrative import change_as_text
from factcheck.project import today
from factcheck.revisions import compare_revisions, review_revisions

FORMATS = {"text": change_as_text, "markdown": change_as_markdown, "json": change_as_json}


@click.command("diff")
@click.argument("base", callback=not_blank)
@click.argument("head", required=False, callback=not_blank)
@click.option(
    "--format", "format_", type=click.Choice([*FORMATS, "review"]), default="text", help="How the change is shown."
)
def command(base: str, head: str | None, format_: str) -> None:
    """Show what changes for readers from BASE to HEAD, two git revisions; without HEAD, to the files at hand.

    What BASE has got since the two parted is no part of the change. HEAD is read as data: nothing of it is run.
    The format review is JSON for GitHub: suggestions for the lines that HEAD changes.
    """
    if format_ == "review":
        click.echo(json.dumps(review_revisions(find_root(), base, head or "HEAD", today=today()), indent=2))
        return
    click.echo(FORMATS[format_](compare_revisions(find_root(), base, head, today=today())))
