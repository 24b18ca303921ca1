"""``schemas/`` is input, too: what is no good schema, or not ours, is refused in a sentence, and never published."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, run
from factcheck.errors import SetupError
from factcheck.project import check_project, today
from factcheck.schema.rules import check_schema
from factcheck.schema.schemas import FORMATS, MAX_SCHEMA, NAMES, judge_schemas, published_schemas
from factcheck.site.write_site import write_schemas
from previewing.small_preview import BROKEN, MISSING, OK, SmallPreview

CLAIM = "schemas/claim.schema.json"
CONTENTS = {name: (ROOT / "schemas" / f"{name}.schema.json").read_bytes() for name in NAMES}
SCHEMAS = {name: json.loads(content) for name, content in CONTENTS.items()}
TEXTS = ("title", "description", "patternErrorMessage")


def refusal(content: bytes, name: str = "claim") -> str:
    """Return the message with which a project is refused that has this content for a schema."""
    with pytest.raises(SetupError) as refused:
        judge_schemas({**CONTENTS, name: content})
    message = str(refused.value)
    assert message.startswith("schemas/")
    assert message.isprintable()
    assert len(message) < 500
    return message


def edited(path: str, value: object, name: str = "claim") -> bytes:
    """Return a schema in which one value is another; the path says where, with slashes."""
    schema = copy.deepcopy(SCHEMAS[name])
    *way, last = path.split("/")
    holder = schema
    for step in way:
        holder = holder[step]
    holder[last] = value
    return json.dumps(schema).encode()


ID = "$defs/record/properties/id"
WHOLE = {
    "nothing": (b"", "line 1, column 1: it is not JSON"),
    "cut off": (CONTENTS["claim"][:500], "column"),
    "NaN": (b"NaN", "NaN is not a whole number"),
    "a list": (b"[]", "it must be an object"),
    "true": (b"true", "it must be an object"),
    "an empty object": (b"{}", "$schema must be 'https://json-schema.org/draft/2020-12/schema'"),
    "accept all": (b'{"type": "object"}', "$schema must be"),
    "deep lists": (b"[" * 100_000, "nested more than"),
    "rather deep": (b"[" * 50 + b"]" * 50, "nested more than"),
    "a byte order mark": (b"\xef\xbb\xbf" + CONTENTS["claim"], "not JSON"),
    "UTF-16": (CONTENTS["claim"].decode().encode("utf-16"), "not UTF-8 (byte 1)"),
    "half a character": (b'{"a": "\\ud800"}', "half a character"),
    "a key twice": (CONTENTS["claim"].replace(b'"title"', b'"$id": "x", "title"', 1), "'$id' is there twice"),
    "a number like 1e999": (edited(f"{ID}/x", 7).replace(b"7", b"1e999"), "1e999 is not a whole number"),
    "a number of 5,000 digits": (edited(f"{ID}/x", 7).replace(b"7", b"9" * 5000), "too many digits"),
    "256 KiB": (CONTENTS["claim"] + b" " * MAX_SCHEMA, "larger than 256 KiB"),
}
PARTS: dict[str, tuple[str, object, str]] = {
    "another dialect": ("$schema", "https://json-schema.org/draft-07/schema#", "$schema must be"),
    "a number as its address": ("$id", 5, "$id must be 'https://factcheck.example/schemas/claim.schema.json'"),
    "a relative address": ("$id", "claim.schema.json", "$id must be"),
    "the address of another": ("$id", "https://factcheck.example/schemas/source.schema.json", "$id must be"),
    "an address inside": (f"{ID}/$id", "https://evil.example/x", "the keyword '$id' is not used here"),
    "a misspelt keyword": ("$defs/record/requried", ["id"], "did you mean 'required'?"),
    "a comment": ("$comment", "x", "the keyword '$comment' is not used here"),
    "a remote reference": (f"{ID}/$ref", "https://evil.example/s.json", "leads nowhere"),
    "a reference to a file": (f"{ID}/$ref", "file:///etc/passwd", "leads nowhere"),
    "a reference upwards": (f"{ID}/$ref", "../x.schema.json#/$defs/id", "leads nowhere"),
    "an unknown reference": (f"{ID}/$ref", "#/$defs/nothing", "at /$defs/record/properties/id: the $ref"),
    "a number as a reference": (f"{ID}/$ref", 5, "not as JSON Schema 2020-12 has it"),
    "a reference to a text": (f"{ID}/$ref", "#/$defs/record/description", "leads nowhere"),
    "a circle": ("$defs/record/$ref", "#/$defs/record", "leads in a circle"),
    "a dynamic reference": (f"{ID}/$dynamicRef", "#x", "the keyword '$dynamicRef' is not used here"),
    "a recursive reference": (f"{ID}/$recursiveRef", "#", "the keyword '$recursiveRef' is not used here"),
    "an unknown format": (f"{ID}/format", "email", "the format 'email' is not one of date, edtf, uri"),
    "an unknown type": (f"{ID}/type", "txt", "not as JSON Schema 2020-12 has it"),
    "a number as a type": (f"{ID}/type", 5, "not as JSON Schema 2020-12 has it"),
    "a pattern that is none": (f"{ID}/pattern", "(", "linear time"),
    "a look-ahead": (f"{ID}/pattern", "^(?=a)$", "linear time"),
    "a huge pattern": (f"{ID}/pattern", "^(a{1000}){1000}$", "linear time"),
    "a pattern without end": (f"{ID}/pattern", "^[a-z]+", "must begin with ^ and end with $"),
    "an exploding pattern": (f"{ID}/pattern", "^([a-z0-9-]+)+!$", "it demands something else"),
    "open for all fields": ("$defs/record/additionalProperties", {"type": "string"}, "can only be false"),
    "no demand at all": ("$defs/record", {}, "it demands something else"),
    "true": ("$defs/record", True, "it demands something else"),
    "another limit": ("$defs/claim/properties/about/minItems", 2, "it demands something else"),
    "a text that is none": ("description", 5, "not as JSON Schema 2020-12 has it"),
    "a hint without end": (f"{ID}/patternErrorMessage", "x" * 5000, "it demands something else"),
    "a hint that is none": (f"{ID}/patternErrorMessage", ["x"], "it demands something else"),
    "a name with a line feed": ("$defs/record/a\n::warning::b", 1, "is not used here"),
}


@pytest.mark.parametrize(("content", "words"), WHOLE.values(), ids=WHOLE)
def test_what_is_no_schema_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    assert words in refusal(content)


@pytest.mark.parametrize(("path", "value", "words"), PARTS.values(), ids=PARTS)
def test_schema_with_a_fault_is_refused_in_a_sentence(path: str, value: object, words: str) -> None:
    assert words in refusal(edited(path, value))


def test_thousands_of_references_end_in_a_sentence() -> None:
    chain = {f"x{n}": {"$ref": f"#/$defs/x{n + 1}"} for n in range(3000)} | {"x3000": {"type": "string"}}
    doubled = {f"x{n}": {"allOf": [{"$ref": f"#/$defs/x{n + 1}"}] * 2} for n in range(25)} | {"x25": {}}
    assert "further than 64" in refusal(edited("$defs", chain | SCHEMAS["claim"]["$defs"]))
    assert "something else" in refusal(edited("$defs", doubled | SCHEMAS["claim"]["$defs"]))


def test_our_schemas_keep_the_rules_and_their_texts_may_change() -> None:
    for name in NAMES:
        check_schema(name, SCHEMAS, FORMATS)
    assert judge_schemas({**CONTENTS, "claim": edited(f"{ID}/description", "Another text.")})


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what holds each value of a document, and its key there."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from places(inner)


JUNK: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        10**14,
        "",
        "x",
        "^a+$",
        "(",
        "#",
        "#/$defs/record",
        "common.schema.json",
        [],
        {},
        ["x"],
    ),
    *({"en": ""}, {"$ref": "#"}, {"type": "string"}, {"type": ["string", "null"]}, [{}], "\n", "\ud7ff", {"not": {}}),
)

MUTANTS = 400
"""How many are tried."""


def test_no_mutant_of_a_schema_is_accepted_or_ends_in_a_traceback() -> None:
    random_ = random.Random(1)  # noqa: S311 - not for secrets
    for _ in range(MUTANTS):
        name = random_.choice(NAMES)
        schema = copy.deepcopy(SCHEMAS[name])
        known = [holder[key] for holder, key in places(schema)]
        holder, key = random_.choice(list(places(schema)))
        before, way = copy.deepcopy(holder), random_.randrange(4)
        if way == 0:
            del holder[key]
        elif way == 1 and isinstance(holder, dict):
            holder[random_.choice(("x", "type", "$ref", f"{key}s", "title"))] = holder.pop(key)
        else:
            holder[key] = copy.deepcopy(random_.choice(known if way == 2 else JUNK))
        texts_only = without_texts(before) == without_texts(holder)
        content = json.dumps(schema).encode()
        if texts_only:
            judge_schemas({**CONTENTS, name: content})
        else:
            refusal(content, name)


def without_texts(value: Any) -> Any:
    """Return a part of a schema without the texts for people in it, in a form that keeps 1 and true apart."""
    if isinstance(value, dict):
        kept = {key: part for key, part in value.items() if not (key in TEXTS and isinstance(part, str))}
        return {key: without_texts(kept[key]) for key in sorted(kept)}
    return [without_texts(item) for item in value] if isinstance(value, list) else repr(value)


def test_link_in_schemas_is_refused_and_published_by_nobody(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("CANARY", encoding="utf-8")
    (project / "schemas" / "env.schema.json").symlink_to("/proc/self/environ")
    (project / "schemas" / "secret.schema.json").symlink_to(secret)
    monkeypatch.setenv("CANARY_TOKEN", "CANARY")
    monkeypatch.chdir(project)
    assert run("validate") == 1
    assert "schemas/env.schema.json:1:1: error FIL001 this is a symbolic link" in capsys.readouterr().out
    write_schemas(tmp_path / "site", project / "schemas")
    assert {path.name for path in (tmp_path / "site" / "schemas").iterdir()} == {
        f"{name}.schema.json" for name in NAMES
    }
    small = SmallPreview(project)
    for address in ("schemas/env.schema.json", "schemas/secret.schema.json", "schemas/claim.schema.md", "schemas/../x"):
        status, text = small.get(address)
        assert (status in {MISSING, BROKEN}, "CANARY" in text) == (True, False)
    assert small.get("schemas/claim.schema.json") == (OK, CONTENTS["claim"].decode())


@pytest.mark.parametrize("path", [CLAIM, "schemas/common.schema.json", "schemas"])
def test_link_in_place_of_a_schema_or_of_the_folder_is_refused(
    project: Path, path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / path).rename(project / "elsewhere")
    (project / path).symlink_to(project / "elsewhere")
    monkeypatch.chdir(project)
    assert run("validate") == 2
    assert "is a symbolic link; put the" in capsys.readouterr().err
    with pytest.raises(SetupError, match="symbolic link"):
        published_schemas(project / "schemas")


def test_strange_things_in_schemas_are_findings(project: Path) -> None:
    folder = project / "schemas"
    for name in ("evil.js", "claim.schema.yml", "Claim.schema.json", "common.schema.md~", ".DS_Store"):
        (folder / name).touch()
    (folder / "more").mkdir()
    (folder / "claim.schema.md").unlink()
    (folder / "claim.schema.md").symlink_to("/etc/hostname")
    (folder / "terms.schema.md").write_bytes(b" " * (MAX_SCHEMA + 1))
    found = check_project(project, today=today()).findings
    assert {(finding.code, finding.location.path.removeprefix("schemas/")) for finding in found} == {
        *(("FIL003", name) for name in ("evil.js", "claim.schema.yml", "Claim.schema.json", "more")),
        ("SYN008", "terms.schema.md"),
        ("FIL001", "claim.schema.md"),
    }


BAD = ('{"type": "object"}', "NaN", "[" * 10_000, '{"$id": 5, "$id": 6}')


@pytest.mark.parametrize("content", BAD)
def test_preview_lives_on_with_a_bad_schema_and_recovers(project: Path, content: str) -> None:
    small = SmallPreview(project)
    file = project / CLAIM
    good = file.read_text(encoding="utf-8")
    file.write_text(content, encoding="utf-8")
    small.changed(CLAIM)
    for address in (
        "claims/first-claim/",
        "contribute/checks/ref001/",
        "api/v1/index.json",
        "schemas/claim.schema.json",
    ):
        status, text = small.get(address)
        assert (status in {OK, BROKEN, MISSING}, "Traceback" in text, "bug in the tool" in text) == (True, False, False)
    status, text = small.get("claims/first-claim/")
    assert (status, f"{CLAIM} cannot be used" in text) == (BROKEN, True)
    file.write_text(good, encoding="utf-8")
    small.changed(CLAIM)
    small.settle()
    assert small.get("claims/first-claim/")[0] == OK
    assert not small.state.broken


@pytest.mark.parametrize("command", ["validate", "format", "build"])
def test_every_command_says_in_a_sentence_that_a_schema_is_bad(
    project: Path, command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / CLAIM).write_bytes(edited(f"{ID}/pattern", "^([a-z0-9-]+)+!$"))
    monkeypatch.chdir(project)
    code = run(command)
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
    assert (code, CLAIM in out + err) == (2, True), out + err
