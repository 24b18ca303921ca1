"""Where templates run: Jinja with autoescaping, what templates may use, and short cuts for what every page has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from factcheck.languages.catalogue import translated, translations
from factcheck.outputs.api.places import FOLDER, record_file
from factcheck.pages.addresses import ROOT, address, language_folder
from factcheck.pages.check_pages import FAMILIES, by_family
from factcheck.pages.parts import code, headings
from factcheck.pages.template_code import DirectCode

if TYPE_CHECKING:
    from factcheck.checks.check import Check
    from factcheck.pages.view import View

LISTED, MOST = 300, 20
"""How many items of a list stand on a page, and how many of a list within a list.

So a page stays below 100 kB, compressed, however many claims there are. The lists of all records go on on further pages
(:mod:`factcheck.pages.lists`); whoever wants more of another one can search.
"""
_LINES = 5_000
"""So many pieces of evidence are remembered as the pages of days show them. The pages of an article come together."""
TEMPLATES = Path(__file__).parent / "templates"


class _Compiled(BytecodeCache):
    """Templates as code, by what stands in them: the same in all languages, and in a preview after every change."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


class _Environment(Environment):
    """Jinja's, with less to do for each of the thousands of times that a template is filled."""

    code_generator_class = DirectCode

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what templates find without asking for it: for all of ours the same, which Jinja need not compare."""
        return super().make_globals(d) if d else self.globals


def make_environment(view: View, checks: Iterable[Check]) -> Environment:
    """Return the environment in which the pages of a view are rendered; `checks` are those that have pages."""
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=_COMPILED,
        auto_reload=False,  # a preview makes a new environment after every change
    )
    environment.install_gettext_translations(translations(view.language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(code=code, by_family=by_family, headings=headings)
    environment.globals.update(view=view, root=Markup(ROOT), address=address, checks=list(checks), families=FAMILIES)  # noqa: S704 - ROOT is ours
    environment.globals.update(limit=LISTED, most=MOST)
    # The data stand once, above the folders of the languages.
    up = "../" * language_folder(view.language).count("/")
    environment.globals.update(data=Markup(f"{ROOT}{up}{FOLDER}"), record_file=record_file)  # noqa: S704 - ours
    environment.globals.update(_messages(view.language))
    environment.globals.update(_common_parts(environment))
    return environment


def _messages(language: str) -> dict[str, Callable[..., Markup]]:
    """Return what templates call ``_`` and ``ngettext``: Jinja's own look themselves up at every call, fifty a page.

    As there, the message is HTML of ours, and what is put into it is escaped.
    """

    @cache
    def alone(message: str) -> Markup:
        return _filled(translated(language, message), {})

    def gettext(message: str, **values: Any) -> Markup:
        return _filled(translated(language, message), values) if values else alone(message)

    def ngettext(one: str, several: str, num: int, **values: Any) -> Markup:
        return _filled(translations(language).ngettext(one, several, num), {"num": num, **values})

    return {"_": gettext, "ngettext": ngettext}


def _filled(message: str, values: Mapping[str, Any]) -> Markup:
    """Return a message of ours with values in it: what ``Markup(message) % values`` takes more steps for."""
    return Markup(message % {name: escape(value) for name, value in values.items()})  # noqa: S704 - the values are escaped


def _common_parts(environment: Environment) -> dict[str, Callable[..., Markup]]:
    """Return the macros whose result depends on few records only: the same few hundred stand on thousands of pages."""
    parts: Any = environment.get_template("_parts.html").module
    days: Any = environment.get_template("_as_of.html").module
    badges: dict[tuple[str, bool], Markup] = {}
    line_of: dict[str, Markup] = {}
    lines: dict[tuple[str, int], Markup] = {}

    def badge(rating_id: str, *, linked: bool = True) -> Markup:
        key = (rating_id, linked)
        if key not in badges:
            badges[key] = parts.badge(rating_id, linked)
        return badges[key]

    def source_line(source: Any) -> Markup:
        if source.id not in line_of:
            line_of[source.id] = parts.source_line(source)
        return line_of[source.id]

    def evidence_line(claim: Any, dated: Any) -> Markup:
        key = (claim.id, dated.position)
        if key not in lines:
            if len(lines) == _LINES:
                lines.clear()
            lines[key] = days.evidence_line(claim, dated)
        return lines[key]

    return {"badge": badge, "source_line": source_line, "evidence_line": evidence_line}
