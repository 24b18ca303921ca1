"""What an output is: files for programs and for readers who take something along, made from the records.

Pure: the shell writes the files into the site, or answers a request of the preview with one.
"""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from factcheck.pages.renderer import Renderer

Make = Callable[[], bytes]
"""Makes the content of a file. There may be thousands of files, so each is made only when it is wanted."""
Content = dict[str, Any]
"""The content of a JSON file, as plain data."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP archive can name. All files in ours have that date: it depends on no day of a build."""
_UNIX, _READABLE = 3, 0o100644 << 16


class Output(NamedTuple):
    """Files of one sort that a build publishes beside the pages.

    `files` returns, for a site, a function for each file that makes it. It is called for the main language only, whose
    site is the root of all others, unless the output differs `in_each_language`.
    """

    name: str
    files: Callable[[Renderer], Mapping[str, Make]]
    """The files by their paths from the root of the language's site."""
    paths: tuple[str, ...]
    """Regular expressions of all paths that the files can have: a build fails if a site has any other file."""
    in_each_language: bool = False


def midnight(day: str) -> str:
    """Return a day as a time, which many standards demand (RFC 3339): its first moment, in UTC."""
    return f"{day}T00:00:00Z"


def as_json(content: Content) -> bytes:
    """Return a JSON file: in UTF-8, on one line."""
    return _JSON.encode(content).encode() + b"\n"


def as_zip(files: Mapping[str, Make]) -> bytes:
    """Return a ZIP archive of files, in their order, that is the same on every day and machine."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path, make in files.items():
            entry = ZipInfo(path, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, make(), ZIP_DEFLATED, 9)
    return target.getvalue()
