"""The pages that the tests of this folder visit: every hand-written one, and examples of those made from records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import ROOT

FOLDER_OF = {"en": "", "fr": "fr/"}
language_of_site = pytest.mark.parametrize("language", FOLDER_OF)
KINDS_OF_LISTS = (
    "claims/",
    *(f"lists/{name}-2/" for name in ("claims", "corrections", "designations", "entities", "sources")),
    "lists/sources-4/",
)
"""Lists of the large site."""
CLAIM = "claims/nimbus-preferred-provider/"
ARTICLE = "articles/quotidien-aurora-2024/"


def _hand_written() -> Iterator[str]:
    """Yield the addresses of the hand-written pages; they are the same in every language."""
    docs = ROOT / "docs" / "en"
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).with_suffix("").as_posix()
        if not name.endswith("RECORDID"):
            yield name.removesuffix("index") if name.endswith("index") else f"{name}/"


KINDS_OF_PAGES = (
    *_hand_written(),
    ARTICLE,
    CLAIM,
    "claims/nimbus-300m-now/",
    "claims/aurora-in-orbit/",
    "entities/aurora/",
    "sources/aurora-post-2024/",
    "sources/orbit-report-2024/",
    "designations/primary/",
    "as-of/quotidien-aurora-2024-at-publication/",
    "as-of/quotidien-aurora-2024-now/",
    "as-of/quotidien-aurora-2024-2026-11-20/",
    "timeline/quotidien-aurora-2024/",
    "versions/claim-nimbus-preferred-provider/",
    "versions/claim-aurora-in-orbit/",
    "refusals/rate-the-robots/",
    "contribute/checks/quo001/",
    "data/records/claim/",
    "404.html",
)
STANDALONE = tuple(
    f"{claim}{file}" for claim in (CLAIM, "claims/aurora-in-orbit/") for file in ("evidence.html", "card/")
)
"""Pages without the frame of the site: of a claim, and of one that was withdrawn."""
