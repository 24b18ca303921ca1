"""Types for programs in TypeScript (``records.d.ts``) and Python (``records.py``): of records and of the API's answers.

Objects are interfaces in TypeScript, and in Python a ``TypedDict`` (PEP 589, with ``NotRequired`` of PEP 655: Python
3.11). The well-kept generators want files, or programs of other languages; so each of the two has a writer here.
"""

import json
import keyword
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from factcheck.outputs.api_description import describe
from factcheck.outputs.output import Make, Output
from factcheck.outputs.type_model import API, Declaration, Member, Shape, TypeModel
from factcheck.pages.file_addresses import PYTHON_TYPES, TYPESCRIPT_TYPES
from factcheck.pages.page import LICENCE
from factcheck.pages.renderer import Renderer
from factcheck.schema.releases import API_VERSION, SCHEMA_VERSION

_HEAD = (
    "Types of the records (schemas {schemas}) and of the API's answers (API {api}), made from their descriptions.",
    "{licence}, {url}. A minor version adds only: be ready for fields and values that are not here.",
)
_PLAIN = {
    "typescript": {
        "string": "string",
        "integer": "number",
        "number": "number",
        "boolean": "boolean",
        "object": "object",
    },
    "python": {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "object": "dict[str, object]"},
}


def _head() -> list[str]:
    values = {"schemas": SCHEMA_VERSION, "api": API_VERSION, "licence": LICENCE.name, "url": LICENCE.url}
    return [line.format(**values) for line in _HEAD]


def typescript(declarations: Iterable[Declaration]) -> str:
    """Return declarations as a module of TypeScript that declares types only."""
    return "\n".join([*(f"// {line}" for line in _head()), "", *map(_in_typescript, declarations)])


def _in_typescript(declared: Declaration) -> str:
    about = _js_comment(declared.about)
    if declared.shape:
        return f"{about}export type {declared.name} = {_ts_type(declared.shape)};\n"
    members = "".join(_ts_member(member) for member in declared.members)
    return f"{about}export interface {declared.name} {{\n{members}}}\n"


def _ts_member(member: Member) -> str:
    name = member.name if re.fullmatch(r"[A-Za-z_]\w*", member.name, re.ASCII) else json.dumps(member.name)
    optional = "" if member.required else "?"
    return f"{_js_comment(member.about, '  ')}  {name}{optional}: {_ts_type(member.shape)};\n"


def _js_comment(text: str, indent: str = "") -> str:
    words = " ".join(text.split()).replace("*/", "*\\/")
    return f"{indent}/** {words} */\n" if words else ""


def _ts_type(shape: Shape) -> str:
    if shape.sort == "values":
        return " | ".join(json.dumps(value) for value in shape.values)
    if shape.sort == "any of":
        return " | ".join(map(_ts_type, shape.parts))
    if shape.sort == "list":
        return f"Array<{_ts_type(shape.parts[0])}>"
    if shape.sort == "map":
        return f"Record<string, {_ts_type(shape.parts[0])}>"
    return shape.name if shape.sort == "named" else _PLAIN["typescript"].get(shape.name, "unknown")


def python(declarations: Iterable[Declaration]) -> str:
    """Return declarations as a module of Python that needs nothing but its standard library."""
    head = "\n".join(_head())
    imports = "from typing import Literal, NotRequired, TypeAlias, TypedDict"
    return "\n".join([f'"""{head}"""', "", imports, "", *map(_in_python, declarations)])


def _in_python(declared: Declaration) -> str:
    if declared.shape:
        return f"{declared.name}: TypeAlias = {_py_type(declared.shape)}\n{_docstring(declared.about)}"
    if all(member.name.isidentifier() and not keyword.iskeyword(member.name) for member in declared.members):
        members = "".join(
            f"    {member.name}: {_py_member(member)}\n{_docstring(member.about, '    ')}"
            for member in declared.members
        )
        return f"\nclass {declared.name}(TypedDict):\n{_docstring(declared.about, '    ')}\n{members}"
    listed = ", ".join(f"{member.name!r}: {_py_member(member)}" for member in declared.members)
    return f"{declared.name} = TypedDict({declared.name!r}, {{{listed}}})\n{_docstring(declared.about)}"


def _py_member(member: Member) -> str:
    type_ = _py_type(member.shape)
    return type_ if member.required else f"NotRequired[{type_}]"


def _docstring(text: str, indent: str = "") -> str:
    words = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'{indent}"""{words}"""\n' if words else ""


def _py_type(shape: Shape) -> str:
    if shape.sort == "values":
        return f"Literal[{', '.join(map(repr, shape.values))}]"
    if shape.sort == "any of":
        return " | ".join(map(_py_type, shape.parts))
    if shape.sort == "list":
        return f"list[{_py_type(shape.parts[0])}]"
    if shape.sort == "map":
        return f"dict[str, {_py_type(shape.parts[0])}]"
    return shape.name if shape.sort == "named" else _PLAIN["python"].get(shape.name, "object")


_WRITERS: Mapping[str, Callable[[Iterable[Declaration]], str]] = {TYPESCRIPT_TYPES: typescript, PYTHON_TYPES: python}


def _files(renderer: Renderer) -> Mapping[str, Make]:
    if not renderer.schemas:
        return {}
    model = TypeModel({**renderer.schemas, API: describe(renderer.site.url, renderer.site.name)})
    return {path: partial(_made, model, write) for path, write in _WRITERS.items()}


def _made(model: TypeModel, write: Callable[[Iterable[Declaration]], str]) -> bytes:
    model.declare_all()
    return write(model.declarations.values()).encode()


TYPE_FILES = Output(name="types", files=_files, paths=tuple(map(re.escape, _WRITERS)))
