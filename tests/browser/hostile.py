"""A copy of the project with records full of hostile text, and its twin with harmless text in the same places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from browser.building import Change

WORD = "zebra"
"""Is in every text of both twins, so that a search finds them."""

PAYLOADS = (
    "<script>window.PWN=1</script>",
    '"><img src=x onerror=window.PWN=1>',
    "</script><script>window.PWN=1</script>",
    "</title><svg onload=window.PWN=1>",
    "<!--<script>",
    "--><b>",
    "]]></script>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "[x](javascript:window.PWN=1)",
    "{: onclick=window.PWN=1 }",
    "<!-- records: claims -->",
    "~/claims/",
    '"~/claims/',
    'RECORDTITLE RECORDID <h1 id="record">',
    "&lt;b&gt; &amp;amp; &#60;",
    "' onmouseover='window.PWN=1",
    '" autofocus onfocus="window.PWN=1',
    "a href=none/ id=record src=none.png",
    '\\u003cscript\\u003e \\" %(x)s %s {0}',
)
"""Texts that do harm where they are taken for HTML, JavaScript, JSON, a template, Markdown or one of our own marks."""

MOST = 60 - len(f" {WORD}")
"""How long a text may be: the words before a quotation are no longer."""


def _packed(payloads: Sequence[str]) -> Iterator[str]:
    """Put as many payloads into each text as it takes: fewer records hold all of them."""
    text = payloads[0]
    for payload in payloads[1:]:
        if len(text) + len(payload) < MOST:
            text += f" {payload}"
        else:
            yield text
            text = payload
    yield text


MARKS = ("<", "°")
"""The marks of the ratings of the twins."""
TEXTS = tuple(_packed(PAYLOADS))
EVERY = range(len(TEXTS))
RUNNING = tuple(number for number in EVERY if "PWN" in TEXTS[number] or "<script" in TEXTS[number])
"""The texts that a browser could run, or that could swallow the rest of a page."""

Fill = Callable[[int], str]


def hostile(number: int) -> str:
    """Return a hostile text."""
    return f"{TEXTS[number]} {WORD}"


def harmless(number: int) -> str:
    """Return the text in its place in the harmless twin."""
    return f"harmless{number:02d} {WORD}"


def id_of(kind: str, number: int) -> str:
    """Return the id of the record of a kind that holds a hostile text."""
    return f"{kind}-with-payload-{number:02d}"


def ids(kind: str) -> list[str]:
    """Return the ids of the records of a kind that both twins have more than the project."""
    return [id_of(kind, number) for number in EVERY]


def _both(text: str) -> dict[str, str]:
    return {"en": text, "fr": text}


def _records(number: int, next_number: int, text: str, mark: str) -> Mapping[str, dict[str, Any]]:
    """Return one record of each kind with a text in every place that takes one, by their files."""
    entity, source, article, claim, refusal, rating = (
        id_of(kind, number) for kind in ("entity", "source", "article", "claim", "refusal", "rating")
    )
    next_claim = id_of("claim", next_number)
    only_english, only_french = {"en": text}, {"fr": text}
    quotation = {"exact": text, "prefix": text, "suffix": text}
    designation = {
        "type": "designation",
        "provider": entity,
        "customer": "aurora",
        "said_by": entity,
        "wording": text,
        "lang": "fr",
        "term": "primary",
        "scope": _both(text),
        "date": "2023-09-25",
    }
    return {
        f"entities/{entity}": {
            "id": entity,
            "name": _both(text),
            "kind": "company",
            "description": _both(text),
            "website": "https://entity.example/?a=1&b='2'",
            "note": only_english,
            "needs": only_french,
        },
        f"sources/{source}": {
            "id": source,
            "title": text,
            "title_certainty": "inferred",
            "publisher": text,
            "publisher_id": entity,
            "authors": [text],
            "url": "https://source.example/?a=1&b='2'",
            "published": "2023-10-27",
            "published_note": _both(text),
            "retrieved": "2026-11-23",
            "lang": "zh",
            "kind": "news",
            "tier": "primary",
            "access": "full",
            "access_note": _both(text),
            "quotations": [text],
            "note": _both(text),
            "needs": only_english,
        },
        f"articles/{article}": {
            "id": article,
            "title": text,
            "title_certainty": "inferred",
            "title_note": _both(text),
            "summary": _both(text),
            "authors": [entity],
            "publisher": entity,
            "lang": "fr",
            "published": "2023-10-28",
            "published_note": only_french,
            "appearances": [{"source": source, "note": _both(text)}],
            "text": {"characters": 40, "words": 6, "sha256": "0" * 64, "fingerprint": "0" * 11},
            "passages": [
                {"first": 1, "last": 4, "claims": [claim]},
                {"first": 5, "last": 6, "not_checkable": _both(text)},
            ],
            "sums": [
                {
                    "total": {"currency": "USD", "hedge": "exactly", "value": 2},
                    "parts": [claim, next_claim],
                    "sources": [source],
                    "note": _both(text),
                }
            ],
            "needs": _both(text),
        },
        f"claims/{claim}": {
            "id": claim,
            "article": article,
            "claim": {
                "short": _both(text),
                "text": _both(text),
                "quotation": quotation,
                "claimant": entity,
                "also_claimed_by": [entity],
                "attributed_to": entity,
                "appearances": [{"source": source, "quotation": quotation, "note": _both(text)}],
                "chain": [
                    {"who": entity, "source": source, "note": _both(text)},
                    {"unnamed": only_french, "note": only_english},
                ],
                "about": [entity],
                "kind": "attribution",
                "payload": designation,
                "relations": [
                    {"type": "repeats", "claim": next_claim, "note": _both(text)},
                    {"type": "sum_of", "claim": claim, "note": _both(text)},
                ],
            },
            "review": {
                "rating": rating,
                "confidence": "high",
                "completeness": "complete",
                "explanation": _both(text),
                "would_change": _both(text),
                "checked": "2026-11-23",
                "review_by": "2027-05-23",
                "needs": only_french,
                "evidence": [
                    {
                        "source": source,
                        "stance": "supports",
                        "quotation": quotation,
                        "locator": text,
                        "note": _both(text),
                        "needs": only_english,
                        "recorded": designation,
                    }
                ],
                "to_check": [{"source": source, "note": _both(text)}],
                "developments": [
                    {
                        "date": "2026-12-01",
                        "text": _both(text),
                        "sources": [source],
                        "note": _both(text),
                        "recorded": {**designation, "date": "2026-12-01"},
                    },
                    {
                        "date": "2026-12-02",
                        "text": _both(text),
                        "sources": [source],
                        "recorded": {
                            "type": "agreement",
                            "subject": _both(text),
                            "quantities": [{"of": _both(text), "unit": "count", "hedge": "exactly", "value": "2"}],
                        },
                    },
                ],
            },
            "record": {
                "created": "2026-11-23",
                "authors": [text],
                "reviewers": [
                    {
                        "name": f"{text} 2",
                        "date": "2026-11-23",
                        "looked_at": ["quotations", "rating"],
                        "note": _both(text),
                    }
                ],
                "interests": _both(text),
                "right_of_reply": [
                    {
                        "asked": entity,
                        "date": "2026-11-01",
                        "deadline": "2026-11-20",
                        "answer": _both(text),
                        "answered": "2026-11-02",
                    }
                ],
                "corrections": [
                    {
                        "date": "2026-11-23",
                        "type": "substance",
                        "text": _both(text),
                        "changes": [
                            {"field": "review.explanation", "before": _both(text), "after": only_english},
                            {"field": "review.evidence.locator", "item": text, "was": text, "now": text},
                        ],
                    }
                ],
            },
        },
        f"refusals/{refusal}": {
            "id": refusal,
            "title": _both(text),
            "proposal": _both(text),
            "proposed": "2026-11-01",
            "proposer": text,
            "url": "https://proposal.example/?a=1&b='2'",
            "articles": [article],
            "claims": [claim],
            "refused": "2026-11-20",
            "refused_by": [text, f"{text} 2"],
            "reason": only_english,
            "would_change": only_french,
        },
        f"claims/moved-{number:02d}": {
            "id": f"moved-{number:02d}",
            "moved_to": claim,
            "date": "2026-11-23",
            "reason": _both(text),
        },
        f"claims/withdrawn-{number:02d}": {
            "id": f"withdrawn-{number:02d}",
            "withdrawn": {"title": _both(text), "date": "2026-11-23", "reason": _both(text)},
        },
        "ratings": {
            "id": rating,
            "label": _both(text),
            "definition": _both(text),
            "truth_value": number % 2 == 0,
            "mark": mark,
            "colour": "blue",
        },
    }


class _Dumper(yaml.SafeDumper):
    """Writes everything out, since records may hold no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - its signature in PyYAML
        """Say that nothing is to be an alias."""
        return True


def _write(path: Path, data: Any) -> None:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


_UNCHECKED = """

def _read_unchecked(root):
    from factcheck.corpus import Surroundings
    from factcheck.loading.snapshot import take_snapshot
    from factcheck.reading import read_snapshot

    return read_snapshot(take_snapshot(root), Surroundings()).corpus, "unchecked"


site.read_records = _read_unchecked
site.read_examples = lambda *_: {}
"""


def _leave_checks_out(root: Path) -> None:
    """Let the copy be built although checks refuse its records: pages must be safe whatever the checks let through."""
    hook = root / "scripts" / "mkdocs_hooks.py"
    hook.write_text(hook.read_text(encoding="utf-8") + _UNCHECKED, encoding="utf-8")


def write_records(fill: Fill, mark: str, numbers: Sequence[int] = EVERY) -> Change:
    """Return the change of a project that adds a set of records per number, with the texts that `fill` gives."""

    def change(root: Path) -> None:
        _leave_checks_out(root)
        facts = root / "facts"
        vocabulary = yaml.safe_load((facts / "ratings.yml").read_text(encoding="utf-8"))
        for number, next_number in zip(numbers, [*numbers[1:], numbers[0]], strict=True):
            records = dict(_records(number, next_number, fill(number), mark))
            vocabulary["ratings"].append(records.pop("ratings"))
            for name, record in records.items():
                _write(facts / f"{name}.yml", record)
        _write(facts / "ratings.yml", vocabulary)
        terms = yaml.safe_load((facts / "terms.yml").read_text(encoding="utf-8"))
        terms["terms"] += [
            {
                "id": f"term-{number:02d}",
                "label": _both(fill(number)),
                "meaning": _both(fill(number)),
                "excludes_others": False,
                "translation": _both(fill(number)),
            }
            for number in numbers
        ]
        _write(facts / "terms.yml", terms)

    return change


make_hostile, make_harmless = write_records(hostile, MARKS[0]), write_records(harmless, MARKS[1])
