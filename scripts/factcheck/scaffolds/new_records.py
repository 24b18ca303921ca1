"""New articles, sources and entities.

An article begins with its measure, and with its sentences as passages that nobody has examined yet.
"""

from collections import Counter
from collections.abc import Mapping

from factcheck.analysis.passages import open_passages
from factcheck.errors import SetupError
from factcheck.kinds import ARTICLE, ENTITY, SOURCE, file_path
from factcheck.languages import MAIN
from factcheck.records.fingerprint import grouped, measure
from factcheck.records.structure import plain
from factcheck.records.url import is_url_value
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.guesses import host_of, id_from, id_from_url
from factcheck.scaffolds.new_evidence import measure_passages
from factcheck.scaffolds.skeleton import Data

WORDS_IN_ID = 4
_SHARED = ("title", "published", "lang")
"""The fields of an article that the source in which it appeared has, too."""
_REPORT = {"kind": "news", "tier": "secondary"}
"""What an article in the press is, as a source."""


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
    if known := source_at(background, url):
        message = f"{file_path(SOURCE, known)} has this address already"
        raise SetupError(message)
    id_ = background.choose_id(SOURCE, fields.get("id"), id_from_url(url, fields.get("published")))
    begun: Data = {"id": id_, "title": None, "url": url, "published": None, **_publisher_of(background, url)}
    if fields.get("access") != "unread":
        begun |= {"retrieved": background.today.isoformat(), "quotations": []}
    draft = background.draft(SOURCE, begun)
    draft.follow = measure_passages
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
    draft = background.draft(ENTITY, {"id": id_, "name": {MAIN: name}})
    draft.put({field: text for field, text in fields.items() if field != "id"})
    return draft


def new_article(background: Background, text: str, fields: Mapping[str, str], url: str | None) -> list[Draft]:
    """Return a new article and, if its address is given, the source in which it appeared.

    Args:
        background: what is there already.
        text: the whole text.
        fields: other values, by the names of their fields; those that an article has not are for its source.
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
    begun["text"]["fingerprint"] = grouped(begun["text"]["fingerprint"])
    begun["passages"] = [plain(passage) for passage in open_passages(text)]
    article = background.draft(ARTICLE, begun)
    own = {name: value for name, value in fields.items() if name != "id" and (not url or article.has(name))}
    article.put(own)
    if not url:
        return [article]
    known = source_at(background, url)
    others = {name: value for name, value in fields.items() if name not in own and name != "id"}
    sources = [] if known else [new_source(background, url, {**_of_source(background, fields), **others})]
    for source in sources:
        source.begun.pop("quotations", None)  # what is quoted from it is in the claims
    begun["appearances"] = [{"source": known or sources[0].begun["id"]}]
    return [article, *sources]


def source_at(background: Background, url: str) -> str | None:
    """Return the id of the source that has an address, if there is one, finished or not."""
    known = ((source.id, source.url) for source in background.corpus.sources.values())
    begun = ((data["id"], data.get("url")) for data in background.unfinished.get(SOURCE, ()))
    return next((id_ for id_, address in (*known, *begun) if address == url), None)


def _of_source(background: Background, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields of the source in which an article appeared, from those of the article."""
    found = {name: fields[name] for name in _SHARED if name in fields}
    publisher = background.corpus.entities.get(fields.get("publisher", ""))
    if publisher:
        name = publisher.name.get(fields.get("lang", "")) or next(iter(publisher.name.values()))
        found |= {"publisher": name, "publisher_id": publisher.id}
        found |= _REPORT if publisher.kind == "news_organisation" else {}
    return found
