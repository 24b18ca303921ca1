"""The checks of shape, which the JSON Schemas make, by the kind of mistake."""

from factcheck.checks.check import Check

CHECKS = (
    Check(
        "SCH001",
        "wrong-type",
        """
        A value is of the wrong type.

        Text, whole number, list or mapping: each field takes one of them, as its schema says. Most often a
        number or `true` stands where text is wanted: put it between quotation marks.
        """,
    ),
    Check(
        "SCH002",
        "missing-field",
        """
        A field that must be there is missing.

        Add the field that the message names, with the right indentation: fields of the same mapping stand
        exactly below each other. The schema's description of the field says what belongs in it.
        """,
    ),
    Check(
        "SCH003",
        "unknown-field",
        """
        A field is not known here.

        Either its name is misspelt, or it stands at the wrong depth, or it does not go with another field
        (a range has `min` and `max`, and no `value`). Nothing is ever ignored silently, so it must be right.
        """,
    ),
    Check(
        "SCH004",
        "value-not-allowed",
        """
        A value is not one of those that the field can have.

        Fields such as `stance`, `kind` or `access` take one word of a short list, because pages, filters and
        checks depend on it. The hint names the nearest word, or all of them.
        """,
    ),
    Check(
        "SCH005",
        "bad-format",
        """
        A value is not written as its field needs it.

        Ids, dates, addresses and codes have a form of their own. Dates are as exact as they are known (2023,
        2023-10, 2023-10-27) and must be days of the calendar; addresses start with https://.
        """,
    ),
    Check(
        "SCH006",
        "out-of-bounds",
        """
        A value is too long, too short, too large, too small, or repeated in a list.

        The limits keep pages readable (a short claim has at most 75 characters) and quotations within the
        right of quotation. Shorten the text, or leave an optional field out instead of leaving it empty.
        """,
    ),
    Check(
        "SCH007",
        "one-of",
        """
        Exactly one of several fields is needed.

        A passage of an article has claims, or a reason why there is nothing to check, or is still open: one
        of the three, so that every part of the text is accounted for once.
        """,
    ),
)
