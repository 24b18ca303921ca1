"""One hand-written page by itself: from its bytes to its text, or to findings that say what to correct."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from factcheck.analysis.page_markup import MARKUP, markup_faults
from factcheck.corpus import TextPage
from factcheck.finding import Finding, Place
from factcheck.kinds import SHELL
from factcheck.loading.front_matter import CODE, read_front_matter, split_front_matter
from factcheck.loading.yaml_errors import Problem, place_of
from factcheck.loading.yaml_refusals import MAX_PROBLEMS, check_bytes, clean

_SHELL_TEXT = "# Record"


@lru_cache(maxsize=512)
def read_page_source(path: str, raw: bytes) -> tuple[TextPage | None, tuple[Finding, ...]]:
    """Return a page, or None and what is wrong with it.

    Args:
        path: the path of the page, as findings show it.
        raw: what its file holds; of a large file the first `MAX_BYTES` + 1 bytes are enough.
    """
    problems = list(check_bytes(raw))
    text = "" if problems else raw.decode()
    fields: Mapping[str, Any] = {}
    problems = problems or [_as_text(problem) for problem in clean(text)[1]]
    if not problems:
        fields, found = _read(text, path)
        problems = list(islice(found, MAX_PROBLEMS))
    findings = tuple(
        sorted((problem.finding(path) for problem in problems), key=lambda finding: (finding.location, finding.code))
    )
    return (None, findings) if findings else (TextPage(path, text, fields), ())


def _as_text(problem: Problem) -> Problem:
    """Return a problem with a character as one of a text: in YAML, a tab that indents is a mistake of its own."""
    return problem._replace(code="SYN010", hint="write spaces instead") if problem.code == "SYN001" else problem


def _read(text: str, path: str) -> tuple[Mapping[str, Any], Iterable[Problem]]:
    """Return the fields of a page, and what is wrong with it."""
    shell = path.endswith(f"/{SHELL}")
    try:
        front, body = split_front_matter(text)
    except ValueError as error:
        hint = "put title and description between two lines ---, as other pages do, or begin with a heading"
        return {}, [Problem(CODE, Place(1, 1), str(error), hint)]
    fields, problems = read_front_matter(front, path, shell=shell)
    return fields, chain(problems, _check_body(text, len(text) - len(body), shell=shell))


def _check_body(text: str, start: int, *, shell: bool) -> Iterator[Problem]:
    body = text[start:]
    if shell and body.strip("\n") != _SHELL_TEXT:
        message = "a shell contains more than a heading"
        yield Problem(MARKUP, place_of(text, start), message, f"below the fields, write only the line {_SHELL_TEXT}")
        return
    for fault in markup_faults(body):
        yield Problem(fault.code, place_of(text, start + fault.offset), fault.message, fault.hint)
