"""Print how many places of which kind the schemas have, and how many of them the examples exercise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factcheck.schema.schemas import read_schemas
from schema_coverage.examples import good_documents
from schema_coverage.exempt import EXEMPT
from schema_coverage.measure import Coverage, measure

ROOT = Path(__file__).parent.parent.parent


def report(coverage: Coverage) -> Iterator[str]:
    """Yield the lines of the report: a table, and what is missing."""
    places = coverage.places
    can_fail = {name for name, place in places.items() if place.can_fail}
    columns = {"all": places.keys(), "good": coverage.good, "can fail": can_fail, "bad": coverage.bad, "exempt": EXEMPT}
    yield f"{'places':24}" + "".join(f"{title:>10}" for title in columns)
    for kind in [*sorted({place.kind for place in places.values()}), "all"]:
        names = {name for name, place in places.items() if kind in {place.kind, "all"}}
        yield f"{kind:24}" + "".join(f"{len(names.intersection(column)):10}" for column in columns.values())
    yield f"{len(coverage.examples)} bad examples were made from the good documents"
    yield from (f"not exercised: {place}" for place in sorted(coverage.missing() - EXEMPT.keys()))


def main() -> None:
    """Measure, and print what was found."""
    print(*report(measure(read_schemas(ROOT / "schemas"), good_documents())), sep="\n")


if __name__ == "__main__":
    main()
