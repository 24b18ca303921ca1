"""Read files that a stranger may have put there: no link is followed, no pipe waited for, and no more read than asked.

And replace files as a whole, and tell by their names which ones editors have left behind. This module imports nothing
of ours, and all others that read files may import it.
"""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

# A file that has become a link or a pipe since its folder was listed is not followed and not waited for.
_OPEN = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
_LEFT_BY_EDITORS = re.compile(
    r"\.(?!git|ya?ml$).+|.*~|#.*#|4913|.*\.(?:swp|swx|tmp|bak|orig|part)|.*___jb_(?:tmp|old)___", re.DOTALL
)
"""What editors and desktops put beside the files that people work on. Everything that reads a folder passes it over."""


def read_plain(path: Path | str, limit: int) -> bytes:
    """Return the content of a file, or its first `limit` + 1 bytes, which are enough to see that it is too large.

    Raises:
        OSError: it cannot be read, or is a symbolic link or anything else but a plain file.
    """
    descriptor = os.open(path, _OPEN)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "this is not a plain file")
        # To read up to the limit, room for all of it would have to be made, and wiped, for every file.
        return os.read(descriptor, min(status.st_size, limit) + 1)
    finally:
        os.close(descriptor)


def files_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, from there and with slashes; a link is a file, even to a folder.

    A folder that cannot be read has none.
    """
    found, folders = [], [""]
    while folders:
        path = folders.pop()
        with suppress(OSError), os.scandir(f"{folder}/{path}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}{entry.name}/")
                else:
                    found.append(f"{path}{entry.name}")
    return found


def replace_file(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file in one step, so that nobody ever reads half of it and nothing is lost if we are stopped.

    Raises:
        OSError: it cannot be written. Then the old one is as it was, and nothing is left beside it.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=".factcheck-", delete=False) as new:
        try:
            new.write(content)
            new.close()
            Path(new.name).chmod(mode)
            Path(new.name).replace(path)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise


def is_left_by_editor(path: str) -> bool:
    """Return whether the file at `path` is a temporary file of an editor or a desktop, going by its name.

    Files of git, such as ``.gitattributes``, are none: they could hide a change from a review.
    """
    return bool(_LEFT_BY_EDITORS.fullmatch(path.rpartition("/")[2]))
