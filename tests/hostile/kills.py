"""Kill builds in their middle, take their disk away, and see what is left: the old site, and nothing else."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from browser.building import copy_project

PATIENCE = 300.0
"""Seconds after which a build counts as hung."""
GRACE = 3.0
"""Seconds after the end of a build in which its children may end."""
LARGEST = 40_000
"""Bytes of the largest file that may be written on a disk that is nearly full."""
NAMESPACE = ("unshare", "--mount", "--map-root-user", "sh", "-ec")
"""What runs a shell command in which disks can be mounted that only it sees."""
DISKS: Mapping[str, str] = {
    "a disk of 4 MB": "mkdir -p full && mount -t tmpfs -o size=4m tmpfs full && ARGS='--site-dir full/site'",
    "a disk that cannot be written to": 'mount --bind "$PWD" "$PWD" && mount -o remount,ro,bind "$PWD" && cd "$PWD"',
    "a cache that cannot be written to": 'mkdir -p "$FACTCHECK_CACHE" && mount -t tmpfs -o ro tmpfs "$FACTCHECK_CACHE"',
    "a full cache": 'mkdir -p "$FACTCHECK_CACHE" && mount -t tmpfs -o size=16k tmpfs "$FACTCHECK_CACHE"',
}
MEANT_TO_FAIL = 2
"""How many of these disks come in the way of a build, and do not only make it slow."""


@dataclass
class Losses:
    """How often a build was disturbed, and what was wrong afterwards."""

    tried: int = 0
    stopped: int = 0
    """How many builds were really ended in their middle."""
    site_changed: list[str] = field(default_factory=list)
    folders_left: list[str] = field(default_factory=list)
    children_left: list[str] = field(default_factory=list)
    wrong_ends: list[str] = field(default_factory=list)
    """Builds that ended in a traceback, or with the wrong exit code."""

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong."""
        return [*self.site_changed, *self.folders_left, *self.children_left, *self.wrong_ends]


class Builder:
    """Builds the sample project again and again, beside a site that must stay as it is."""

    def __init__(self, folder: Path) -> None:
        """Write the project into `folder` and build it a first time.

        Raises:
            RuntimeError: it cannot be built.
        """
        self.root, self.cache = folder / "project", folder / "cache"
        copy_project(self.root)
        start = time.monotonic()
        process = self.start()
        output, _ = process.communicate(timeout=PATIENCE)
        if process.returncode:
            raise RuntimeError(output)
        self.seconds = time.monotonic() - start
        self.before = self.fingerprint()

    def start(self, before: Sequence[str] = ()) -> subprocess.Popen[str]:
        """Start a build in a process group of its own, by the command that is given before it."""
        own = {
            "PYTHONPATH": str(self.root / "scripts"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "FACTCHECK_CACHE": str(self.cache),
        }
        return subprocess.Popen(
            [*before, sys.executable, "-m", "factcheck", "build"],
            cwd=self.root,
            env={**os.environ, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )

    def fingerprint(self) -> str:
        """Return a digest of the names and contents of the site, but for Pagefind's: some of them differ by chance."""
        state = hashlib.sha256()
        for path in sorted((self.root / "site").rglob("*")):
            if "pagefind" not in path.parts:
                state.update(os.fsencode(path) + b"\0" + (path.read_bytes() if path.is_file() else b"/"))
            elif path.name == "pagefind-entry.json":
                state.update(b"a search")
        return state.hexdigest()

    def left(self) -> list[str]:
        """Return the names of the folders that builds have left beside the site."""
        return sorted(path.name for path in self.root.glob(".site*") if path.is_dir())

    def children(self) -> list[int]:
        """Return what builds have started and what is still running, after some time to end."""
        deadline = time.monotonic() + GRACE
        while (found := list(_running_in(self.root))) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    def look(self, what: str, losses: Losses, *, gone: bool) -> None:
        """Add what is wrong after `what` to the losses; `gone` says whether the folder of the build must be gone."""
        if children := self.children():
            losses.children_left.append(f"{what}: {len(children)} processes go on")
            for child in children:
                os.kill(child, signal.SIGKILL)
        if self.fingerprint() != self.before:
            losses.site_changed.append(f"{what}: the site has changed")
            self.before = self.fingerprint()
        if gone and self.left():
            losses.folders_left.append(f"{what}: {', '.join(self.left())} left")

    def build_well(self, what: str, losses: Losses) -> None:
        """Build without a disturbance, after which the site must be the same and nothing be left."""
        process = self.start()
        output, _ = process.communicate(timeout=PATIENCE)
        if process.returncode:
            losses.wrong_ends.append(f"the build after {what} fails: {output[-300:]}")
        self.look(f"the build after {what}", losses, gone=True)


def _running_in(folder: Path) -> Iterator[int]:
    """Yield the processes whose folder it is, by what Linux says; elsewhere none is found."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink() == folder and ") Z " not in (link.parent / "stat").read_text(encoding="utf-8"):
                yield int(link.parent.name)
        except OSError:
            continue


def kill_builds(builder: Builder, times: int, random_: random.Random) -> Losses:
    """Kill builds at random times, by turns with all their children and alone; now and then let one end well."""
    losses = Losses()
    for number in range(times):
        process = builder.start()
        time.sleep(random_.uniform(0.02, 1) * builder.seconds)
        losses.stopped += process.poll() is None
        if number % 2:
            process.kill()
        elif process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        _end(process)
        what = f"kill {number + 1}, {'alone' if number % 2 else 'with its children'}"
        losses.tried += 1
        builder.look(what, losses, gone=False)
        if number % 4 == 3:
            builder.build_well(what, losses)
    return losses


def terminate_builds(builder: Builder, times: int, random_: random.Random) -> Losses:
    """End builds at random times as systems do that shut down; nothing may be left but the old site."""
    losses = Losses()
    for number in range(times):
        process = builder.start()
        time.sleep(random_.uniform(0.02, 1) * builder.seconds)
        losses.stopped += process.poll() is None
        process.terminate()
        output = _end(process)
        what = f"SIGTERM {number + 1}"
        losses.tried += 1
        if "Traceback" in output:
            losses.wrong_ends.append(f"{what}: {output[-300:]}")
        builder.look(what, losses, gone=True)
    builder.build_well("SIGTERM", losses)
    return losses


def _end(process: subprocess.Popen[str]) -> str:
    """Return what a process has printed that was ended; its orphans may still hold the pipe."""
    try:
        return process.communicate(timeout=GRACE)[0]
    except subprocess.TimeoutExpired as still:
        return str(still.stdout or "")


def take_disks_away(builder: Builder) -> Losses:
    """Build on full disks and ones that cannot be written to: a sentence, exit code 1 or 2, and the old site."""
    losses = Losses()
    process = builder.start(before=["sh", "-ec", f'ulimit -f {LARGEST // 512}; exec "$0" "$@"'])
    _judge_end("a disk on which large files do not fit", process, builder, losses, fails=True)
    if subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0:
        for number, (what, mount) in enumerate(DISKS.items()):
            process = builder.start(before=[*NAMESPACE, f'{mount}; exec "$0" "$@" $ARGS'])
            _judge_end(what, process, builder, losses, fails=number < MEANT_TO_FAIL)
    builder.build_well("bad disks", losses)
    return losses


def _judge_end(what: str, process: subprocess.Popen[str], builder: Builder, losses: Losses, *, fails: bool) -> None:
    output, _ = process.communicate(timeout=PATIENCE)
    losses.tried += 1
    losses.stopped += bool(process.returncode)
    if process.returncode not in ({1, 2} if fails else {0}) or "Traceback" in output:
        losses.wrong_ends.append(f"{what}: exit code {process.returncode}: {output[-400:]}")
    builder.look(what, losses, gone=True)
