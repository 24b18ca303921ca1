"""MkDocs' door to the records: it checks them before a build and puts their pages in when it ends.

MkDocs builds the hand-written pages and one shell per kind of record; everything else is in the package
``factcheck``. Everything is imported here at the top, since MkDocs takes ``scripts/`` off the path afterwards.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from factcheck.build import check_site, load_for_site, renderer_for
from factcheck.assemble.shell import ID
from factcheck.assemble.site import assemble
from factcheck.corpus import Corpus
from factcheck.folders import edit_path
from factcheck.render.addresses import alternates
from factcheck.setup_error import SetupError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.factcheck")
_checked: list[Corpus] = []
"""The corpus that the build of the first language has checked, while it builds the others."""


def on_config(config: MkDocsConfig) -> None:
    """Check the records; stop the build if they have errors."""
    try:
        corpus, summary = (_checked[0], "") if _checked else load_for_site(_root(config))
    except (SetupError, ValueError) as error:
        raise PluginError(str(error)) from error
    if summary:
        log.info(summary)
    config.extra["corpus"] = corpus


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> None:
    """Give each page its edit button and its twins in the other languages."""
    page.edit_url = config.extra["edit_url"] + edit_path(config.extra["language"], page.file.src_uri, ID)
    config.extra["alternate"] = alternates(config.extra["alternate"], config.site_url or "", config.extra["language"], page.url)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the records' pages into the site; then build the other languages, and check all links."""
    site, extra = Path(config.site_dir), config.extra
    try:
        assemble(site, renderer_for(extra["corpus"], extra["language"], config.site_url, config.site_name))
        if extra["languages"]:
            _build_languages(config, site)
            check_site(site, config.site_url)
    except (SetupError, ValueError) as error:
        raise PluginError(str(error)) from error


def _build_languages(config: MkDocsConfig, site: Path) -> None:
    _checked.append(config.extra["corpus"])
    try:
        for language in config.extra["languages"]:
            target = {"site_dir": str(site / language), "site_url": f"{config.site_url}{language}/"}
            build(load_config(str(_root(config) / f"mkdocs.{language}.yml"), strict=config.strict, **target))
    finally:
        _checked.clear()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
