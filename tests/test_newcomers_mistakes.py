"""The mistakes that newcomers made when they tried: each message names the way out, and whoever follows it is done.

Each row says what somebody writes into a valid record, at which place the finding is, which words of its message and
hint lead on, and the way out: what they say to write, or `make format`. Then nothing is wrong any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import CHECKS, ROOT, TODAY
from factcheck.check_examples import lay
from factcheck.corpus import Surroundings
from factcheck.finding import Finding
from factcheck.format_files import format_files
from factcheck.loading.snapshot import take_snapshot
from factcheck.project import check_project
from factcheck.reading import read_snapshot
from factcheck.schema.schemas import Schemas

CLAIM, SOURCE = "claims/first-claim", "sources/first-source"
ARTICLE, ENTITY = "articles/first-article", "entities/example"
SCHEMAS = Schemas.of(ROOT)

Change = tuple[str, str]
FORMAT = "make format"


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """One row; what is written replaces what is there, and `out` replaces what was written."""

    what: str
    file: str = CLAIM
    there: str
    written: str
    code: str
    caret: str
    says: tuple[str, ...]
    out: str | Change
    found_in: str = ""
    """The file of the finding and of the way out, if it is another one."""
    also: tuple[str, ...] = ()
    """The codes of what else is said of it."""
    new_files: dict[str, str] = field(default_factory=dict)
    """What the way out adds besides."""
    changes_published: bool = False
    """Whether the record was published as it was before."""


TEXTS = {
    "first-article": (CHECKS / "QUO005-inexact-quotation" / "texts" / "first-article.txt").read_text("utf-8").strip()
}
CORRECTION = """\
  corrections:
    - date: "2026-11-23"
      type: typo
      text:
        en: A word was misspelt.
        fr: Un mot était mal écrit.
"""
CHANGES = """\
      changes:
        - field: review.evidence.quotation.exact
          item: first-source
          was: Example has raised $2 million.
          now: Example has raised $2 million
"""
SINCE_CHECKED = (CHECKS / "base" / "facts" / f"{CLAIM}.yml").read_text("utf-8").partition("  checked:")[2]
CHECKED_AGAIN = SINCE_CHECKED.replace("11-23", "11-24", 1).replace("05-23", "05-24") + CORRECTION.replace(
    "11-23", "11-24"
).replace("typo", "update")
"""The end of a claim, and the same after another check."""
RECORDED = """\
      recorded:
        type: investment
        amount:
          currency: USD
          hedge: exactly
          value: {}
        status: paid
"""
EVIDENCE = "        exact: Example has raised $2 million.\n"
END = "    fr: Aucun.\n"
QUOTATION = """\
    exact: Example lève 2 millions de dollars
    prefix: Par la rédaction. Vendredi,
    suffix: auprès du journal First Paper,
"""
AT_TOP = "".join(f"{line[2:]}\n" for line in CORRECTION.splitlines())
MEASURE = "".join((CHECKS / "base" / "facts" / f"{ARTICLE}.yml").read_text(encoding="utf-8").partition("text:\n")[1:])
MEASURE = MEASURE.partition("passages:")[0]
NEW_SOURCE = (
    (CHECKS / "base" / "facts" / f"{SOURCE}.yml")
    .read_text(encoding="utf-8")
    .replace("first-source", "new-paper-2023")
    .replace("two-million", "another")
    .replace("raises", "has raised")
)

MISTAKES = [
    Mistake(
        what="corrections at the top level",
        there=END,
        written=END + AT_TOP,
        code="SCH003",
        caret="corrections",
        says=("unknown field 'corrections'", "it belongs under 'record'"),
        out=(AT_TOP, CORRECTION),
    ),
    *(
        Mistake(
            what=f"the day {day}",
            there='checked: "2026-11-23"',
            written=f"checked: {day}",
            code="SCH005",
            caret=day,
            says=('write the year first: "2026-11-23"',),
            out=FORMAT,
        )
        for day in ("11/23/2026", '"23.11.2026"', "2026/11/23")
    ),
    Mistake(
        what="a day that may be two",
        there='retrieved: "2026-11-23"',
        file=SOURCE,
        written="retrieved: 10/11/2026",
        code="SCH005",
        caret="10/11/2026",
        says=('write the year first: "2026-10-11" or "2026-11-10"',),
        out=("10/11/2026", '"2026-11-10"'),
    ),
    Mistake(
        what="a type of correction that does not exist",
        there=END,
        written=END + CORRECTION.replace("typo", "amount"),
        code="SCH004",
        caret="amount",
        says=("allowed here: typo, source, substance, rating",),
        out=("type: amount", "type: typo"),
    ),
    Mistake(
        what="a text without languages",
        there="\n    en: The company says so.\n    fr: L’entreprise le dit.\n",
        written=" The company says so.\n",
        code="SCH001",
        caret="The company",
        says=("expected a mapping", "write 'en: The company says so.' on a line below 'explanation:'", "'fr: …'"),
        out=("explanation: The company says so.", "explanation:\n    en: The company says so.\n    fr: Elle le dit."),
    ),
    Mistake(
        what="a quotation without exact",
        there="\n" + EVIDENCE,
        written=" Example has raised $2 million.\n",
        code="SCH001",
        caret="Example has",
        says=("write 'exact: Example has raised $2 million.' on a line below 'quotation:'",),
        out=FORMAT,
    ),
    Mistake(
        what="a list without hyphens",
        there="about:\n    - example",
        written="about: example",
        code="SCH001",
        caret="example",
        says=("write '- example' on a line below 'about:'",),
        out=("about: example", "about:\n    - example"),
    ),
    Mistake(
        what="a day without quotation marks",
        there='checked: "2026-11-23"',
        written="checked: 2026-11-23",
        code="STY004",
        caret="2026",
        says=('this line should be: checked: "2026-11-23"',),
        out=FORMAT,
    ),
    Mistake(
        what="wrong indentation",
        there="  confidence: high",
        written="   confidence: high",
        code="SYN001",
        caret="confidence",
        says=("indent it like the lines around it",),
        out=("   confidence", "  confidence"),
    ),
    Mistake(
        what="a tab",
        there='  checked: "2026',
        written='\tchecked: "2026',
        code="SYN001",
        caret="\tchecked",
        says=("a tab in the indentation", "indent with spaces"),
        out=FORMAT,
    ),
    Mistake(
        what="yes as a text",
        file=ENTITY,
        there="en: Example",
        written="en: yes",
        code="SYN012",
        caret="yes",
        says=('put quotation marks around it: "yes"',),
        out=FORMAT,
    ),
    Mistake(
        what="yes where only some words are allowed",
        file=SOURCE,
        there="access: full",
        written="access: yes",
        code="SCH004",
        caret="yes",
        says=("allowed here: full, excerpt",),
        out=("access: yes", "access: full"),
    ),
    *(
        Mistake(
            what=f"the number {number}",
            there="value: 2000000",
            written=f"value: {number}",
            code=code,
            caret=number,
            says=("write digits only, without quotation marks: 2000000",),
            out=FORMAT,
        )
        for number, code in {
            **dict.fromkeys(("2000000.0", "2.0e6", "2,000,000", "2_000_000"), "SYN012"),
            **dict.fromkeys(('"2000000"', "2 000 000", "2.000.000"), "SCH001"),
        }.items()
        if number != "2.000.000"
    ),
    *(
        Mistake(
            what=f"the amount {amount}",
            there="value: 2000000",
            written=f"value: {amount}",
            code=code,
            caret=amount,
            says=("write digits only, without quotation marks", hint),
            out=(f"value: {amount}", "value: 2000000"),
        )
        for amount, code, hint in (
            ("450.5", "SYN012", "1250000000 for 1.25 billion"),
            *((words, "SCH001", "2000000") for words in ("€2000000", "2 million", "$2.00 million", "2 millions")),
        )
    ),
    Mistake(
        what="an amount that the evidence does not give",
        there=EVIDENCE,
        written=EVIDENCE + RECORDED.format(3000000),
        code="NUM004",
        caret="3000000",
        also=("RAT003",),
        says=("the quotation does not give the amount 3,000,000", "the words give 2,000,000: write 'value: 2000000'"),
        out=("3000000", "2000000"),
    ),
    Mistake(
        what="a change of what is published",
        there="exact: Example has raised $2 million.",
        written="exact: Example has raised $2 million",
        code="RAT007",
        caret="Example has raised $2 million",
        says=(
            "evidence › first-source › quotation › exact was changed since it was published",
            "'factcheck correct first-claim' writes the entry",
        ),
        out=(END, END + CORRECTION + CHANGES),
        changes_published=True,
    ),
    Mistake(
        what="a misspelt word of a list of words",
        there="stance: supports",
        written="stance: support",
        code="SCH004",
        caret="support",
        says=("did you mean 'supports'?",),
        out=("stance: support", "stance: supports"),
    ),
    Mistake(
        what="a source that is not written yet",
        there=EVIDENCE,
        written=f"{EVIDENCE}    - source: new-paper-2023\n      stance: supports\n      quotation:\n{EVIDENCE}",
        code="REF001",
        caret="new-paper-2023",
        says=(
            "unknown source",
            "there is only 'first-source'; or write facts/sources/new-paper-2023.yml",
            "'factcheck new source'",
        ),
        out=("", ""),
        new_files={"facts/sources/new-paper-2023.yml": NEW_SOURCE},
    ),
    Mistake(
        what="another name of the only article",
        there="article: first-article",
        written="article: lesechos",
        code="REF001",
        caret="lesechos",
        also=("COV003",),
        says=("unknown article 'lesechos'", "there is only 'first-article'"),
        out=("lesechos", "first-article"),
    ),
    Mistake(
        what="a rating that does not exist",
        there="rating: confirmed",
        written='rating: "true"',
        code="REF001",
        caret='"true"',
        says=("unknown rating 'true'", "there are: confirmed, unproven"),
        out=('"true"', "confirmed"),
    ),
    Mistake(
        what="a name instead of an id",
        there="claimant: first-paper",
        written="claimant: First Paper",
        code="SCH005",
        caret="First Paper",
        says=("did you mean 'first-paper'?",),
        out=("claimant: First Paper", "claimant: first-paper"),
    ),
    Mistake(
        what="a misspelt id",
        there="claimant: first-paper",
        written="claimant: first-papr",
        code="REF001",
        caret="first-papr",
        says=("did you mean 'first-paper'?",),
        out=("first-papr", "first-paper"),
    ),
    Mistake(
        what="a missing field of several values",
        there="    status: paid\n",
        written="",
        code="SCH002",
        caret="payload",
        says=("the field 'status' is missing in 'payload'", "'amount' needs it", "status: one of paid, committed"),
        out=("value: 2000000\n", "value: 2000000\n    status: paid\n"),
    ),
    Mistake(
        what="an article without the measure of its text",
        file=ARTICLE,
        there=MEASURE,
        written="",
        code="SCH002",
        caret="id",
        says=("the field 'text' is missing", "'factcheck fingerprint FILE --id ID' prints it"),
        out=("passages:\n", MEASURE + "passages:\n"),
    ),
    Mistake(
        what="a title that is too long",
        there="en: Example raised $2 million\n",
        written=f"en: Example raised $2 million{' in all' * 9}\n",
        code="SCH006",
        caret="Example",
        says=("at most 75",),
        out=(" in all" * 9, ""),
    ),
    Mistake(
        what="a dash at the beginning of a text",
        file=SOURCE,
        there="title: Example",
        written="title: - Example",
        code="SYN001",
        caret="- Example",
        says=('put quotation marks around the whole value: "- Example raises $2 million"',),
        out=FORMAT,
    ),
    Mistake(
        what="a list on the line of its field",
        there="about:\n    - example",
        written="about: - example",
        code="SYN001",
        caret="- example",
        says=("begin each item, with - and a space, on a line of its own",),
        out=("about: - example", "about:\n    - example"),
    ),
    Mistake(
        what="a colon in a text",
        there="en: The company says so.",
        written="en: The company says: so.",
        code="SYN001",
        caret=": so",
        says=('put quotation marks around the whole value: "The company says: so."',),
        out=FORMAT,
    ),
    Mistake(
        what="curly quotation marks around a text with a colon",
        there="en: The company says so.",
        written="en: “The company: it says so.”",
        code="SYN001",
        caret="“The",
        says=("curly", 'put straight quotation marks around the whole value: "The company: it says so."'),
        out=FORMAT,
    ),
    Mistake(
        what="curly quotation marks around a title",
        file=SOURCE,
        there="title: Example raises $2 million",
        written="title: “Example raises $2 million”",
        code="SYN012",
        caret="“Example",
        says=("curly", 'write straight ones: "Example raises $2 million"'),
        out=FORMAT,
    ),
    Mistake(
        what="a misspelt word in a quotation with words around it",
        there="exact: Example lève 2",
        written="exact: Example leve 2",
        code="QUO001",
        caret="leve",
        says=("leve",),
        out=("leve", "lève"),
    ),
    Mistake(
        what="a misspelt word after a quotation",
        there="suffix: auprès",
        written="suffix: aupres",
        code="QUO001",
        caret="aupres",
        says=("aupres",),
        out=("aupres", "auprès"),
    ),
    Mistake(
        what="a misspelt word in a quotation without words around it",
        there=QUOTATION,
        written="    exact: Example leve 2 millions de dollars\n",
        code="QUO005",
        caret="leve",
        says=("the text has 'lève' instead of 'leve'",),
        also=("QUO003",),
        out=("    exact: Example leve 2 millions de dollars\n", QUOTATION),
    ),
    Mistake(
        what="a quotation without words around it",
        there=QUOTATION,
        written=QUOTATION.partition("\n")[0] + "\n",
        code="QUO003",
        caret="exact",
        says=("prefix 'Par la rédaction. Vendredi,', suffix 'auprès du journal First Paper,'",),
        out=(QUOTATION.partition("\n")[0] + "\n", QUOTATION),
    ),
    Mistake(
        what="a source looked at after the last check",
        file=SOURCE,
        there='retrieved: "2026-11-23"',
        written='retrieved: "2026-11-24"',
        code="DAT005",
        caret='"2026-11-23"',
        says=("we looked at 'first-source' later", "if you looked at the claim again, write 2026-11-24"),
        found_in=CLAIM,
        out=(SINCE_CHECKED, CHECKED_AGAIN),
    ),
    Mistake(
        what="a passage that leaves a word out",
        file=ARTICLE,
        there="first: 4",
        written="first: 5",
        code="COV001",
        caret="5",
        says=("this passage begins at word 5 instead of 4",),
        out=("first: 5", "first: 4"),
    ),
    Mistake(
        what="a misspelt word in a quotation from evidence",
        there="exact: Example has raised",
        written="exact: Example has rased",
        code="QUO006",
        caret="rased",
        says=("rased", "copy them exactly, or list the passage in facts/sources/first-source.yml"),
        out=("rased", "raised"),
    ),
    Mistake(
        what="evidence that refutes the claim without another value",
        there="stance: supports",
        written="stance: refutes",
        code="RAT003",
        caret="refutes",
        says=("give under 'recorded' another investor or investee or amount or status",),
        also=("RAT001", "RAT016", "SRC002"),
        out=("stance: refutes", "stance: supports"),
    ),
    Mistake(
        what="an address without https",
        file=SOURCE,
        there="url: https:",
        written="url: http:",
        code="SCH005",
        caret="http:",
        says=("starting with https://",),
        out=("http:", "https:"),
    ),
    Mistake(
        what="a language in capital letters",
        file=SOURCE,
        there="lang: en",
        written="lang: EN",
        code="SCH005",
        caret="EN",
        says=("two-letter code of the language, such as en",),
        out=("lang: EN", "lang: en"),
    ),
    Mistake(
        what="a kind that does not exist",
        file=SOURCE,
        there="kind: announcement",
        written="kind: article",
        code="SCH004",
        caret="article",
        says=("allowed here: announcement, filing, regulator, news",),
        out=("kind: article", "kind: announcement"),
    ),
    Mistake(
        what="one passage instead of a list",
        file=SOURCE,
        there="quotations:\n  - Example",
        written="quotations: Example",
        code="SCH001",
        caret="Example",
        says=("write '- Example has raised $2 million.' on a line below 'quotations:'",),
        out=("quotations: Example", "quotations:\n  - Example"),
    ),
    Mistake(
        what="a text that is not translated",
        there="    fr: L’entreprise le dit.\n",
        written="",
        code="LNG001",
        caret="explanation:",
        says=("'explanation' is missing in French", "add 'fr: …' below 'explanation:'"),
        out=("en: The company says so.\n", "en: The company says so.\n    fr: Elle le dit.\n"),
    ),
    Mistake(
        what="ends of lines as on Windows",
        there="\n",
        written="\r\n",
        code="SYN010",
        caret="\r",
        says=("CR LF", "'make format' fixes it"),
        out=FORMAT,
    ),
    Mistake(
        what="plain spaces and straight apostrophes in French",
        there="fr: L’entreprise le dit.",
        written="fr: L'entreprise le dit, mais « pas » en entier, quel dommage !",
        code="STY001",
        caret="L'",
        says=("a straight apostrophe", "write ’", "'make format' does it"),
        out=FORMAT,
    ),
    Mistake(
        what="a plain space in French",
        there="fr: L’entreprise le dit.",
        written="fr: L’entreprise le dit en toutes lettres, et plus que ceci ; oui.",
        code="STY001",
        caret="que ceci ; oui",
        says=("a plain space beside", "put a no-break space there", "'make format' does it"),
        out=FORMAT,
    ),
    Mistake(
        what="two texts of one field",
        there='checked: "2026-11-23"\n',
        written='checked: "2026-11-23"\n  checked: "2026-11-23"\n',
        code="SYN002",
        caret="checked",
        says=("the field checked is given twice here", "remove one of the two"),
        out=('checked: "2026-11-23"\n  checked', "checked"),
    ),
]


def write(project: Path, name: str, there: str, written: str, *, count: int = 1) -> None:
    file = project / "facts" / f"{name}.yml"
    text = file.read_bytes().decode()
    assert there in text, there
    file.write_bytes(text.replace(there, written, count).encode())


def judge(project: Path, before: Path | None = None) -> list[Finding]:
    base = read_snapshot(take_snapshot(before, SCHEMAS), Surroundings()).corpus if before else None
    return list(check_project(project, today=TODAY, base=base, schemas=SCHEMAS, texts=TEXTS).findings)


def source_at(project: Path, finding: Finding) -> str:
    """Return what is in the file from the place of a finding on."""
    lines = (project / finding.location.path).read_bytes().decode().split("\n")
    return "\n".join(lines[finding.location.line - 1 :])[finding.location.column - 1 :]


def said(finding: Finding) -> str:
    return f"{finding.message}; {finding.hint}"


def take_way_out(project: Path, mistake: Mistake) -> None:
    if isinstance(mistake.out, str):
        assert mistake.out == FORMAT
        for rewritten in format_files(project, lambda _path: True, SCHEMAS).changed:
            assert rewritten.fixes or mistake.code == "STY004", "it says what it did"
            rewritten.save()
        return
    write(project, mistake.found_in or mistake.file, *mistake.out)
    for path, content in mistake.new_files.items():
        (project / path).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_message_leads_to_the_way_out(project: Path, tmp_path: Path, mistake: Mistake) -> None:
    before = None
    if mistake.changes_published:
        before = tmp_path / "before"
        lay(before, CHECKS / "base")
    write(project, mistake.file, mistake.there, mistake.written, count=-1 if mistake.written == "\r\n" else 1)
    found = judge(project, before)
    assert sorted(item.code for item in found) == sorted((mistake.code, *mistake.also))
    finding = next(item for item in found if item.code == mistake.code)
    assert finding.location.path == f"facts/{mistake.found_in or mistake.file}.yml"
    assert source_at(project, finding).startswith(mistake.caret)
    assert [words for words in mistake.says if words not in said(finding)] == [], said(finding)
    take_way_out(project, mistake)
    assert judge(project, before) == []
    assert not format_files(project, lambda _path: True, SCHEMAS).changed or mistake.out != FORMAT


def test_the_table_has_all_mistakes() -> None:
    assert len(MISTAKES) >= 30
    assert len({mistake.what for mistake in MISTAKES}) == len(MISTAKES)


def test_one_run_shows_what_is_wrong_in_all_layers(project: Path) -> None:
    write(project, CLAIM, "en: Example has raised $2 million.", "en: Example has raised: $2 million.")
    write(project, CLAIM, "value: 2000000", "value: 2,000,000")
    write(project, CLAIM, "    status: paid\n", "")
    write(project, CLAIM, "  confidence: high", "\tconfidence: high")
    write(project, CLAIM, "completeness: complete", "completeness: all")
    write(project, CLAIM, "source: first-source", "source: first-sourze")
    write(project, CLAIM, "claimant: first-paper", "claimant: First Papers")
    found = judge(project)
    assert sorted(
        (item.code, re.sub(r"\W.*", "", source_at(project, item).strip(), flags=re.DOTALL)) for item in found
    ) == [
        ("REF001", "First"),
        ("REF001", "first"),
        ("SCH002", "payload"),
        ("SCH004", "all"),
        ("SCH005", "First"),
        ("SYN001", ""),
        ("SYN001", "confidence"),
        ("SYN012", "2"),
    ]
