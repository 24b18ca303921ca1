"""The part of a corpus that a change can concern: in a preview, only that is checked again.

It is the same part as :mod:`factcheck.kept.recheck` reads, found among records that are all at hand.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from factcheck.corpus import Corpus, Key
from factcheck.derive.terms import dated_uses
from factcheck.elsewhere import Elsewhere
from factcheck.folders import FOLDERS, record_beside
from factcheck.web import TOUCHING, Web, leads


def concerned(now: Corpus, before: Corpus, touched: Collection[str]) -> Corpus:
    """Return the part of `now` in which anything can be found; all of it, if a vocabulary has changed, or the day.

    Args:
        now: what the records say.
        before: what they said when all of them had been checked; files that have not changed have the same entries.
        touched: the paths of files that something was found in.
    """
    changed = {key for key in before.files.keys() | now.files.keys() if before.files.get(key) is not now.files.get(key)}
    changed |= before.broken ^ now.broken
    if before.around != now.around or any(kind not in FOLDERS for kind, _ in changed):
        return now
    web: Web[Key] = Web()
    for corpus in (before, now):
        for key, entry in corpus.files.items():
            if corpus is now or key in changed:
                led = leads(entry)
                web.add(key, [other for other in led if other[0] in TOUCHING], led)
    roots = web.resting_on(changed)
    roots.update(key for key, entry in now.files.items() if key[0] not in FOLDERS or entry.file.path in touched)
    roots.update(filter(None, (record_beside(page.path) for page in now.pages)))
    wanted = web.reached_from(roots)
    entries = tuple(entry for entry in now.entries if (entry.kind, entry.stem) in wanted)
    return replace(now, entries=entries, broken=now.broken | (now.files.keys() - wanted), elsewhere=_rest(now, wanted))


def _rest(corpus: Corpus, wanted: set[Key]) -> Elsewhere:
    """Return in short what stands in the other records."""
    rest = replace(corpus, entries=tuple(entry for entry in corpus.entries if (entry.kind, entry.stem) not in wanted))
    return Elsewhere(
        ids={kind: frozenset(rest.tables[kind]) for kind in FOLDERS},
        targets=frozenset(rest.uses),
        uses=tuple(use for use in dated_uses(corpus) if ("claim", use.claim) not in wanted),
    )
