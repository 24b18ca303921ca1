"""``data/provenance/KIND-ID.jsonld``: where a record comes from, in the words of PROV-O (W3C, 2013).

For each record: who wrote it, who looked at it and when, what it quotes from which source, when it was corrected, its
versions, and that it moved or was withdrawn. A file names things and how they hang together; what they say is in the
record, to which ``seeAlso`` leads. Our records know days: the time of PROV's properties is always midnight in UTC.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from factcheck.kinds import ARTICLE, CLAIM, ENTITY, FOLDERS, SOURCE
from factcheck.outputs.output import Content, Make, Output, as_json, midnight
from factcheck.pages.file_addresses import ID, PROVENANCE, provenance
from factcheck.pages.markup_things import certain_date, known, one_or_all
from factcheck.pages.page import API, Site, address, data_file
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.pages.words import EDITORS
from factcheck.records import Record, Tombstone
from factcheck.records.claim import Claim, Evidence
from factcheck.records.record import Article, Moved, Source, Withdrawn
from factcheck.records.version import Version

CONTEXT = "context.jsonld"
"""The file beside all others by which programs know what the names in them mean."""
_DAY = len("2026-11-29")
_TYPES = ("Entity", "Activity", "Agent")
_LINKS = (
    *("wasRevisionOf", "specializationOf", "alternateOf", "wasAttributedTo", "wasDerivedFrom", "wasQuotedFrom"),
    *("wasInfluencedBy", "wasInvalidatedBy", "wasAssociatedWith", "used", "atLocation"),
)
_TIMES = ("generatedAtTime", "invalidatedAtTime", "endedAtTime")


def context(site: Site) -> Content:
    """Return the context of all files: the names of PROV-O, and ``site:`` for the address of the site."""
    time, rdfs = "http://www.w3.org/2001/XMLSchema#dateTime", "http://www.w3.org/2000/01/rdf-schema#"
    names = {
        "site": site.url,
        "prov": "http://www.w3.org/ns/prov#",
        "id": "@id",
        "type": "@type",
        **{name: f"prov:{name}" for name in _TYPES},
        **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
        **{name: {"@id": f"prov:{name}", "@type": time} for name in _TIMES},
        "name": "http://xmlns.com/foaf/0.1/name",
        "label": {"@id": f"{rdfs}label", "@container": "@language"},
        "seeAlso": {"@id": f"{rdfs}seeAlso", "@type": "@id"},
    }
    return {"@context": {"@version": 1.1, **names}}


def provenance_of(view: View, site: Site, kind: str, record: Record | Tombstone) -> Content:
    """Return where a record comes from, also one that moved or was withdrawn.

    All names in it that begin with nothing else begin with the address of its page, the name of the record.
    """
    nodes = _OWN[type(record)](record) if type(record) in _OWN else [{}]
    page = {"id": "./", "type": "Entity", "seeAlso": f"site:{API}{data_file(kind, record.id)}"}
    graph = [{**page, **nodes[0]}, *nodes[1:], *_versions(view, kind, record.id)]
    base = {"@base": site.url + address(kind, record.id)}
    return {"@context": [CONTEXT, base], "@graph": [known(node) for node in graph]}


def _name(kind: str, id_: str) -> str:
    """Return the name of what a record is about, as markup has it."""
    return f"site:{address(kind, id_)}#{kind}"


def _agent(name: str) -> Content | str:
    return "site:#publisher" if name == EDITORS else {"type": "Agent", "name": name}


def _claim(claim: Claim) -> list[Content]:
    """Return a claim's record with who looked at it and corrected it, its quotation, and what its review rests on."""
    by: Content = {"wasAttributedTo": one_or_all([_agent(name) for name in claim.record.authors])}
    looks = [_look(number, it.name, it.date) for number, it in enumerate(claim.record.reviewers, 1)]
    changes = [
        {"id": f"#correction-{number}", "type": "Activity", "endedAtTime": midnight(it.date)}
        for number, it in enumerate(claim.record.corrections, 1)
    ]
    rests_on = [_evidence(number, it) for number, it in enumerate(claim.review.evidence, 1)]
    page = {**by, "generatedAtTime": midnight(claim.record.created), "wasDerivedFrom": "#quotation"}
    review = {"id": "#review", "type": "Entity", "generatedAtTime": midnight(claim.review.checked)}
    return [
        {**page, "wasInfluencedBy": [*looks, *changes]},
        {"id": "#quotation", "type": "Entity", "wasQuotedFrom": _name(ARTICLE, claim.article)},
        {**review, **by, "wasDerivedFrom": ["#quotation", *rests_on]},
    ]


def _look(number: int, name: str, day: str) -> Content:
    done = {"id": f"#look-{number}", "type": "Activity", "endedAtTime": midnight(day)}
    return {**done, "wasAssociatedWith": _agent(name)}


def _evidence(number: int, evidence: Evidence) -> Content:
    """Return a piece of evidence: words of its source, or what we say of it."""
    how = "wasQuotedFrom" if evidence.quotation else "wasDerivedFrom"
    return {"id": f"#evidence-{number}", "type": "Entity", how: _name(SOURCE, evidence.source)}


def _article(article: Article) -> list[Content]:
    work = {
        "id": "#article",
        "type": "Entity",
        "label": {article.lang: article.title},
        "wasAttributedTo": [_name(ENTITY, id_) for id_ in (*article.authors, article.publisher)],
        "generatedAtTime": _time(certain_date(article.published, article.published_certainty)),
        "alternateOf": [_name(SOURCE, item.source) for item in article.appearances],
    }
    return [{"wasDerivedFrom": "#article"}, work]


def _source(source: Source) -> list[Content]:
    by = source.publisher_id
    work = {
        "id": "#source",
        "type": "Entity",
        "label": {source.lang: source.title} if source.title else {},
        "atLocation": source.url,
        "alternateOf": source.archive_url,
        "wasAttributedTo": _name(ENTITY, by) if by else _agent(source.publisher),
        "generatedAtTime": _time(certain_date(source.published, source.published_certainty)),
        "wasDerivedFrom": [_name(SOURCE, id_) for id_ in source.derives_from],
    }
    return [{"wasDerivedFrom": "#source", "generatedAtTime": _time(source.retrieved or "")}, work]


def _moved(stone: Moved) -> list[Content]:
    return [{**_ended(stone.date, stone.reason), "alternateOf": f"../{stone.moved_to}/"}]


def _withdrawn(stone: Withdrawn) -> list[Content]:
    gone = stone.withdrawn
    return [{"label": dict(gone.title), **_ended(gone.date, gone.reason)}]


def _ended(day: str, reason: Mapping[str, str]) -> Content:
    return {"invalidatedAtTime": midnight(day), "wasInvalidatedBy": {"type": "Activity", "label": dict(reason)}}


_OWN: Mapping[type, Callable[[Any], list[Content]]] = {
    Claim: _claim,
    Article: _article,
    Source: _source,
    Moved: _moved,
    Withdrawn: _withdrawn,
}
"""What is known of records besides their versions: what is said of the page of each, and what else there is."""


def _versions(view: View, kind: str, id_: str) -> Iterator[Content]:
    """Yield the versions of a record, the oldest first, each with the corrections that it brought.

    Their names are the addresses at which pages show them.
    """
    claim = view.corpus.claims.get(id_) if kind == CLAIM else None
    told = [(it.date, dict(it.text)) for it in claim.record.corrections] if claim else []
    before, known_by_then = "", set[int]()
    for version in view.history.versions(kind, id_):
        there = _corrections_in(version)
        numbers = {number for number, it in enumerate(told, 1) if it in there}
        name, same = f"./?version={version.date}", {"specializationOf": "./", "alternateOf": version.content}
        made = {"generatedAtTime": midnight(version.date), "wasRevisionOf": before}
        brought = [f"#correction-{number}" for number in sorted(numbers - known_by_then)]
        yield {"id": name, "type": "Entity", **same, **made, "wasInfluencedBy": brought}
        before, known_by_then = name, numbers


def _corrections_in(version: Version) -> list[tuple[Any, Any]]:
    """Return day and text of each correction in what a record said then, which may have had any form."""
    found = version.value("record", "corrections")
    items = (item for item in found if isinstance(item, Mapping)) if isinstance(found, list) else ()
    return [(item.get("date"), item.get("text")) for item in items]


def _time(day: str) -> str:
    """Return a whole day as a time, else "": of a month or a year PROV knows none."""
    return midnight(day) if len(day) == _DAY else ""


def _files(renderer: Renderer) -> Mapping[str, Make]:
    corpus = renderer.corpus
    there = [(kind, record) for kind in FOLDERS for record in corpus.tables[kind].values()]
    gone = [(kind, stone) for (kind, _), stone in corpus.tombstones.items() if kind in FOLDERS]
    found = {provenance(kind, it.id): partial(_made, renderer, kind, it) for kind, it in (*there, *gone)}
    return {f"{PROVENANCE}{CONTEXT}": lambda: as_json(context(renderer.site)), **found}


def _made(renderer: Renderer, kind: str, record: Record | Tombstone) -> bytes:
    return as_json(provenance_of(renderer.view, renderer.site, kind, record))


PROVENANCE_FILES = Output(name="provenance", files=_files, paths=(rf"{PROVENANCE}{ID}\.jsonld",))
