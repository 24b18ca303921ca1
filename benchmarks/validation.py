"""How long checking takes, beside the programs that others use to hold files against a JSON Schema.

    python benchmarks/validation.py [CLAIMS ...]

The peers look at the shape of the claims only; ours reads all records and runs every check. `make peers` installs them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import PEERS, Contender, Result, race, save
from synthetic import make_project

SLOW = 2_000
"""With more claims than this, check-jsonschema would take minutes."""
OURS = "factcheck, all anew"
AJV = "ajv-cli"


def contenders(project: Path, claims: int) -> Iterator[Contender]:
    """Yield our own program in three situations, then the peers that are installed."""
    ours = {"PYTHONPATH": "scripts", "FACTCHECK_CACHE": str(project / "cache")}
    command = [sys.executable, "-m", "factcheck", "validate"]
    everything = "shape and all checks"
    yield Contender(name=OURS, command=[*command, "--no-cache"], does=everything, environment=ours)
    yield Contender(name="factcheck, nothing changed", command=command, does=everything, environment=ours)
    yield Contender(
        name="factcheck, one file changed",
        command=command,
        does=everything,
        environment=ours,
        before=lambda: _change_a_claim(project),
    )
    yield from _peers(project, claims)


def _change_a_claim(project: Path) -> None:
    """Change a word of a claim, so that nothing that was found before can be taken for it."""
    file = project / "facts" / "claims" / "amazon-up-to-4b.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("editors", "editors x", 1), encoding="utf-8", newline="\n")


def _peers(project: Path, claims: int) -> Iterator[Contender]:
    ajv = _find("ajv", PEERS / "node_modules" / ".bin")
    others = sorted(
        path.name for path in (project / "schemas").glob("*.schema.json") if path.name != "claim.schema.json"
    )
    references = [word for name in others for word in ("-r", f"schemas/{name}")]
    shape = "shape of the claims"
    if ajv:
        options = [
            "validate",
            "--spec=draft2020",
            "--strict=false",
            "-c",
            "ajv-formats",
            "-s",
            "schemas/claim.schema.json",
        ]
        yield Contender(name=AJV, command=[ajv, *options, *references, "-d", "facts/claims/*.yml"], does=shape)
    checker = _find("check-jsonschema", PEERS / "python" / "bin")
    if checker and claims <= SLOW:
        files = sorted(str(path.relative_to(project)) for path in (project / "facts" / "claims").glob("*.yml"))
        base = f"--base-uri=file://{project}/schemas/claim.schema.json"
        options = ["--schemafile", "schemas/claim.schema.json", base, "--disable-formats", "*"]
        yield Contender(name="check-jsonschema", command=[checker, *options, *files], does=shape, runs=1)


def _find(name: str, folder: Path) -> str | None:
    return shutil.which(name, path=str(folder)) or shutil.which(name)


def measure(claims: int) -> list[Result]:
    """Return what each contender takes with so many synthetic claims more than the real ones."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make_project(project, claims)
        return race(list(contenders(project, claims)), project)


def main(sizes: list[int]) -> None:
    """Measure each size; write and print the tables."""
    save("validation", {f"{size:,} claims more": measure(size) for size in sizes}, AJV)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [0, 100, 1000])
