"""The templates of the pages: Jinja with autoescaping, and the names that templates use."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from factcheck.analysis.support import READ
from factcheck.kinds import FOLDERS, file_path
from factcheck.languages import BY_CODE, MAIN, translations
from factcheck.pages.citation_formats import CITATION_FORMATS, TODAY, coins, in_words
from factcheck.pages.citations import cite_whole
from factcheck.pages.file_addresses import annotations_of, card, citation_file, from_language, markdown, pack, pack_data
from factcheck.pages.formats import isolated
from factcheck.pages.head_links import feeds_of, feeds_of_list, head_links
from factcheck.pages.page import (
    API,
    ROOT,
    Page,
    Site,
    address,
    data_file,
    language_folder,
    shorten,
    versions_file,
    versions_id,
)
from factcheck.pages.past import said_then
from factcheck.pages.view import View

LISTED, MOST = 300, 20
"""How many items of a list a page shows, and how many of a list within a list.

They keep every page below 100 kB, compressed. The lists of all records continue on further pages
(:mod:`factcheck.pages.lists`); readers who want more of another list can search.
"""
TEMPLATES = Path(__file__).parent / "templates"
_REMEMBERED = (
    ("_parts.html", "badge"),
    ("_parts.html", "source_line"),
    ("_as_of.html", "evidence_line"),
    ("_evidence.html", "cited"),
    ("_evidence.html", "source_entry"),
    ("_said_part.html", "said_part"),
)
"""The macros, by their files, whose results are remembered."""
_HEADING = re.compile(r'<h2 id="([a-z0-9-]+)">((?:[^<\n]|<(?!/?h2))*)</h2>')
"""A heading as our templates write it. They escape the words of records, so those never match."""


class _Compiled(BytecodeCache):
    """The compiled templates, for all languages and, in a preview, from one edit to the next."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Names(Context):
    """The names of a template. What it calls gets its own arguments only, so Jinja need not look what else it wants."""

    def call(
        self, function: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return function(*args, **named)


class Templates:
    """The templates in one language, with the corpus and the site that they show.

    Besides the names of Jinja, a template can use ``view``, ``root`` (the root of the language's site), ``data`` (the
    folder of the API), ``address``, ``data_file``, ``limit``, ``most``, ``main_language``, ``READ`` (the degrees of
    access that mean that a source was read), :func:`~factcheck.pages.past.said_then`, and the macros ``badge``,
    ``claim_line``, ``source_line``, ``evidence_line``, ``cited`` and ``source_entry``. A message, ``_`` or
    ``ngettext``, is HTML; the values in it are escaped.
    """

    def __init__(self, view: View, site: Site) -> None:
        self.view, self.site, self.limit = view, site, LISTED
        self.sections: dict[object, Markup] = {}  # the parts of pages about days that several of these have
        up = "../" * language_folder(view.language).count("/")  # The API is at the root of the main language's site.
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,  # A preview makes a new environment after every change.
            bytecode_cache=_COMPILED,
        )
        self.environment.context_class = _Names
        self.environment.filters["reason"] = partial(view.word, field="day")
        self.environment.filters.update(author=view.author, code=code, headings=headings, isolated=isolated)
        names = self.environment.globals
        names.update(view=view, address=address, data_file=data_file, limit=self.limit, most=MOST, main_language=MAIN)
        names.update(root=Markup(ROOT), data=Markup(f"{ROOT}{up}{API}"))  # noqa: S704 - ours
        names.update(versions_id=versions_id, versions_file=versions_file)
        names.update(in_words=partial(in_words, view), TODAY=TODAY, citation_file=citation_file)
        names.update(feeds_of=partial(feeds_of, view), feeds_of_list=partial(feeds_of_list, view))
        names.update(markdown=markdown, pack=pack, card=card, FOLDERS=FOLDERS)
        for once in (pack_data, annotations_of):
            names[once.__name__] = partial(_from_here, view.language, once)
        names.update(citation_formats=CITATION_FORMATS, coins=coins, cite_whole=partial(cite_whole, view, site))
        names.update(_=self._gettext, ngettext=self._ngettext, READ=READ)
        # A few hundred results of these macros are on thousands of pages; 5,000 are enough for the pages of an article.
        for file, macro in _REMEMBERED:
            names[macro] = lru_cache(5_000)(getattr(self.environment.get_template(file).module, macro))
        parts: Any = self.environment.get_template("_parts.html").module
        self.claim_line = names["claim_line"] = parts.claim_line
        names["said_then"] = partial(said_then, view, parts.badge)

    def _gettext(self, message: str, **values: Any) -> Markup:
        return self._filled(self.view._(message), values)

    def _ngettext(self, one: str, several: str, num: int, **values: Any) -> Markup:
        message = translations(self.view.language).ngettext(one, several, num)
        return self._filled(BY_CODE[self.view.language].bound(message), {"num": num, **values})

    def _filled(self, message: str, values: Mapping[str, Any]) -> Markup:
        escaped = {name: str(escape(value)) for name, value in values.items()}
        return Markup(BY_CODE[self.view.language].filled(message, escaped))  # noqa: S704 - ours, with escaped values

    def render(self, *templates: str, **values: Any) -> str:
        """Return the HTML of the first of these templates that exists, filled with values."""
        return self.environment.select_template(templates).render(values)

    def record_page(
        self, kind: str, record: Any, *, title: str, description: str, search_text: str, **values: Any
    ) -> Page:
        """Return the page of a record. The template of its kind gets the record as `KIND` and `record`, and values.

        One value, `markup`, is for the head of the page: what it says of itself in JSON-LD, one item or several.
        """
        markup = values.pop("markup", ())
        return Page(
            kind=kind,
            id=record.id,
            file=file_path(kind, record.id),
            title=title,
            description=shorten(description),
            body=self.render(f"{kind}.html", **{kind: record}, record=record, **values),
            search_text=search_text,
            links=head_links(self.view, kind, record.id),
            markup=(*markup,),
        )


def _from_here(language: str, file: Callable[[str], str], id_: str) -> str:
    """Return the address of a file of a record that is only in the site of the main language."""
    return from_language(language, file(id_))


def headings(html: Markup) -> list[tuple[str, Markup]]:
    """Return anchor and words of each ``<h2>`` in the HTML of our templates."""
    return [(anchor, Markup(words)) for anchor, words in _HEADING.findall(html)]  # noqa: S704 - HTML already


def code(text: str) -> Markup:
    """Return `text` as HTML: the parts between backticks as code, the rest with typographic quotation marks."""
    prose, marked = [], Markup("<code>{}</code>")
    for number, part in enumerate(text.split("`")):
        if number % 2:
            prose.append(marked.format(part))
        else:
            opened = re.sub(r'(?<![\w.,;!?)])"(?=\S)', "“", part)
            prose.append(Markup.escape(opened.replace('"', "”").replace("'", "’")))
    return Markup().join(prose)
