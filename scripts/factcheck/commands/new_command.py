"""``factcheck new``: begin a record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from factcheck.arguments import find_root
from factcheck.field_options import FieldCommand, ask_for_type, ask_for_words, ask_on_terminal, count_to_do
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE, file_path
from factcheck.languages import LANGUAGES, MAIN
from factcheck.loading.canonical import canonical_form
from factcheck.loading.other_files import TEXTS_VARIABLE, read_text_file
from factcheck.report.text import visible
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.issue_form import id_of, read_form
from factcheck.scaffolds.new_claim import new_claim
from factcheck.scaffolds.new_entries import new_reply
from factcheck.scaffolds.new_evidence import new_evidence, quotations_from, quote_source
from factcheck.scaffolds.new_records import new_article, new_entity, new_source
from factcheck.scaffolds.quoted_words import with_claim
from factcheck.scaffolds.scaffold_files import (
    ScaffoldFile,
    is_in_texts,
    read_background,
    read_record,
    text_at_hand,
    write_files,
)

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ONLY = click.option(
    "--only", type=click.Choice(LANGUAGES), help="Write the texts in this language only, and leave out the others."
)
_FIELDS = """Any field can be given by its name, such as --{example}; with names before it where it is needed:
--review.rating. A list has one option for each item, or ids between commas. On a terminal, what is not given is asked
for, and an empty answer leaves it to do."""


@click.group("new", invoke_without_command=True)
@click.option("--from-issue", "form", type=_FILE, help="Begin it from the answers of an issue form, as Markdown.")
@click.option("--lang", default=MAIN, type=click.Choice(LANGUAGES), help="The language of the answers.")
@click.pass_context
def command(context: click.Context, form: Path | None, lang: str) -> None:
    """Begin a record: what is known is written, and what is left to do is marked."""
    if form:
        _begin_from_issue(find_root(), read_text_file(form), lang)
    elif not context.invoked_subcommand:
        click.echo(context.get_help())


@command.command("article", cls=FieldCommand, epilog=_FIELDS.format(example="title 'Its title'"))
@click.argument("text", type=_FILE)
@click.option("--url", help="Where it can be read: the record of that source is begun, too.")
@_ONLY
@click.pass_obj
def article(fields: Mapping[str, str], text: Path, url: str | None, only: str | None) -> None:
    """Begin an article from the file TEXT: its fingerprint, and its sentences as passages that are still open.

    A text in the folder that FACTCHECK_TEXTS names gives its name to the record.
    """
    root = find_root()
    named = {"id": text.stem} if is_in_texts(text) else {}
    drafts = new_article(read_background(root, only=only), read_text_file(text), {**named, **fields}, url)
    _finish(root, drafts)
    id_ = drafts[0].begun["id"]
    if text_at_hand(id_, None) is None:
        click.echo(f"keep the text outside of the project, as {id_}.txt, and let {TEXTS_VARIABLE} name its folder:")
        click.echo("new claims then find their words in it, and quotations are compared with it letter by letter")


@command.command("claim", cls=FieldCommand, epilog=_FIELDS.format(example="investor google"))
@click.argument("article")
@click.argument("words", required=False)
@click.option("--text", type=_FILE, help="The text of the article.")
@click.option("--at", type=click.IntRange(1), help="The number of the first word, where the words occur twice.")
@click.option("--author", help="Who writes the record, if it is not the name that git has.")
@_ONLY
@click.pass_obj
def claim(  # noqa: PLR0913 - one for each argument
    fields: Mapping[str, str],
    article: str,
    words: str | None,
    *,
    text: Path | None,
    at: int | None,
    author: str | None,
    only: str | None,
) -> None:
    """Begin a claim of ARTICLE from its quoted WORDS; if they are not given, from those that are pasted.

    They are looked for in the text, if it is at hand (--text, or the folder that FACTCHECK_TEXTS names), or else by
    the fingerprint of the article.
    """
    root = find_root()
    background, text_ = read_background(root, author, only), text_at_hand(article, text)
    read_record(root, ARTICLE, article)  # if there is none, nobody has to paste anything
    words = words or ask_for_words()
    typed = fields if {"type", "payload.type"} & fields.keys() else {**fields, **ask_for_type(background.schemas)}
    _begin_claim(root, background, article, words, fields=typed, text=text_, at=at)


def _begin_claim(  # noqa: PLR0913 - what a claim is begun from
    root: Path,
    background: Background,
    article: str,
    words: str,
    *,
    fields: Mapping[str, str],
    text: str | None,
    at: int | None = None,
) -> None:
    document, before = read_record(root, ARTICLE, article)
    draft, found = new_claim(background, document.data, words, text=text, fields=fields, at=at)
    after = with_claim(document, before, found.first, found.last, draft.data["id"])
    _finish(root, [draft], [ScaffoldFile(path=document.path, text=after, before=before)])
    place = f"these are words {found.first} to {found.last} of the article"
    click.echo(f"{place}; look at what was read from them: amount, label, about")


@command.command("source", cls=FieldCommand, epilog=_FIELDS.format(example="publisher Reuters"))
@click.argument("url")
@_ONLY
@click.pass_obj
def source(fields: Mapping[str, str], url: str, only: str | None) -> None:
    """Begin the record of a source from its address. Nothing is fetched."""
    root = find_root()
    _finish(root, [new_source(read_background(root, only=only), url, fields)])


@command.command("evidence", cls=FieldCommand, epilog=_FIELDS.format(example="stance supports"))
@click.argument("claim")
@click.argument("source")
@click.argument("words", required=False)
@click.option("--text", type=_FILE, help="The text of the source.")
@click.pass_obj
def evidence(fields: Mapping[str, str], claim: str, source: str, words: str | None, text: Path | None) -> None:
    """Add evidence to CLAIM: the WORDS that you have read in SOURCE, copied exactly.

    If its record does not list them yet, they are added there, and the fingerprint of its passages is made anew.
    """
    root = find_root()
    (read, listed), (document, before) = read_record(root, SOURCE, source), read_record(root, CLAIM, claim)
    exact = " ".join((words or ask_for_words()).split())
    background = read_background(root)
    quoted = quotations_from(background.corpus, source)
    quotation, after = quote_source(read, listed, exact, text_at_hand(source, text), quoted)
    draft = new_evidence(background, document.data, read.data, quotation, fields)
    ask_on_terminal(draft)
    draft.text()
    changed = canonical_form(before, CLAIM, replace(document, data=draft.data))
    files = [ScaffoldFile(path=document.path, text=changed, before=before)]
    files += [ScaffoldFile(path=read.path, text=after, before=listed)] if after != listed else []
    write_files(root, files)
    for file in files:
        click.echo(f"changed {file.path}")
    click.echo(f"{count_to_do(draft)}; if the claim is published, 'factcheck correct {claim}' tells readers")


@command.command("entity", cls=FieldCommand, epilog=_FIELDS.format(example="kind company"))
@click.argument("name")
@_ONLY
@click.pass_obj
def entity(fields: Mapping[str, str], name: str, only: str | None) -> None:
    """Begin the record of a person, company, product or institution."""
    root = find_root()
    _finish(root, [new_entity(read_background(root, only=only), name, fields)])


def _begin_from_issue(root: Path, text: str, language: str) -> None:
    """Begin a record from the answers of an issue form, and show those that are for editors."""
    form, fields, others = read_form(text)
    background = read_background(root)
    match form:
        case "claim":
            article = id_of(fields.pop("article"))
            words, title = fields.pop("words", ""), fields.pop("claim.short", None)
            fields |= {f"claim.short.{language}": title} if title else {}
            _begin_claim(root, background, article, words, fields=fields, text=text_at_hand(article, None))
        case "source":
            quotation = fields.pop("quotation", None)
            draft = new_source(background, fields.pop("url"), fields)
            if quotation and "quotations" in draft.begun:
                draft.typed["quotations", 0] = quotation
            others |= draft.take_out_wrong()
            _finish(root, [draft])
        case "reply":
            document, before = read_record(root, CLAIM, id_of(fields["claim"]))
            draft = new_reply(background, document.data, fields.get("who", ""), fields.get("answer", ""), language)
            draft.text()
            after = canonical_form(before, CLAIM, replace(document, data=draft.data))
            _finish(root, [], [ScaffoldFile(path=document.path, text=after, before=before)])
        case "error":
            id_ = id_of(fields["claim"])
            click.echo(f"change {visible(file_path(CLAIM, id_))}, and then call factcheck correct with its ID")
        case _:
            message = "these are not the answers of an issue form: a line '### Question', the answer below it"
            raise click.UsageError(message)
    for question, answer in others.items():
        click.echo(f"for you to read: {visible(question)}\n  {visible(answer)}")


def _finish(root: Path, drafts: Sequence[Draft], changed: Sequence[ScaffoldFile] = ()) -> None:
    """Ask for what is not known, write the files, and say what is left to do."""
    for draft in drafts:
        ask_on_terminal(draft)
    files = [ScaffoldFile(path=draft.path, text=draft.text()) for draft in drafts]
    write_files(root, [*files, *changed])
    for draft in drafts:
        click.echo(f"wrote {draft.path}: {count_to_do(draft)}")
        if (root / (other := file_path(draft.kind, draft.data["id"].rpartition("-")[0]))).is_file():
            click.echo(f"{other} is there, too: is it about the same?")
    for file in changed:
        click.echo(f"changed {file.path}")
    if any(draft.to_do() for draft in drafts):
        click.echo("factcheck validate lists what is to do")


for _command, _kind in ((article, ARTICLE), (claim, CLAIM), (source, SOURCE), (entity, ENTITY)):
    if isinstance(_command, FieldCommand):
        _command.kind = _kind
