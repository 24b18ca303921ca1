"""The manifest of a finished site: the digest of each file, and what the site was made from and with."""

import platform
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from factcheck import __version__
from factcheck.errors import SetupError
from factcheck.git_objects import changed_files, file_at, find_commit
from factcheck.outputs.manifest import MANIFEST, Manifest, manifest_bytes
from factcheck.pages.page import Site
from factcheck.parallel import cores, parallel_map
from factcheck.plain_files import files_below, read_plain
from factcheck.schema.releases import API_VERSION, SCHEMA_VERSION

PACKAGES = (
    *("babel", "feedgenerator", "icalendar", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material"),
    *("pagefind-bin", "pillow", "pygments", "pymdown-extensions"),
)
"""The packages that write into a site: another version may write other bytes."""
BUILT_FROM = ("facts/", "docs/", "schemas/", "scripts/", "tests/checks/", "mkdocs.", "CITATION.cff")
"""How the paths of the files begin that a site is built from."""
_IN_EVERY_PROJECT = "schemas/claim.schema.json"
_LARGEST = 1024**3
"""How large a file of a site can be. Of a larger one only the beginning is read, so that its digest is another one."""


def write_manifest(folder: Path, root: Path, site: Site) -> None:
    """Write the manifest of the finished site in `folder`, which all languages must be in.

    Args:
        folder: the site. Nothing in it may change afterwards.
        root: the folder of the project.
        site: what the site says of itself.

    Raises:
        OSError: a file cannot be read or written.
    """
    files = {path: digest for path, digest in digests(folder).items() if path != MANIFEST}
    versions = {"api": API_VERSION, "schemas": SCHEMA_VERSION}
    manifest = Manifest(files, site.url, built_commit(root), versions, programs(), _settings(site))
    (folder / MANIFEST).write_bytes(manifest_bytes(manifest))


def digests(folder: Path) -> Mapping[str, str]:
    """Return the SHA-256 of each file in a folder, by its path below it; "" if it is no plain file that can be read.

    No link is followed.
    """
    paths = files_below(folder)
    return dict(zip(paths, parallel_map(lambda path: _digest(folder / path), paths, jobs=cores()), strict=True))


def _digest(path: Path) -> str:
    with suppress(OSError):
        return sha256(read_plain(path, _LARGEST)).hexdigest()
    return ""


def _settings(site: Site) -> dict[str, str]:
    """Return what ``mkdocs.yml`` reads from the environment."""
    return {
        "SITE_URL": site.url,
        "EDIT_URL": site.edit,
        "CREATE_URL": site.create,
        "ISSUE_URL": site.issue,
        "REPORT_URL": site.report,
        "SECURITY_URL": site.security_contact,
    }


def programs() -> dict[str, str]:
    """Return the versions of the programs that make a site, as far as they are known."""
    found = {
        "factcheck": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def built_commit(root: Path) -> str | None:
    """Return the commit whose files are those in the project at `root`; None if they are not those of one commit."""
    with suppress(SetupError):
        commit = find_commit(root, "HEAD")
        if file_at(root, commit, _IN_EVERY_PROJECT) is None:  # the repository is that of something around the project
            return None
        return None if any(path.startswith(BUILT_FROM) for path in changed_files(root, commit, None)) else commit
    return None
