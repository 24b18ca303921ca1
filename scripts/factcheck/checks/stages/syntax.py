"""The checks of YAML, which the strict loader makes, so that every program reads the same from a file."""

from factcheck.checks.check import Check

CHECKS = (
    Check(
        "SYN001",
        "yaml-syntax",
        """
        The file is not YAML.

        The parser could not go on at this place. Often the mistake stands just before it: a missing space
        after a colon, a quotation mark that is not closed, an indentation that differs from the line above.
        Text with `: ` or ` #` in it must stand between quotation marks.
        """,
    ),
    Check(
        "SYN002",
        "duplicate-key",
        """
        A field stands twice in the same mapping.

        Most YAML readers would silently keep the second one. Remove one of them.
        """,
    ),
    Check(
        "SYN003",
        "anchor-or-alias",
        """
        Anchors, aliases and merge keys are not allowed.

        They let a few lines stand for millions, and make a change in one place appear in another. Write the
        value out where it is needed.
        """,
    ),
    Check(
        "SYN004",
        "tag",
        """
        Tags are not allowed.

        A tag such as `!!binary` changes what a value is, and in some readers even runs code. Write the
        plain value.
        """,
    ),
    Check(
        "SYN005",
        "directive-or-document",
        """
        A directive, or a second document in one file.

        Each file holds one record. `%YAML` and `%TAG` lines and further documents would be overlooked by some
        readers. Remove them; put a further record into a file of its own.
        """,
    ),
    Check(
        "SYN006",
        "bad-key",
        """
        A field's name is not one.

        Names of fields are text: the letters a to z, digits and `_`, beginning with a letter.
        """,
    ),
    Check(
        "SYN007",
        "too-deep",
        """
        Nested too deeply.

        Records are at most a dozen levels deep. Deeper nesting is a mistake, or an attempt to bring a reader
        down.
        """,
    ),
    Check(
        "SYN008",
        "too-large",
        """
        The file is too large.

        A record fits into 64 KiB many times over. Split it, or remove what does not belong into it.
        """,
    ),
    Check(
        "SYN009",
        "encoding",
        """
        The file is not plain UTF-8.

        Save it as UTF-8 without a byte order mark: everything else shows no readable difference in a pull
        request.
        """,
    ),
    Check(
        "SYN010",
        "forbidden-character",
        """
        A character that cannot be seen, or that changes what is seen.

        Control characters, line separators, invisible characters and those that reverse the reading direction
        make a text look different from what it is. Remove the character that the message names, or retype the
        word; it often comes with copied text.
        """,
    ),
    Check(
        "SYN011",
        "not-nfc",
        """
        Accented letters are put together from pieces.

        The same word could be written in two ways that look alike but differ to a computer. Save the text in
        the composed form (Unicode NFC): retype the letter, or let your editor normalise it.
        """,
    ),
    Check(
        "SYN012",
        "ambiguous-value",
        """
        A value that YAML readers read differently.

        Without quotation marks `NO` is false to some of them, `1.10` a number, `12:30` seven hundred and fifty.
        Put the value between quotation marks. Only true, false, null, whole numbers of up to 15 digits, and
        dates need none.
        """,
    ),
    Check(
        "SYN013",
        "not-a-mapping",
        """
        The file holds no fields.

        A record is a list of fields, `name: value`, from the first column on. This file is empty, or holds a
        single value or a plain list.
        """,
    ),
)
