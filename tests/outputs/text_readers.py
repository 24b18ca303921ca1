"""What each output says of every claim, read by programs that others have written.

Each reader yields the texts that it finds: the id of a claim, the part of it, and the text. The parts are those of
:func:`expected_texts`. The next output is one reader more, and a line in :data:`READERS`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

import feedparser
import html5lib
import pandas as pd
import vobject
import yaml
from extruct.jsonld import JsonLdExtractor
from lxml import etree
from markdown_it import MarkdownIt

from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM, RATING
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.all_outputs import output_files
from factcheck.pages.page import Site, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.schema.rules import Schema
from factcheck.site.shells import for_programs
from outputs.citation_readers import read_bibtex, read_csl, read_ris
from outputs.every_string import MARKS

URL = "https://factcheck.example/"
TITLE, SAID, SHORT, TEXT = "title", "said", "short", "text"
QUOTATION, EXPLANATION, RATED = "quotation", "explanation", "rating"
PARTS = (TITLE, SAID, SHORT, TEXT, QUOTATION, EXPLANATION, RATED)

Texts = Iterator[tuple[str, str, str]]
"""Id of a claim, part, text."""


class Published:
    """Everything that a site publishes of some records, each file made when it is asked for."""

    def __init__(self, corpus: Corpus, schemas: Mapping[str, Schema]) -> None:
        self.corpus = corpus
        checks = tuple(REGISTRY.values())
        sites = {language: Site(url=URL + language_folder(language), name="Word for Word") for language in LANGUAGES}
        self.renderers = {
            language: Renderer(corpus, language, site, checks, schemas=schemas) for language, site in sites.items()
        }

    @cached_property
    def _makers(self) -> dict[str, Callable[[], bytes]]:
        return {
            language_folder(language) + path: make
            for language, renderer in self.renderers.items()
            for path, make in output_files(renderer).items()
        }

    @property
    def paths(self) -> list[str]:
        """The paths of all files."""
        return [*self._makers]

    def file(self, path: str) -> bytes:
        """Return a file, by its path from the root of the whole site."""
        return self._makers[path]()

    def of_claims(self, language: str, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield the id of each claim, and the file of that name in the folder of its page."""
        for id_ in self.corpus.claims:
            yield id_, self.file(f"{language_folder(language)}claims/{id_}/{name}")


def expected_texts(published: Published, language: str) -> dict[str, dict[str, str]]:
    """Return the parts of each claim, as the records have them."""
    view = published.renderers[language].view
    return {
        claim.id: {
            TITLE: view.rated_title(claim),
            SAID: view.title(claim),
            SHORT: view.plain(claim.claim.short),
            TEXT: view.plain(claim.claim.text),
            QUOTATION: claim.claim.quotation.exact,
            EXPLANATION: view.plain(claim.review.explanation),
            RATED: view.name(RATING, claim.review.rating),
        }
        for claim in published.corpus.claims.values()
    }


def _tree(html: str) -> Any:
    """Return a page as browsers read it, without the marks of texts that are not translated."""
    tree = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False)
    for mark in tree.xpath("//*[@class='fc-untranslated']"):
        before, parent = mark.getprevious(), mark.getparent()
        tail = mark.tail or ""
        if before is not None:
            before.tail = (before.tail or "").removesuffix(" ") + tail
        parent.remove(mark)
    return tree


def _text(tree: Any, path: str) -> str:
    (element,) = tree.xpath(path)
    return "".join(element.itertext())


def _class(name: str) -> str:
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def read_pages(published: Published, language: str) -> Texts:
    """Read the page of each claim, as HTML5."""
    renderer = published.renderers[language]
    for id_, claim in published.corpus.claims.items():
        page = renderer.page(CLAIM, id_)
        assert page
        tree = _tree(page.body)
        speaker = f"{renderer.view.speaker(claim)} "
        yield id_, SAID, _text(tree, "//h1")
        yield id_, TEXT, _text(tree, "//h2[@id='claimed']/following-sibling::p[1]").removeprefix(speaker)
        yield id_, QUOTATION, _text(tree, f"{_class('fc-words')}{_class('fc-quote__exact')}")
        yield id_, EXPLANATION, _text(tree, f"{_class('fc-answer')}//p[{_class('fc-answer__lead')[2:]}]")


def read_api(published: Published, language: str) -> Texts:
    """Read the file of each claim in the API."""
    for id_ in published.corpus.claims:
        found = json.loads(published.file(f"api/v1/claims/{id_}.json"))
        yield id_, TITLE, found["title"][language]
        yield from _of_record(id_, found["record"], language)


def _of_record(id_: str, record: Mapping[str, Any], language: str) -> Texts:
    yield id_, SHORT, _in(record["claim"]["short"], language)
    yield id_, TEXT, _in(record["claim"]["text"], language)
    yield id_, QUOTATION, record["claim"]["quotation"]["exact"]
    yield id_, EXPLANATION, _in(record["review"]["explanation"], language)


def _in(text: Mapping[str, str], language: str) -> str:
    return text.get(language) or next(iter(text.values()))


def read_list(published: Published, language: str) -> Texts:
    """Read the list of all claims in the API, page by page."""
    path: str | None = "api/v1/claims.json"
    while path:
        found = json.loads(published.file(path))
        yield from ((item["id"], TITLE, item["title"][language]) for item in found["items"])
        path = found.get("next", "").removeprefix(URL)


def read_markdown(published: Published, language: str) -> Texts:
    """Read the page of each claim as Markdown (CommonMark)."""
    parser = MarkdownIt("commonmark")
    for id_, raw in published.of_claims(language, "index.md"):
        renderer, claim = published.renderers[language], published.corpus.claims[id_]
        text = raw.decode().split("---\n", 2)[2]
        found = [_words(token.children or []) for token in parser.parse(text) if token.type == "inline"]
        missing = f" ({renderer.view._('not yet translated')})"
        whole = [words.removesuffix(missing) for words in found]
        speaker = f"{renderer.view.speaker(claim)} "
        rating = f"{renderer.view._('Rating:')} {renderer.view.rating(claim)} – "
        yield id_, TITLE, whole[0]
        yield id_, EXPLANATION, whole[1].removeprefix(rating)
        yield id_, QUOTATION, _words(_first(parser.parse(text), "blockquote_open"))
        claimed = found.index(renderer.view._("The claim"))
        yield id_, TEXT, whole[claimed + 1].removeprefix(speaker)


def _words(tokens: list[Any]) -> str:
    return "".join("\n" if token.type in {"softbreak", "hardbreak"} else token.content for token in tokens)


def _first(tokens: list[Any], kind: str) -> list[Any]:
    """Return the words in the first block of a kind."""
    place = next(place for place, token in enumerate(tokens) if token.type == kind)
    return next(token.children for token in tokens[place:] if token.type == "inline")


def read_bib(published: Published, language: str) -> Texts:
    """Read the citation of each claim in BibTeX."""
    return (
        (id_, TITLE, read_bibtex(raw.decode())["title"]) for id_, raw in published.of_claims(language, "citation.bib")
    )


def read_ris_files(published: Published, language: str) -> Texts:
    """Read the citation of each claim in RIS."""
    for id_, raw in published.of_claims(language, "citation.ris"):
        yield id_, TITLE, read_ris(raw.decode())["title"]


def read_csl_files(published: Published, language: str) -> Texts:
    """Read the citation of each claim in CSL-JSON."""
    return (
        (id_, TITLE, read_csl(raw.decode())["title"]) for id_, raw in published.of_claims(language, "citation.json")
    )


def _feed_content(published: Published, language: str, id_: str, html: str) -> Texts:
    tree, view = _tree(html), published.renderers[language].view
    claim = published.corpus.claims[id_]
    speaker, rating = f"{view.speaker(claim)} ", f"{view._('Rating:')} {view.rating(claim)}. "
    yield id_, QUOTATION, _text(tree, "(//blockquote)[last()]/p")
    yield id_, TEXT, _text(tree, "(//blockquote)[last()]/preceding-sibling::p[1]").removeprefix(speaker)
    yield id_, EXPLANATION, _text(tree, "(//p)[last()]").removeprefix(rating)


def _claim_at(published: Published, language: str, link: str) -> str:
    """Return the id of the claim at an address, or "" if there is none, as of a record that moved."""
    id_ = link.removeprefix(f"{URL}{language_folder(language)}claims/").removesuffix("/")
    return id_ if id_ in published.corpus.claims else ""


def read_atom(published: Published, language: str) -> Texts:
    """Read the feed of all claims in Atom, its titles as XML, its contents as feed readers get them."""
    raw = published.file(f"{language_folder(language)}feeds/claims.atom")
    atom = {"a": "http://www.w3.org/2005/Atom"}
    for entry in etree.fromstring(raw).iterfind("a:entry", atom):
        if id_ := _claim_at(published, language, entry.find("a:link", atom).get("href")):
            yield id_, TITLE, entry.findtext("a:title", namespaces=atom)
    for item in feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False).entries:
        if id_ := _claim_at(published, language, item.link):
            yield from _feed_content(published, language, id_, item.content[0].value)


def read_json_feed(published: Published, language: str) -> Texts:
    """Read the feed of all claims in JSON."""
    for item in json.loads(published.file(f"{language_folder(language)}feeds/claims.json"))["items"]:
        if id_ := _claim_at(published, language, item["url"]):
            yield id_, TITLE, item["title"]
            yield from _feed_content(published, language, id_, item["content_html"])


def read_markup(published: Published, language: str) -> Texts:
    """Read the JSON-LD of each claim's page, as programs that look for it in pages do."""
    for id_ in published.corpus.claims:
        page = published.renderers[language].page(CLAIM, id_)
        assert page
        html = f"<!doctype html><head>{for_programs(page)}</head><body>{page.body}</body>"
        items = {item["@type"]: item for item in JsonLdExtractor().extract(html)}
        rated = "ClaimReview" in items
        found = items["ClaimReview" if rated else "WebPage"]
        claim = found["itemReviewed" if rated else "mainEntity"]
        yield id_, TITLE, found["name"]
        yield id_, TEXT, claim["text"]
        yield id_, QUOTATION, claim["isBasedOn"]["text"]
        yield id_, EXPLANATION, found["reviewRating"]["ratingExplanation"] if rated else found["abstract"]


def read_reviews(published: Published, language: str) -> Texts:
    """Read the ClaimReviews of all claims in one file."""
    for element in json.loads(published.file("data/claimreview.json"))["dataFeedElement"]:
        (review,) = element["item"]
        id_ = _claim_at(published, language, review["url"])
        yield id_, SAID, review["claimReviewed"]
        yield id_, TEXT, review["itemReviewed"]["text"]
        yield id_, RATED, review["reviewRating"]["alternateName"]
        yield id_, EXPLANATION, review["reviewRating"]["ratingExplanation"]


def read_lines(published: Published, language: str) -> Texts:
    """Read the claims in JSON Lines, with pandas."""
    raw = BytesIO(published.file("data/claims.jsonl.gz"))
    rows = pd.read_json(raw, lines=True, compression="gzip", dtype=False)
    for row in rows.itertuples():
        yield str(row.id), TITLE, row.title[language]
        yield from _of_record(str(row.id), row.record, language)


_COLUMNS = {TITLE: "title_{}", SHORT: "short_{}", TEXT: "text_{}", EXPLANATION: "explanation_{}"}


def read_csv(published: Published, language: str) -> Texts:
    """Read the table of claims in CSV, with pandas: a text is what follows the apostrophe that it may begin with."""
    with ZipFile(BytesIO(published.file("data/records-csv.zip"))) as bundle:
        table = pd.read_csv(BytesIO(bundle.read("claims.csv")), dtype=str, keep_default_na=False)
    rows = ({name: MARKS.sub("", text) for name, text in row.items()} for row in table.to_dict("records"))
    return _of_rows(rows, language)


def read_database(published: Published, language: str) -> Texts:
    """Read the table of claims in the database, with SQLite."""
    with ZipFile(BytesIO(published.file("data/records-sqlite.zip"))) as bundle:
        content = bundle.read("records.sqlite")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        connection.row_factory = sqlite3.Row
        yield from _of_rows(map(dict, connection.execute("SELECT * FROM claims")), language)


def _of_rows(rows: Iterable[Mapping[str, str]], language: str) -> Texts:
    for row in rows:
        yield row["id"], QUOTATION, row["quotation_exact"]
        for part, pattern in _COLUMNS.items():
            names = (pattern.format(code) for code in (language, *LANGUAGES))
            yield row["id"], part, next(row[name] for name in names if row[name])


def read_packs(published: Published, language: str) -> Texts:
    """Read the evidence pack of each claim, as HTML5."""
    for id_, raw in published.of_claims(language, "evidence.html"):
        tree = _tree(raw.decode())
        yield id_, SAID, _text(tree, "//h1")
        yield id_, SHORT, _text(tree, f"//h1{_class('fc-short')}")
        yield id_, TEXT, _text(tree, _class("fc-text"))
        yield id_, QUOTATION, _text(tree, f"({_class('fc-quote__exact')})[1]")
        yield id_, EXPLANATION, _text(tree, _class("fc-explanation"))


def read_cards(published: Published, language: str) -> Texts:
    """Read the card of each claim, as HTML5."""
    for id_, raw in published.of_claims(language, "card/index.html"):
        tree = _tree(raw.decode())
        yield id_, TITLE, _text(tree, "//title")
        yield id_, SAID, _text(tree, "//h1")
        yield id_, SHORT, _text(tree, f"//h1{_class('fc-short')}")
        yield id_, EXPLANATION, _text(tree, _class("fc-explanation"))


def read_oembed(published: Published, language: str) -> Texts:
    """Read what oEmbed says of each claim, and of its frame."""
    for id_, raw in published.of_claims(language, "oembed.json"):
        found = json.loads(raw)
        yield id_, TITLE, found["title"]
        (frame,) = _tree(found["html"]).xpath("//iframe")
        yield id_, TITLE, frame.get("title")


def read_annotations(published: Published, language: str) -> Texts:
    """Read the annotations of the quotations of all articles."""
    for article in published.corpus.articles:
        for item in json.loads(published.file(f"data/annotations/{article}.jsonld"))["items"]:
            id_ = item["id"].partition("#")[2]
            target = item["target"][0] if isinstance(item["target"], list) else item["target"]
            yield id_, QUOTATION, target["selector"]["exact"]
            yield from (
                (id_, TITLE, it["value"]) for it in item["body"] if "value" in it and it["language"] == language
            )


def read_archives(published: Published, language: str) -> Texts:
    """Read the records in the archives behind all articles, as YAML."""
    for article in published.corpus.articles:
        with ZipFile(BytesIO(published.file(f"articles/{article}/evidence.zip"))) as archive:
            for name in archive.namelist():
                id_ = name.rpartition("/")[2].removesuffix(".yml")
                if f"{article}/facts/claims/{id_}.yml" == name and published.corpus.claims[id_].article == article:
                    yield from _of_record(id_, yaml.safe_load(archive.read(name)), language)


def read_calendar(published: Published, language: str) -> Texts:
    """Read the calendar of all days of review, with vobject."""
    before, _, after = published.renderers[language].view._("Check again: %(claim)s").partition("%(claim)s")
    calendar = vobject.readOne(published.file(f"{language_folder(language)}feeds/reviews.ics").decode())
    for event in calendar.vevent_list:
        id_ = _claim_at(published, language, event.url.value)
        if id_ and event.uid.value.startswith("review-"):
            yield id_, TITLE, event.summary.value.removeprefix(before).removesuffix(after)


def _rated_true_or_false(published: Published) -> set[str]:
    """Return the claims whose rating says how true they are."""
    corpus = published.corpus
    return {claim.id for claim in corpus.claims.values() if corpus.ratings[claim.review.rating].truth_value}


class Reader(NamedTuple):
    """Reads an output: the function, and the parts of each claim that it must find."""

    read: Callable[[Published, str], Texts]
    parts: frozenset[str]
    held: Callable[[str], str] = str
    """Returns what the format can hold of a text: all of it, unless its documentation says otherwise."""
    claims: Callable[[Published], set[str]] = lambda published: {*published.corpus.claims}
    """Returns the claims that it must find: all of them, unless it is about some only."""
    languages: tuple[str, ...] = LANGUAGES
    """The languages that it has."""


def _reader(read: Callable[[Published, str], Texts], *parts: str) -> Reader:
    return Reader(read, frozenset(parts))


READERS: Mapping[str, Reader] = {
    "pages": _reader(read_pages, SAID, TEXT, QUOTATION, EXPLANATION),
    "api, records": _reader(read_api, TITLE, SHORT, TEXT, QUOTATION, EXPLANATION),
    "api, list": _reader(read_list, TITLE),
    "markdown": _reader(read_markdown, TITLE, TEXT, QUOTATION, EXPLANATION),
    "citations, BibTeX": _reader(read_bib, TITLE),
    "citations, RIS": _reader(read_ris_files, TITLE)._replace(held=str.strip),
    "citations, CSL-JSON": _reader(read_csl_files, TITLE),
    "feeds, Atom": _reader(read_atom, TITLE, TEXT, QUOTATION, EXPLANATION),
    "feeds, JSON": _reader(read_json_feed, TITLE, TEXT, QUOTATION, EXPLANATION),
    "pages, JSON-LD": _reader(read_markup, TITLE, TEXT, QUOTATION, EXPLANATION),
    "claimreview": _reader(read_reviews, SAID, TEXT, RATED, EXPLANATION)._replace(
        claims=_rated_true_or_false, languages=(MAIN,)
    ),
    "json lines": _reader(read_lines, TITLE, SHORT, TEXT, QUOTATION, EXPLANATION),
    "csv": _reader(read_csv, TITLE, SHORT, TEXT, QUOTATION, EXPLANATION),
    "evidence packs": _reader(read_packs, SAID, SHORT, TEXT, QUOTATION, EXPLANATION),
    "cards of claims, frames": _reader(read_cards, TITLE, SAID, SHORT, EXPLANATION),
    "cards of claims, oEmbed": _reader(read_oembed, TITLE),
    "annotations": _reader(read_annotations, TITLE, QUOTATION),
    "data behind evidence packs": _reader(read_archives, SHORT, TEXT, QUOTATION, EXPLANATION),
    "calendars": _reader(read_calendar, TITLE),
    "sqlite": _reader(read_database, TITLE, SHORT, TEXT, QUOTATION, EXPLANATION),
}
"""The readers of the pages and of all outputs that have words of claims, by the name of the output and the form."""
WITHOUT_CLAIMS = {"CITATION.cff", "data package", "llms.txt", "provenance", "security.txt", "types"}
"""The names of the outputs in which no claim is put into words."""
