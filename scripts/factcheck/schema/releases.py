"""The versions of the schemas and of the API, each with what it brought: the list that readers see, and the numbers.

The numbers are semantic (https://semver.org): a minor version adds, and only a new major one may take away, narrow or
give another meaning. The tests in ``tests/additive`` hold every new version against those before it.
"""

from typing import NamedTuple

from factcheck.languages import N_


class Release(NamedTuple):
    """A version of the schemas or of the API."""

    number: str
    day: str
    """The day from which it holds."""
    told: str
    """What it brought, for readers: a message of the catalogues."""
    added: tuple[str, ...] = ()
    """The fields that it added to schemas, as ``SCHEMA.DEFINITION.FIELD``, such as ``claim.review.needs``."""


SCHEMAS: tuple[Release, ...] = (
    Release("1.0.0", "2026-11-29", N_("The first numbered version. From now on, schemas only grow.")),
)
"""The versions of the schemas, the newest first."""

API: tuple[Release, ...] = (
    Release(
        "1.1.0",
        "2026-11-29",
        N_(
            "The file of each record and the index name the version of the schemas. Every answer has a type with a "
            "name. The index also names the version of all records together, and leads to the types for TypeScript and "
            "Python and to the files with all records."
        ),
    ),
    Release("1.0.0", "2026-11-28", N_("The first version: lists, records, vocabularies, versions and a description.")),
)
"""The versions of the API, the newest first."""

SCHEMA_VERSION, API_VERSION = SCHEMAS[0].number, API[0].number
"""The present versions."""


def since(schema: str, definition: str, field: str) -> str:
    """Return the version of the schemas that brought a field."""
    name = f"{schema}.{definition}.{field}"
    return next((release.number for release in SCHEMAS if name in release.added), SCHEMAS[-1].number)
