"""An identifier is one that entities of this kind do not have.

LEIs are given to legal entities only, and CIKs to those that file with the SEC or are named in filings: companies,
authorities, funds, and CIKs to people, too. A product, a website or a part of a company has neither: the number is that
of the company behind it, and belongs in the record that `part_of` names.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Entity

_NO_LEGAL_ENTITY = frozenset({"product", "website", "business_unit"})
_UNFIT = {"cik": _NO_LEGAL_ENTITY, "lei": _NO_LEGAL_ENTITY | {"person"}}


@check("ENT003", __doc__, title=N_("Identifier that such entities do not have"))
def identifier_of_its_kind(corpus: Corpus) -> Problems:
    for file, entity in corpus.each(Entity):
        for field, kinds in _UNFIT.items():
            if getattr(entity, field) and entity.kind in kinds:
                message = f"an entity of the kind {entity.kind!r} has no {field.upper()}"
                hint = "move it to the record of the company, or correct 'kind'"
                yield file, Issue((field,), message, hint)
