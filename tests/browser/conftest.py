"""A browser and a web server, both on this machine only, for the tests in this folder."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import find_chromium
from browser.sites import BELOW, hostile_site, large, large_build, long_site, site
from browser.watching import Watch, watched

__all__ = ["hostile_site", "large", "large_build", "long_site", "site"]
HERE = Path(__file__).parent

QUIET = (
    # A browser for tests looks for no updates and syncs with nobody: it asks our server only.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder with ``browser``."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Give a Chromium; fail if there is none."""
    path = find_chromium()
    if not path:
        pytest.fail("no Chromium: `make browser` finds or installs one", pytrace=False)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    # Chromium refuses to run as root with its sandbox on.
    arguments = [*QUIET, "--no-sandbox"] if is_root else [*QUIET]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all tests; each test opens its own context or page."""
    with open_browser() as chromium:
        yield chromium


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve files as GitHub Pages does, without writing a line for each."""

    protocol_version = "HTTP/1.1"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a wrong address as GitHub Pages does: with the root's page for it, whatever the address."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing."""


@contextmanager
def serve_folder(path: Path, kind: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """Serve a folder on a free port of this machine; give the URL, without a slash at its end."""
    handler = partial(kind, directory=str(path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # A browser keeps connections open: do not wait for them at the end.
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def site_server(site: Path) -> Iterator[str]:
    """Return the URL at which the site of the sample project is served."""
    with serve_folder(site) as url:
        yield url


@pytest.fixture(scope="session")
def large_server(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL at which the large site is served: in a folder of its host, as sites of projects are."""
    host = tmp_path_factory.mktemp("host")
    (host / BELOW).symlink_to(large, target_is_directory=True)
    with serve_folder(host) as url:
        yield f"{url}/{BELOW}".rstrip("/")


@pytest.fixture(scope="session")
def hostile_server(hostile_site: Path) -> Iterator[str]:
    """Return the URL at which the site with hostile texts is served."""
    with serve_folder(hostile_site) as url:
        yield url


@pytest.fixture(scope="session")
def long_server(long_site: Path) -> Iterator[str]:
    """Return the URL at which the site with long texts is served."""
    with serve_folder(long_site) as url:
        yield url


@pytest.fixture
def watch(browser: Browser, site_server: str) -> Iterator[Watch]:
    """Give a window in which nothing may go wrong."""
    with watched(browser, site_server) as watching:
        yield watching
        assert watching.seen == []


@pytest.fixture
def page(watch: Watch) -> Page:
    """Return an empty page in that window."""
    return watch.context.new_page()
