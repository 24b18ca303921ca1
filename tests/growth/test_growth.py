"""The project grows by files: a copy gets a third language and another kind of record; both are built.

``german/`` and ``event/`` hold the files that are added. Nothing else changes but one row in the table of kinds, one in
the table of schemas, and the menu of each language, for the page of the new list.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from browser.building import copy_project
from factcheck.outputs.all_outputs import output_paths

HERE = Path(__file__).parent
CLAIM = "facts/claims/beispiel-milliarde.yml"
MENU = {
    "mkdocs.yml": "People and companies",
    "mkdocs.fr.yml": "Personnes et entreprises",
    "mkdocs.de.yml": "Personen und Firmen",
}
NBSP = "\N{NO-BREAK SPACE}"


class Run(NamedTuple):
    """The exit code of a command, and what it printed."""

    code: int
    text: str


def factcheck(root: Path, *arguments: str) -> Run:
    """Run the command line of the project at `root`, with its own code."""
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "factcheck", *arguments]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return Run(done.returncode, done.stdout + done.stderr)


def add_files(folder: Path, root: Path) -> None:
    """Add the files in `folder` to the project at `root`; none of them may be there already."""
    for path in sorted(folder.rglob("*")):
        target = root / path.relative_to(folder)
        if path.is_file() and "__pycache__" not in path.parts:
            assert not target.exists()
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def replace(path: Path, old: str, new: str) -> None:
    """Replace what is in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with German and with events."""
    root = tmp_path_factory.mktemp("growth") / "project"
    copy_project(root)
    add_files(HERE / "german", root)
    add_files(HERE / "event", root)
    row = (HERE / "event_row.txt").read_text(encoding="utf-8")
    replace(root / "scripts" / "factcheck" / "kinds.py", ")\n\nFILES:", f"{row})\n\nFILES:")
    told = factcheck(root, "validate")
    digest = re.search(r"write '(\w+)' for 'event' in (scripts/factcheck/schema/demands\.py)", told.text)
    assert digest, told.text
    replace(root / digest[2], '    "floors": ', f'    "event": "{digest[1]}",\n    "floors": ')
    for settings, name in MENU.items():
        entry = f"  - {name}: entities/index.md\n"
        replace(root / settings, entry, f"{entry}  - {name} (2): events/index.md\n")
    return root


@pytest.fixture(scope="module")
def site(grown: Path) -> Path:
    """Return its site."""
    done = factcheck(grown, "build")
    assert done.code == 0, done.text
    return grown / "site"


def test_records_are_valid_and_what_is_not_translated_is_a_warning(grown: Path) -> None:
    done = factcheck(grown, "validate", "--format", "json")
    assert done.code == 0, done.text
    findings = json.loads(done.text)["findings"]
    assert {finding["code"] for finding in findings if finding["severity"] != "info"} == {"LNG001"}
    assert any("missing in German" in finding["message"] for finding in findings)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Firma Beispiel bis zu 1,25 Milliarden", "Firma Beispiel bis zu 1,5 Milliarden", "is only in the"),
        ("Firma Beispiel bis zu 1,25 Milliarden", "Firma Beispiel genau 1,25 Milliarden", "the claim's text (de)"),
        ("Firma Beispiel bis zu 1,25 Milliarden", "Firma Beispiel bis zu 1.250 Millionen", None),
        ("Am 1. März 2024 gab", "Am 2. März 2024 gab", "the claim's text (de)"),
        ("    de: Wenn der Fonds", "    da: Wenn der Fonds", "unknown field 'da'"),
        ("Zusatz „bis zu“", 'Zusatz "bis zu"', "in German „ and “"),
    ],
)
def test_checks_read_german(grown: Path, old: str, new: str, said: str | None) -> None:
    replace(grown / CLAIM, old, new)
    shown = factcheck(grown, "validate").text
    replace(grown / CLAIM, new, old)
    others = [line for line in shown.splitlines() if line.startswith(CLAIM) and "LNG001" not in line]
    assert (said is None and others == []) or (said and others and said in shown), shown


def test_german_site_is_beside_the_others(site: Path) -> None:
    html = (site / "de" / "claims" / "beispiel-milliarde" / "index.html").read_text(encoding="utf-8")
    for words in (
        '<html lang="de"',
        'content="de_DE"',
        'hreflang="fr" href="https://factcheck.example/fr/claims/beispiel-milliarde/"',
        "Behauptet von",
        "2. März 2024",
        "langid = {german}",
        "Beste Treffer: #",
    ):
        assert words in html
    money = (site / "de" / "money" / "index.html").read_text(encoding="utf-8")
    assert f"bis zu 1,25{NBSP}Milliarden{NBSP}Dollar" in money
    english = (site / "claims" / "beispiel-milliarde" / "index.html").read_text(encoding="utf-8")
    assert 'hreflang="de" href="https://factcheck.example/de/claims/beispiel-milliarde/"' in english
    for page in (site / "404.html", site / "de" / "404.html"):
        assert all(words in page.read_text(encoding="utf-8") for words in ("Page not found", "Seite nicht gefunden"))
    index = json.loads((site / "api" / "v1" / "index.json").read_text(encoding="utf-8"))
    assert set(index["languages"]) == {"en", "fr", "de"}
    assert list((site / "de" / "pagefind").glob("*.de_*.pf_meta")) or list((site / "de" / "pagefind").glob("wasm.de.*"))


def test_german_site_has_the_files_of_every_output(site: Path) -> None:
    patterns = [re.compile(pattern) for pattern in output_paths(in_each_language=True)]
    french, german = (set(files_of(site / language, patterns)) for language in ("fr", "de"))
    assert german == french
    assert [pattern.pattern for pattern in patterns if not any(map(pattern.fullmatch, german))] == []
    claim = site / "de" / "claims" / "beispiel-milliarde"
    for name, words in {
        "index.md": "Die Firma sagt es selbst, wenn auch mit dem Zusatz „bis zu“.",
        "evidence.html": '<html lang="de">',
        "card/index.html": "23. November 2026",
        "oembed.json": '"provider_name":"Wort für Wort"',
        "citation.ris": "LA  - de\n",
    }.items():
        assert words in (claim / name).read_text(encoding="utf-8"), name
    feed = (site / "de" / "feeds" / "claims.atom").read_text(encoding="utf-8")
    assert all(
        words in feed for words in ('xml:lang="de"', 'hreflang="fr"', "Muster gibt Beispiel bis zu 1,25 Milliarden")
    )
    assert "URL:https://factcheck.example/de/" in (site / "de" / "feeds" / "reviews.ics").read_text(encoding="utf-8")


def files_of(folder: Path, patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """Yield the paths of the files in a folder that one of the patterns names."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and any(pattern.fullmatch(name) for pattern in patterns):
            yield name


def test_events_and_german_are_in_what_can_be_downloaded(site: Path) -> None:
    data = site / "data"
    claims = [json.loads(line) for line in gzip.decompress((data / "claims.jsonl.gz").read_bytes()).splitlines()]
    [german] = [claim for claim in claims if claim["id"] == "beispiel-milliarde"]
    assert german["record"]["claim"]["short"]["de"] == "Muster gibt Beispiel bis zu 1,25 Milliarden Dollar"
    [event] = gzip.decompress((data / "events.jsonl.gz").read_bytes()).splitlines()
    assert json.loads(event)["record"]["date"] == "2024-03-10"
    with ZipFile(data / "records-csv.zip") as tables:
        assert "aurora-contract" in tables.read("events.csv").decode()
        assert {"short_en", "short_de", "short_fr"} <= set(
            tables.read("claims.csv").decode().split("\r\n")[0].split(",")
        )
    assert {"index.html", "index.md"} <= {path.name for path in (site / "de" / "events" / "aurora-contract").iterdir()}
    types = (data / "types" / "records.d.ts").read_text(encoding="utf-8")
    assert "export interface Event {" in types
    assert "  de?: Prose;" in types


def test_events_have_pages_a_list_and_a_place_in_the_api(site: Path) -> None:
    title = "Aurora and Nimbus sign a contract"
    page = (site / "events" / "aurora-contract" / "index.html").read_text(encoding="utf-8")
    assert f'<h1 id="record">{title}</h1>' in page
    assert "10 March 2024" in page
    listed = (site / "events" / "index.html").read_text(encoding="utf-8")
    assert listed.count(f'<a href="../events/aurora-contract/">{title}</a>') == 2  # a reference, and the list
    assert "10. März 2024" in (site / "de" / "events" / "aurora-contract" / "index.html").read_text(encoding="utf-8")
    assert "https://factcheck.example/events/aurora-contract/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    folder = site / "api" / "v1"
    assert json.loads((folder / "events.json").read_text(encoding="utf-8"))["items"][0]["id"] == "aurora-contract"
    record = json.loads((folder / "events" / "aurora-contract.json").read_text(encoding="utf-8"))
    assert record["record"]["claims"] == ["nimbus-preferred-provider"]
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    assert index["lists"]["events"]["count"] == 1
    assert (site / "schemas" / "event.schema.json").is_file()


def test_events_are_checked_like_other_records(grown: Path) -> None:
    other = grown / "facts" / "events" / "other.yml"
    other.write_text("id: other\nname:\n  en: Other\ndate: never\nclaims: [nimbus-prefered]\n", encoding="utf-8")
    wrong_date = factcheck(grown, "validate").text
    replace(other, "never", '"2024"')
    unknown_claim = factcheck(grown, "validate").text
    other.unlink()
    assert "'never' is not a date we can read" in wrong_date
    assert "unknown claim 'nimbus-prefered'" in unknown_claim


REFERENCES = re.compile(
    r"(\]\()(?:article|claim|source|entity):[a-z0-9-]+|<!-- records: [a-z-]+ article:[a-z0-9-]+ -->"
)
EMPTY = {"exceptions": "exceptions: []", "floors": "least_records: {article: 0, claim: 0, source: 0, entity: 0}"}


def test_site_in_one_language_without_a_record_has_all_outputs_and_is_checked(tmp_path: Path) -> None:
    """What a new project begins with."""
    root = tmp_path / "project"
    copy_project(root)
    for path in (*root.glob("facts/*/*.yml"), *root.glob("**/fr.p[yo]"), *root.glob("docs/en/stories/pre*")):
        path.unlink()
    shutil.rmtree(root / "docs" / "fr")
    (root / "mkdocs.fr.yml").unlink()
    replace(root / "mkdocs.yml", "  story: ", "  # story: ")
    for path in root.glob("docs/en/**/*.md"):
        path.write_text(REFERENCES.sub(r"\1index.md", path.read_text(encoding="utf-8")), encoding="utf-8")
    for name in ("terms", "ratings"):
        path = root / "facts" / f"{name}.yml"
        path.write_text(re.sub(r"(?m)^ +fr: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    for name, text in EMPTY.items():
        (root / "facts" / f"{name}.yml").write_text(f"{text}\n", encoding="utf-8")
    done = factcheck(root, "build")
    assert done.code == 0, done.text
    done = factcheck(root, "verify", "site")
    assert "The copy is what the manifest says" in done.text
