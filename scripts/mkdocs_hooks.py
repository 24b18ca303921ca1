"""MkDocs' door to ``factcheck``, imported here at the top: MkDocs takes ``scripts/`` off the path afterwards."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from factcheck.site import hook as site

started: list[str] = []  # the command that MkDocs was started with


def on_startup(command: str, **_: object) -> None:
    """Keep in mind whether this is a preview."""
    started[:] = [command]


def on_config(config: MkDocsConfig) -> None:
    """Check the records, unless another language's build has; stop the build if they have errors."""
    config.extra |= site.about_languages(config.extra["language"])
    if address := site.preview_address(config.extra["language"]):  # `factcheck serve` does so itself
        config.site_url, config.extra["languages"] = address, []
    elif "loaded" not in config.extra:
        try:
            loaded, summary = site.load_for_site(Path(config.config_file_path).parent)
        except site.SiteError as error:
            raise PluginError(str(error)) from error
        logging.getLogger("mkdocs.hooks.factcheck").info(summary)
        config.extra |= {"loaded": loaded, "preview": started == ["serve"]}


def on_env(env: Any, config: MkDocsConfig, **_: object) -> None:
    """Give templates the words of each language, and prepare to build the other languages into folders of the site."""
    env.globals |= site.TEMPLATE_GLOBALS
    config.extra["others"] = [partial(_build_other, config, name) for name in config.extra["languages"]]


def _build_other(config: MkDocsConfig, language: str) -> None:
    other = load_config(**site.other_language(config, language))
    other.extra |= {key: config.extra[key] for key in ("loaded", "preview")}
    build(other)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> None:  # noqa: ARG001
    """Give each page its edit button and its twins in the other languages."""
    page.edit_url, config.extra["twins"] = site.page_context(config.extra, config.site_url, page.file.src_uri, page.url)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the records' pages into the site; when the other languages are there, too, check all links."""
    try:
        site.finish_site(config.site_dir, config.extra, config.site_url, config.site_name, config.site_description)
    except site.SiteError as error:
        raise PluginError(str(error)) from error
