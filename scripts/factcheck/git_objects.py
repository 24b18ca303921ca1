"""What git knows about a project: read from its objects as data.

Nothing is checked out: no filter, hook or attribute of a revision has a say, no link is followed, and nothing is run. A
stranger may have made the revision, so what is read has limits.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from factcheck.errors import SetupError

PLAIN, _LINK = (b"100644", b"100755"), b"120000"
"""The modes of plain files and of links; other repositories and anything else are passed over."""
# No shell, and what a stranger names comes after --end-of-options or --. git is found on the path, as everywhere.
_GIT = ("git", "-c", "log.showRoot=true", "-C")  # the settings of a repository could hide its first commit
_QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_ALLOW_PROTOCOL": "none",  # what was not fetched is missing: a repository could name any program to fetch it
    "LC_ALL": "C",
}
_MOST_LISTED = 64 * 1024 * 1024
"""How many bytes a list of files may have: room for half a million of them."""
_MOST_BYTES = 2 * 1024**3
"""How large all files together may be."""
LARGEST = 1024 * 1024
"""A larger file is not read: no record, page or picture may be that large, and it is enough to see that it is."""
_PLAIN_DIFF = ("--no-ext-diff", "--no-textconv", "--no-renames", "--no-color", "--relative")
_HUNK = re.compile(rb"@@ -[0-9]+(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@")


class Blob(NamedTuple):
    """A file of a commit: its path below the project, its mode, its object, and its size."""

    path: str
    mode: bytes
    object: bytes
    size: int


def find_commit(root: Path, revision: str) -> str:
    """Return the commit that a revision of the project at `root` names, such as ``origin/main``.

    Raises:
        SetupError: git is missing, this is no repository, or it does not know the revision.
    """
    found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise SetupError(_explain(root, revision))
    return found.stdout.decode().strip()


def common_commit(root: Path, one: str, other: str) -> str:
    """Return the last commit that two have in common; the first of them if they have none.

    What a branch changes is what it differs in from there: not what the other one has got since.

    Raises:
        SetupError: git is missing.
    """
    return run_git(root, "merge-base", one, other).stdout.decode().strip() or one


def write_files(root: Path, commit: str, folders: Iterable[str], target: Path, *, links: bool = False) -> None:
    """Write the files of a commit that are in `folders` below `target`, but nothing with a name that leads elsewhere.

    Not with ``git archive``: a file ``.gitattributes`` could hide records from it, or change what they hold.

    Args:
        root: the folder of the project, at the top of a git repository or anywhere in it.
        commit: the commit.
        folders: the folders of the project that are wanted.
        target: an empty folder.
        links: whether a link leaves a link to nothing, so that it can be reported; else it is passed over.

    Raises:
        SetupError: git is missing, or the commit holds more than a project can.
    """
    wanted = tuple(folders)
    blobs = [blob for blob in _list(root, commit, wanted) if PurePosixPath(blob.path).parts[:1][0] in wanted]
    plain = [blob for blob in blobs if blob.mode in PLAIN and blob.size <= LARGEST]
    if sum(blob.size for blob in plain) > _MOST_BYTES:
        raise SetupError(_TOO_LARGE.format(commit[:12], _MOST_BYTES // 1024**2))
    for blob, content in zip(plain, blob_contents(root, plain), strict=True):
        _write(target, blob.path, content)
    for blob in blobs:
        if blob.mode in PLAIN and blob.size > LARGEST:
            _write(target, blob.path, bytes(LARGEST + 1))
        elif blob.mode == _LINK and links:
            # Links come last, and lead nowhere: nothing can be written through them.
            _write(target, blob.path, None)


def _write(target: Path, name: str, content: bytes | None) -> None:
    """Write a file, or with None a link to nothing; a name that the file system does not take is passed over."""
    parts = PurePosixPath(name).parts
    if ".." in parts:
        return
    path = target.joinpath(*parts)
    with suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.symlink_to("nothing")
        else:
            path.write_bytes(content)


def project_prefix(root: Path) -> str:
    """Return the folder of the project in its repository, with a slash at the end; nothing if it is at the top.

    Raises:
        SetupError: git is missing.
    """
    return os.fsdecode(run_git(root, "rev-parse", "--show-prefix").stdout.rstrip(b"\n"))


def changed_files(root: Path, base: str, head: str | None) -> tuple[str, ...]:
    """Return the paths below the project that differ between two commits, or with None from the files at hand.

    Raises:
        SetupError: git is missing, or more files differ than can be listed.
    """
    listed = limited_git(root, "diff", *_PLAIN_DIFF, "--name-only", "-z", base, *([head] if head else []), "--")
    if head is None:
        listed += limited_git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return tuple(sorted({os.fsdecode(name) for name in listed.split(b"\0") if name}))


def changed_lines(root: Path, base: str, head: str | None, path: str) -> frozenset[int]:
    """Return the numbers of the lines of a file that are new or changed in `head`, or with None in the file at hand.

    Raises:
        SetupError: git is missing.
    """
    hunks = ("--unified=0", "--inter-hunk-context=0", "--text")
    command = ("diff", *_PLAIN_DIFF, *hunks, base, *([head] if head else []), "--", path)
    return frozenset(_new_lines(run_git(root, *command).stdout.split(b"\n")))


def _new_lines(lines: list[bytes]) -> Iterator[int]:
    """Yield the numbers of new lines from the output of ``git diff``, where a line of a file may look like a head."""
    at = 0
    while at < len(lines):
        found = _HUNK.match(lines[at])
        at += 1
        if found:
            gone, start, new = (1 if number is None else int(number) for number in found.groups())
            yield from range(start, start + new)
            at += gone + new


def file_at(root: Path, commit: str, path: str) -> bytes | None:
    """Return what a file of the project holds in a commit; None if there is no such plain file, or it is too large.

    Raises:
        SetupError: git is missing.
    """
    blobs = [blob for blob in _list(root, commit, (path,)) if blob.mode in PLAIN and blob.size <= LARGEST]
    return next(blob_contents(root, blobs[:1]), None)


def user_name(root: Path) -> str | None:
    """Return the name that git writes into commits here; None if it knows none, or is missing."""
    try:
        return run_git(root, "config", "user.name").stdout.decode("utf-8", "replace").strip() or None
    except SetupError:
        return None


def _list(root: Path, commit: str, folders: tuple[str, ...]) -> Iterator[Blob]:
    """Yield the files of a commit in these folders, by paths below the project."""
    for line in limited_git(root, "ls-tree", "-r", "-l", "-z", commit, "--", *folders).split(b"\0"):
        head, _, name = line.partition(b"\t")
        match head.split():
            case [_, b"blob", _, b"BAD"]:
                raise SetupError(MISSING)
            case [mode, b"blob", object_, size]:
                yield Blob(os.fsdecode(name), mode, object_, int(size))


def blob_contents(root: Path, blobs: list[Blob]) -> Iterator[bytes]:
    """Yield the content of each file.

    Raises:
        SetupError: one is not there, or git is missing.
    """
    answer = run_git(root, "cat-file", "--batch", given=b"".join(blob.object + b"\n" for blob in blobs)).stdout
    start = 0
    for blob in blobs:
        end = answer.find(b"\n", start)
        if end < 0 or answer.endswith(b" missing", start, end):
            raise SetupError(MISSING)
        start = end + 1
        yield answer[start : start + blob.size]
        start += blob.size + 1


def run_git(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, and return what came of it.

    Raises:
        SetupError: git is missing.
    """
    command, environment = [*_GIT, str(root), *arguments], {**os.environ, **_QUIET}
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False, env=environment)  # noqa: S603
    except OSError as error:
        raise SetupError(_NO_GIT.format(error.strerror)) from error


def limited_git(root: Path, *arguments: str) -> bytes:
    """Return what git prints, unless that is too much: a small repository can name the same folder a million times.

    Raises:
        SetupError: it is, git cannot read it, or git is missing.
    """
    command, environment = [*_GIT, str(root), *arguments], {**os.environ, **_QUIET}
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:  # noqa: S603
            printed = process.stdout.read(_MOST_LISTED + 1) if process.stdout else b""
            if len(printed) > _MOST_LISTED:
                process.kill()
    except OSError as error:
        raise SetupError(_NO_GIT.format(error.strerror)) from error
    if process.returncode or len(printed) > _MOST_LISTED:
        raise SetupError(_TOO_MANY if len(printed) > _MOST_LISTED else _DAMAGED.format(arguments[0]))
    return printed


MISSING = "parts of the repository are missing: fetch all of it, without --filter"
_TOO_MANY = "the revision holds more files than a project can have"
_TOO_LARGE = "the files of {} are larger than {} MiB together"
_DAMAGED = "git cannot read the repository: 'git {}' fails"
_NO_GIT = "comparing with another revision needs git, which cannot be run: {}"


def _explain(root: Path, revision: str) -> str:
    if run_git(root, "rev-parse", "--git-dir").returncode:
        return "this folder is not in a git repository, so there is no revision to compare with"
    shallow = run_git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    hint = "this clone is shallow: fetch the whole history (fetch-depth: 0)" if shallow else "has it been fetched?"
    return f"git does not know the revision {revision!r}; {hint}"
