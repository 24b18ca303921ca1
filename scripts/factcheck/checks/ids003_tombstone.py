"""A record that moved does not lead to an existing one.

A file with `moved_to` keeps an old address working by sending visitors on. The ID that it names must belong to a record
of the same kind that has not moved or been withdrawn itself, so that visitors arrive in one step. Name the record that
exists now.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.checks.ref001_unknown_reference import unknown_message
from factcheck.languages import N_
from factcheck.records.record import Moved


@check("IDS003", __doc__, title=N_("Moved record leads nowhere"))
def tombstone(corpus: Corpus) -> Problems:
    for entry in corpus.entries:
        if not isinstance(entry.record, Moved):
            continue
        target = entry.record.moved_to
        if stone := corpus.tombstones.get((entry.kind, target)):
            moved = isinstance(stone, Moved)
            message = f"the {entry.kind} {target!r} {'has itself moved' if moved else 'was withdrawn'}"
            hint: str | None = "name the record that exists now" if moved else "withdraw this one, too ('withdrawn')"
        elif not corpus.knows(entry.kind, target):
            message, hint = unknown_message(corpus, entry.kind, target)
        else:
            continue
        yield entry.file, Issue(("moved_to",), message, hint)
