"""The checks that the code that reads the files makes: of files (FIL), text and YAML (SYN), shape (SCH), pages (PAG).

A file without errors of these kinds is a record, which the other checks see.
"""

import re

from factcheck.checks.check import Check

CANONICAL_FORM = "STY004"
"""The only one of these checks that warns, and leaves a file in the corpus."""

_TEXTS = """
FIL001 symbolic-link
A symbolic link under `facts/`, `docs/` or `schemas/`.

A link could lead out of the project and bring what it points at, a secret even, onto the site.
Replace it by the file itself.

FIL002 bad-file-name
A file name that is not an id.

A record's file is called after its id: the letters a to z, digits and single hyphens, at most 80
characters, then `.yml`. Pages and pictures under `docs/` are named in the same way, and so are their folders.
Then a name means the same on every system and in every address.

FIL003 misplaced-file
A file or folder that does not belong here.

Under `facts/` belong `articles/`, `claims/`, `sources/` and `entities/` with one file per record,
and `ratings.yml`, `terms.yml`, `exceptions.yml` and `floors.yml`; under `schemas/`, the schema of
each kind and its description. Anything else would be overlooked: move it, or remove it.

Under `docs/` there is a folder for each language, with pages (`.md`) and, in `images/`, pictures. Anything else
there would be published as it is: a script, a page that nobody has checked, or a file in place of one of the site's
own.

FIL004 unreadable-file
A file that cannot be read.

It is there, but the system refuses to open it. Check its permissions.

FIL005 missing-file
A file that every site needs is missing.

Ratings and terms are vocabularies that the records refer to: `facts/ratings.yml` and
`facts/terms.yml` must be there.

SYN001 yaml-syntax
The file is not YAML.

The parser could not go on at this place. Often the mistake stands just before it: a missing space
after a colon, a quotation mark that is not closed, an indentation that differs from the line above.
Text with `: ` or ` #` in it must stand between quotation marks.

SYN002 duplicate-key
A field stands twice in the same mapping.

Most YAML readers would silently keep the second one. Remove one of them.

SYN003 anchor-or-alias
Anchors, aliases and merge keys are not allowed.

With them a few lines can expand to millions, and a change in one place shows up in another. Write the
value out where it is needed.

SYN004 tag
Tags are not allowed.

A tag such as `!!binary` changes what a value is, and in some readers even runs code. Write the
plain value.

SYN005 directive-or-document
A directive, or a second document in one file.

Each file holds one record. `%YAML` and `%TAG` lines and further documents would be overlooked by some
readers. Remove them; put a further record into a file of its own.

SYN006 bad-key
A field's name is not one.

Names of fields are text: the letters a to z, digits and `_`, beginning with a letter.

SYN007 too-deep
Nested too deeply.

Records are at most a dozen levels deep. Deeper nesting is a mistake, or an attempt to bring a reader
down.

SYN008 too-large
The file is too large.

A record or a page fits into 64 KiB many times over, a picture into 1,024. Split the file, or remove what does not
belong into it.

SYN009 encoding
The file is not plain UTF-8.

Save it as UTF-8 without a byte order mark: everything else shows no readable difference in a pull
request.

SYN010 forbidden-character
A character that cannot be seen, or that changes what is seen.

Control characters, line separators, invisible characters and those that reverse the reading direction
make a text look different from what it is. Remove the character that the message names, or retype the
word; it often comes with copied text.

SYN011 not-nfc
Accented letters are put together from pieces.

The same word could be written in two ways that look alike but differ to a computer. Save the text in
the composed form (Unicode NFC): retype the letter, or let your editor normalise it.

SYN012 ambiguous-value
A value that YAML readers read differently.

Without quotation marks `NO` is false to some of them, `1.10` a number, `12:30` seven hundred and fifty.
Put the value between quotation marks. Only true, false, null, whole numbers of up to 15 digits, and
dates need none.

SYN013 not-a-mapping
The file holds no fields.

A record is a list of fields, `name: value`, from the first column on. This file is empty, or holds a
single value or a plain list.

SCH001 wrong-type
A value is of the wrong type.

Text, whole number, list or mapping: each field takes one of them, as its schema says. Most often a
number or `true` stands where text is wanted: put it between quotation marks.

SCH002 missing-field
A field that must be there is missing.

Add the field that the message names, with the right indentation: fields of the same mapping stand
exactly below each other. The schema's description of the field says what belongs in it.

SCH003 unknown-field
A field is not known here.

Either its name is misspelt, or it is indented too far or too little, or it does not go with another field
(a range has `min` and `max`, and no `value`). Nothing is ever ignored silently, so it must be right.

SCH004 value-not-allowed
A value is not one of those that the field can have.

Fields such as `stance`, `kind` or `access` take one word of a short list, because pages, filters and
checks depend on it. The hint names the nearest word, or all of them.

SCH005 bad-format
A value is not written as its field needs it.

Ids, dates, addresses and codes have a form of their own. Dates are as exact as they are known (2023,
2023-10, 2023-10-27) and must be days of the calendar; addresses start with https://.

SCH006 out-of-bounds
A value is too long, too short, too large, too small, or repeated in a list.

The limits keep pages readable (a short claim has at most 75 characters) and quotations within the
right of quotation. Shorten the text, or leave an optional field out instead of leaving it empty.

SCH007 one-of
Exactly one of several fields is needed.

A passage of an article has claims, or a reason why there is nothing to check, or is still open: one
of the three, so that every part of the text is accounted for once.

IDS004 page-clash
A hand-written page has an address that belongs to something else.

The pages of records are beside hand-written ones: `facts/claims/x.yml` becomes `claims/x/`, and so would
`docs/en/claims/x.md`. Other addresses belong to pictures, data, the search or another language, and `a.md` and
`a/index.md` have the same one. One of the two would be lost without a word. Give the page another name or folder.

PAG001 page-markup
A hand-written page holds HTML, or more than Markdown can be trusted with.

Pages are Markdown. HTML in them could run a script, send readers elsewhere or break the page around it, so what
looks like a tag is refused, also between single backticks. Show code in a block between two lines of three
backticks, and write a plain `<` as `&lt;`. Only two kinds of HTML are allowed: the line that asks for a list, and a
link to a file of the site that is no page, `<a href="../api/v1/index.json">its words</a>`. Lists in lists and the
like are limited as well: Markdown would take minutes, or give up.

PAG002 page-fields
The fields at the top of a page are not those that a page can have.

Between two lines `---` a page has its `title` and `description`, and may say `hide`, `search` and `own_search`.
Other fields would choose templates or files of the theme. Title and description are plain text, because they are
shown in many places: in the menu, in search engines, where somebody shares a link.

PAG003 page-link
A link or a picture on a page leads to an address that is not allowed.

Links lead to `https://` and `mailto:` addresses, to records (`claim:the-id`), and to other pages by the path of
their file. Pictures are files of this site, so that no other host learns who reads a page. Parentheses and other
signs in an address are written in percent-encoding, such as `%28` for an opening parenthesis.

STY004 canonical-form
A file is not written in the form that all files have.

The same content is always the same file, so that a proposal shows what it changes and nothing else: first the line
that names the schema, then the fields in the order of the schema, indented by two blanks; quotation marks only
where YAML needs them; texts folded (`>-`) where a line would have more than 100 characters; comments where they
stood. Nobody needs to learn this: `factcheck format` (or `make format`) writes the file anew and changes no value.
Where you cannot run it, write the line as the message says, or leave it to the reviewer.
"""

_TITLE = re.compile(r"^([A-Z]{3}\d{3}) ([a-z-]+)\n", re.MULTILINE)
_, *_PARTS = _TITLE.split(_TEXTS)

CHECKS = tuple(
    Check(code, name, text, warning=code == CANONICAL_FORM)
    for code, name, text in zip(_PARTS[::3], _PARTS[1::3], _PARTS[2::3], strict=True)
)
