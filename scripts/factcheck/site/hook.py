"""What MkDocs' hook does, without knowing MkDocs: read the records before a build, finish the site after it."""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import asdict
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from factcheck.cache import Cache
from factcheck.check_examples import read_examples
from factcheck.checks import REGISTRY
from factcheck.checks.example import Example
from factcheck.corpus import Corpus
from factcheck.errors import EXIT_SETUP, SetupError, SiteError
from factcheck.kinds import FOLDERS
from factcheck.languages import BY_CODE, LANGUAGES, MAIN, translated
from factcheck.languages.language import Language
from factcheck.loading.fact_files import line_reader
from factcheck.loading.other_files import SITE_VARIABLE
from factcheck.loading.page_files import find_docs
from factcheck.pages.followed import feeds_of_site
from factcheck.pages.page import Site, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.parallel import cores
from factcheck.project import check_project, today
from factcheck.published_versions import history_of
from factcheck.records.version import History
from factcheck.report import text
from factcheck.schema.rules import Schema
from factcheck.schema.schemas import read_schemas
from factcheck.site.addresses import check_addresses, check_story, starting_pages
from factcheck.site.build import PREVIEW, start_mkdocs
from factcheck.site.html_checks import check_site
from factcheck.site.no_break import bind_settings
from factcheck.site.site_manifest import write_manifest
from factcheck.site.write_site import write_site

LIVE = "FACTCHECK_LIVE"
"""The environment variable that is set under `mkdocs serve`, for the builds of other languages, too.

MkDocs then puts a script of its own into each page, which our policy would stop.
"""
ABOUT = ".factcheck-about.json"
"""The file in which a build for `factcheck serve` leaves what the configuration says about the site."""
TEMPLATE_GLOBALS = {
    "languages": BY_CODE,
    "translated": translated,
    "folders": {*FOLDERS.values()},
    "feeds_of_site": feeds_of_site,
}
"""What the templates in ``docs/.overrides/`` may use besides what MkDocs gives them."""

Settings = Mapping[str, Any]
"""The configuration of MkDocs."""


def read_records(root: Path) -> tuple[Corpus, str]:
    """Return the records of the project at `root`, and a line that says how many there are.

    Raises:
        SiteError: the records have errors; the message shows all of them.
        SetupError: the set-up is broken.
    """
    report = check_project(root, today=today(), cache=Cache.of(root), jobs=cores())
    if report.errors:
        raise SiteError("\n" + text.render(report, line_reader(root)))
    return report.corpus, text.summary(report)


def about_site(settings: Settings) -> Site:
    """Return what pages say about the site itself."""
    extra = settings["extra"]
    return Site(
        url=settings["site_url"] or "",
        name=settings["site_name"],
        description=settings["site_description"] or "",
        edit=extra["edit_url"],
        create=extra["create_url"],
        issue=extra["issue_url"],
        report=extra["report_url"],
        security_contact=extra["security"]["contact"],
        security_expires=extra["security"]["expires"],
        tag=extra["tag"],
        story=str(extra.get("story") or ""),
        claim_pictures=LIVE not in os.environ and PREVIEW not in os.environ,  # drawing them takes long
    )


def site_language(settings: Settings) -> Language:
    """Return the language that a configuration is for."""
    return BY_CODE[settings["extra"]["language"]]


def _refuse_links(root: Path) -> None:
    """Raise an error if there is a link in ``docs/``: MkDocs would list all that it leads to, even a whole disk."""
    links = [finding.location.path for finding in find_docs(root).listing if finding.code == "FIL001"]
    if links:
        message = f"these are links, and MkDocs would follow them: {', '.join(links)}"
        raise SiteError(message)


def keep_named(settings: Settings, files: Any) -> None:
    """Remove from MkDocs' files those in ``docs/`` that nobody named: no build may take them.

    What editors leave beside a file is one of them, and so is a page with mistakes, which `factcheck serve` leaves out.
    """
    root = _root(settings).resolve()
    named = find_docs(root).named
    for file in list(files):
        path = Path(file.abs_src_path or "").resolve()
        if path.is_relative_to(root / "docs") and str(path) not in named:
            files.remove(file)


def escape_fields(settings: Settings, files: Iterable[Any]) -> None:
    """Bind and escape the fields of all pages that the theme puts into HTML as they are; a title is in many menus.

    A page without a title gets its heading as one: the theme would put that into the page unescaped.
    """
    language = site_language(settings)
    for page in (file.page for file in files if file.page):
        page.meta.setdefault("title", unescape(page.title or ""))
        for name in {"title", "description"} & set(page.meta):
            page.meta[name] = escape(language.bound(str(page.meta[name])))


class SiteBuild:
    """What MkDocs' hook keeps from one event of a build to the next."""

    def __init__(self) -> None:
        """Begin with nothing: :meth:`prepare` is called for each build."""
        self._corpus: Corpus | None = None
        self._beside: tuple[Mapping[str, Example], Mapping[str, Schema], History] = ({}, {}, History())
        self._others: list[tuple[subprocess.Popen[str], IO[str]]] = []

    def prepare(self, settings: MutableMapping[str, Any]) -> str:
        """Read the records, unless `factcheck serve` does so itself; return a line that says how many there are.

        Raises:
            SiteError: the records have errors; the message shows all of them. Or there are links in ``docs/``.
            SetupError: the set-up is broken.
        """
        self._corpus, self._others = None, []
        check_addresses(settings)
        check_story(settings, _root(settings))
        bind_settings(settings, site_language(settings))
        extra = settings["extra"]
        extra["twins"] = starting_pages(extra["language"])
        extra["preview"] = LIVE in os.environ
        if address := os.environ.get(PREVIEW):
            settings["site_url"] = address + language_folder(extra["language"])
            _refuse_links(_root(settings))
            return ""
        self._corpus, summary = read_records(root := _root(settings))
        examples, schemas = read_examples(root, Cache.of(root)), read_schemas(root / "schemas")
        self._beside = examples, schemas, history_of(root, self._corpus)
        return summary

    def start_others(self, settings: Settings, *, quiet: bool) -> None:
        """Start to build the other languages into folders of the site, which MkDocs must have emptied."""
        if not self._corpus or settings["extra"]["language"] != MAIN:
            return
        options = [*(["--strict"] if settings["strict"] else []), *(["--quiet"] if quiet else [])]
        for language in LANGUAGES[1:]:
            folder = language_folder(language)
            target = Path(settings["site_dir"], folder).absolute()
            variables = {f"{SITE_VARIABLE}_{language.upper()}": f"{settings['site_url'] or ''}{folder}"}
            # Not a pipe: it is read only in the end, and a full one would make the other build wait.
            output = TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - closed with the process
            pipes = {"stdout": output, "stderr": subprocess.STDOUT}
            other = start_mkdocs(_root(settings), language, target, *options, variables=variables, **pipes)
            self._others.append((other, output))

    def finish(self, settings: Settings) -> str:
        """Put the records into the site that MkDocs has built; give it a manifest and check it when it is complete.

        For `factcheck serve`, which fills the shells itself, leave there only what the configuration says of the site.

        Returns: what MkDocs said about the other languages.

        Raises:
            SiteError: ``site_url`` is not set, a language cannot be built, or there are faults in the finished site.
            SetupError, OSError: a shell, a font or Pagefind is missing.
        """
        if not settings["site_url"]:
            message = "site_url is not set in mkdocs.yml: markup, sitemap and citations need the site's address"
            raise SiteError(message)
        folder, site = Path(settings["site_dir"]), about_site(settings)
        if not self._corpus:
            (folder / ABOUT).write_text(json.dumps(asdict(site)), encoding="utf-8")
            return ""
        checks = tuple(REGISTRY.values())
        renderer = Renderer(self._corpus, settings["extra"]["language"], site, checks, *self._beside)
        write_site(folder, renderer, _root(settings))
        outputs = [_wait_for(other, output) for other, output in self._others]
        if renderer.language == MAIN:
            write_manifest(folder, _root(settings), site)
            check_site(settings)
        return "".join(outputs)

    def stop(self) -> None:
        """Stop the builds of other languages."""
        for other, _ in self._others:
            other.kill()
            other.wait()


def _wait_for(other: subprocess.Popen[str], output: IO[str]) -> str:
    """Wait for the build of another language; return what it has printed.

    Raises:
        SiteError: it has failed.
        SetupError: its set-up is broken, or the machine has refused something.
    """
    code = other.wait()
    output.seek(0)
    printed = output.read()
    if code == EXIT_SETUP:
        raise SetupError(printed)
    if code:
        raise SiteError(printed or f"MkDocs has failed with the exit code {code} and printed nothing.")
    return printed


def _root(settings: Settings) -> Path:
    """Return the folder of the project."""
    return Path(settings["config_file_path"]).parent
