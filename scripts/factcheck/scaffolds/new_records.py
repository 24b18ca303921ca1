"""New sources and entities."""

from collections import Counter
from collections.abc import Mapping

from factcheck.errors import SetupError
from factcheck.kinds import ENTITY, SOURCE
from factcheck.languages import MAIN
from factcheck.records.url import is_url_value
from factcheck.scaffolds.background import Background
from factcheck.scaffolds.draft import Draft
from factcheck.scaffolds.names import host_of, id_from, id_from_url
from factcheck.scaffolds.skeleton import Data


def new_source(background: Background, url: str, fields: Mapping[str, str]) -> Draft:
    """Return a new source. Its publisher is that of other sources from the same host, if there are any.

    Args:
        background: what is there already.
        url: its address.
        fields: other values, by the names of their fields.

    Raises:
        SetupError: the address is none that pages can link to, a field or an id is wrong.
    """
    if not is_url_value(url):
        message = f"{url!r} is not an address that pages can link to: write the whole of it, from https:// on, in ASCII"
        raise SetupError(message)
    id_ = background.choose_id(SOURCE, fields.get("id"), id_from_url(url, fields.get("published")))
    begun: Data = {"id": id_, "title": None, "url": url, "published": None, **_publisher_of(background, url)}
    if fields.get("access") != "unread":
        begun |= {"retrieved": background.today.isoformat(), "quotations": []}
    draft = background.draft(SOURCE, begun)
    draft.put({name: text for name, text in fields.items() if name != "id"})
    return draft


def _publisher_of(background: Background, url: str) -> Data:
    """Return the fields about the publisher of a host, as most sources from there have them."""
    same = [
        (source.publisher, source.publisher_id)
        for source in background.corpus.sources.values()
        if source.url and host_of(source.url) == host_of(url)
    ]
    if not same:
        return {}
    publisher, publisher_id = Counter(same).most_common(1)[0][0]
    return {"publisher": publisher, **({"publisher_id": publisher_id} if publisher_id else {})}


def new_entity(background: Background, name: str, fields: Mapping[str, str]) -> Draft:
    """Return a new person, company, product or institution.

    Args:
        background: what is there already.
        name: its name.
        fields: other values, by the names of their fields.

    Raises:
        SetupError: a field or an id is wrong.
    """
    id_ = background.choose_id(ENTITY, fields.get("id"), id_from(name))
    draft = background.draft(ENTITY, {"id": id_, "name": {MAIN: name}, "description": {}})
    draft.put({field: text for field, text in fields.items() if field != "id"})
    return draft
