"""A hook for ``test_stamping``: MkDocs itself renders the pages of records, and nothing is stamped.

It takes the place of ``scripts/mkdocs_hooks.py`` in a copy of the project, in which sample records have a
Markdown page of their own; their content comes from the same renderer as the stamped pages.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

import mkdocs_hooks
from factcheck.check_examples import read_examples
from factcheck.checks import REGISTRY
from factcheck.pages.renderer import Renderer
from factcheck.project import check_project
from factcheck.published_versions import history_of
from factcheck.site.addresses import starting_pages
from factcheck.site.hook import TEMPLATE_GLOBALS, about_site, site_language
from factcheck.site.no_break import bind_settings
from factcheck.site.shells import for_programs, with_root

bodies: dict[str, str] = {}
files: dict[str, str] = {}
heads: dict[str, str] = {}
_HEAD = re.compile(r'<meta name="links" content="[^"]*">')


def on_config(config: MkDocsConfig) -> None:
    """Render the pages of all records of the project."""
    bind_settings(config, site_language(config))
    config.extra["twins"] = starting_pages(config.extra["language"])
    root = Path(config.config_file_path).parent
    corpus = check_project(root, today=date(2026, 11, 23)).corpus
    site = about_site(config)
    checks, history = tuple(REGISTRY.values()), history_of(root, corpus)
    renderer = Renderer(corpus, config.extra["language"], site, checks, read_examples(root), history=history)
    for page in renderer.pages():
        bodies[page.address] = with_root(page.body, page.address)
        files[page.address] = page.file
        heads[page.address] = for_programs(page)


def on_env(env: Any, **_: object) -> None:
    """Give templates what the project's hook gives them."""
    env.globals |= TEMPLATE_GLOBALS


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Put the record's content in the place of the page's own."""
    return bodies.get(page.url, html)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> None:
    """Do what the project's hook does; the edit button of a record leads to its YAML, as that of its shell does."""
    mkdocs_hooks.on_page_context(context, page=page, config=config)
    if page.url in bodies:
        page.edit_url = config.extra["edit_url"] + files[page.url]
        page.file.src_uri = "RECORDID.md"  # templates see which pages are made from records


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Put what programs read into the head of a record's page."""
    return _HEAD.sub(lambda _: heads[page.url], output) if page.url in heads else output
