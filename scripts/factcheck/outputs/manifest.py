"""``manifest.json``: the digest of every file of a finished site, and what a copy of the site is like beside it.

The build makes it last (``site/site_manifest.py``), because it needs all other files. `factcheck verify` reads it, and
so can any program that calculates SHA-256 (FIPS 180-4). This module reads, compares and says what differs; it is pure.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from factcheck.report.text import count, visible
from factcheck.schema.strict_json import parse_json

MANIFEST = "manifest.json"
"""The path of the manifest, the one file of a site that is not in it."""
FORMAT = 1
"""The version of this format. A change that breaks readers raises it."""

SHOWN = 20
"""How many files of a kind are listed for people; JSON has all of them."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PART = r"(?!\.{1,2}(?:/|\Z))[^/\\\x00-\x1f\x7f]{1,255}"
_PATH = re.compile(rf"{_PART}(?:/{_PART}){{0,63}}")
"""A path below the site: no part of it is empty, ``.`` or ``..``."""


class Manifest(NamedTuple):
    """What a manifest says."""

    files: Mapping[str, str]
    """The SHA-256 of each file, in hexadecimal, by its path from the root of the site."""
    site: str = ""
    """The address that the site was built for."""
    commit: str | None = None
    """The commit that it was built from; None if it was built from something else than one commit."""
    versions: Mapping[str, str] = {}
    """The versions of what readers rely on: the API and the schemas."""
    made_with: Mapping[str, str] = {}
    """The versions of the programs that made the site: another version may make other bytes."""
    settings: Mapping[str, str] = {}
    """The environment variables that a build needs to make the same site, with their values."""


class Copy(NamedTuple):
    """What was found of a copy of a site."""

    files: Mapping[str, str]
    """The digest of each file that is there, by its path; "" if it is no plain file, or cannot be read."""
    unanswered: Mapping[str, str] = {}
    """The files of which nothing is known, by path, each with the reason. They are not among `files`."""


class Differences(NamedTuple):
    """How a copy differs from the manifest: the paths of files, each list in order."""

    files: int
    """How many files the manifest names."""
    changed: list[str]
    missing: list[str]
    additional: list[str]
    """Files that the manifest does not name. Nobody can find these in a site that is online."""
    unanswered: dict[str, str]
    """Files of which nothing is known, each with the reason."""

    @property
    def same(self) -> bool:
        """Whether the copy is, file by file, what the manifest says."""
        return not (self.changed or self.missing or self.additional or self.unanswered)


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the file: JSON in UTF-8 with a line for each file, in the order of the code points of the paths."""
    content = {
        "format": FORMAT,
        "site": manifest.site,
        "commit": manifest.commit,
        "versions": dict(manifest.versions),
        "made_with": dict(sorted(manifest.made_with.items())),
        "settings": dict(manifest.settings),
        "files": dict(sorted(manifest.files.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=0).encode() + b"\n"


def read_manifest(raw: bytes) -> Manifest:
    """Return what a manifest says, which may come from a stranger.

    Raises:
        ValueError: it is none, or names something that can be no file of a site; the message says what is wrong.
    """
    content = parse_json(raw)
    match content:
        case {"format": int(number), "files": dict(files)} if files and number == FORMAT:
            _check_files(files)
        case {"format": int(number), "files": dict(files)} if files:
            message = f"its format is {number}, and only format {FORMAT} is known here"
            raise ValueError(message)
        case _:
            message = "it names no files"
            raise ValueError(message)
    site, commit = content.get("site"), content.get("commit")
    return Manifest(
        files=files,
        site=site if isinstance(site, str) else "",
        commit=commit if isinstance(commit, str) else None,
        versions=_texts(content.get("versions")),
        made_with=_texts(content.get("made_with")),
        settings=_texts(content.get("settings")),
    )


def _check_files(files: Mapping[str, Any]) -> None:
    for path, digest in files.items():
        if not _PATH.fullmatch(path):
            message = f"{path[:80]!r} cannot be the path of a file of a site"
            raise ValueError(message)
        if not (isinstance(digest, str) and _DIGEST.fullmatch(digest)):
            message = f"{path[:80]!r} has no SHA-256 of 64 digits"
            raise ValueError(message)


def _texts(value: object) -> Mapping[str, str]:
    items = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in items if isinstance(text, str)}


def compare_copy(manifest: Manifest, copy: Copy) -> Differences:
    """Return how a copy of a site differs from its manifest. The manifest itself is not one of the files."""
    there, named = copy.files.keys() - {MANIFEST}, manifest.files.keys() - {MANIFEST}
    return Differences(
        files=len(named),
        changed=sorted(path for path in there & named if copy.files[path] != manifest.files[path]),
        missing=sorted(named - there - copy.unanswered.keys()),
        additional=sorted(there - named),
        unanswered={path: copy.unanswered[path] for path in sorted(copy.unanswered.keys() & named)},
    )


def sentence(found: Differences) -> str:
    """Return whether a copy is what the manifest says and, if not, how many files differ in which way."""
    files = count(found.files, "file")
    if found.same:
        return f"The copy is what the manifest says: {files}."
    numbers = {
        "changed": len(found.changed),
        "missing": len(found.missing),
        "additional": len(found.additional),
        "without an answer": len(found.unanswered),
    }
    counted = ", ".join(f"{number} {name}" for name, number in numbers.items() if number)
    differs = found.changed or found.missing or found.additional
    verdict = "The copy differs from" if differs else "Not all of the copy could be compared with"
    return f"{verdict} the manifest, which names {files}: {counted}."


def _as_text(copy: str, manifest: Manifest, found: Differences) -> str:
    """Return the sentence, what the manifest is of, and the files that differ."""
    about = [f"the site {manifest.site}"] if manifest.site else []
    about += [f"commit {manifest.commit}"] if manifest.commit else []
    lines = [f"{visible(copy)}: {sentence(found)}"]
    lines += [visible(f"The manifest is of {', '.join(about)}.")] if about else []
    reasons = [f"{path} ({why})" for path, why in found.unanswered.items()]
    for name, paths in _lists(found, reasons):
        lines += [f"{name}:", *(f"  {visible(path)}" for path in paths[:SHOWN])]
        lines += [f"  and {len(paths) - SHOWN} more (--format json names all)"] if len(paths) > SHOWN else []
    return "\n".join(lines)


def _lists(found: Differences, reasons: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    lists: Iterable[tuple[str, Sequence[str]]] = (
        ("changed", found.changed),
        ("missing", found.missing),
        ("additional", found.additional),
        ("without an answer", reasons),
    )
    yield from ((name, paths) for name, paths in lists if paths)


def _as_json(copy: str, manifest: Manifest, found: Differences) -> str:
    content = {
        "version": 1,
        "copy": copy,
        "same": found.same,
        "sentence": sentence(found),
        "site": manifest.site,
        "commit": manifest.commit,
        **found._asdict(),
    }
    return json.dumps(content, indent=2)  # in ASCII: the name of a file may be no text


COPY_FORMATS: Mapping[str, Callable[[str, Manifest, Differences], str]] = {"text": _as_text, "json": _as_json}
"""The function for each format: it gets where the copy is, the manifest and the differences."""
