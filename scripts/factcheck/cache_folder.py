"""The folder of the cache: the user's, and used only if nobody else can have written what is in it."""

import os
import stat
import sys
from pathlib import Path

from platformdirs import user_cache_path

FOLDER_VARIABLE = "FACTCHECK_CACHE"
"""The environment variable that names another folder for the cache."""
NOTICE_VARIABLE = "FACTCHECK_CACHE_NOTICE"
"""The environment variable that is set once the user was told that there is no cache, for our child processes, too."""
_OWN = "factcheck-site"
"""The name of our folder in the user's cache folder, or in the one that the user names."""


def cache_folder() -> Path | None:
    """Return our folder in the user's cache folder, for all projects; make it if it is not there.

    What is in it is believed, so it must be the user's own, nobody else may be able to write to it, and it must not be
    in a project, where a pull request could fill it. Windows has no such rights to look at.

    Returns:
        The folder; None if there cannot be one. The user is then told why, once.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    folder = (Path(named) if named else user_cache_path()).absolute() / _OWN
    why = _make_private(folder)
    if why and NOTICE_VARIABLE not in os.environ:
        os.environ[NOTICE_VARIABLE] = "1"
        sys.stderr.write(f"factcheck: the cache in {folder} is not used: {why}\n")
    return None if why else folder


def _make_private(folder: Path) -> str | None:
    """Make a folder for its owner alone, if it is not there; return why it cannot be trusted, or None if it can."""
    try:
        if any((parent / "schemas" / "claim.schema.json").exists() for parent in folder.resolve().parents):
            return "it is in a project, where a pull request could fill it"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, RuntimeError) as error:  # older versions of Python raise the latter for links in a circle
        return getattr(error, "strerror", None) or str(error)
    if not stat.S_ISDIR(status.st_mode):
        return "it is a link"
    if sys.platform != "win32":
        if status.st_uid != os.geteuid():
            return "it belongs to somebody else"
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return "others can write to it; remove it, and it is made anew"
    return None
