"""A published ID has come to mean something else.

Claims name a company, a rating or a term by its ID. If another name, label or meaning is put behind that ID, every page
that uses it says something else, and no correction of a claim tells readers. So an entity keeps a name that can be
recognised, an article its publisher and its language, a rating its label and its numbers, a term its label and whether
it excludes others. A misspelt name may be corrected.

For something else, begin a record, rating or term with an ID of its own. Let the claims that mean it refer to it, each
with a correction; the old record may lead to the new one (`moved_to`).

This check runs only when records are compared with another revision (`--base`), as in every pull request.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.analysis.identity import keeps_name
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import ARTICLE, ENTITY, RATING, TERM, VOCABULARIES
from factcheck.languages import N_, plain_letters

_SAME: Mapping[str, tuple[str, ...]] = {
    ARTICLE: ("publisher", "lang"),
    RATING: ("label", "truth_value", "claimreview"),
    TERM: ("label", "excludes_others"),
}
"""The fields, by kind, that stay as they are."""


@check("IDS011", __doc__, title=N_("ID of something else"))
def changed_identity(corpus: Corpus) -> Problems:
    base = corpus.around.base
    for kind in (ARTICLE, ENTITY, RATING, TERM) if base else ():
        for position, (id_, now) in enumerate(corpus.tables[kind].items()):
            before = base.tables[kind].get(id_) if base else None
            for field, value in _changed(kind, before, now) if before else ():
                pointer = (VOCABULARIES[kind].name, position, field) if kind in VOCABULARIES else (field,)
                name = (VOCABULARIES[kind].name,) * 2 if kind in VOCABULARIES else (kind, id_)
                message = f"the {kind} {id_!r} was published with the {field.replace('_', ' ')} {_shown(value)}"
                hint = "give something else an ID of its own, and let the claims that mean it refer to that"
                yield corpus.files[name].file, Issue(pointer, message, hint)


def _changed(kind: str, before: Any, now: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields that have come to mean something else, each with what was there."""
    if kind == ENTITY and not keeps_name(before.name, now.name):
        yield "name", before.name
    for field in _SAME.get(kind, ()):
        old, new = getattr(before, field), getattr(now, field)
        texts = isinstance(old, Mapping)
        if any(plain_letters(old[code]) != plain_letters(new.get(code, "")) for code in old) if texts else old != new:
            yield field, old


def _shown(value: Any) -> str:
    return repr(next(iter(value.values()))) if isinstance(value, Mapping) else str(value).lower()
