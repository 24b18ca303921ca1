"""A project with many claims, made from the real records: the same shapes and lengths, in copies of the article.

Each copy of the article has a copy of every claim, with new ids; its text is put together from the quotations of its
claims, so that all checks run on it as on the real one and find nothing. The same number gives the same files.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))  # the package runs from where it lies

from factcheck.derive.quotations import measure, words  # noqa: E402
from factcheck.model.claim import Claim  # noqa: E402
from factcheck.pipeline import read_corpus  # noqa: E402
from factcheck.schema import Schemas, read_schemas  # noqa: E402

PARTS = ("docs", "facts", "schemas", "scripts")
TEMPLATE = """# yaml-language-server: $schema=../../schemas/article.schema.json
id: {id}
title: A synthetic article
summary:
  en: A copy of the article, for measuring.
  fr: Une copie de l’article, pour mesurer.
publisher: les-echos
lang: fr
published: "2023-10-27/2023-10-30"
text:
  characters: {measure.characters}
  words: {measure.words}
  sha256: {measure.sha256}
  fingerprint: "{measure.fingerprint}"
passages:
{passages}"""


def _renamed(text: str, claims: list[str], article: str, copy: int) -> str:
    """Return a real claim's YAML with the ids of its copy."""
    text = re.sub(r"(?m)^article: .*$", f"article: {article}", text)
    for id_ in claims:
        text = re.sub(rf"(?m)^((?:id|\s+claim|\s+- claim): ){id_}$", rf"\g<1>{id_}-{copy}", text)
    return text


def _article(claims: list[Claim], id_: str, copy: int) -> str:
    """Return the YAML of an article whose text is what the claims quote, one after the other."""
    pieces, passages, position = [], "", 0
    for claim in claims:
        said = claim.claim.quotation
        whole = ((said.prefix or "") + said.exact + (said.suffix or "")).strip()
        # The last quotation of the article ends its text; a word of their own keeps the others apart.
        piece = whole if claim is claims[-1] else f"{whole} ({claim.id})"
        end = position + len(words(piece))
        passages += f"  - start: {position}\n    end: {end}\n    claims:\n      - {claim.id}-{copy}\n"
        pieces.append(piece)
        position = end
    return TEMPLATE.format(id=id_, measure=measure(" ".join(pieces), id_), passages=passages)


def make_project(folder: Path, claims: int) -> None:
    """Write the real records and at least `claims` synthetic ones into the project `folder`, which must not exist."""
    folder.mkdir(parents=True)
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(ROOT / name, folder / name)
    corpus = read_corpus(ROOT, Schemas(read_schemas(ROOT / "schemas")))
    real = list(corpus.claims.values())
    files = {claim.id: ROOT / "facts/claims" / f"{claim.id}.yml" for claim in real}
    texts = {id_: _without_what_is_accepted(file.read_text(encoding="utf-8")) for id_, file in files.items()}
    copies = range(-(-claims // len(real)))
    for copy in copies:
        id_ = f"synthetic-{copy}"
        _write(folder / "facts/articles" / f"{id_}.yml", _article(real, id_, copy))
        for claim in real:
            text = _renamed(texts[claim.id], [*corpus.claims], id_, copy)
            _write(folder / "facts/claims" / f"{claim.id}-{copy}.yml", text)


def _without_what_is_accepted(text: str) -> str:
    """Leave out developments that name no source: in the real record an exception accepts them."""

    def kept(item: re.Match[str]) -> str:
        return item[0] if re.search(r"(?m)^      (sources|to_check):", item[0]) else ""

    review, record, rest = text.partition("record:\n")
    before, heading, developments = review.partition("\n  developments:\n")
    return before + heading + re.sub(r"(?m)^    - date: .*\n(?:      .*\n)+", kept, developments) + record + rest


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
