"""Hostile YAML and names of files, by the numbers that the threats were given when they were measured."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

from conftest import ROOT, TODAY
from factcheck.loading.characters import describe_character
from factcheck.loading.fact_files import find_files
from factcheck.loading.yaml_reader import read_yaml
from factcheck.loading.yaml_refusals import MAX_BYTES, CParser
from factcheck.pages.environment import TEMPLATES
from factcheck.project import check_project
from factcheck.schema.schemas import Schemas


def bomb(levels: int, merge: str = "") -> str:
    """Return a file in which each level names the one before nine times."""
    lines = ["a0: &a0 {x: lol}"] if merge else ["a0: &a0 [lol]"]
    for level in range(1, levels):
        names = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} " + (f"{{<<: [{names}]}}" if merge else f"[{names}]"))
    return "\n".join(lines) + "\n"


TEXTS: dict[str, tuple[str, str]] = {
    "01-alias-bomb": (bomb(9), "SYN003"),
    "04-alias-of-a-long-text": ("a: &a " + "x" * 50000 + "\nb: [" + "*a, " * 300 + "]\n", "SYN003"),
    "05-merge-key-bomb": (bomb(9, "<<"), "SYN003"),
    "06-self-reference": ("a: &a [*a]\n", "SYN003"),
    "07-deep-lists": ("a: " + "[" * 60000 + "\n", "SYN007"),
    "07-deep-dashes": ("a:\n" + "- " * 30000 + "x\n", "SYN007"),
    "07-deep-mappings": ("a: " + "{a: " * 15000 + "\n", "SYN007"),
    "08-deep-for-the-python-parser": ("a: " + "[" * 900 + "]" * 900 + "\n", "SYN007"),
    "09-duplicate-key": ("id: one\nid: two\n", "SYN002"),
    "09-nested-duplicate-key": ("review:\n  rating: refuted\n  rating: confirmed\n", "SYN002"),
    "10-truth-value": ("country: NO\n", "SYN012"),
    "11-base-60": ("at: 12:30:45\n", "SYN012"),
    "12-octal": ("code: 017\n", "SYN012"),
    "13-version": ("version: 1.10\n", "SYN012"),
    "14-timestamp": ("at: 2023-10-27T10:00:00Z\n", "SYN012"),
    "16-equals-value": ("a: =\n", "SYN012"),
    "16-merge-value": ("a: <<\n", "SYN012"),
    "16-equals-key": ("=: a\n", "SYN006"),
    "17-empty-int": ('a: !!int ""\n', "SYN004"),
    "17-bad-bool": ("a: !!bool maybe\n", "SYN004"),
    "17-bad-binary-number": ("a: 0b_\n", "SYN012"),
    "18-not-a-number": ("a: .nan\n", "SYN012"),
    "18-infinity": ("a: -.inf\n", "SYN012"),
    "18-overflow": ("a: 1e999\n", "SYN012"),
    "22-huge-integer": ("a: " + "9" * 4301 + "\n", "SYN012"),
    "22-huge-hexadecimal": ("a: 0x" + "f" * 60000 + "\n", "SYN012"),
    "23-key-no": ("no: a\n", "SYN006"),
    "23-key-null": ("null: a\n", "SYN006"),
    "23-key-number": ("1: a\n", "SYN006"),
    "24-python-object": ("a: !!python/object/apply:os.system ['true']\n", "SYN004"),
    "25-binary": ("a: !!binary aGk=\n", "SYN004"),
    "25-set": ("a: !!set {b: null}\n", "SYN004"),
    "25-omap": ("a: !!omap [b: c]\n", "SYN004"),
    "26-two-documents": ("a: b\n---\nc: d\n", "SYN005"),
    "27-empty": ("", "SYN013"),
    "27-comment": ("# a\n", "SYN013"),
    "27-scalar": ("a\n", "SYN013"),
    "27-list": ("- a\n", "SYN013"),
    "29-byte-order-mark": ("\ufeffa: b\n", "SYN009"),
    "29-byte-order-mark-inside": ("a: b\n\ufeffc: d\n", "SYN010"),
    "30-nul": ("abcd: \0\n", "SYN010"),
    "30-raw-escape": ("a: \x1b[31m\n", "SYN010"),
    "31-escaped-nul": ('a: "\\0"\n', "SYN010"),
    "31-escaped-escape": ('a: "\\x1b[31m"\n', "SYN010"),
    "32-lone-surrogate": ('a: "\\ud800"\n', "SYN001"),
    "34-tab": ("a:\tb\n", "SYN010"),
    "35-652Z-question-mark-key": ("{ ?foo: bar,\nbar: 42\n}\n", "SYN006"),
    "35-DK95-01-tab-in-quoted-text": ('foo: "bar\n\tbaz"\n', "SYN001"),
    "35-SU5Z-comment-without-space": ('key: "value"# invalid comment\n', "SYN001"),
    "35-X4QW-comment-after-block-header": ("block: ># comment\n  scalar\n", "SYN001"),
    "36-large": ("a: " + "x" * MAX_BYTES + "\n", "SYN008"),
    "36-many-brackets": ("[" * 256 * 1024, "SYN008"),
    "37-combining-marks": ("a: e" + "\u0301" * 32000 + "\n", "SYN010"),
    "53-reference-in-a-record": ("$ref: https://attacker.example/x.json\n", "SYN006"),
    "38-decomposed": ("a: Socie\u0301te\u0301\n", "SYN011"),
}


@pytest.mark.parametrize(("text", "code"), TEXTS.values(), ids=TEXTS)
def test_text_is_refused(text: str, code: str) -> None:
    document, findings = read_yaml(text.encode(), "x.yml")
    assert document is None
    assert {finding.code for finding in findings} == {code}
    assert all(len(finding.message) <= 200 and len(finding.hint or "") <= 200 for finding in findings)


# Two cases of the YAML test suite that are invalid, but that every reader who accepts them reads the same way.
ACCEPTED = {
    "35-9C9N-flow-indentation": ("flow: [a,\nb,\nc]\n", {"flow": ["a", "b", "c"]}),
    "35-QB6E-quoted-indentation": ('quoted: "a\nb\nc"\n', {"quoted": "a b c"}),
    "15-impossible-date-is-text": ("a: 2024-13-45\n", {"a": "2024-13-45"}),
    "14-date-is-text": ("a: 2023-10-27\n", {"a": "2023-10-27"}),
}


@pytest.mark.parametrize(("text", "data"), ACCEPTED.values(), ids=ACCEPTED)
def test_text_is_read_without_a_surprise(text: str, data: object) -> None:
    document, findings = read_yaml(text.encode(), "x.yml")
    assert findings == []
    assert document
    assert document.data == data


@pytest.mark.parametrize("line_break", ["\x85", "\u2028", "\u2029", "\r"], ids=describe_character)
@pytest.mark.parametrize("text", ["quote: He said so.§verdict: a\n", "a: b # reviewed§verdict: a\n", 'a: "b§  c"\n'])
def test_28_hidden_line_break_is_refused(text: str, line_break: str) -> None:
    document, findings = read_yaml(text.replace("§", line_break).encode(), "x.yml")
    assert document is None
    assert [(finding.code, finding.location.line, finding.location.column) for finding in findings] == [
        ("SYN010", 1, text.index("§") + 1)
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_29_other_encoding_is_refused(encoding: str) -> None:
    assert [finding.code for finding in read_yaml("a: b\n".encode(encoding), "x.yml")[1]] == ["SYN009"]


@pytest.mark.parametrize("raw", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x28\xa1"])
def test_30_invalid_utf8_is_refused_at_its_place(raw: bytes) -> None:
    ((code, line, column),) = [
        (finding.code, finding.location.line, finding.location.column)
        for finding in read_yaml("é: b\nc: 𝒳".encode() + raw + b"\n", "x.yml")[1]
    ]
    assert (code, line, column) == ("SYN009", 2, 5)


INVISIBLE = [
    *("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u2061", "\u2062", "\u2063", "\u2064", "\ufeff"),
    *("\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\u00ad", "\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u180e", "\u2800", "\u3164", "\uffa0"),
    *(
        "\ufe00",
        "\ufff9",
        "\ufffc",
        "\ufffe",
        "\uffff",
        "\ue000",
        "\U000e0001",
        "\U000e0041",
        "\U000e0100",
        "\U0010ffff",
    ),
]


@pytest.mark.parametrize("character", INVISIBLE, ids=describe_character)
@pytest.mark.parametrize("text", ["a: goo§gle\n", "b: c # goo§gle\n", "a§: b\n", "a: 'goo§gle'\n"])
def test_33_character_that_hides_is_refused(character: str, text: str) -> None:
    document, findings = read_yaml(text.replace("§", character).encode(), "x.yml")
    assert document is None
    assert [finding.code for finding in findings] == ["SYN010"]
    assert describe_character(character) in findings[0].message
    assert findings[0].message.isprintable()


@pytest.mark.parametrize("character", INVISIBLE, ids=describe_character)
def test_33_character_that_hides_is_refused_as_an_escape(character: str) -> None:
    document, findings = read_yaml(f'a: "goo\\U{ord(character):08x}gle"\n'.encode(), "x.yml")
    assert document is None
    # libyaml itself refuses a few of them.
    assert [finding.code for finding in findings] in (["SYN010"], ["SYN001"])


def test_34_the_parser_is_libyaml() -> None:
    assert CParser.__module__ == "yaml._yaml"


def test_56d_hostile_name_writes_no_line_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "facts" / "claims"
    folder.mkdir(parents=True)
    name = "a\n::warning file=x::\x1b[31mtrust me\u202e.yml"
    try:
        (folder / name).touch()
        os.close(os.open(os.fsencode(folder) + b"/\xff\xfe", os.O_CREAT))
    except OSError:
        pytest.skip("this file system takes no such name")
    shown = "".join(
        f"{finding.location.path}{finding.message}{finding.hint}" for finding in find_files(tmp_path).findings
    )
    assert shown.isascii()
    assert shown.isprintable()


def entity(id_: str) -> dict[str, object]:
    """Return a record with this id that is good but for it."""
    return {"id": id_, "name": {"en": "A", "fr": "A"}, "kind": "company"}


@pytest.mark.parametrize("id_", ["g\u043e\u043egle", "\u0430", "\uff41"])
def test_44_letters_that_look_alike_are_no_id(id_: str) -> None:
    schemas = Schemas.of(ROOT)
    assert schemas.accepts("entity", entity("google"))
    assert [code for code, _ in schemas.issues("entity", entity(id_))] == ["SCH005"]


@pytest.mark.parametrize("id_", ["../x", "x/../y", "x<", "abc\n", "abc\r", "a b", "-a", "a--b", "\u0661", "A", ""])
def test_46_path_or_line_feed_is_no_id(id_: str) -> None:
    assert not Schemas.of(ROOT).accepts("entity", entity(id_))


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.fr.yml"])
def test_61_markdown_has_no_extension_that_writes_html(config: str) -> None:
    settings = load_config(str(ROOT / config))
    assert set(settings.markdown_extensions) == {"toc", "tables", "fenced_code", "footnotes", "def_list"}
    assert [name.rpartition("/")[2] for name in settings.plugins] == ["search", "mkdocs_hooks.py"]
    assert settings.theme.name == "material"


def test_75_templates_escape_whatever_their_name() -> None:
    """Whether they do so everywhere is seen in the built site; here, that none is told not to."""
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape", text), path
        assert not re.search(r"\s[\w-]+=\{\{", text), f"{path}: an attribute without quotation marks"


def workflows() -> dict[str, str]:
    """Return the texts of all workflows, by their names."""
    found = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").iterdir()}
    assert "validate.yml" in found
    return found


def test_78_workflows_give_strangers_nothing() -> None:
    for name, text in workflows().items():
        workflow = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
        assert workflow["permissions"] == {}, name
        assert "pull_request_target" not in text, name
        assert all(re.search(r"@[0-9a-f]{40} ", f"{line} ") for line in text.splitlines() if "uses:" in line), name
        assert text.count("actions/checkout@") == text.count("persist-credentials: false"), name
        if "pull_request" in workflow["on"]:
            assert "secrets." not in text, name
            assert "write" not in [right for job in workflow["jobs"].values() for right in job["permissions"].values()]


def test_79_maintainers_review_what_runs() -> None:
    owners = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    for place in ("/scripts/", "/schemas/", "/tests/", "/docs/.overrides/", "/.github/", "/Makefile", ".gitattributes"):
        assert re.search(rf"(?m)^{re.escape(place)} .*maintainers$", owners), place


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_82_every_package_has_hashes(name: str) -> None:
    locked = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    packages = re.findall(
        r"(?m)^[a-z0-9][\w.-]*(?:\[[^\]]*\])?==[^ ]+.*\\\n((?: +--hash=sha256:[0-9a-f]{64}.*\n)*)", locked
    )
    assert len(packages) == len(re.findall(r"(?m)^[a-z0-9].*==", locked)) > 20
    assert all(packages)
    assert "--require-hashes" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("1_500_000_000", 1500000000), ("01500000000", 1500000000), ("1.5e9", 1500000000)),
        *(("1500000000.0", 1500000000), ("0x59682F00", 1500000000), ("1,500,000", 1500000), ("+7", 7)),
    ],
)
def test_12_hint_about_a_number_says_the_digits_and_whoever_follows_it_is_done(
    project: Path, word: str, meant: int
) -> None:
    file = project / "facts" / "claims" / "first-claim.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value: 2000000", f"value: {word}"), encoding="utf-8")
    (finding,) = check_project(project, today=TODAY).findings
    hint = finding.hint or ""
    assert (finding.code, hint) == ("SYN012", f"write digits only, without quotation marks: {meant}")
    file.write_text(text.replace("value: 2000000", f"value: {meant}"), encoding="utf-8")
    wrong = {found.code for found in check_project(project, today=TODAY).findings}
    assert not {code for code in wrong if code.startswith(("SYN", "SCH", "STY"))}


@pytest.mark.parametrize("word", ["1.5", "1.10", ".5", "1e-3", "1e999", "9" * 20, "0x" + "f" * 60, "0." + "1" * 9000])
def test_12_number_that_cannot_be_is_told_so_in_a_short_hint(word: str) -> None:
    (finding,) = read_yaml(f"a: {word}\n".encode(), "x.yml")[1]
    assert (finding.code, "write digits only" in (finding.hint or "")) == ("SYN012", False)
    assert len(finding.message) <= 200
    assert len(finding.hint or "") <= 200
