"""How long checking takes, beside the programs that others use to hold files against a JSON Schema.

    python benchmarks/validation.py [CLAIMS ...]

The peers look at the shape of the records only; ours reads all records and runs every check. `make peers` installs
them. They take one schema at a time, so they run four times, which costs them a second of starting at any size.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import PEERS, Contender, Result, race, runs_for, save
from sizes import sizes
from synthetic import make_project

# isort: split
# It says where the package runs from.
from factcheck.kinds import FOLDERS

SLOW = 2_000
"""With more claims than this, check-jsonschema would take minutes."""
OURS = "factcheck, all anew"
UNCHANGED = "factcheck, nothing changed"
AJV = "ajv-cli"


def contenders(project: Path, claims: int) -> Iterator[Contender]:
    """Yield our own program in three situations, then the peers that are installed."""
    ours = {"PYTHONPATH": "scripts", "FACTCHECK_CACHE": str(project.with_name("cache"))}
    command = [sys.executable, "-m", "factcheck", "validate"]
    everything, runs = "shape and all checks", runs_for(claims)
    yield Contender(
        name=OURS, command=[*command, "--no-cache"], does=everything, environment=ours, role="ours", runs=runs
    )
    yield Contender(name=UNCHANGED, command=command, does=everything, environment=ours, role="ours", runs=runs)
    yield Contender(
        name="factcheck, one file changed",
        command=command,
        does=everything,
        environment=ours,
        role="ours",
        runs=runs,
        before=lambda: _change_a_claim(project),
    )
    yield from _peers(project, claims)


def _change_a_claim(project: Path) -> None:
    """Change a word of a claim, so that nothing that was found before can be taken for it."""
    file = project / "facts" / "claims" / "amazon-up-to-4b.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("editors", "editors x", 1), encoding="utf-8", newline="\n")


def _peers(project: Path, claims: int) -> Iterator[Contender]:
    """Yield the peers that are installed. Each takes one schema at a time, so it runs once for each kind of record."""
    shape = "shape of the same files"
    ajv = _find("ajv", PEERS / "node_modules" / ".bin")
    if ajv:
        command = " && ".join(_ajv(ajv, kind, folder, project) for kind, folder in FOLDERS.items())
        yield Contender(name=AJV, command=["sh", "-c", command], does=shape, runs=runs_for(claims))
    checker = _find("check-jsonschema", PEERS / "python" / "bin")
    if checker and claims <= SLOW:
        command = " && ".join(_check_jsonschema(checker, kind, folder, project) for kind, folder in FOLDERS.items())
        yield Contender(name="check-jsonschema", command=["sh", "-c", command], does=shape, runs=1)


def _ajv(program: str, kind: str, folder: str, project: Path) -> str:
    """Return the command that holds the records of a kind against their schema."""
    schema = f"{kind}.schema.json"
    others = sorted(path.name for path in (project / "schemas").glob("*.schema.json") if path.name != schema)
    references = [word for name in others for word in ("-r", f"schemas/{name}")]
    options = ["validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats", "-s", f"schemas/{schema}"]
    return shlex.join([program, *options, *references, "-d", f"facts/{folder}/*.yml"])


def _check_jsonschema(program: str, kind: str, folder: str, project: Path) -> str:
    schema = f"schemas/{kind}.schema.json"
    options = ["--schemafile", schema, f"--base-uri=file://{project}/{schema}", "--disable-formats", "*"]
    return f"{shlex.join([program, *options])} facts/{folder}/*.yml"


def _find(name: str, folder: Path) -> str | None:
    return shutil.which(name, path=str(folder)) or shutil.which(name)


def measure(claims: int) -> list[Result]:
    """Return what each contender takes with so many synthetic claims more than the real ones."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make_project(project, claims)
        entered = list(contenders(project, claims))
        # The one that finds nothing changed needs to have run before.
        unchanged = next(item for item in entered if item.name == UNCHANGED)
        environment = {**os.environ, **unchanged.environment}
        subprocess.run(unchanged.command, cwd=project, env=environment, stdout=subprocess.DEVNULL, check=True)
        return race(entered, project)


def main(sizes: list[int]) -> None:
    """Measure each size; write and print the tables."""
    save("validation", {size: measure(size) for size in sorted(sizes)}, AJV)


if __name__ == "__main__":
    main(sizes(0, 100, 1000))
