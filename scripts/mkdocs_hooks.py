"""MkDocs' door to the records: it checks them before a build and puts their pages in when it ends.

MkDocs builds the hand-written pages and one shell per kind of record; everything else is in the package
``factcheck``, all imported here at the top, since MkDocs takes ``scripts/`` off the path afterwards.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from factcheck.site import Loaded, SiteError, check_site, finish_site, load_for_site, other_language, page_context

log = logging.getLogger("mkdocs.hooks.factcheck")
checked: list[Loaded] = []  # what the first language's build has checked, while it builds the others
started: list[str] = []  # the command that MkDocs was started with


def on_startup(command: str, **_: object) -> None:
    """Keep in mind whether this is a preview."""
    started[:] = [command]


def on_config(config: MkDocsConfig) -> None:
    """Check the records; stop the build if they have errors."""
    try:
        again = checked and not config.extra["languages"]
        loaded, summary = (checked[0], "as before") if again else load_for_site(Path(config.config_file_path).parent)
    except SiteError as error:
        raise PluginError(str(error)) from error
    log.info(summary)
    config.extra |= {"loaded": loaded, "preview": started == ["serve"]}


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> None:  # noqa: ARG001
    """Give each page its edit button and its twins in the other languages."""
    links = page_context(config.extra, config.site_url or "", page.file.src_uri, page.url)
    page.edit_url, config.extra["twins"] = links


def on_post_build(config: MkDocsConfig) -> None:
    """Put the records' pages into the site; then build the other languages into it, and check all links."""
    site, extra = Path(config.site_dir), config.extra
    try:
        finish_site(site, extra, config.site_url, config.site_name, config.site_description)
        if extra["languages"]:
            checked[:] = [extra["loaded"]]
            for language in extra["languages"]:
                options = other_language(config.config_file_path, site, config.site_url or "", language)
                build(load_config(strict=config.strict, **options))
            check_site(site, config.site_url or "", extra["policy"])
    except SiteError as error:
        raise PluginError(str(error)) from error
