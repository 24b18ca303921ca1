"""Two programs that know types hold records and answers of the API against the types that the site publishes.

Each value is a line of a file that they check. Those in `WRONG` must be refused.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import pytest

from conftest import ROOT
from factcheck.corpus import Corpus
from factcheck.kinds import DOCUMENTS
from factcheck.languages import MAIN
from factcheck.loading.record_file import RecordFile
from factcheck.outputs.api_description import describe
from factcheck.outputs.json_api import Api
from factcheck.outputs.json_lines import line_makers
from factcheck.outputs.output import as_json
from factcheck.outputs.type_files import python, typescript
from factcheck.outputs.type_model import API, TypeModel
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.schema.schemas import read_schemas

SITE = Site(url="https://factcheck.example/", name="Word for Word")
DESCRIPTION = json.loads(json.dumps(describe(SITE.url, SITE.name)))
OWN_TSC = Path(__file__).parent / "node_modules" / "typescript" / "bin" / "tsc"


class Value(NamedTuple):
    """A value, and the name of the type that it should have."""

    type: str
    data: Any


@pytest.fixture(scope="module")
def model() -> TypeModel:
    found = TypeModel({**read_schemas(ROOT / "schemas"), API: DESCRIPTION})
    found.declare_all()
    return found


def documents(corpus: Corpus) -> Iterator[Value]:
    """Yield every file of the records."""
    for entry in corpus.entries:
        assert isinstance(entry.file, RecordFile)
        document = entry.file.document()
        assert document
        yield Value(f"{entry.kind.capitalize()}Document", document.data)


def answers(corpus: Corpus) -> Iterator[Value]:
    """Yield every file of the API whose description gives its type a name."""
    places = {
        re.sub(r"\\{[a-z]+\\}", "[a-z0-9-]+", re.escape(path)): place["get"]["responses"]["200"]["content"]
        for path, place in DESCRIPTION["paths"].items()
    }
    for path, make in Api(Renderer(corpus, MAIN, SITE, ())).makers().items():
        content = next(content for pattern, content in places.items() if re.fullmatch(pattern, f"/{path}"))
        if name := content["application/json"]["schema"].get("$ref"):
            yield Value(name.rpartition("/")[2], json.loads(as_json(make())))


LINES = {"corrections": "CorrectionEntry", "retired": "Retired", "ratings": "RatingsRating", "terms": "TermsTerm"}
"""The types of the lines of these files of JSON Lines; a line about a record is the record's file in the API."""


def lines(corpus: Corpus) -> Iterator[Value]:
    """Yield what is on each line of the files of JSON Lines."""
    for name, make in line_makers(Renderer(corpus, MAIN, SITE, ())).items():
        for item in map(json.loads, make().splitlines()):
            yield Value(LINES.get(name) or str(item["kind"]).capitalize(), item)


def changed(corpus: Corpus, change: Callable[[Any], object]) -> Value:
    """Return the first claim about an investment, changed."""
    claims = (value for value in documents(corpus) if value.type == "ClaimDocument" and "claim" in value.data)
    data = copy.deepcopy(next(claim for claim in claims if claim.data["claim"]["payload"]["type"] == "investment").data)
    change(data)
    return Value("ClaimDocument", data)


WRONG: dict[str, Callable[[Any], object]] = {
    "a field is missing": lambda claim: claim["review"].pop("rating"),
    "a field of a claim is missing": lambda claim: claim["claim"]["payload"].pop("investee"),
    "a value is not listed": lambda claim: claim["review"].update(confidence="sure"),
    "another type": lambda claim: claim["claim"].update(about="one"),
    "an unknown field": lambda claim: claim["review"].update(unknown=1),
    "a field of another payload": lambda claim: claim["claim"]["payload"].update(thesis={"en": "x"}),
}


@pytest.fixture(scope="module")
def right(sample: Report, real: Report) -> list[Value]:
    """Return what must have its type: all records, and the answers of the API about the invented ones."""
    return [*documents(sample.corpus), *documents(real.corpus), *answers(sample.corpus), *lines(sample.corpus)]


@pytest.fixture(scope="module")
def wrong(sample: Report) -> list[Value]:
    made = [changed(sample.corpus, change) for change in WRONG.values()]
    index = next(value for value in answers(sample.corpus) if value.type == "Index")
    return [*made, Value("Index", {**index.data, "version": 1}), Value("ClaimList", {"kind": "claim", "items": []})]


def test_values_have_all_types_of_documents_and_answers(right: list[Value]) -> None:
    there = {value.type for value in right}
    assert there >= {f"{kind.capitalize()}Document" for kind in DOCUMENTS} - {"ExceptionsDocument", "FloorsDocument"}
    assert there >= {"Index", "Claim", "ClaimList", "CorrectionList", "Ratings", "Terms", "Fingerprints", "Identifiers"}


def test_mypy_holds_values_against_the_types(
    model: TypeModel, right: list[Value], wrong: list[Value], tmp_path: Path
) -> None:
    (tmp_path / "records.py").write_text(python(model.declarations.values()), encoding="utf-8")
    lines = [f"right_{number}: records.{value.type} = {value.data!r}" for number, value in enumerate(right)]
    lines += [f"wrong_{n}: records.{value.type} = {value.data!r}  # type: ignore" for n, value in enumerate(wrong)]
    (tmp_path / "values.py").write_text("import records\n" + "\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-color", "--no-pretty", "--config-file=", "values.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[:2000] + done.stderr


def test_python_itself_reads_the_types(model: TypeModel) -> None:
    names: dict[str, Any] = {}
    exec(compile(python(model.declarations.values()), "records.py", "exec", dont_inherit=True), names)  # noqa: S102
    hints = get_type_hints(names["ClaimRecord"])
    assert set(hints) == set(read_schemas(ROOT / "schemas")["claim"]["$defs"]["record"]["properties"])
    assert names["ClaimRecord"].__required_keys__ == {"id", "article", "claim", "review", "record"}


def tsc() -> list[str]:
    """Return the command of TypeScript's compiler; the test is skipped if there is none."""
    if OWN_TSC.exists() and (node := shutil.which("node")):
        return [node, str(OWN_TSC)]
    if found := shutil.which("tsc"):
        return [found]
    pytest.skip("TypeScript's compiler tsc is missing: `make types` installs it (it needs npm)")


def test_typescript_holds_values_against_the_types(
    model: TypeModel, right: list[Value], wrong: list[Value], tmp_path: Path
) -> None:
    command = [
        *tsc(),
        "--strict",
        "--exactOptionalPropertyTypes",
        "--lib",
        "es2020",
        "--noEmit",
        "values.ts",
    ]
    (tmp_path / "records.d.ts").write_text(typescript(model.declarations.values()), encoding="utf-8")
    lines = [f"export const right{n}: t.{value.type} = {json.dumps(value.data)};" for n, value in enumerate(right)]
    lines += [
        f"// @ts-expect-error\nexport const wrong{n}: t.{value.type} = {json.dumps(value.data)};"
        for n, value in enumerate(wrong)
    ]
    imports = 'import type * as t from "./records";'
    (tmp_path / "values.ts").write_text("\n".join([imports, *lines, ""]), encoding="utf-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[:2000] + done.stderr


def test_words_of_schemas_stay_inside_comments() -> None:
    """Whatever a schema says, a program that reads the types runs none of it."""
    nasty = 'a */ x = 1; """\nimport os\\'
    schema = {"description": nasty, "type": "object", "properties": {"in": {"type": "string", "description": nasty}}}
    found = TypeModel({"entity": schema})
    found.declare_all()
    names: dict[str, Any] = {}
    exec(compile(python(found.declarations.values()), "records.py", "exec", dont_inherit=True), names)  # noqa: S102
    assert "os" not in names
    assert set(names["EntityDocument"].__annotations__) == {"in"}
    assert typescript(found.declarations.values()).count("*/") == 2
