"""The check digits of an LEI do not follow from the rest.

A Legal Entity Identifier (ISO 17442) ends with two digits that are worked out from the 18 characters before them. If
they do not fit, a character was misread or mistyped, and the number names another company or none. Copy it again from
where it can be read.
"""

from factcheck.analysis.identity import has_right_check_digits
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Entity


@check("ENT001", __doc__, title=N_("LEI with wrong check digits"))
def wrong_check_digits(corpus: Corpus) -> Problems:
    for file, entity in corpus.each(Entity):
        if entity.lei and not has_right_check_digits(entity.lei):
            message = f"no company has the LEI {entity.lei}: its last two digits do not follow from the rest"
            yield file, Issue(("lei",), message, "copy it again, or leave it out")
