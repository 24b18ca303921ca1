"""A record that was published has been deleted or renamed.

Other sites and papers link to a record's address, so it must work for ever. Leave a file with the old ID that says
where the record is now (`moved_to`), or why it was withdrawn (`withdrawn`). Ratings and terms must stay, too, because
published records may use them.

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from factcheck.checks.check import Corpus, Issue, Locatable, Problems, check
from factcheck.corpus import Key
from factcheck.finding import FixedPlace, Location
from factcheck.kinds import FOLDERS, VOCABULARIES, file_path
from factcheck.languages import N_


@check("IDS006", __doc__, title=N_("Published record deleted"))
def vanished_id(corpus: Corpus) -> Problems:
    base = corpus.around.base
    if base is None:
        return
    for kind, id_ in sorted(_ids(base)):
        if not corpus.knows(kind, id_):
            in_file = kind in FOLDERS
            message = f"the {kind} {id_!r} was published and has been deleted"
            hint = "leave a file with 'moved_to' or 'withdrawn' here" if in_file else "keep it: records may use it"
            yield _place(corpus, kind, id_), Issue((), message, hint)


def _ids(base: Corpus) -> set[Key]:
    """Return all ids of a revision: of its records, its tombstones, and files that no longer fit the schemas."""
    live = {(kind, id_) for kind, table in base.tables.items() for id_ in table}
    return live | set(base.tombstones) | {key for key in base.broken if key[0] in FOLDERS}


def _place(corpus: Corpus, kind: str, id_: str) -> Locatable:
    entry = None if kind in FOLDERS else corpus.files.get((VOCABULARIES[kind].name,) * 2)
    return entry.file if entry else FixedPlace(Location(file_path(kind, id_)))
