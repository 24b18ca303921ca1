"""The places that no example can exercise, and why. An entry that is exercised after all fails the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

RECORDS = tuple(f"{kind}#/$defs/record" for kind in ("article", "claim", "source", "entity", "refusal"))
TOMBSTONES = ("common#/$defs/moved", "common#/$defs/withdrawn")
PAYLOADS = tuple(
    f"common#/$defs/{name}"
    for name in ("investment", "designation", "agreement", "announcement", "description", "analysis")
)
REASONS: Mapping[str, tuple[str, ...]] = {
    "What leads here has refused everything that is not a mapping. It stays, so that the definition says what it is.": (
        *(f"{place}/type" for place in (*RECORDS, *TOMBSTONES, *PAYLOADS)),
    ),
    "Only a payload of this type leads here. It stays, so that the definition says what it is, as its class does.": (
        *(f"{place}/required/type" for place in PAYLOADS),
        *(f"{place}/properties/type" for place in PAYLOADS),
        *(f"{place}/properties/type/const" for place in PAYLOADS),
    ),
    "Only a record that has this field leads here: without it, it is no tombstone.": (
        "common#/$defs/moved/required/moved_to",
        "common#/$defs/withdrawn/required/withdrawn",
    ),
    "The format refuses longer values already. It stays for validators that take formats for remarks, as the standard"
    " allows.": (
        "common#/$defs/edtf/maxLength",
        "common#/$defs/day/maxLength",
        "common#/$defs/url/maxLength",
    ),
    "Only a number whose hedge is missing or misspelt comes here, so that this alone is reported.": (
        "common#/$defs/amount/else/else",
        "common#/$defs/quantity/else/else",
    ),
}


def _by_place(reasons: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for reason, places in reasons.items():
        yield from ((place, reason) for place in places)


EXEMPT = dict(_by_place(REASONS))
"""The reason of each place."""
