"""The sites that tests share, as fixtures: each is built once for all of pytest's processes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import yaml

from browser.building import Build, build_copy, build_once, require_built, set_constant
from browser.hostile import make_harmless, make_hostile
from browser.long_texts import make_long
from git_project import commit_on, git

FEW = 5
"""How many entries of a list are on a page of the large site."""
BELOW = "below/"
"""The folder of its host that the large site is made for."""
AWKWARD = "orbit-up-to-2b"
"""The claim of the large site whose texts are full of characters that mean something in HTML and YAML."""
AWKWARD_TITLE = """R&D: "up to" <b>4</b> &lt; 5, it's 'so': #1 {{ x }} RECORDTITLE"""


CHANGED, WITHDRAWN = "nimbus-preferred-provider", "aurora-in-orbit"
"""Claims of the sample that its site has two versions of, the second of which withdraws the one."""


def make_history(root: Path) -> None:
    """Let the project at `root`, a copy, be a repository in which two claims said something else before."""
    claims = root / "facts" / "claims"
    now = {id_: (claims / f"{id_}.yml").read_text(encoding="utf-8") for id_ in (CHANGED, WITHDRAWN)}
    before = now[CHANGED].replace("Aurora says so, but of new models only", "Aurora says so, <b>of all models</b>")
    before = before.partition("  corrections:")[0]
    (claims / f"{CHANGED}.yml").write_text(before, encoding="utf-8")
    (claims / f"{WITHDRAWN}.yml").write_text(before.replace(CHANGED, WITHDRAWN), encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    others = root / ".git" / "info" / "exclude"
    others.write_text(f"*\n!*/\n!{CHANGED}.yml\n!{WITHDRAWN}.yml\n", encoding="utf-8")
    commit_on(root, "2026-11-20")
    others.unlink()
    for id_, text in now.items():
        (claims / f"{id_}.yml").write_text(text, encoding="utf-8")
    commit_on(root, "2026-11-22")


def make_large(root: Path) -> None:
    """Let the site of the project at `root`, a copy, be one of many records, with an awkward one among them."""
    set_constant(root, "pages/environment", "LISTED, MOST", FEW)
    set_constant(root, "site/search_index", "UNDIVIDED", 10)
    path = root / "facts" / "claims" / f"{AWKWARD}.yml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    found["claim"]["short"] = {"en": AWKWARD_TITLE, "fr": f"{AWKWARD_TITLE} !"}
    found["review"]["explanation"] = {"en": f"{AWKWARD_TITLE} <!-- x", "fr": f'"~/ {AWKWARD_TITLE} </title>'}
    path.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site of the sample project."""
    make = partial(build_copy, change=make_history, examples=True)
    return require_built(build_once(tmp_path_factory, "sample", make))


@pytest.fixture(scope="session")
def large_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the build of the sample project as a large site: long lists, a search in two parts, in a folder."""
    url = f"https://factcheck.example/{BELOW}"
    return build_once(tmp_path_factory, "large", partial(build_copy, change=make_large, url=url))


@pytest.fixture(scope="session")
def large(large_build: Build) -> Path:
    """Return the folder of the large site."""
    return require_built(large_build)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site with hostile text in every place that takes one."""
    return require_built(build_once(tmp_path_factory, "hostile", partial(build_copy, change=make_hostile)))


@pytest.fixture(scope="session")
def harmless_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of its twin, with harmless text in the same places."""
    return require_built(build_once(tmp_path_factory, "harmless", partial(build_copy, change=make_harmless)))


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site with texts that are as long as they may be, and in which no line can end."""
    return require_built(build_once(tmp_path_factory, "long", partial(build_copy, change=make_long)))
