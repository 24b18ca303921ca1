"""The policy of the pages (Content-Security-Policy): it is in each, and allows the theme's own scripts only."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from textwrap import shorten
from typing import Any
from urllib.request import urlopen

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from browser.html_pages import framed_pages, read_page
from browser.sites import BELOW
from conftest import ROOT
from factcheck.site.html_checks import check_pages, digest, pinned
from factcheck.site.page_content import read_page as read_content

CONFIGS = ("mkdocs.yml", "mkdocs.fr.yml")
BASE = "https://factcheck.example/"
DEPTHS = ("index.md", "one/index.md", "one/two/index.md", "one/two/three.md")

UPDATE = """
The theme's inline scripts are not those that the policy in mkdocs.yml allows: it was probably updated.
1. Read what has changed in material/templates/partials/javascripts/ of the new version.
2. If that is fine, let these be the hashes after "script-src 'self'" in mkdocs.yml (extra.policy), and no others:
{pins}
They come from a site without any content of ours. Never take hashes from the built site: a script that somebody
smuggled into it would be allowed, too.
"""

HOOK = """
from factcheck.site.hook import TEMPLATE_GLOBALS

def on_env(env, **_):
    env.globals |= TEMPLATE_GLOBALS
"""
"""A hook that gives our templates what the project's own hook gives them, and nothing else."""


def policy_of(config: str) -> str:
    """Return the policy that a configuration sets."""
    policy: str = load_config(str(ROOT / config)).extra["policy"]
    return policy.strip()


@pytest.fixture(scope="module")
def policy() -> str:
    return policy_of(CONFIGS[0])


def build_without_content(config: str, folder: Path) -> Path:
    """Build pages without content, in folders of every depth, with the theme and the settings of the project."""
    for name in DEPTHS:
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text("# Empty\n", encoding="utf-8")
    hook = folder / "hook.py"
    hook.write_text(HOOK, encoding="utf-8")
    nothing: dict[str, Any] = {"hooks": [str(hook)], "watch": [], "not_in_nav": "*"}
    folders = {"docs_dir": str(folder / "docs"), "site_dir": str(folder / "site")}
    settings = load_config(str(ROOT / config), **folders, **nothing)
    settings.nav = None
    build_with_mkdocs(settings)
    return folder / "site"


def scripts_of_theme(folder: Path) -> Iterator[str]:
    """Yield the inline scripts on pages without content, in both languages."""
    for number, config in enumerate(CONFIGS):
        for path in build_without_content(config, folder / str(number)).rglob("*.html"):
            yield from read_content(path.read_bytes()).scripts


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return set(scripts_of_theme(tmp_path_factory.mktemp("empty")))


def test_policy_allows_the_inline_scripts_of_the_theme_and_no_others(theme: set[str], policy: str) -> None:
    found = {digest(script): script for script in theme}
    lines = "\n".join(f"    '{pin}'  for {shorten(script, 60)}" for pin, script in sorted(found.items()))
    assert pinned(policy, "script-src") == set(found), UPDATE.format(pins=lines)


def test_theme_has_the_same_few_inline_scripts_at_every_depth_and_in_both_languages(theme: set[str]) -> None:
    assert len(theme) == 3
    assert sum("__md_scope=" in script for script in theme) == 1


def test_both_languages_have_the_same_policy(policy: str) -> None:
    assert policy_of("mkdocs.fr.yml") == policy


def test_policy_forbids_everything_that_it_does_not_allow(policy: str) -> None:
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert [source for source in rules["script-src"] if not source.startswith("'sha256-")] == ["'self'"]
    for name in ("style-src", "font-src", "connect-src", "worker-src"):
        assert rules[name] == ["'self'"]
    assert rules["img-src"] == ["'self'", "data:"]
    assert not re.search(r"unsafe|https?:|\*", policy)


def test_policy_is_in_every_page_before_anything_else_is_loaded(site: Path, policy: str) -> None:
    pages = framed_pages(site)
    assert len(pages) > 50
    for path in pages:
        first, *later = [
            element for element in read_page(path) if element.tag in {"meta", "link", "script", "style", "title"}
        ]
        assert first.attributes == {"http-equiv": "Content-Security-Policy", "content": policy}, path
        assert not [element for element in later if "http-equiv" in element.attributes], path
        # Browsers look for the encoding in the first 1024 bytes only.
        assert b'<meta charset="utf-8">' in path.read_bytes()[:1024], path


def test_pages_have_nothing_that_their_policy_forbids(site: Path, policy: str) -> None:
    assert check_pages(site, BASE, policy).breaches == []
    for path in framed_pages(site):
        for element in read_page(path):
            assert element.tag != "style", path
            assert not [name for name in element.attributes if name == "style" or name.startswith("on")], path


def free_port() -> int:
    """Return the number of a port of this machine that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def preview(root: Path) -> Iterator[str]:
    """Give the address of a preview of the project at `root`, as `mkdocs serve` shows it."""
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def fetch(url: str, patience: int = 120) -> str:
    """Return the page at an address that may not be there for some seconds."""
    for _ in range(patience):
        with suppress(OSError), urlopen(url) as answer:  # noqa: S310 - our own preview
            text: str = answer.read().decode()
            return text
        time.sleep(0.5)
    pytest.fail(f"no preview at {url}")


def test_preview_has_no_policy_since_it_would_stop_the_script_that_shows_changes(large: Path) -> None:
    with preview(large.with_name("project")) as url:
        for language in ("", "fr/"):
            page = fetch(f"{url}{language}about/")
            assert "\nlivereload(" in page
            assert "Content-Security-Policy" not in page.partition("</head>")[0]


def test_not_found_page_has_absolute_links_when_the_site_is_in_a_folder(large: Path) -> None:
    for name in ("404.html", "fr/404.html"):
        for element in read_page(large / name):
            for attribute in ("href", "src"):
                link = element.attributes.get(attribute, "")
                ours = (f"/{BELOW}", "#", f"https://factcheck.example/{BELOW}")
                assert not link or link.startswith(ours) or element.attributes.get("rel") == "license", link
