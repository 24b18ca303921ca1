"""What the form for records says in the browser, besides the words of its template."""

from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, SOURCE, TERM
from factcheck.languages import N_

PROPOSAL_WORDS = {
    "add": N_("Add: {}"),
    "choice": N_("Choose one of the values."),
    "choose": N_("Choose …"),
    "copied": N_("Copied."),
    "date": N_("Write a day of the calendar as 2023-10-27."),
    "edtf": N_("Write 2023, 2023-10 or 2023-10-27, with ? if uncertain or ~ if approximate, or an interval a/b."),
    "fine": N_("Nothing is missing, and every field has the right form."),
    "integer": N_("Write a whole number, in digits only: 1250000000 for 1.25 billion."),
    "max_length": N_("At most {} characters; these are {}."),
    "maximum": N_("At most {}."),
    "min_items": N_("At least {} are needed."),
    "minimum": N_("At least {}."),
    "missing": N_("Still missing."),
    "mistakes": N_("Still to do: {}"),
    "more": N_("More fields, none of them required: {}"),
    "not_copied": N_("The browser does not allow copying. Select the text and copy it."),
    "not_found": N_("There is no record with the ID {}. It may have been moved or withdrawn."),
    "not_here": N_("This field does not go with the others: empty it."),
    "one_of": N_("Fill in exactly one of these: {}"),
    "optional": N_("not required"),
    "paste": N_("Paste here what has just been copied."),
    "pattern": N_("This is not written as the field needs it."),
    "remove": N_("Remove entry {}"),
    "unique": N_("The same value is here twice."),
    "up": N_("Move entry {} up"),
    "uri": N_("Write the whole address, beginning with https://, in ASCII."),
}
"""The messages by the names that the scripts know."""

UNKNOWN = {
    ARTICLE: N_("No article has this ID."),
    CLAIM: N_("No claim has this ID."),
    SOURCE: N_("No source has this ID yet. Propose it, too."),
    ENTITY: N_("No person or company has this ID yet. Propose it, too."),
    RATING: N_("No rating has this ID."),
    TERM: N_("No label has this ID."),
}
"""What is said of an id that no record has, by kind."""
