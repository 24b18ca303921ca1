"""A build never leaves half a site: it is made beside the old one and put in its place in one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import build, exchange
from factcheck.assemble.writer import MARK
from factcheck.setup_error import SetupError

FakeBuild = Callable[[int], None]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeBuild:
    """Return a function that makes MkDocs a program which writes one page and ends with a given code."""

    def install(code: int) -> None:
        def mkdocs(_root: Path, *arguments: str) -> int:
            for name in ("index.html", MARK):
                (Path(arguments[-1]) / name).write_text("new", encoding="utf-8")
            return code

        monkeypatch.setattr(build, "_mkdocs", mkdocs)

    return install


def run(project: Path, said: list[str] | None = None, *, strict: bool = False) -> int:
    shown: list[str] = [] if said is None else said
    return build.build_site(project, project / "site", strict=strict, show=shown.append)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_first_and_second_build_replace_the_site(project: Path, fake: FakeBuild) -> None:
    fake(0)
    assert run(project) == 0
    (project / "site" / "old.html").touch()
    assert run(project) == 0
    assert names(project / "site") == {"index.html", MARK}
    assert not [name for name in names(project) if name.startswith(".site-")]


def test_failed_build_leaves_the_old_site(project: Path, fake: FakeBuild) -> None:
    fake(0)
    run(project)
    (project / "site" / "index.html").write_text("old", encoding="utf-8")
    fake(1)
    assert run(project) == 1
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert not [name for name in names(project) if name.startswith(".site-")]


def test_records_with_errors_are_shown_and_not_built(project: Path, fake: FakeBuild) -> None:
    fake(0)
    (project / "facts" / "entities" / "example.yml").write_text("id: example\n", encoding="utf-8")
    said: list[str] = []
    assert run(project, said) == 1
    assert "SCH002" in said[0]
    assert not (project / "site").exists()


def test_warnings_stop_a_strict_build_only(project: Path, fake: FakeBuild) -> None:
    fake(0)
    text = "id: lonely\nname:\n  en: Lonely\nkind: person\n"
    (project / "facts" / "entities" / "lonely.yml").write_text(text, encoding="utf-8")
    assert run(project, strict=True) == 1
    assert run(project) == 0


def test_folder_of_somebody_else_is_not_touched(project: Path, fake: FakeBuild) -> None:
    fake(0)
    (project / "site").mkdir()
    (project / "site" / "precious.txt").touch()
    with pytest.raises(SetupError, match="not from a build of ours"):
        run(project)
    assert names(project / "site") == {"precious.txt"}


def test_second_build_at_the_same_time_is_refused(project: Path, fake: FakeBuild) -> None:
    fake(0)
    with exchange.locked(project / ".site.lock"), pytest.raises(SetupError, match="another build is running"):
        run(project)


def test_exchange_without_the_system_call_ends_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_exchange_at_once", lambda _fresh, _target: False)
    for name in ("fresh", "target"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchange.exchange(tmp_path / "fresh", tmp_path / "target")
    assert names(tmp_path / "target") == {"fresh"}
    assert names(tmp_path / "fresh") == {"target"}
