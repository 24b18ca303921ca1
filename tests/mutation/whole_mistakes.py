"""Mistakes that look right in themselves: a quotation changed in two places, a text rewritten, an answer too early, ...

Each is made as somebody would who wants it to pass: all that has to fit is changed with it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from factcheck.kinds import SOURCE
from mutation.mutants import Mutant

Data = Mapping[str, Any]
COUNTED = ("supports", "refutes", "qualifies")


@dataclass(frozen=True, slots=True)
class Around:
    """What is beside a claim: the data of all sources, those that its article appeared in, another explanation."""

    sources: Mapping[str, Data]
    appearances: tuple[str, ...]
    other_explanation: Mapping[str, str]
    stranger: str
    """Somebody whom the claim has nothing to do with."""


def whole_mistakes(data: Data, around: Around) -> Iterator[Mutant]:
    """Yield every mistake of these kinds that can be made in a claim."""
    yield from _listed_together(data, around)
    yield from _rewritten(data, around)
    yield from _reviewed_by_its_author(data)
    yield from _replies(data, around)
    yield from _undeclared(data)
    yield from _doubled(data, around)
    yield from _own_article(data, around)


def _listed_together(data: Data, around: Around) -> Iterator[Mutant]:
    """Change a word of a quotation and the passage that its source lists."""
    for index, item in enumerate(data["review"]["evidence"]):
        words, source = item.get("quotation", {}).get("exact", ""), around.sources[item["source"]]
        wrong = _other_word(words)
        passages = [passage.replace(words, wrong) for passage in source.get("quotations", ())] if words else []
        if passages != list(source.get("quotations", ())):
            changed = {**source, "quotations": passages}
            pointer = ("review", "evidence", index, "quotation", "exact")
            yield Mutant("listing", pointer, words, wrong, {(SOURCE, item["source"]): changed})


def _other_word(text: str) -> str:
    """Return a text in which the longest word has become "not"."""
    longest = max(text.split() or [""], key=len)
    return text.replace(longest, "not", 1)


def _rewritten(data: Data, around: Around) -> Iterator[Mutant]:
    """Take the last sentence from an explanation; put that of another claim in its place."""
    for language, text in data["review"]["explanation"].items():
        pointer = ("review", "explanation", language)
        shorter = text.rpartition(". ")[0]
        if shorter:
            yield Mutant("explanation", pointer, text, f"{shorter}.")
        if other := around.other_explanation.get(language):
            yield Mutant("explanation", pointer, text, other)


def _reviewed_by_its_author(data: Data) -> Iterator[Mutant]:
    """Let each author have reviewed the claim."""
    for author in data["record"]["authors"]:
        review = {"name": author, "date": data["review"]["checked"], "looked_at": ["quotations", "rating"]}
        yield Mutant("reviewer", ("record", "reviewers"), None, [review])


def _replies(data: Data, around: Around) -> Iterator[Mutant]:
    """Let those whom the claim is about answer before they were asked, or have no time to; ask somebody else."""
    asked = date.fromisoformat(data["review"]["checked"])
    days = {name: (asked + timedelta(days=step)).isoformat() for name, step in (("before", -1), ("on", 0), ("by", 3))}
    answer = {lang: f"({text})" for lang, text in data["claim"]["short"].items()}
    question = {"asked": data["claim"]["about"][0], "date": days["on"], "deadline": days["by"]}
    for wrong in (
        {**question, "answer": answer, "answered": days["before"]},
        {**question, "deadline": days["before"], "answer": answer, "answered": days["by"]},
        {**question, "asked": around.stranger, "answer": answer, "answered": days["by"]},
    ):
        yield Mutant("reply", ("record", "right_of_reply"), None, [wrong])


def _undeclared(data: Data) -> Iterator[Mutant]:
    """Leave out which interests the authors have."""
    if "interests" in data["record"]:
        yield Mutant("interests", ("record", "interests"), data["record"]["interests"], None)


def _doubled(data: Data, around: Around) -> Iterator[Mutant]:
    """Record a source a second time under another id, with a tracking parameter in its address, as more evidence."""
    for item in data["review"]["evidence"]:
        source = around.sources[item["source"]]
        if item["stance"] in COUNTED and source.get("url"):
            id_ = f"{item['source']}-again"
            again = {**source, "id": id_, "url": f"{source['url'].rstrip('/')}/?utm_source=newsletter"}
            evidence = [*data["review"]["evidence"], {**copy.deepcopy(item), "source": id_}]
            yield Mutant("double", ("review", "evidence"), item["source"], evidence, {(SOURCE, id_): again})


def _own_article(data: Data, around: Around) -> Iterator[Mutant]:
    """Give the article as the only evidence for what it says itself: its record, and a copy that derives from it."""
    words = data["claim"]["quotation"]["exact"]
    for id_ in around.appearances:
        known = around.sources[id_]
        listed = {**known, "quotations": [*known.get("quotations", ()), words], "access": "full"}
        listed.pop("text", None)  # a new record may have none, or one that fits
        copied = {**listed, "id": f"{id_}-copy", "derives_from": [id_], "url": f"https://copies.example/{id_}"}
        for source in (listed, copied):
            item = {"source": source["id"], "stance": "supports", "quotation": {"exact": words}}
            recorded = {"recorded": data["claim"]["payload"]} if data["claim"]["kind"] != "analysis" else {}
            files = {(SOURCE, str(source["id"])): source}
            yield Mutant("article", ("review", "evidence"), source["id"], [{**item, **recorded}], files)
