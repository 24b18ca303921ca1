"""MkDocs' door to the package ``factcheck``, which checks the records and puts their pages among the hand-written ones.

It is imported here at the top, since MkDocs takes ``scripts/`` off the path afterwards.
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

from factcheck import site

log = logging.getLogger("mkdocs.hooks.factcheck")
checked: list[site.Loaded] = []  # what the first language's build has checked, while it builds the others
started: list[str] = []  # the command that MkDocs was started with


def on_startup(command: str, **_: object) -> None:
    """Keep in mind whether this is a preview."""
    started[:] = [command]


def on_config(config: MkDocsConfig) -> None:
    """Check the records; stop the build if they have errors."""
    if address := site.preview_address(config.extra["language"]):  # `factcheck serve` does so itself
        config.site_url, config.extra["languages"] = address, []
        return
    root, again = Path(config.config_file_path).parent, checked and not config.extra["languages"]
    try:
        loaded, summary = (checked[0], "as before") if again else site.load_for_site(root)
    except site.SiteError as error:
        raise PluginError(str(error)) from error
    log.info(summary)
    config.extra |= {"loaded": loaded, "preview": started == ["serve"]}


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> None:  # noqa: ARG001
    """Give each page its edit button and its twins in the other languages."""
    extra, address = config.extra, config.site_url or ""
    page.edit_url, extra["twins"] = site.page_context(extra, address, page.file.src_uri, page.url)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the records' pages into the site; then build the other languages into it, and check all links."""
    folder, extra = Path(config.site_dir), config.extra
    try:
        site.finish_site(folder, extra, config.site_url, config.site_name, config.site_description)
        if extra["languages"]:
            checked[:] = [extra["loaded"]]
            for language in extra["languages"]:
                options = site.other_language(config.config_file_path, folder, config.site_url or "", language)
                build(load_config(strict=config.strict, **options))
            site.check_site(folder, config.site_url or "", extra["policy"])
    except site.SiteError as error:
        raise PluginError(str(error)) from error
