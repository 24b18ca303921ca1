"""Two developments with the same date and the same sources are not marked alike.

They tell of one event, known from the same texts. So readers of one claim must not learn that it is uncertain while
readers of another do not. Give both the same `confidence`, where none counts as high, the same `date_certainty` and, if
they record the same amount, the same `status`.
"""

from collections.abc import Iterator

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.finding import Locatable
from factcheck.languages import N_
from factcheck.records.claim import Claim, Development


@check("SRC007", __doc__, title=N_("One event, marked in two ways"), warning=True)
def uneven_developments(corpus: Corpus) -> Problems:
    first: dict[tuple[str, frozenset[str]], tuple[Locatable, int, Development]] = {}
    for file, claim in corpus.each(Claim):
        for index, item in enumerate(claim.review.developments):
            if not item.sources:
                continue
            other_file, place, other = first.setdefault((item.date, frozenset(item.sources)), (file, index, item))
            if differences := ", ".join(_differences(item, other)):
                message = f"a development of {item.date} with the same sources has another {differences}"
                related = ((other_file, ("review", "developments", place), "the other development"),)
                hint = "mark both alike: they are known from the same texts"
                yield file, Issue(("review", "developments", index), message, hint, related=related)


def _differences(one: Development, other: Development) -> Iterator[str]:
    """Yield the fields in which two developments differ and should not."""
    if (one.confidence or "high") != (other.confidence or "high"):
        yield "confidence"
    if one.date_certainty != other.date_certainty:
        yield "date_certainty"
    (amount, status), (other_amount, other_status) = _money(one), _money(other)
    if amount and amount == other_amount and status != other_status:
        yield "status"


def _money(item: Development) -> tuple[object, object]:
    return getattr(item.recorded, "amount", None), getattr(item.recorded, "status", None)
