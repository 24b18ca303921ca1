"""The check of how a file is written, which is reported for every file whose content has the right shape."""

from factcheck.checks.check import Check

FORM = Check(
    "STY004",
    "canonical-form",
    """
    A file is not written in the form that all files have.

    The same content is always the same file, so that a proposal shows what it changes and nothing else: first the line
    that names the schema, then the fields in the order of the schema, indented by two blanks; quotation marks only
    where YAML needs them; texts folded (`>-`) where a line would have more than 100 characters; comments where they
    stood. Nobody needs to learn this: `factcheck format` (or `make format`) writes the file anew and changes no value.
    Where you cannot run it, write the line as the message says, or leave it to the reviewer.
    """,
    warning=True,
)
CHECKS = (FORM,)
