"""Let the W3C's own checker (vnu) read every page of the built site; ``make html`` runs it.

It needs Java and npm, which nothing else here does: so it is no part of ``make test``, and a job of its own in CI.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from browser.building import build
from conftest import ROOT

HERE = Path(__file__).parent
JAR = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
THEMES = {
    "Attribute “autocomplete” is only allowed": "the switches of its menus are checkboxes with autocomplete=off",
}
"""Faults of Material's own templates, by how the checker's message begins, and what they are; each must be there."""
UNTRUE = {
    "Resource violates Content Security Policy": "the checker reads files, where 'self' means nothing",
    "Inline script violates Content Security Policy": "the theme's are allowed by their hashes; Chromium proves it",
    "Text run is not in Unicode Normalization Form C": "the page of the check that finds such texts shows one",
}
"""What the checker complains of and is no fault here, and why."""
NEEDED = "make html needs {}: it runs the W3C's checker, a Java program that npm brings."


def fetch() -> str | None:
    """Install the checker if it is not there; return what is missing for that, or None."""
    for program in ("java", "npm"):
        if not shutil.which(program):
            return NEEDED.format(program)
    if not JAR.exists():
        npm = [shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.run(npm, cwd=HERE, check=False).returncode:
            return "npm could not bring the checker"
    return None


def complaints(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield page and message of everything that the checker says of the pages in `folder`."""
    command = ["java", "-jar", str(JAR), "--skip-non-html", "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    for message in messages:
        page = message.get("url", "").partition(f"{folder.name}/")[2]
        yield f"{page}:{message.get('lastLine', '?')}", message["message"]


def judge(found: Iterable[tuple[str, str]]) -> tuple[list[str], Counter[str]]:
    """Return what is wrong, a line each, and how often each fault of the theme was seen."""
    wrong: list[str] = []
    seen: Counter[str] = Counter(dict.fromkeys(THEMES, 0))
    for place, message in found:
        theme = next((known for known in THEMES if message.startswith(known)), None)
        if theme:
            seen[theme] += 1
        elif not message.startswith(tuple(UNTRUE)):
            wrong.append(f"{place}: {message}")
    gone = [known for known, times in seen.items() if not times]
    wrong += [f"no longer there, take it off the list in {__file__}: {known}" for known in gone]
    return wrong, seen


def main() -> int:
    """Build the site and let the checker read it; print what it says and return an exit code."""
    if missing := fetch():
        print(missing, file=sys.stderr)
        return 2
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        built = build(ROOT, site)
        if built.returncode:
            print(built.output, file=sys.stderr)
            return 1
        wrong, seen = judge(complaints(site))
        pages = sum(1 for _ in site.rglob("*.html"))
    for known, times in seen.items():
        print(f"{times} x the theme's: {THEMES[known]}")
    print("\n".join(wrong) or f"{pages} pages: nothing else.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
