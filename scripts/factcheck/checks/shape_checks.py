"""The checks of YAML (SYN), of shape (SCH) and of what is left to do (TDO): code that reads the files makes them."""

from factcheck.checks.check import checks_of_text
from factcheck.languages import N_

_TITLES = {
    "SYN001": N_("Not valid YAML"),
    "SYN002": N_("Field given twice"),
    "SYN003": N_("YAML anchor or alias"),
    "SYN004": N_("YAML tag"),
    "SYN005": N_("YAML directive or second document"),
    "SYN006": N_("Invalid field name"),
    "SYN007": N_("Nested too deeply"),
    "SYN008": N_("File too large"),
    "SYN009": N_("Not plain UTF-8"),
    "SYN010": N_("Invisible or misleading character"),
    "SYN011": N_("Accented letters in separate parts"),
    "SYN012": N_("Value that YAML readers read differently"),
    "SYN013": N_("No fields in the file"),
    "SCH001": N_("Value of the wrong type"),
    "SCH002": N_("Required field missing"),
    "SCH003": N_("Unknown field"),
    "SCH004": N_("Value not allowed"),
    "SCH005": N_("Value in the wrong format"),
    "SCH006": N_("Value too long, short, large or small"),
    "SCH007": N_("Exactly one of several fields needed"),
    "TDO001": N_("To do"),
}

_TEXTS = """
SYN001 yaml-syntax
The file is not valid YAML.

The YAML reader stopped at this place. The mistake is often just before it: a missing space after a colon, a quotation
mark that is not closed, an indentation that differs from the line above. A text that contains `: ` or ` #` needs
quotation marks around it, and so does one that begins with `-` and a space. `make format` fixes these, tabs, and curly
quotation marks where straight ones are needed.

SYN002 duplicate-key
A field is given twice in the same mapping.

Most YAML readers would keep the second value and say nothing. Remove one of the two.

SYN003 anchor-or-alias
The file uses an anchor, an alias or a merge key.

With them a few lines can expand to millions, and a change in one place shows up in another. Write the value out
where it is needed.

SYN004 tag
The file uses a YAML tag.

A tag such as `!!binary` changes what a value is, and in some readers even runs code. Write the plain value.

SYN005 directive-or-document
The file contains a directive or a second document.

Each file holds one record. Some readers would ignore `%YAML` and `%TAG` lines and further documents. Remove them; put
another record in a file of its own.

SYN006 bad-key
The name of a field is not valid.

The name of a field is text: the letters a to z, digits and `_`, beginning with a letter. Correct it.

SYN007 too-deep
The fields are nested too deeply.

Records are at most a dozen levels deep. Deeper nesting is a mistake, or an attempt to crash the reader. Check the
indentation.

SYN008 too-large
The file is too large.

A record or a page may have 64 KiB and a picture 1,024, which is many times what they need. Split the file, or remove
what does not belong in it.

SYN009 encoding
The file is not plain UTF-8.

Reviewers could not read its changes in a pull request. Save it as UTF-8 without a byte order mark.

SYN010 forbidden-character
There is a character that cannot be seen, or that changes what is seen.

Control characters, line separators, invisible characters and those that reverse the direction of reading make a text
look different from what it is. They often come with copied text. Remove the character that the message names, or
retype the word. `make format` fixes the line ends of Windows, and takes out the commonest of these characters.

SYN011 not-nfc
Accented letters are made of separate parts.

The same word could be written in two ways that look alike but differ to a computer. Save the text in the composed
form (Unicode NFC): retype the letter, or have your editor normalise it.

SYN012 ambiguous-value
YAML readers read this value in different ways.

Without quotation marks, some of them read `NO` as false, `1.10` as a number, and `12:30` as seven hundred and fifty.
Put quotation marks around the value. Text between curly quotation marks is among these values: they may be meant for
YAML’s own, or for a part of the text. Only true, false, null, whole numbers of up to 15 digits, and dates need none.

SYN013 not-a-mapping
The file contains no fields.

A record is a list of fields, `name: value`, that begin in the first column. This file is empty, or contains a single
value or a plain list.

SCH001 wrong-type
A value is of the wrong type.

Each field is text, a whole number, a list or a mapping, as its schema says. Most often a number or `true` is given
where text is needed: put quotation marks around it. A text for readers is a mapping: it has `en: …` and `fr: …` below
it, and a quotation has `exact: …`.

SCH002 missing-field
A required field is missing.

Add the field that the message names, with the right indentation: fields of the same mapping begin in the same column.
The hint says what belongs in the field, and the schema describes it.

SCH003 unknown-field
There is no such field here.

Its name is misspelt, or it is indented too far or too little, or it cannot be combined with another field (a range
has `min` and `max`, but no `value`; a round of several has `lead` and `participants`, but no `investor`). Nothing in a
record is ever ignored, so correct it or remove it.

SCH004 value-not-allowed
A value is not one of those that the field allows.

Fields such as `stance`, `kind` or `access` allow a few words only, because pages, filters and checks depend on them.
The hint names the closest word, or all of them.

SCH005 bad-format
A value is not in the format that its field needs.

IDs, dates, addresses and codes have formats of their own. Dates are as exact as they are known (2023, 2023-10,
2023-10-27) and must exist in the calendar; addresses start with https://.

SCH006 out-of-bounds
A value is too long, too short, too large, too small, or repeated in a list.

The limits keep pages readable (a short claim has at most 75 characters) and quotations within the right to quote.
Shorten the text, or leave out an optional field instead of leaving it empty.

SCH007 one-of
Exactly one of several fields is needed.

A passage of an article has claims, or a reason why there is nothing to check, or has not been examined yet: one of the
three, so that every part of the text is counted once.

TDO001 to-do
A value is still to be written.

`TODO`, or `TODO:` with some words behind it, means that somebody has left a value for later. The commands
`factcheck new` and `factcheck correct` write it for whatever only you can decide: a rating, an explanation. Such a file
is not published, and everything else in it is checked. Write the value in its place; the hint says what belongs there,
and which values are allowed if there are only some. A field that you do not need can be removed.
"""

CHECKS = checks_of_text(_TEXTS, _TITLES)
