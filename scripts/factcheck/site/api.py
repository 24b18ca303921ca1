"""Write the API into a finished site, and the schemas that it names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from factcheck.outputs.json_api import Api, Content
from factcheck.pages.addresses import API, SCHEMAS
from factcheck.parallel import cores, parallel_map
from factcheck.site.files import write as write_file

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_api(folder: Path, api: Api, schemas: Path) -> None:
    """Write all files of an API into the site in `folder`, on all cores if there are many.

    Args:
        folder: the site of the main language.
        api: the API.
        schemas: the folder of the JSON Schemas, which are copied.
    """
    target = folder / SCHEMAS
    target.mkdir(exist_ok=True)
    for path in sorted(schemas.glob("*.schema.json")):
        shutil.copyfile(path, target / path.name)

    def write(file: tuple[str, Callable[[], Content]]) -> int:
        path, make = file
        return write_file(f"{folder}/{API}{path}", as_bytes(make()))

    parallel_map(write, list(api.makers().items()), jobs=cores())


def as_bytes(content: Content) -> bytes:
    """Return a file of the API: JSON in UTF-8, on one line."""
    return _JSON.encode(content).encode() + b"\n"
