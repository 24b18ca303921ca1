"""Two records are about the same entity.

Whoever a claim is about has one page, with all claims about it. Two records are about one entity if they have the same
Wikidata item, number or website, or the same name in any language: capitals, accents, blanks, signs and a legal form
such as Inc. make no difference. Keep the older record, name it in all others and, if the other one was published,
leave a `moved_to` in its file.

Two that only share a name are told apart by their Wikidata items, or by what is added to the names, such as a country.
"""

from collections.abc import Iterator

from factcheck.analysis.identity import Mark, identifiers, plain_name, twins
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Entity
from factcheck.records.url import page_key

_HINT = (
    "keep one of the two records; if they are not the same, give both their 'wikidata', "
    "or add to 'name' what tells them apart"
)


def _marks(entity: Entity) -> Iterator[Mark]:
    for field, value in identifiers(entity).items():
        yield (field, value), (field,)
    if entity.website:
        yield ("website", page_key(entity.website)), ("website",)
    for language, name in entity.name.items():
        yield ("name", plain_name(name)), ("name", language)


def _differ(one: Entity, other: Entity) -> bool:
    """Return whether an identifier tells two entities apart."""
    mine, theirs = identifiers(one), identifiers(other)
    common = mine.keys() & theirs.keys()
    return bool(common) and all(mine[field] != theirs[field] for field in common)


@check("IDS009", __doc__, title=N_("Two records of the same entity"))
def duplicate_entity(corpus: Corpus) -> Problems:
    for twin, first in twins(corpus.each(Entity), _marks, _differ):
        message = f"the entity {first.record.id!r} has the same {twin.pointer[0]}"
        related = ((first.file, first.pointer, f"the same {twin.pointer[0]}"),)
        yield twin.file, Issue(twin.pointer, message, _HINT, related=related)
