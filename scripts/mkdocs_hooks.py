"""MkDocs' events, passed on to ``factcheck``. Imported at the top: MkDocs takes ``scripts/`` off the path later."""

import logging
import os
import sys
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.pages import Page

from factcheck.errors import EXIT_SETUP, SetupError, SiteError, explain
from factcheck.site import hook as site
from factcheck.site.addresses import page_context, with_own_address
from factcheck.site.build import end_with_builder
from factcheck.site.no_break import bound_page


class Refused(Abort):
    """MkDocs ends with this exit code."""

    exit_code = EXIT_SETUP


log = logging.getLogger("mkdocs.hooks.factcheck")
build = site.SiteBuild()


def on_startup(command: str, **_: object) -> None:
    """Tell the builds of all languages that this is `mkdocs serve`; end with the build that has started us."""
    end_with_builder()
    if command == "serve":
        os.environ[site.LIVE] = "1"


def on_config(config: MkDocsConfig) -> None:
    """Check the records; stop the build if they have errors."""
    try:
        log.info(build.prepare(config))
    except SiteError as error:
        raise PluginError(str(error)) from error


def on_files(files: Any, config: MkDocsConfig) -> None:
    """Take only files that are named; start to build the other languages, as MkDocs has emptied the site's folder."""
    site.keep_named(config, files)
    build.start_others(config, quiet=not log.isEnabledFor(logging.INFO))


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put no-break spaces and the site's own address into hand-written pages."""
    return bound_page(with_own_address(html, config), page.toc, site.site_language(config))


def on_env(env: Any, config: MkDocsConfig, files: Any) -> None:
    """Give templates the words of each language, and the fields of pages as HTML."""
    site.escape_fields(config, files)
    env.globals |= site.TEMPLATE_GLOBALS


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> None:
    """Give each page its edit button and its twins in the other languages."""
    page.edit_url, context["twins"] = page_context(config, page.file.src_uri, page.url)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the records into the site; when the other languages are there, too, check all pages."""
    try:
        sys.stderr.write(build.finish(config))
    except SiteError as error:
        raise PluginError(str(error)) from error


def on_build_error(error: Exception, **_: object) -> None:
    """Stop the builds of other languages; say what is wrong with the set-up, or what the machine refuses."""
    build.stop()
    if isinstance(error, SetupError | OSError):
        log.error(explain(error))
        message = "Aborted: the site cannot be built"
        raise Refused(message) from error
