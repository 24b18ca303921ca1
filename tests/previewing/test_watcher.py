"""Every change of a file that a preview depends on is reported, however it is made and found."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from watchdog.observers.polling import PollingObserver

from factcheck.server import watcher
from previewing.small_preview import CLAIM


class NoWatches(PollingObserver):
    """An observer on a system that cannot watch one more folder."""

    def start(self) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("way", ["system", "poll", "no watches"])
def test_changes_are_reported(project: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, said, facts, claim = SimpleQueue[Path](), list[str](), project / "facts", project / CLAIM

    def reported() -> set[Path]:
        """Return what is reported at once and within a third of a second after."""
        found = {seen.get(timeout=20)}
        with suppress(Empty):
            while True:
                found.add(seen.get(timeout=0.3))
        return found

    monkeypatch.setattr(watcher, "INTERVAL", 0.05)
    if way == "no watches":
        monkeypatch.setattr(watcher, "Observer", NoWatches)
    with watcher.Watcher(project, seen.put, said.append, poll=way == "poll"):
        claim.with_name("4913").touch()  # an editor's
        claim.write_text("id: x\n", encoding="utf-8")
        assert reported() == {claim}
        fresh = claim.with_name(".first-claim.tmp")
        fresh.write_text("id: another\n", encoding="utf-8")
        fresh.replace(claim)
        assert reported() == {claim}
        shutil.rmtree(facts)
        assert facts in reported()
        facts.mkdir()
        assert reported() == {facts}
        (facts / "terms.yml").touch()
        assert reported() == {facts / "terms.yml"}
    assert bool(said) == (way == "no watches")


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("facts/claims/x.yml", "records"),
        ("docs/.overrides/main.html", "pages"),
        ("mkdocs.fr.yml", "pages"),
        ("scripts/mkdocs_hooks.py", "pages"),
        ("schemas/claim.schema.json", "schemas"),
        (watcher.PACKAGE / "pages/templates/claim.html", "templates"),
        (watcher.PACKAGE / "cli.py", "program"),
        (watcher.PACKAGE / "server/assets/reload.js", None),
        ("facts/claims/.#x.yml", None),
        ("site/index.html", None),
    ],
)
def test_area_of_a_file(path: str, area: str | None) -> None:
    assert watcher.area_of(Path("/project") / path, Path("/project")) == area
