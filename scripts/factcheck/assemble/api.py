"""Write the API into a finished site, and the schemas that it names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from factcheck.assemble.files import write as write_file
from factcheck.render.api import Api, Content
from factcheck.render.api.places import FOLDER, SCHEMAS
from factcheck.spread import MANY, cores, spread

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

    def write(files: Sequence[tuple[str, Callable[[], Content]]]) -> list[int]:
        return [write_file(f"{folder}/{FOLDER}{path}", as_bytes(make())) for path, make in files]

    files = list(api.makers().items())
    spread(write, files, processes=cores() if len(files) >= MANY else 1)


def as_bytes(content: Content) -> bytes:
    """Return a file of the API: JSON in UTF-8, on one line."""
    return _JSON.encode(content).encode() + b"\n"
