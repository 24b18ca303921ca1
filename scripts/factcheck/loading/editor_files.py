"""What editors and desktops put beside the files that people work on. Everything that reads a folder passes it over."""

import re

_LEFT_BY_EDITORS = re.compile(
    r"\.(?!git|ya?ml$).+|.*~|#.*#|4913|.*\.(?:swp|swx|tmp|bak|orig|part)|.*___jb_(?:tmp|old)___", re.DOTALL
)


def is_left_by_editor(path: str) -> bool:
    """Return whether the file at `path` is a temporary file of an editor or a desktop, going by its name.

    Files of git, such as ``.gitattributes``, are none: they could hide a change from a review.
    """
    return bool(_LEFT_BY_EDITORS.fullmatch(path.rpartition("/")[2]))
