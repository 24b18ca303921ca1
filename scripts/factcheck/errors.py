"""What stops the tool and is neither a mistake in the data nor a bug: the set-up is broken, or the machine refuses."""

import errno
import os

_REFUSALS = {
    errno.EROFS: "the file system is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EFBIG: "the file would be larger than this process may write (ulimit -f)",
    errno.EACCES: "there is no right to do so",
    errno.EPERM: "there is no right to do so",
    errno.EMFILE: "this process has too many files open (ulimit -n)",
    errno.ENFILE: "the system has too many files open",
    errno.EIO: "the disk reports an error",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EBUSY: "it is in use, or something is mounted there",
    errno.EXDEV: "something is mounted there",
    errno.ENOLCK: "the file system has no locks",
}
"""What the system says when it refuses to read or write, in plain words."""


EXIT_SETUP = 2
"""The exit code of every command, and of MkDocs under our hook, if the set-up is broken or the machine refuses."""


class SetupError(Exception):
    """The set-up is broken: something that the tool needs is missing. The command line ends with `EXIT_SETUP`."""


class SiteError(Exception):
    """The site cannot be built; the message is for the person who wrote the record or the page."""


def is_refusal(error: OSError) -> bool:
    """Return whether the machine refuses something, as with a full disk; otherwise it may be an internal error."""
    return error.errno in _REFUSALS or "No usable temporary directory" in str(error)


def explain(error: SetupError | OSError) -> str:
    """Return a sentence about an error: for one of the system, what cannot be read or written, and why."""
    if isinstance(error, SetupError):
        return str(error)
    why = _REFUSALS.get(error.errno or 0) or error.strerror or str(error)
    name = error.filename2 or error.filename
    return f"{os.fsdecode(name) if name else 'a file'} cannot be read or written: {why}"
