"""The checks of files and folders under `facts/`, which the search for files reports before it reads any."""

from factcheck.checks.check import Check

CHECKS = (
    Check(
        "FIL001",
        "symbolic-link",
        """
        A symbolic link under `facts/` or `docs/`.

        A link could lead out of the project and bring what it points at, a secret even, onto the site.
        Replace it by the file itself.
        """,
    ),
    Check(
        "FIL002",
        "bad-file-name",
        """
        A file name that is not an id.

        A record's file is called after its id: the letters a to z, digits and single hyphens, at most 80
        characters, then `.yml`. Then it means the same on every system and in every address.
        """,
    ),
    Check(
        "FIL003",
        "misplaced-file",
        """
        A file or folder that does not belong here.

        Under `facts/` stand `articles/`, `claims/`, `sources/` and `entities/` with one file per record, and
        `ratings.yml`, `terms.yml` and `exceptions.yml`. Anything else would be overlooked: move it, or remove it.
        """,
    ),
    Check(
        "FIL004",
        "unreadable-file",
        """
        A file that cannot be read.

        It is there, but the system refuses to open it. Check its permissions.
        """,
    ),
    Check(
        "FIL005",
        "missing-file",
        """
        A file that every site needs is missing.

        Ratings and terms are vocabularies that the records refer to: `facts/ratings.yml` and
        `facts/terms.yml` must be there.
        """,
    ),
)
