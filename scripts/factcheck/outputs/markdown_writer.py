"""What the Markdown of several records has in common: texts, dates, fields, and links to records.

A claim is never named without who makes it and how it is rated: every link to one has its rated title as words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import unescape
from typing import Any

from factcheck.analysis.labels import DesignationUse
from factcheck.kinds import CLAIM, RATING, SOURCE
from factcheck.languages import BY_CODE
from factcheck.outputs.markdown_text import escaped, link, listed, strong
from factcheck.pages import Renderer
from factcheck.pages.page import address, language_folder
from factcheck.pages.past import Said
from factcheck.records.claim import Claim
from factcheck.records.payload import Payload
from factcheck.records.record import Source
from factcheck.records.structure import Text
from factcheck.records.url import is_safe_url
from factcheck.records.version import Version

_TAG = re.compile("<[^>]*>")


class MarkdownWriter:
    """Writes parts of records as Markdown in the language of a renderer."""

    def __init__(self, renderer: Renderer) -> None:
        self.view, self.site, self.corpus = renderer.view, renderer.site, renderer.corpus
        self.root = renderer.site.url.removesuffix(language_folder(renderer.language))
        self._ = renderer.view._
        self.source, self._claim = cache(self._source), cache(self._rated)  # the same ones are on many pages
        templates: Any = renderer.templates.environment
        self._voice: Callable[[DesignationUse], str] = templates.get_template("_parts.html").module.voice
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

    def voice(self, use: DesignationUse) -> str:
        """Return who used a label, and how that is known."""
        return self.html(self._voice(use))

    def said(self, version: Version | None) -> str:
        """Return the rating of a claim in a version, and what it said; "" if that is not known."""
        was = self._said_then(version)
        if not was:
            return ""
        rating = escaped(self.view.name(RATING, was.rating))
        title = f" – {self.html(was.title)}" if was.short else ""
        since = self.filled(self._("since %(date)s"), date=self.view.date(was.date))
        return f"{self._('It said:')} {rating}{title} ({since})"
