"""The answers of an issue form, as the forge writes them in Markdown: a heading for each question, the answer below."""

import re
from collections.abc import Mapping

from factcheck.pages.words import WORDS

_HEADING = re.compile(r"^### +(.{1,200})$", re.MULTILINE)
_NOTHING = {"_No response_", "None", ""}
_ACCESS = {WORDS[value]: value for value in ("full", "excerpt", "headline", "relayed", "unread")}
_TYPES = {
    WORDS[value].lower(): value
    for value in ("investment", "designation", "agreement", "announcement", "description", "analysis")
}
_VALUES = {"access": _ACCESS, "type": _TYPES}
FIELDS: Mapping[str, Mapping[str, str]] = {
    "claim": {"Article": "article", "Quoted words": "words", "Type": "type", "Title": "claim.short"},
    "source": {
        "Address": "url",
        "Title": "title",
        "Publisher": "publisher",
        "Published": "published",
        "How much of it you have read": "access",
        "Quoted words": "quotation",
    },
    "reply": {"Claim": "claim", "Who replies": "who", "Answer": "answer"},
    "error": {"Claim or page": "claim"},
}
"""For each form, the questions whose answers go into a record, and what they are there. Editors read the others."""
_FIRST = {next(iter(questions)): form for form, questions in FIELDS.items()}
"""The form that begins with a question."""


def read_form(text: str) -> tuple[str | None, dict[str, str], dict[str, str]]:
    """Return which form was filled in, what goes into a record, and the other answers, by their questions.

    The form is None if the text has no answers to the first question of a form.
    """
    _, *parts = _HEADING.split(text.replace("\r\n", "\n"))
    answers = {name.strip(): answer.strip() for name, answer in zip(parts[::2], parts[1::2], strict=True)}
    answers = {name: answer for name, answer in answers.items() if answer not in _NOTHING}
    form = next((form for name, form in _FIRST.items() if name in answers), None)
    known = FIELDS[form] if form else {}
    fields = {known[name]: answer for name, answer in answers.items() if name in known}
    for name, values in _VALUES.items():
        if name in fields:
            fields[name] = values.get(fields[name], values.get(fields[name].lower(), fields[name]))
    return form, fields, {name: answer for name, answer in answers.items() if name not in known}


def id_of(answer: str) -> str:
    """Return the id of a record from an answer: the last part of an address, or the answer itself."""
    return answer.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0].rstrip("/").rpartition("/")[2].strip()
