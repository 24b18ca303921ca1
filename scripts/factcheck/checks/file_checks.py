"""The checks of files (FIL), pages (PAG) and their form, which the code that reads the files makes.

A file without errors of these kinds, and of those in `shape_checks`, is a record, which the other checks see.
"""

from factcheck.checks.check import checks_of_text
from factcheck.languages import N_

CANONICAL_FORM = "STY004"
"""The only one of these checks that warns, and leaves a file in the corpus."""

_TITLES = {
    "FIL001": N_("Symbolic link"),
    "FIL002": N_("File name is not an ID"),
    "FIL003": N_("File in the wrong place"),
    "FIL004": N_("File cannot be read"),
    "FIL005": N_("Required file missing"),
    "IDS004": N_("Page address already taken"),
    "PAG001": N_("HTML or unsafe Markdown on a page"),
    "PAG002": N_("Wrong fields at the top of a page"),
    "PAG003": N_("Link or picture address not allowed"),
    "STY004": N_("File not in standard form"),
}

_TEXTS = """
FIL001 symbolic-link
There is a symbolic link under `facts/`, `docs/` or `schemas/`.

A link can point outside the project, and would put what it points to, even a secret, on the site. Replace the link
with the file itself.

FIL002 bad-file-name
The name of a file is not an ID.

A record's file is named after its ID: the letters a to z, digits and single hyphens, at most 80 characters, then
`.yml`. Pages and pictures under `docs/`, and their folders, are named in the same way. Such a name means the same on
every system and in every web address. Rename the file.

FIL003 misplaced-file
A file or folder does not belong here.

`facts/` holds `articles/`, `claims/`, `sources/`, `entities/` and `refusals/`, with one file per record, and
`ratings.yml`, `terms.yml`, `exceptions.yml` and `floors.yml`. `schemas/` holds the schema of each kind and its
description. Anything else would be ignored without a word.

`docs/` has a folder for each language, with pages (`.md`) and, in `images/`, pictures. Anything else there would be
published as it is: a script, a page that nobody has checked, or a file that replaces one of the site's own.

Move the file to its place, or remove it.

FIL004 unreadable-file
A file cannot be read.

The file exists, but the system refuses to open it. Check its permissions.

FIL005 missing-file
A file that every site needs is missing.

Records refer to ratings and terms, so `facts/ratings.yml` and `facts/terms.yml` must exist. Bring the file back.

IDS004 page-clash
A hand-written page has an address that something else already has.

`facts/claims/x.yml` becomes `claims/x/`, and so would `docs/en/claims/x.md`. Other addresses belong to pictures, data,
the search or another language, and `a.md` and `a/index.md` have the same one. One of the two would be lost without a
word. Give the page another name or folder.

PAG001 page-markup
A hand-written page contains HTML, or Markdown that is not safe.

Pages are Markdown. HTML could run a script, send readers elsewhere or break the page around it, so anything that
looks like a tag is refused, even between single backticks. Put code in a block between two lines of three backticks,
and write a plain `<` as `&lt;`. Two kinds of HTML are allowed: the line that asks for a list, and a link to a file of
the site that is not a page, `<a href="../api/v1/index.json">its words</a>`. Lists within lists and the like are
limited as well, because Markdown would take minutes over them, or give up.

PAG002 page-fields
The fields at the top of a page are not ones that a page can have.

Between two lines `---` a page has its `title` and `description`, and may have `hide`, `search` and `own_search`. Other
fields would choose templates or files of the theme. Title and description are plain text, because they appear in many
places: in the menu, in search engines, where somebody shares a link. Correct or remove the field.

PAG003 page-link
A link or a picture on a page has an address that is not allowed.

Links lead to `https://` and `mailto:` addresses, to records (`claim:the-id`), and to other pages by the path of their
file. Pictures are files of this site, so that no other host learns who reads a page. Parentheses and other signs in an
address are percent-encoded: an opening parenthesis is `%28`. Correct the address.

STY004 canonical-form
A file is not written in the standard form.

In the standard form the same content always gives the same file, so a proposal shows what it changes and nothing
else: first the line that names the schema, then the fields in the order of the schema, indented by two spaces;
quotation marks only where YAML needs them; texts folded (`>-`) where a line would be longer than 100 characters;
comments stay where they were. You need not learn this: `factcheck format` (or `make format`) rewrites the file,
fixes what is plain, and says what it fixed. If you cannot run it, write the line as the message says, or leave it to
the reviewer.
"""

CHECKS = checks_of_text(_TEXTS, _TITLES, warnings={CANONICAL_FORM})
