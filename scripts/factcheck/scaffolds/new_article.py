"""A new article from its text: its measure, and its sentences as passages that nobody has examined yet."""

import textwrap
from collections.abc import Mapping

from factcheck.analysis.passages import open_passages
from factcheck.errors import SetupError
from factcheck.kinds import ARTICLE
from factcheck.records.fingerprint import measure
from factcheck.records.structure import plain
from factcheck.scaffolds.background import Background
from factcheck.scaffolds.draft import Draft
from factcheck.scaffolds.names import id_from
from factcheck.scaffolds.new_records import new_source
from factcheck.scaffolds.skeleton import Data

WORDS_IN_ID = 4
_GROUP = 8
_SHARED = ("title", "published", "lang")
"""The fields of an article that the source in which it appeared has, too."""


def new_article(background: Background, text: str, fields: Mapping[str, str], url: str | None) -> list[Draft]:
    """Return a new article and, if its address is given, the source in which it appeared.

    Args:
        background: what is there already.
        text: the whole text.
        fields: other values, by the names of their fields. The fingerprint depends on the id.
        url: where the article can be read.

    Raises:
        SetupError: there is no text, or a field or an id is wrong.
    """
    if not text:
        message = "the text is empty"
        raise SetupError(message)
    title = id_from(fields.get("title", "")).split("-")[:WORDS_IN_ID]
    proposed = id_from(fields.get("publisher", ""), *title, fields.get("published", "")[:4])
    id_ = background.choose_id(ARTICLE, fields.get("id"), proposed)
    begun: Data = {"id": id_, "title": None, "summary": {}, "published": None, "text": plain(measure(text, id_))}
    begun["text"]["fingerprint"] = " ".join(textwrap.wrap(begun["text"]["fingerprint"], _GROUP))
    begun["passages"] = [plain(passage) for passage in open_passages(text)]
    if not url:
        drafts = [background.draft(ARTICLE, begun)]
    else:
        appeared = new_source(background, url, _of_source(background, fields))
        drafts = [background.draft(ARTICLE, begun | {"appearances": [{"source": appeared.data["id"]}]}), appeared]
    drafts[0].put({name: value for name, value in fields.items() if name != "id"})
    return drafts


def _of_source(background: Background, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields of the source in which an article appeared, from those of the article."""
    found = {name: fields[name] for name in _SHARED if name in fields}
    publisher = background.corpus.entities.get(fields.get("publisher", ""))
    if publisher:
        name = publisher.name.get(fields.get("lang", "")) or next(iter(publisher.name.values()))
        found |= {"publisher": name, "publisher_id": publisher.id}
    return found
