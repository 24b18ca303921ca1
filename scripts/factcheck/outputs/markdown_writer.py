r"""Records as Markdown (CommonMark 0.31): texts from which a parser gets back the very characters, and links.

A punctuation mark that could mean something has a backslash before it. What a parser would take away or read as the end
of a line (line breaks, tabs, blanks at the ends) is a numeric reference, so a text is always one line.

A claim is never named without who makes it and how it is rated: every link to one has its rated title as words.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from html import unescape
from typing import Any

from factcheck.kinds import CLAIM, RATING, SOURCE
from factcheck.languages import BY_CODE
from factcheck.pages.page import address, root_of
from factcheck.pages.past import Said
from factcheck.pages.renderer import Renderer
from factcheck.records.claim import Claim
from factcheck.records.payload import Payload
from factcheck.records.record import Source
from factcheck.records.structure import Text
from factcheck.records.url import is_safe_url
from factcheck.records.version import Version

_MEANING = re.compile(r"[\\`*_\[\]<>~|#]|&(?=[#A-Za-z])|:(?=//)|\A[-+=]")
"""What could begin emphasis, code, a link, HTML, a reference, a heading, a rule or a list, or a table on GitHub."""
_NUMBER = re.compile(r"\A([0-9]{1,9})([.)])")
"""What could begin a numbered list."""
_NO_BLANK = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_IN_ADDRESS = re.compile(r"[\\()<>]|&(?=[#A-Za-z])")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@lru_cache(maxsize=1 << 12)
def escaped(text: str) -> str:
    """Return a text of a record as Markdown, from which a parser gets back its very characters."""
    marked = _NUMBER.sub(r"\1\\\2", _MEANING.sub(_backslash, text))
    if marked.isprintable() and marked == marked.strip():
        return marked
    rest = marked.lstrip()
    core = rest.rstrip()
    inner = _NO_BLANK.sub(_reference, core)
    return f"{_references(marked[: len(marked) - len(rest)])}{inner}{_references(rest[len(core) :])}"


def _backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _reference(match: re.Match[str]) -> str:
    return _references(match[0])


def _references(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def link(words: str, address: str) -> str:
    """Return a link from `words`, which are Markdown, to an address."""
    return f"[{words}]({_IN_ADDRESS.sub(_backslash, address)})"


def strong(words: str) -> str:
    """Return Markdown that stands out; there must be blanks around it, or the ends of a line."""
    return f"**{words}**"


def quotation(words: str) -> str:
    """Return quoted words, a text of a record, as a block."""
    return f"> {escaped(words)}"


def listed(items: Iterable[str]) -> str:
    """Return a list of items, each of which is one line of Markdown."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Iterable[Iterable[str]]) -> str:
    """Return a numbered list of items, each of which has several blocks of one line; empty ones are left out."""
    marks = ((f"{number}. ", blocks) for number, blocks in enumerate(items, 1))
    return "\n\n".join(mark + f"\n\n{' ' * len(mark)}".join(filter(None, blocks)) for mark, blocks in marks)


def joined(blocks: Iterable[str]) -> str:
    """Return the text of a file from its blocks; empty ones are left out."""
    return "\n\n".join(filter(None, blocks)) + "\n"


def front_matter(fields: Mapping[str, str]) -> str:
    """Return fields as YAML between two lines of three hyphens, as many programs read it; empty ones are left out."""
    lines = (f"{name}: {_yaml(value)}" for name, value in fields.items() if value)
    return "\n".join(("---", *lines, "---"))


def _yaml(value: str) -> str:
    """Return a text in double quotation marks, which YAML 1.1 and 1.2 read alike."""
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


_TAG = re.compile("<[^<>]*>")


class MarkdownWriter:
    """Writes parts of records as Markdown in the language of a renderer."""

    def __init__(self, renderer: Renderer) -> None:
        self.view, self.site, self.corpus = renderer.view, renderer.site, renderer.corpus
        self.root = root_of(renderer.site, renderer.language)
        self._ = renderer.view._
        self.source, self._claim = cache(self._source), cache(self._rated)  # the same ones are on many pages
        templates: Any = renderer.templates.environment
        self._parts: Any = templates.get_template("_parts.html").module
        self._said_then: Callable[[Version | None], Said | None] = templates.globals["said_then"]

    def filled(self, message: str, **values: str) -> str:
        """Return a message, which is translated already, with values in it, all as Markdown."""
        return BY_CODE[self.view.language].filled(message, values)

    def text(self, text: Text | None) -> str:
        """Return a text of a record; one that is not translated says so."""
        if not text:
            return ""
        missing = "" if self.view.language in text else f" *({self._('not yet translated')})*"
        return escaped(self.view.plain(text)) + missing

    def field(self, name: str, value: str) -> str:
        """Return a field with its name, which is translated already; "" if it has no value."""
        return self.filled(self._("%(field)s:"), field=name) + f" {value}" if value else ""

    def fields(self, fields: Mapping[str, str]) -> str:
        """Return fields by their names as a list, without those that have no value."""
        return listed(filter(None, (self.field(name, value) for name, value in fields.items())))

    def url(self, kind: str, id_: str) -> str:
        """Return the absolute address of the page of a record, rating or term."""
        return f"{self.site.url}{address(kind, id_)}"

    def link(self, kind: str, id_: str) -> str:
        """Return a link to the page of a record, rating or term; that of a claim has its rating."""
        if claim := self.corpus.claims.get(id_) if kind == CLAIM else None:
            return self.claim(claim)
        return link(escaped(self.view.name(kind, id_)), self.url(kind, id_))

    def links(self, kind: str, ids: Iterable[str | None]) -> str:
        """Return links to records, with commas between them."""
        return ", ".join(self.link(kind, id_) for id_ in ids if id_)

    def claim(self, claim: Claim) -> str:
        """Return a link to a claim: who makes it, what it says, and how it is rated."""
        return self._claim(claim.id)

    def _rated(self, id_: str) -> str:
        return link(escaped(self.view.rated_title(self.corpus.claims[id_])), self.url(CLAIM, id_))

    def _source(self, id_: str) -> str:
        """Return a link to a source, with its publisher, its date, and how far it can be relied on."""
        source = self.corpus.sources[id_]
        publisher = f"{escaped(source.publisher)}, " if source.title else ""
        return f"{publisher}{self.link(SOURCE, id_)}, {self.standing(source)}"

    def standing(self, source: Source) -> str:
        """Return the date of a source, whose words it has, and how far we read it."""
        words = [self.dated(source.published, source.published_certainty)] if source.published else []
        return " · ".join([*words, self.view.word(source.tier), self.view.word(source.access)])

    def outside(self, url: str | None) -> str:
        """Return an address elsewhere as a link, or as text if it is not safe; "" if there is none."""
        return f"<{url}>" if url and is_safe_url(url) else escaped(url or "")

    def dated(self, date: str | None, certainty: str | None = None) -> str:
        """Return a date, and how it is known if not from the source itself."""
        if not date:
            return self._("date not known")
        return self.view.date(date) + (f" ({self.view.word(certainty, 'date')})" if certainty else "")

    def html(self, html: str) -> str:
        """Return the words of HTML that the pages show in one line."""
        return escaped(unescape(_TAG.sub("", html)))

    def payload(self, payload: Payload) -> dict[str, str]:
        """Return the fields of a payload by their keys."""
        return {key: self.html(value) for key, value in self.view.fields(payload).items()}

    def missing(self, record: Any) -> str:
        """Return what is missing in a record or a part of it."""
        return f"{strong(self._('Missing:'))} {self.text(record.needs)}" if record.needs else ""

    def part(self, name: str, *values: object) -> str:
        """Return the words of a macro of the pages (``_parts.html``) that prints one line, or nothing."""
        return self.html(getattr(self._parts, name)(*values)).strip()

    def said(self, version: Version | None) -> str:
        """Return the rating of a claim in a version, and what it said; "" if that is not known."""
        was = self._said_then(version)
        if not was:
            return ""
        rating = escaped(self.view.name(RATING, was.rating))
        title = f" – {self.html(was.title)}" if was.short else ""
        since = self.filled(self._("since %(date)s"), date=self.view.date(was.date))
        return f"{self._('It said:')} {rating}{title} ({since})"
