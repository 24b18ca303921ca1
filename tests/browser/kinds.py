"""The pages that the tests of this folder look at: every hand-written one, and examples of those made from records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import ROOT

FOLDER_OF = {"en": "", "fr": "fr/"}
language_of_site = pytest.mark.parametrize("language", FOLDER_OF)
FEW = 5
"""How many entries of a list stand on a page of the site that has these pages:"""
KINDS_OF_LISTS = (
    "articles/",
    "claims/",
    *(f"lists/{name}-2/" for name in ("claims", "corrections", "designations", "entities", "sources")),
    "lists/sources-4/",
)
CLAIM = "claims/google-preferred-cloud-provider/"


def _hand_written() -> Iterator[str]:
    """Yield the addresses of the hand-written pages; they are the same in every language."""
    docs = ROOT / "docs" / "en"
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).with_suffix("").as_posix()
        if not name.endswith("RECORDID"):
            yield name.removesuffix("index") if name.endswith("index") else f"{name}/"


KINDS_OF_PAGES = (
    *_hand_written(),
    "articles/lesechos-google-anthropic-2023/",
    CLAIM,
    "claims/amazon-1-25b-convertible-notes/",
    "entities/anthropic/",
    "sources/anthropic-google-2023/",
    "sources/sec-amzn-10k-2023/",
    "designations/primary/",
    "as-of/lesechos-google-anthropic-2023-at-publication/",
    "as-of/lesechos-google-anthropic-2023-now/",
    "contribute/checks/quo001/",
    "404.html",
)
