"""What `factcheck verify` says of a copy of a site: a sentence and lists for people, or JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from factcheck.outputs.manifest import Differences, Manifest
from factcheck.report.text import count, visible

SHOWN = 20
"""How many files of a kind are listed for people; JSON has all of them."""


def sentence(found: Differences) -> str:
    """Return whether a copy is what the manifest says and, if not, how many files differ in which way."""
    files = count(found.files, "file")
    if found.same:
        return f"The copy is the same as the manifest: {files}."
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
    return json.dumps(content, ensure_ascii=False, indent=2)


COPY_FORMATS: Mapping[str, Callable[[str, Manifest, Differences], str]] = {"text": _as_text, "json": _as_json}
"""The function for each format: it gets where the copy is, the manifest and the differences."""
