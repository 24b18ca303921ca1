"""Find the Chromium that the browser tests drive; as a script, also install one if there is none.

The first one that starts is taken: the one that the variable ``CHROMIUM`` names (and then no other),
Playwright's own, then one that the system has.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PATIENCE = 30
"""Seconds to wait for a browser to say its version; it takes a fraction of one."""

HELP = """\
The browser tests need Chromium or Google Chrome: none was found, and none could be installed.
Do one of these:
  .venv/bin/python -m playwright install --with-deps chromium
  sudo apt-get install chromium            (Debian; other systems have their own package of it)
  make test CHROMIUM=/path/to/chromium     (one that is installed elsewhere)
Or leave these tests out: make setup && .venv/bin/python -m pytest -m 'not browser'"""


def find_chromium() -> str | None:
    """Return the path of a Chromium that starts, or None. Call it before Playwright runs, never within."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield own
    yield from filter(None, map(shutil.which, COMMANDS))
    yield from MAC_APPLICATIONS


def _starts(path: str) -> bool:
    """Say whether the program is there and runs: system libraries may be missing, and some are only stubs."""
    if not Path(path).is_file():
        return False
    if sys.platform == "win32":
        return True  # there, asking for the version would open a window
    try:
        return _run(path, "--version", quiet=True)
    except OSError:
        return False


def _run(*command: str, quiet: bool = False) -> bool:
    """Run a command; say whether it ended well. What it prints goes to standard error."""
    output, patience = (subprocess.DEVNULL, PATIENCE) if quiet else (sys.stderr, None)
    try:
        done = subprocess.run(command, stdout=output, stderr=output, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _install() -> None:
    """Try Playwright's download, then Debian's package if we may install one."""
    print("No Chromium here; installing one for the tests ...", file=sys.stderr)
    if _run(sys.executable, "-m", "playwright", "install", "chromium") and find_chromium():
        return
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("That did not work; trying the system's package ...", file=sys.stderr)
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        if _run("apt-get", "update", "-qq"):
            _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")


def main() -> int:
    """Print the path of a Chromium, installed now if need be; return an exit code."""
    path = find_chromium()
    if not path and "CHROMIUM" in os.environ:
        print(f"CHROMIUM={os.environ['CHROMIUM']} is not a browser that starts", file=sys.stderr)
        return 2
    if not path:
        _install()
        path = find_chromium()
    if not path:
        print(HELP, file=sys.stderr)
        return 2
    print(f"Chromium for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
