"""The gate: one YAML file to plain data with the place of everything, or to findings that say what to mend.

What is accepted is the part of YAML that every reader reads alike, as UTF-8 text without characters that
deceive the eye. `true`, `false`, `null` and whole numbers of up to 15 digits are typed; every other value
is text, or refused.

Decisions that are not obvious:

- a line ``---`` before the fields is accepted, because many editors write it; ``...`` is not;
- flow style, ``[a, b]`` and ``{en: text}``, is accepted, but no key may be marked with ``?``;
- ``no: text`` as a key (Norwegian) is refused, ``"no": text`` is accepted;
- tabs are refused everywhere: YAML readers differ about them.
"""

from __future__ import annotations

from factcheck.finding import Document, Finding, Location, Place
from factcheck.loading.yaml_events import read_events
from factcheck.loading.yaml_places import Places, PlaceTable
from factcheck.loading.yaml_problem import Problem, place_of
from factcheck.loading.yaml_text import clean

MAX_BYTES = 64 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "save it as UTF-8 without a byte order mark"


def read_yaml(raw: bytes, path: str) -> tuple[Document | None, list[Finding]]:
    """Return the YAML in `raw` as a document; None if there is anything to find.

    Args:
        raw: the bytes of the file; of a large file the first `MAX_BYTES` + 1 are enough.
        path: how findings call the file.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    text = _decode(raw)
    if isinstance(text, Problem):
        return None, [text.finding(path)]
    if not raw.endswith(b"\n"):
        # libyaml misreads a last line of spaces that no line feed ends.
        raw, text = raw + b"\n", text + "\n"
    cleaned = clean(text)
    reading = read_events(cleaned.text, raw if cleaned.text is text else cleaned.text.encode())
    problems = [*cleaned.problems, *filter(cleaned.keeps, reading.problems)]
    if problems:
        return None, sorted((problem.within(text).finding(path) for problem in problems), key=_order)
    table = PlaceTable(reading.data, reading.positions)
    places, key_places = Places(table, of_keys=False), Places(table, of_keys=True)
    return Document(path=path, data=reading.data, places=places, key_places=key_places), []


def _order(finding: Finding) -> tuple[Location, str, str]:
    return finding.location, finding.code, finding.message


def _decode(raw: bytes) -> str | Problem:
    start = Place(1, 1)
    if len(raw) > MAX_BYTES:
        return Problem(
            "SYN008",
            start,
            f"the file is larger than {MAX_BYTES // 1024} KiB",
            "split it, or shorten its texts",
        )
    if raw.startswith(_UTF16) or b"\0" in raw[:4]:
        return Problem("SYN009", start, "the file is not UTF-8, but UTF-16 or UTF-32", _SAVE_AS)
    if raw.startswith(b"\xef\xbb\xbf"):
        return Problem("SYN009", start, "the file begins with a byte order mark", _SAVE_AS)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        return Problem("SYN009", place_of(before, len(before)), message, _SAVE_AS)
