"""The records of another revision, to compare with: what CI calls the base of a pull request."""

import os
import subprocess
import tempfile
from pathlib import Path, PurePosixPath

from factcheck.corpus import Corpus, Surroundings
from factcheck.errors import SetupError
from factcheck.loading.snapshot import take_snapshot
from factcheck.reading import read_snapshot
from factcheck.schema.schemas import Schemas, read_schemas

_FACTS = "facts"
_PLAIN = (b"100644 ", b"100755 ")
"""How git's lines about plain files begin; those about links and other repositories begin otherwise."""
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
    with tempfile.TemporaryDirectory() as folder:
        _write_files(root, commit.stdout.decode().strip(), Path(folder))
        snapshot = take_snapshot(Path(folder), Schemas(read_schemas(root / "schemas")))
        return read_snapshot(snapshot, Surroundings()).corpus


def _git(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        # No shell, and what a stranger names comes after --end-of-options. git is found on the path, as everywhere.
        command = ["git", "-C", str(root), *arguments]
        return subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **_QUIET})  # noqa: S603
    except OSError as error:
        message = f"comparing with another revision needs git, which cannot be run: {error.strerror}"
        raise SetupError(message) from error


def _explain(root: Path, revision: str) -> str:
    if _git(root, "rev-parse", "--git-dir").returncode:
        return "this folder is not in a git repository, so there is no revision to compare with"
    shallow = _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    hint = "this clone is shallow: fetch the whole history (fetch-depth: 0)" if shallow else "has it been fetched?"
    return f"git does not know the revision {revision!r}; {hint}"


def _write_files(root: Path, commit: str, folder: Path) -> None:
    """Write the plain files of the records of a commit below `folder`, but no links, and nothing with an odd name.

    Not with ``git archive``: a file ``.gitattributes`` could hide records from it, or change what they hold.
    """
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", _FACTS).stdout.split(b"\0")
    found = (line.partition(b"\t") for line in listed if line.startswith(_PLAIN))
    names = {os.fsdecode(name): head.split()[2] for head, _, name in found}
    contents = _git(root, "cat-file", "--batch", given=b"".join(id_ + b"\n" for id_ in names.values())).stdout
    start = 0
    for name in names:
        end_of_head = contents.index(b"\n", start)
        end = end_of_head + 1 + int(contents[start:end_of_head].split()[2])
        parts = PurePosixPath(name).parts
        if parts[:1] == (_FACTS,) and ".." not in parts:
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents[end_of_head + 1 : end])
        start = end + 1
