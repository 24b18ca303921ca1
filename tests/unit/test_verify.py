"""``factcheck verify``: what a manifest says, and how copies of a site differ from it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from hashlib import sha256
from math import inf
from pathlib import Path

import pytest

from conftest import ROOT, run
from factcheck.commands import verify_command
from factcheck.online.asking import Get, Response
from factcheck.online.public_hosts import NotPublicError
from factcheck.online.published_files import NO_TIME, address_of, read_files
from factcheck.outputs.manifest import MANIFEST, Manifest, manifest_bytes, read_manifest
from factcheck.pages.page import Site
from factcheck.site.site_manifest import built_commit, digests, write_manifest
from git_project import commit

SITE = "https://facts.example/site/"
FILES = {
    "index.html": b"<p>home</p>",
    "404.html": b"<p>gone</p>",
    "claims/a-claim/index.html": "<p>«\u202féé\u202f»</p>".encode(),
    "data/claims.jsonl.gz": bytes(range(256)),
    "images/été 1.png": b"",
    ".well-known/security.txt": b"Contact: x\n",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a site in a folder, with its manifest."""
    for path, content in FILES.items():
        file = tmp_path / "copy" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    write_manifest(tmp_path / "copy", tmp_path, Site(url=SITE, name="Facts"))
    return tmp_path / "copy"


def test_manifest_has_the_digest_of_every_file_but_itself(copy: Path) -> None:
    write_manifest(copy, copy, Site(url=SITE, name="Facts"))  # again: the one that is there is not in it
    raw = (copy / MANIFEST).read_bytes()
    content = json.loads(raw)
    assert content["files"] == {path: sha256(data).hexdigest() for path, data in FILES.items()}
    assert list(content["files"]) == sorted(FILES)
    assert content["site"] == SITE
    assert {"python", "mkdocs", "factcheck"} <= content["made_with"].keys()
    assert content["versions"].keys() == {"api", "schemas"}
    assert manifest_bytes(read_manifest(raw)) == raw


def test_manifest_names_every_variable_that_the_configuration_reads(copy: Path) -> None:
    named = re.findall(r"!ENV \[([A-Z_]+),", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = json.loads((copy / MANIFEST).read_bytes())["settings"]
    assert (settings.keys(), settings["SITE_URL"]) == (set(named), SITE)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is missing here")
def test_sha256sum_checks_the_files_of_a_manifest(copy: Path) -> None:
    files = json.loads((copy / MANIFEST).read_bytes())["files"]
    lines = "".join(f"{digest}  {path}\n" for path, digest in files.items())
    done = subprocess.run(["sha256sum", "--check", "--quiet"], cwd=copy, input=lines, text=True, check=False)
    assert done.returncode == 0


def test_same_copy_is_called_the_same(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", str(copy)) == 0
    assert "The copy is what the manifest says: 6 files." in capsys.readouterr().out


def test_sentence_and_lists_say_what_differs(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = tmp_path / "attested.json"
    (copy / MANIFEST).rename(manifest)
    (copy / "index.html").write_bytes(b"<p>Home</p>")
    (copy / "404.html").unlink()
    (copy / "more\x1b[31m.html").write_bytes(b"")
    (copy / "data" / "claims.jsonl.gz").unlink()
    (copy / "data" / "claims.jsonl.gz").symlink_to("/dev/zero")
    (copy / "link").symlink_to("/")
    no_text = os.fsdecode(b"no text \xff")
    (copy / no_text).write_bytes(b"")
    assert run("verify", str(copy), "--manifest", str(manifest)) == 1
    shown = capsys.readouterr().out
    assert "The copy differs from the manifest, which names 6 files: 2 changed, 1 missing, 3 additional." in shown
    assert "changed:\n  data/claims.jsonl.gz\n  index.html\nmissing:\n  404.html\nadditional:\n  link\n" in shown
    assert "\x1b" not in shown
    assert run("verify", str(copy), "--manifest", str(manifest), "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["same"], found["changed"]) == (False, ["data/claims.jsonl.gz", "index.html"])
    assert found["additional"] == ["link", "more\x1b[31m.html", no_text]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{}", "names no files"),
        (b"[" * 100_000, "nested"),
        (b'{"format": 1, "files": {}}', "names no files"),
        (b'{"format": 2, "files": {"a": "x"}}', "format is 2"),
        (b'{"format": 1, "files": {"../x": "%s"}}' % (b"0" * 64), "cannot be the path"),
        (b'{"format": 1, "files": {"/etc/passwd": "%s"}}' % (b"0" * 64), "cannot be the path"),
        (b'{"format": 1, "files": {"a//b": "%s"}}' % (b"0" * 64), "cannot be the path"),
        (b'{"format": 1, "files": {"a/./b": "%s"}}' % (b"0" * 64), "cannot be the path"),
        (b'{"format": 1, "files": {"a\\\\b": "%s"}}' % (b"0" * 64), "cannot be the path"),
        (b'{"format": 1, "files": {"a": "x"}}', "no SHA-256"),
        (b'{"format": 1, "files": {"a": "1", "a": "2"}}', "twice"),
        (b"\xff", "UTF-8"),
    ],
)
def test_manifest_that_is_none_is_refused(
    copy: Path, content: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / MANIFEST).write_bytes(content)
    assert run("verify", str(copy)) == 2
    assert reason in capsys.readouterr().err


def test_copy_without_a_manifest_needs_one(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / MANIFEST).unlink()
    assert run("verify", str(copy)) == 2
    assert "--manifest" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["none", "http://facts.example/", "https://user@facts.example/", "https://"])
def test_copy_is_a_folder_or_a_safe_address(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", wrong) == 2
    assert "URL_OR_FOLDER" in capsys.readouterr().err


def online(files: Mapping[str, bytes | Response | Exception] | Mapping[str, bytes]) -> Get:
    """Return what asks an invented host, which has these files."""

    def get(url: str, **_: object) -> Response:
        found = files.get(url, Response(404))
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, Response) else Response(200, body=found)

    return get


def test_readers_get_a_page_at_its_folder() -> None:
    assert address_of(SITE, "index.html") == SITE
    assert address_of(SITE, "claims/a/index.html") == f"{SITE}claims/a/"
    assert address_of(SITE, "claims/a/xindex.html") == f"{SITE}claims/a/xindex.html"
    assert address_of(SITE, "images/été 1.png") == f"{SITE}images/%C3%A9t%C3%A9%201.png"


def test_copy_online_is_compared(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = (copy / MANIFEST).read_bytes()
    there = {address_of(SITE, path): content for path, content in {**FILES, MANIFEST: manifest}.items()}
    monkeypatch.setattr(verify_command, "get", online(there))
    assert run("verify", SITE) == 0
    assert run("verify", f"{SITE}{MANIFEST}") == 0
    assert capsys.readouterr().out.count("The copy is what the manifest says: 6 files.") == 2
    changed: dict[str, bytes | Response | Exception] = {
        **there,
        SITE: b"<p>other</p>",
        f"{SITE}404.html": Response(503),
    }
    del changed[f"{SITE}claims/a-claim/"]
    monkeypatch.setattr(verify_command, "get", online(changed))
    assert run("verify", SITE, "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["sentence"].endswith("which names 6 files: 1 changed, 1 missing, 1 without an answer.")
    assert found["changed"] == ["index.html"]
    assert found["missing"] == ["claims/a-claim/index.html"]
    assert found["unanswered"] == {"404.html": "the answer is 503"}


def test_site_online_without_a_manifest_needs_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify_command, "get", online({}))
    assert run("verify", SITE) == 2
    assert "gives no manifest.json" in capsys.readouterr().err


def test_answers_that_tell_nothing_are_no_difference() -> None:
    answers: dict[str, Response | Exception] = {
        f"{SITE}a": Response(301, "b"),
        f"{SITE}b": Response(200, body=b"here"),
        f"{SITE}c": Response(302, "https://other.example/c"),
        f"{SITE}d": Response(302, "http://facts.example/site/d"),
        f"{SITE}e": Response(302, "e"),
        f"{SITE}f": TimeoutError(),
        f"{SITE}g": NotPublicError(),
        f"{SITE}h": Response(302, "//[::1"),
        f"{SITE}i": Response(302, "https://facts.example:8443/site/i"),
        f"{SITE}j": Response(302, "https://facts.example@10.0.0.1/site/j"),
    }
    files, unanswered = read_files(SITE, "abcdefghij", online(answers), until=inf)
    assert files == dict.fromkeys("ab", sha256(b"here").hexdigest())
    assert unanswered == {
        **dict.fromkeys("dhj", "it leads to an address that is not https, or has odd characters"),
        "c": "it leads to another host, other.example",
        "i": "it leads to another host, facts.example:8443",
        "e": "it leads on more than 3 times",
        "f": "no answer in time",
        "g": "its host is not in the public internet",
    }
    assert read_files(SITE, "a", online(answers), until=0) == ({}, {"a": NO_TIME})


def test_commit_is_named_only_if_the_files_are_its_files(repository: Path) -> None:
    first = built_commit(repository)
    assert first
    (repository / "notes.txt").write_text("not built from", encoding="utf-8")
    assert built_commit(repository) == first
    record = next((repository / "facts" / "claims").iterdir())
    record.write_text(f"{record.read_text(encoding='utf-8')}\n", encoding="utf-8")
    assert built_commit(repository) is None
    commit(repository)
    assert built_commit(repository) not in {None, first}
    (repository / "facts" / "claims" / "new.yml").write_text("", encoding="utf-8")
    assert built_commit(repository) is None


def test_project_in_the_repository_of_something_else_has_no_commit(repository: Path) -> None:
    (repository / ".gitignore").write_text("copy/\n", encoding="utf-8")
    shutil.copytree(repository / "schemas", repository / "copy" / "schemas")
    commit(repository)
    assert built_commit(repository / "copy") is None
    assert built_commit(repository) is not None


def test_digests_are_the_same_whatever_the_order_of_a_folder(tmp_path: Path) -> None:
    for number, names in enumerate(["ab", "ba"]):
        for name in names:
            (tmp_path / str(number) / name).mkdir(parents=True)
            (tmp_path / str(number) / name / "x").write_text(name, encoding="utf-8")
    first, second = (manifest_bytes(Manifest(digests(tmp_path / str(number)))) for number in range(2))
    assert first == second
