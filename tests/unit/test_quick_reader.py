"""The quick reader gives what the strict reader gives, or nothing, whatever a file holds and its parser says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import ROOT, SAMPLE
from factcheck.loading import quick_reader
from factcheck.loading.fact_files import find_files
from factcheck.loading.quick_reader import read_canonical
from factcheck.loading.yaml_reader import read_yaml
from factcheck.loading.yaml_refusals import MAX_BYTES, MAX_DEPTH
from factcheck.records.canonical_writer import header, write_canonical
from factcheck.records.yaml_values import UnwritableError

KIND = "entity"
HEADER = header(KIND) + "\n"
PIECES = st.sampled_from(
    [
        *"abé𝒳01:-?&*!|>%@`\"'#[]{},~.\n \\",
        *(
            ": ",
            "\n",
            "\n  ",
            "- ",
            "? ",
            "a: ",
            "1",
            '"',
            "''",
            "---\n",
            "...\n",
            "<<: ",
            "&a ",
            "*a",
            "!!str ",
            "!t ",
        ),
        *("true", "Null", "NO", "1.5", "0x1F", "1e3", "2023-10-27", "12:30", "9999999999999999", "-0", "[]", "{}"),
        *("\t", "\r\n", "\u2028", "\u202e", "e\u0301", "\ufeff", "\x1b", "\\u202e", "\\n", " # why", "\n# why"),
    ]
)
TEXTS = st.text("ab1 .-:;!?'\"é\n", max_size=130) | st.lists(PIECES, max_size=6).map("".join)
KEYS = st.from_regex(r"[a-z][a-z_]{0,4}", fullmatch=True) | st.sampled_from(["no", "type", "a-b", "A", "1", "<<", ""])
# Also what no file of ours may hold, in case that a parser makes it of a file.
VALUES = st.recursive(
    TEXTS | st.integers(-(10**17), 10**17) | st.booleans() | st.none() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
DATA = st.dictionaries(st.sampled_from(["id", "name", "kind", "note", "zzz"]) | KEYS, VALUES, min_size=1, max_size=5)


def typed(value: Any) -> Any:
    """Return a value that equals another one only if the types and the order of the keys are the same, too."""
    if isinstance(value, dict):
        return [(key, typed(item)) for key, item in value.items()]
    return [typed(item) for item in value] if isinstance(value, list) else (type(value), value)


def in_order(value: Any) -> Any:
    """Return a value with all keys sorted."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value)}
    return [in_order(item) for item in value] if isinstance(value, list) else value


def check(text: str, *, ordered: bool = True) -> bool:
    """Check that both readers give the same data if the quick one gives any; return whether it does."""
    raw = text.encode("utf-8", "surrogatepass")
    quick = read_canonical(raw, KIND)
    if quick is None:
        return False
    document, findings = read_yaml(raw, "x.yml")
    assert document, (text, findings)
    either, other = (quick, document.data) if ordered else (in_order(quick), in_order(document.data))
    assert typed(either) == typed(other), text
    return True


@settings(max_examples=150, deadline=None)
@given(DATA)
def test_canonical_text_of_any_data_is_read_alike(data: dict[Any, Any]) -> None:
    try:
        text = write_canonical(data, KIND)
    except UnwritableError:
        return
    check(text)


@settings(max_examples=150, deadline=None)
@given(DATA, st.data())
def test_damaged_text_is_read_alike(data: dict[Any, Any], draw: st.DataObject) -> None:
    try:
        text = write_canonical(data, KIND)
    except UnwritableError:
        return
    at = draw.draw(st.integers(min_value=0, max_value=len(text)))
    cut = draw.draw(st.integers(min_value=0, max_value=3))
    check(text[:at] + draw.draw(PIECES) + text[at + cut :])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.characters(), max_size=30).map("".join))
@example("a: 1\na: 2\n")
@example("a: 1.5\n")
@example("a: 9999999999999999\n")
@example("a: '\\'\n")
@example('a: "x\\n \\u0007"\n')
@example("A: b\n")
def test_any_text_is_read_alike(text: str) -> None:
    check(HEADER + text)


@settings(max_examples=150, deadline=None)
@given(DATA, st.data())
def test_parser_that_lies_is_not_believed(data: dict[Any, Any], draw: st.DataObject) -> None:
    """Whatever the parser makes of a text, but for the order of keys, counts only if it is what the text says."""
    try:
        text = write_canonical(draw.draw(DATA), KIND)
        text = draw.draw(st.sampled_from([text, write_canonical(data, KIND)]))
    except UnwritableError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick_reader, "parse_yaml", lambda _: data)
        check(text, ordered=False)


def test_files_of_the_sample_are_read_quickly() -> None:
    for file in find_files(SAMPLE).files:
        raw = Path(file.absolute).read_bytes()
        document, _ = read_yaml(raw, file.path)
        assert document
        assert typed(read_canonical(raw, file.kind)) == typed(document.data), file.path


def test_without_the_parser_nothing_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(HEADER + "id: x\n")
    monkeypatch.setattr(quick_reader, "parse_yaml", None)
    assert not check(HEADER + "id: x\n")


@pytest.mark.parametrize(
    "text",
    [
        "id: x",
        "id:  x\n",
        "id: x # why\n",
        "kind: person\nid: x\n",
        "id: " + "x" * MAX_BYTES + "\n",
        "".join("  " * level + "a:\n" for level in range(MAX_DEPTH)) + "  " * MAX_DEPTH + "b: c\n",
        "".join("  " * level + "a:\n" for level in range(MAX_DEPTH - 1)) + "  " * (MAX_DEPTH - 1) + "b: {}\n",
    ],
    ids=lambda text: text[:20],
)
def test_text_in_another_form_is_left_to_the_strict_reader(text: str) -> None:
    assert not check(HEADER + text)


HARMFUL = {
    "lists": "'a:\\n  ' + '- ' * 30000 + 'x\\n'",
    "spaced lists": "'a:\\n  ' + '-  ' * 20000 + 'x\\n'",
    "keys": "'? ' * 30000 + 'x\\n'",
    "mixed": "'a:\\n  ' + '- ? ' * 15000 + 'x\\n'",
    "explicit values": "'? a\\n: ' + '- ' * 30000 + 'x\\n'",
    "brackets": "'a: ' + '[' * 60000 + '\\n'",
    "braces": "'a: ' + '{a: ' * 15000 + '}' * 15000 + '\\n'",
    "steps": "''.join(' ' * level + 'a:\\n' for level in range(350)) + ' ' * 351 + 'b\\n'",
    "aliases": "'b0: &b0 x\\n' + ''.join(f'b{n + 1}: &b{n + 1} [{f\"*b{n}, \" * 9}]\\n' for n in range(12))",
    "tags": "'a: ' + '!a ' * 20000 + '\\n'",
    "anchors": "'a: ' + '&a ' * 20000 + '\\n'",
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_harmful_text_does_no_harm(text: str) -> None:
    """In a process of its own, since such texts crash the parser or fill the memory, when it gets to see them."""
    code = f"""
import resource
from factcheck.loading.quick_reader import read_canonical
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
print(read_canonical(({HEADER!r} + {text}).encode(), {KIND!r}))
"""
    pytest.importorskip("resource")
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "None\n"), done.stderr
