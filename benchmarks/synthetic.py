"""A project with many claims, made from the real records: the same shapes and lengths in other words.

Each synthetic article is a copy of the real article with the most claims, and has a copy of each of these, with ids of
its own. Its text is made of the words that its claims quote, in the order of the real text, and all that its records
explain is reworded (`wording.py`). Quotations, amounts and dates stay as they are, so the checks run on it as on the
real one and find no errors. It has as many sources of its own as claims, and some entities; it shares the others with
all articles. The same number and seed give the same files.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))  # the package runs from where it is

from factcheck.finding import Pointer  # noqa: E402
from factcheck.kinds import FOLDERS  # noqa: E402
from factcheck.loading.yaml_reader import read_yaml  # noqa: E402
from factcheck.records import parse_document  # noqa: E402
from factcheck.records.canonical_writer import write_canonical  # noqa: E402
from factcheck.records.claim import Quotation  # noqa: E402
from factcheck.records.fingerprint import (  # noqa: E402
    Match,
    as_text,
    find_in_fingerprint,
    fingerprint_of,
    grouped,
    joined,
    measure,
)
from factcheck.records.structure import Reference, references, texts  # noqa: E402
from wording import Wording, generator  # noqa: E402

SEED = 2023
PARTS = ("docs", "facts", "schemas", "scripts")
OWN_ENTITIES = 2
"""How many entities each synthetic article has for itself."""
MEASURED = ("characters", "words", "sha256", "fingerprint")
"""What is known of a text."""
LEFT_ALONE = frozenset({"payload", "recorded", "interests", "name", "note"})
"""Fields whose texts are data, a name, the same in every record, or notes, whose words checks look at."""
OF_THE_REAL_ONE = ("wikidata", "cik", "lei", "website")
"""Fields that would make a copy a second record of the real thing."""
LONGEST: Mapping[str | int, int] = {"short": 75}
"""Fields whose texts the schema keeps so short that others of the same shape may be too long."""

Key = tuple[str, str]
"""A kind of records, and the id of one."""


class Model(NamedTuple):
    """A real record, of which copies are made."""

    kind: str
    id: str
    text: str
    """Its data as JSON: read anew for each copy."""
    references: tuple[Reference, ...]
    texts: tuple[Pointer, ...]

    def names(self, kind: str) -> set[str]:
        """Return the ids of the records of a kind that it refers to."""
        return {item.id for item in self.references if item.kind == kind}


class Newsroom:
    """The real records, and the synthetic ones made from them."""

    def __init__(self, root: Path, seed: int) -> None:
        """Read the real records at `root`."""
        self._seed = seed
        self._models = {(model.kind, model.id): model for model in read_models(root)}
        self._wording = Wording(
            _at(json.loads(model.text), pointer) for model in self._models.values() for pointer in model.texts
        )
        claims = [(json.loads(model.text), model) for (kind, _), model in self._models.items() if kind == "claim"]
        ((article, _),) = Counter(data["article"] for data, _ in claims).most_common(1)
        self._article = self._models["article", article]
        self._claims = [model for data, model in claims if data["article"] == article]
        # A source that others derive from stays what ties them to each other, so all articles share it.
        origins = set().union(*(model.names("source") for (kind, _), model in self._models.items() if kind == "source"))
        self._cited = sorted(set().union(*(claim.names("source") for claim in self._claims)) - origins)
        # Publishers of shared sources, and what others are a part of, are the same for all articles.
        shared = set().union(*(model.names("entity") for model in self._models.values() if model.kind != "claim"))
        self._passages: dict[str, list[str]] = {}
        self._subjects = sorted(set().union(*(claim.names("entity") for claim in self._claims)) - shared)

    def __len__(self) -> int:
        """Return how many claims an article has."""
        return len(self._claims)

    def article(self, number: int) -> Iterator[tuple[str, str, str]]:
        """Yield the kind, the id and the YAML of each record of a synthetic article, itself first."""
        random = generator(f"{self._seed} {number}")
        article = self._article
        own = [("claim", claim.id) for claim in self._claims]
        cited = [*sorted(article.names("source")), *_some(self._cited, len(self._claims), random)]
        own += [("source", id_) for id_ in list(dict.fromkeys(cited))[: len(self._claims)]]
        own += [("entity", id_) for id_ in _some(self._subjects, OWN_ENTITIES, random)]
        ids = {(kind, id_): f"{id_}-{number}" for kind, id_ in own}
        ids["article", article.id] = f"synthetic-{number}"
        for model in (article, *(self._models[key] for key in own)):
            data = self._copy(model, ids, random)
            if model.kind == "article":
                data |= self._text(ids)
            if model.kind == "source" and "url" not in data:
                data.setdefault("title", "Synthetic")
            if model.kind == "source" and "text" in data:
                measured = measure(as_text(self._read(model)), data["id"])
                data["text"] |= {name: getattr(measured, name) for name in MEASURED}
                data["text"]["fingerprint"] = grouped(measured.fingerprint)
            if "title" in data:
                data["title"] = f"{self._wording.reword(data['title'], data['lang'], random)} ({number})"
            for name in {"url", "read_at", "archive_url"} & data.keys():
                data[name] += f"{'&' if '?' in data[name] else '?'}copy={number}"
            if model.kind == "entity":
                data["name"] = {language: f"{name} {number}" for language, name in data["name"].items()}
            yield model.kind, data["id"], write_canonical(data, model.kind)

    def _copy(self, model: Model, ids: Mapping[Key, str], random: Random) -> dict[str, Any]:
        """Return the data of a record's copy: reworded, with the new ids."""
        data: dict[str, Any] = json.loads(model.text)
        for pointer in model.texts:
            text, longest = _at(data, pointer), LONGEST.get(pointer[-1], sys.maxsize)
            for language, words_ in text.items():
                text[language] = self._wording.reword(words_, language, random, longest=longest)
        for item in model.references:
            _at(data, item.pointer[:-1])[item.pointer[-1]] = ids.get((item.kind, item.id), item.id)
        data["id"] = ids[model.kind, model.id]
        return data

    def _text(self, ids: Mapping[Key, str]) -> dict[str, Any]:
        """Return the measure and the passages of an article whose text is what its claims quote.

        Words that several claims quote are there once, as in the real text. A word of its own follows each run of
        quoted words but the last, which ends the text.
        """
        quoted = self._quoted_words()
        known = sorted({place: word for places in quoted.values() for place, word in places.items()}.items())
        pieces: list[str] = []
        passages: list[dict[str, Any]] = []
        for _, run in groupby(enumerate(known), key=lambda item: item[1][0] - item[0]):
            found = dict(item for _, item in run)
            before = passages[-1]["last"] if passages else 0
            last = known[-1][0] in found
            pieces += [*found.values(), *([] if last else [f"({ids['article', self._article.id]}-{len(passages)})"])]
            claims = [ids["claim", id_] for id_, places in quoted.items() if places.keys() & found.keys()]
            length = len(found) + (not last)
            passages.append({"first": before + 1, "last": before + length, "claims": claims})
        measured = measure(" ".join(pieces), ids["article", self._article.id])
        text = {name: getattr(measured, name) for name in MEASURED}
        return {"text": text, "passages": passages}

    def _read(self, source: Model) -> list[str]:
        """Return the passages of a source: those that it lists, and what its claims quote with the words around it.

        What is found in a longer one is not there again.
        """
        if source.id in self._passages:
            return self._passages[source.id]
        data = json.loads(source.text)
        reviews = (json.loads(claim.text)["review"] for claim in self._claims)
        cited = (item for review in reviews for item in review["evidence"] if item["source"] == source.id)
        quoted = [Quotation(**item["quotation"]) for item in cited if "quotation" in item]
        quoted += [Quotation(exact=passage) for passage in data.get("quotations", ())]
        runs = {quotation: _run(quotation, data["text"]["fingerprint"], source.id) for quotation in quoted}
        kept: list[str] = []
        for quotation, run in sorted(runs.items(), key=lambda item: len(item[1]), reverse=True):
            marks = fingerprint_of(as_text(kept), source.id)
            if find_in_fingerprint(quotation, marks, source.id).match is not Match.EXACT:
                kept.append(run)
        return self._passages.setdefault(source.id, kept)

    def _quoted_words(self) -> dict[str, dict[int, str]]:
        """Return for each claim the words of its quotation, with their context, by their place in the real text."""
        article = json.loads(self._article.text)
        marks = article["text"]["fingerprint"]
        found = {}
        for claim in self._claims:
            for reading in joined(Quotation(**json.loads(claim.text)["claim"]["quotation"])):
                place = find_in_fingerprint(Quotation(exact=" ".join(reading.words)), marks, article["id"])
                if place.first:
                    found[claim.id] = dict(enumerate(reading.words, place.first))
        return found


def _run(quotation: Quotation, marks: str, id_: str) -> str:
    """Return a quotation with the words around it as they are in a text, by its fingerprint."""
    runs = [" ".join(reading.words) for reading in joined(quotation)]
    return next((run for run in runs if find_in_fingerprint(Quotation(exact=run), marks, id_).last), runs[0])


def read_models(root: Path) -> Iterator[Model]:
    """Yield the real records at `root` that copies are made of."""
    for kind, folder in FOLDERS.items():
        for file in sorted((root / "facts" / folder).glob("*.yml")):
            document, _ = read_yaml(file.read_bytes(), file.name)
            if not document or "id" not in document.data or {"moved_to", "withdrawn"} & document.data.keys():
                continue
            data: dict[str, Any] = _without_what_is_accepted(document.data)
            for item in data.get("record", {}).get("corrections", ()):
                item.pop("changes", None)  # they tell of the words of the real record
            for name in OF_THE_REAL_ONE:
                data.pop(name, None)
            record: Any = parse_document(kind, data)
            places = (pointer for pointer, _ in texts(record) if not LEFT_ALONE.intersection(pointer))
            yield Model(kind, data["id"], json.dumps(data), tuple(references(record)), tuple(places))


def _without_what_is_accepted(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out developments that name no source: in the real record an exception accepts them."""
    review = data.get("review", {})
    kept = [item for item in review.get("developments", ()) if item.keys() & {"sources", "to_check"}]
    return data | {"review": review | {"developments": kept}} if "developments" in review else data


def _some(ids: list[str], number: int, random: Random) -> list[str]:
    """Return so many of the ids, or all of them if there are fewer."""
    return random.sample(ids, min(number, len(ids)))


def _at(data: Any, pointer: Iterable[str | int]) -> Any:
    """Return what is at a place of the data."""
    for step in pointer:
        data = data[step]
    return data


def make_project(folder: Path, claims: int, *, seed: int = SEED) -> None:
    """Write the real records and at least `claims` synthetic ones into the project `folder`, which must not exist."""
    folder.mkdir(parents=True)
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(ROOT / name, folder / name)
    newsroom = Newsroom(ROOT, seed)
    for number in range(-(-claims // len(newsroom))):
        for kind, id_, text in newsroom.article(number):
            path = folder / "facts" / FOLDERS[kind] / f"{id_}.yml"
            path.write_text(text, encoding="utf-8", newline="\n")
