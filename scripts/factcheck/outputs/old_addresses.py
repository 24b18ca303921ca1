"""What is at the old addresses of records that moved: the files of the record that each of them is now.

Whoever reads a feed, shows a card or loads a citation at an old address so gets that of today, which names its own
address. An output may make a file of its own there instead: the JSON API says where the record is (``moved_to``).
"""

import re
from collections.abc import Mapping

from factcheck.corpus import Corpus, Key
from factcheck.kinds import ARTICLE, FOLDERS
from factcheck.outputs.output import Make
from factcheck.records.record import Moved

_KINDS = {**{folder: kind for kind, folder in FOLDERS.items()}, "annotations": ARTICLE}
"""The kind of the records whose files are in a folder of a name."""
_RECORD = re.compile(rf"(?:[^/]+/)*?(?:({'|'.join(_KINDS)})/|({'|'.join(FOLDERS)})-)([a-z0-9-]+)(?=[./])")
"""The path of a file of a record: with the folder of its kind and its id in it, or with both as ``KIND-ID``."""


def at_old_addresses(corpus: Corpus, files: Mapping[str, Make]) -> Mapping[str, Make]:
    """Return the files that are missing at the old addresses of the records that moved, by their paths.

    Args:
        corpus: the records, with what is left of those that moved.
        files: the files of all outputs in the site of a language.
    """
    old = _old_ids(corpus)
    found: dict[str, Make] = {}
    for path, make in files.items() if old else ():
        if match := _RECORD.match(path):
            kind = match[2] or _KINDS[match[1]]
            for id_ in old.get((kind, match[3]), ()):
                found[f"{path[: match.start(3)]}{id_}{path[match.end(3) :]}"] = make
    return {path: make for path, make in found.items() if path not in files}


def _old_ids(corpus: Corpus) -> Mapping[Key, list[str]]:
    """Return the ids that each record had before, by its kind and id."""
    old: dict[Key, list[str]] = {}
    for (kind, id_), stone in corpus.tombstones.items():
        if isinstance(stone, Moved):
            old.setdefault((kind, stone.moved_to), []).append(id_)
    return old
