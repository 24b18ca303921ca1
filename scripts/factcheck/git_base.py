"""The records of another revision, to compare with: what CI calls the base of a pull request."""

import io
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from factcheck.corpus import Corpus, Surroundings
from factcheck.errors import SetupError
from factcheck.loading.snapshot import take_snapshot
from factcheck.reading import read_snapshot
from factcheck.schema.schemas import Schemas, read_schemas

_FACTS = "facts"
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def read_base(root: Path, revision: str) -> Corpus:
    """Return the records of a revision of the project at `root`, as far as they fit today's schemas.

    Args:
        root: the folder of the project, at the top of a git repository or anywhere in it.
        revision: a commit, branch or tag, such as ``origin/main``.

    Raises:
        SetupError: git is missing, this is no repository, or it does not know the revision.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode:
        raise SetupError(_explain(root, revision))
    archive = _git(root, "archive", "--format=tar", commit.stdout.decode().strip(), "--", _FACTS)
    with tempfile.TemporaryDirectory() as folder:
        if archive.returncode == 0:  # otherwise the revision has no records yet
            _unpack(archive.stdout, Path(folder))
        snapshot = take_snapshot(Path(folder), Schemas(read_schemas(root / "schemas")))
        return read_snapshot(snapshot, Surroundings()).corpus


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        # No shell, and what a stranger names comes after --end-of-options. git is found on the path, as everywhere.
        command = ["git", "-C", str(root), *arguments]
        return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **_QUIET})  # noqa: S603
    except OSError as error:
        message = f"git is needed to compare with another revision, and it cannot be run: {error.strerror}"
        raise SetupError(message) from error


def _explain(root: Path, revision: str) -> str:
    if _git(root, "rev-parse", "--git-dir").returncode:
        return "there is no git repository here, so there is no revision to compare with"
    shallow = _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    hint = "this clone is shallow: fetch the whole history (fetch-depth: 0)" if shallow else "is it fetched?"
    return f"git knows no revision {revision!r}; {hint}"


def _unpack(data: bytes, folder: Path) -> None:
    """Write the plain files of an archive of ours below `folder`; links and anything with an odd name are left out."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            content = archive.extractfile(member) if member.isreg() else None
            if content and parts[:1] == (_FACTS,) and ".." not in parts:
                target = folder.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
