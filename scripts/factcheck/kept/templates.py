"""The theme's templates as code, kept from one build to the next: to compile them takes longer than to fill them.

Jinja compares each with the text of its template. What else its code depends on, the versions of the programs that make
it, is in the names of the files; those of other versions are removed.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version

from jinja2 import FileSystemBytecodeCache

from factcheck.kept.store import kept_folder

_MAKERS = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material")


def kept_templates() -> FileSystemBytecodeCache | None:
    """Return where compiled templates are kept, in the user's cache folder; None if nothing can be kept there."""
    versions = " ".join(f"{name} {version(name)}" for name in _MAKERS)
    mark = f"{blake2b(versions.encode(), digest_size=8).hexdigest()}-"
    folder = kept_folder("templates")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if not path.name.startswith(mark):
                path.unlink(missing_ok=True)
        return FileSystemBytecodeCache(str(folder), f"{mark}%s")
    return None
