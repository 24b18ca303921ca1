"""Where templates run: Jinja with autoescaping, what templates may use, and short cuts for what every page has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck.render.addresses import ROOT, address
from factcheck.render.check_pages import FAMILIES, by_family
from factcheck.render.messages import translations
from factcheck.render.parts import code, headings

if TYPE_CHECKING:
    from factcheck.checks.check import Check
    from factcheck.render.view import View

TEMPLATES = Path(__file__).parent / "templates"


def make_environment(view: View, checks: Iterable[Check]) -> Environment:
    """Return the environment in which the pages of a view are rendered; `checks` are those that have pages."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        keep_trailing_newline=False,
    )
    environment.install_gettext_translations(translations(view.language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(code=code, by_family=by_family, headings=headings)
    environment.globals.update(view=view, root=Markup(ROOT), address=address, checks=list(checks), families=FAMILIES)  # noqa: S704 - ROOT is ours
    environment.globals["_"] = _gettext(view.language)
    environment.globals.update(_common_parts(environment))
    return environment


def _gettext(language: str) -> Callable[..., Markup]:
    """Return what templates call ``_``: Jinja's own looks itself up at every call, some fifty times a page.

    As there, the message is HTML of ours, and what is put into it is escaped.
    """

    @cache
    def translated(message: str) -> Markup:
        return Markup(translations(language).gettext(message))  # noqa: S704 - the site's own words

    def gettext(message: str, **values: Any) -> Markup:
        return translated(message) % values

    return gettext


def _common_parts(environment: Environment) -> dict[str, Callable[..., Markup]]:
    """Return the macros whose result depends on one record only: the same few hundred stand on thousands of pages."""
    parts: Any = environment.get_template("_parts.html").module
    line_of: dict[str, Markup] = {}

    def source_line(source: Any) -> Markup:
        if source.id not in line_of:
            line_of[source.id] = parts.source_line(source)
        return line_of[source.id]

    return {"badge": cache(parts.badge), "source_line": source_line}
