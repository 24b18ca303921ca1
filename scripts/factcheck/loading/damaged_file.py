"""A file that is not right: what is wrong with it in one run, from its bytes to its shape, and what it still says.

As much of it is read as can be. Where a machine can fix a mistake, the rest is read as if it had been fixed; where
not, up to the mistake. Nothing is said about lines that have a mistake of YAML already, nor about what ends too soon
because of one.
"""

from collections.abc import Iterator, Sequence

from factcheck.checks import REGISTRY
from factcheck.finding import Document, Finding, Issue, Location
from factcheck.loading import yaml_refusals as refusals
from factcheck.loading.text_fixes import Faults, fix_text
from factcheck.loading.value_fixes import ambiguous_places
from factcheck.loading.yaml_errors import Problem
from factcheck.loading.yaml_reader import order, read_text
from factcheck.records import CLASSES
from factcheck.records.structure import Reference, raw_references
from factcheck.schema.hints import ID_PATTERN, id_meant, number_hint
from factcheck.schema.patterns import matches
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import is_to_do

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


PlacedReference = tuple[Location, Reference]


def fault_counter(kind: str, schemas: Schemas) -> Faults:
    """Return a function that counts the faults in the shape of what a file of this kind holds."""
    return lambda data: len(list(schemas.issues(kind, data)))


def read_partly(raw: bytes, path: str, faults: Faults = lambda _: 0) -> tuple[Document, list[Problem]]:
    """Return what a file holds, as far as it can be read, and what is wrong with its YAML.

    Args:
        raw: the bytes of the file; of a large file the first `MAX_BYTES` + 1 are enough.
        path: how findings call the file.
        faults: counts the faults of what a file holds, by which the width of tabs can be told.

    Raises:
        SetupError: PyYAML has been built without libyaml.
    """
    text, problems = decode(raw)
    if not text:
        return Document(path=path, data={}, places={}, key_places={}), problems
    document, found = read_text(text, path)
    if found:
        document, more = _read_on(text, document, found, faults)
        found += more
    return document, problems + found


def decode(raw: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file, which ends with a line feed, and what is wrong with its bytes.

    Only a byte order mark can be passed over. The text is empty if something else is wrong.
    """
    problems = list(refusals.check_bytes(raw))
    if problems and not raw.startswith(_BYTE_ORDER_MARK):
        return "", problems
    text = raw.removeprefix(_BYTE_ORDER_MARK).decode(errors="replace")
    # libyaml misreads a last line of spaces that no line feed ends.
    return text if text.endswith("\n") else f"{text}\n", problems


def _read_on(text: str, document: Document, found: list[Problem], faults: Faults) -> tuple[Document, list[Problem]]:
    """Return what a text holds whose mistakes have been fixed as far as a machine can, and what else is wrong then."""
    fixed = fix_text(text, faults)
    if fixed.text == text:
        return document, []
    second, more = read_text(fixed.text, document.path)
    lines = {problem.place.line for problem in found}
    others = [*(fix.problem for fix in fixed.fixes if fix.problem), *more]
    return second, [problem for problem in others if problem.place.line not in lines]


def judge_partly(
    document: Document, problems: Sequence[Problem], kind: str, schemas: Schemas
) -> tuple[list[Finding], list[PlacedReference]]:
    """Return all that is wrong with a file by itself, and to which ids it refers, each with its place.

    Args:
        document: what could be read of it.
        problems: what is wrong with its YAML.
        kind: the kind of its records.
        schemas: the schemas.
    """
    coded = list(schemas.issues(kind, document.data)) if document.data else []
    yaml = list(_with_shape(document, problems, coded))
    lines = {problem.place.line for problem in yaml}
    incomplete = set(document.incomplete)
    shape = [
        finding
        for code, issue in coded
        if issue.pointer not in incomplete
        and (finding := REGISTRY[code].finding(document, issue)).location.line not in lines
    ]
    found = sorted([*(problem.finding(document.path) for problem in yaml), *shape], key=order)
    return found, [(document.locate(item.pointer), item) for item in _references(document, kind)]


def _with_shape(document: Document, problems: Sequence[Problem], coded: list[tuple[str, Issue]]) -> Iterator[Problem]:
    """Yield the problems; a word that readers of YAML differ about with the way out that fits its field.

    If not even quotation marks would make it right, what is wrong with it as text is said instead.
    """
    ambiguous = {problem: pointer for pointer, problem in ambiguous_places(document, problems).items()}
    for problem in problems:
        word = document.value(ambiguous[problem]) if problem in ambiguous else None
        if not isinstance(word, str) or not word or word.startswith(tuple("“„‘”")):
            yield problem
            continue
        own = next((issue for _, issue in coded if issue.pointer == ambiguous[problem] and not issue.on_key), None)
        if own is None:
            yield problem._replace(hint=f'put quotation marks around it: "{word}"')
        elif "whole number" in own.message:
            yield problem._replace(hint=number_hint(word))


def _references(document: Document, kind: str) -> Iterator[Reference]:
    for reference in raw_references(CLASSES[kind], document.data):
        if is_to_do(reference.id) or reference.pointer in document.incomplete:
            continue
        if matches(ID_PATTERN, reference.id):
            yield reference
        elif meant := id_meant(reference.id):
            yield reference._replace(id=meant)
