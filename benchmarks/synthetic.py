"""A project with many claims, made from the real records: the same shapes and lengths, other ids and words.

Each synthetic claim is a copy of a real one with a new id, a new order, changed words, and sources and
entities drawn from the real ones; the same seed gives the same files.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORDS = ("cloud", "provider", "amount", "report", "figure", "round", "share", "partner", "chip", "deal", "letter")


def _variant(text: str, number: int, random_: random.Random, sources: list[str]) -> str:
    """Return a real claim's YAML as another claim."""
    text = re.sub(r"(?m)^id: .*$", f"id: synthetic-{number}", text)
    text = re.sub(r"(?m)^order: .*$", f"order: {number % 9999 + 1}", text)
    text = re.sub(r"(?m)^(\s+- source: ).*$", lambda match: match[1] + random_.choice(sources), text)
    text = re.sub(r"(?ms)^  relations:\n.*?(?=^  \w|^\w)", "", text)
    mark = f"{random_.choice(WORDS)} {random_.choice(WORDS)} {number}"
    text = re.sub(r"(?m)^(  short:\n    en: ).*$", rf"\g<1>Synthetic {mark}", text)
    text = re.sub(r"(?ms)^  text:\n.*?^  quotation:", f"  text:\n    en: A synthetic {mark}.\n  quotation:", text)
    exact = r"(?ms)^    exact: .*?(?=^    prefix|^    suffix|^  \w)"
    return re.sub(exact, f"    exact: Synthetic {mark}\n", text, count=1)


def make_project(folder: Path, claims: int, seed: int = 1) -> None:
    """Write a project with the real records and `claims` synthetic claims into `folder`, which must not exist."""
    random_ = random.Random(seed)  # noqa: S311 - repeatable, not secret
    folder.mkdir(parents=True)
    for name in ("docs", "facts", "schemas", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(ROOT / name, folder / name)
    real = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "facts" / "claims").glob("*.yml"))]
    sources = sorted(path.stem for path in (ROOT / "facts" / "sources").glob("*.yml"))
    for number in range(claims):
        text = _variant(real[number % len(real)], number, random_, sources)
        (folder / "facts" / "claims" / f"synthetic-{number}.yml").write_text(text, encoding="utf-8", newline="\n")
