"""The API says what the records say, is what its description says, and leads from its index to everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from conftest import CHECKS, ROOT, TODAY
from factcheck.analysis.identity import identifiers
from factcheck.check_examples import lay
from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS
from factcheck.languages import MAIN
from factcheck.loading.record_file import RecordFile
from factcheck.outputs.api_description import LISTS
from factcheck.outputs.json_api import Api
from factcheck.outputs.json_records import MOST, worked_out
from factcheck.outputs.output import Content, as_json
from factcheck.pages.lookups import Lookups
from factcheck.pages.page import API, Site
from factcheck.pages.renderer import Renderer
from factcheck.project import check_project
from factcheck.records.record import Moved
from factcheck.records.structure import plain
from factcheck.records.version import SHALLOW, History, Version, content_id
from factcheck.report.report import Report
from factcheck.site.write_site import write_schemas

SITE = Site(url="https://factcheck.example/", name="Word for Word", description="One article.")
BASE = f"{SITE.url}{API}"


def files(corpus: Corpus, per_page: int = 200) -> dict[str, Content]:
    """Return all files of the API to a corpus, as a client gets them."""
    renderer = Renderer(corpus, MAIN, SITE, (), history=two_versions(corpus))
    made = {path: make() for path, make in Api(renderer, per_page=per_page).makers().items()}
    return {path: json.loads(as_json(content)) for path, content in made.items()}


def two_versions(corpus: Corpus) -> History:
    """Return a history in which each record has changed once."""
    found, contents = {}, {}
    for key, entry in corpus.files.items():
        if key[0] in FOLDERS and isinstance(entry.file, RecordFile):
            now = Path(entry.file.absolute).read_bytes()
            raws = {"2026-11-19": b"# before\n" + now, "2026-11-21": now}
            versions = [Version(date=day, content=content_id(raw), data={}, raw=raw) for day, raw in raws.items()]
            found[key], contents[key] = tuple(versions), content_id(now)
    return History(records=found, contents=contents, gap="")


@pytest.fixture(scope="module")
def api(sample: Report) -> dict[str, Content]:
    """Return the API to the project's own records, with short lists."""
    return files(sample.corpus, per_page=5)


def local(address: str) -> str:
    """Return the path of a file from its address."""
    assert address.startswith(BASE)
    return address.removeprefix(BASE)


def matching(path: str, paths: dict[str, Any]) -> list[str]:
    """Return the paths of the description that are for a file."""
    return [one for one in paths if re.fullmatch(re.sub(r"\\{[a-z]+\\}", "[a-z0-9-]+", re.escape(one)), f"/{path}")]


@pytest.fixture(scope="module")
def registry(api: dict[str, Content]) -> Registry[Any]:
    """Return the description and the schemas of the records, by where the site has them."""
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "schemas").glob("*.json")}
    found = [(f"{SITE.url}schemas/{name}", Resource.from_contents(schema)) for name, schema in schemas.items()]
    description = DRAFT202012.create_resource(api["openapi.json"])
    return Registry().with_resources([*found, (f"{BASE}openapi.json", description)])


def faults(path: str, content: Content, description: Content, registry: Registry[Any]) -> list[str]:
    """Return in what a file is not what its description says."""
    (place,) = specific(matching(path, description["paths"]))
    pointer = f"/paths/{place.replace('/', '~1')}/get/responses/200/content/application~1json/schema"
    schema = {"$ref": f"{BASE}openapi.json#{pointer}".replace("{", "%7B").replace("}", "%7D")}
    validator = Draft202012Validator(schema, registry=registry)
    return [f"{path} {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(content)]


def specific(paths: list[str]) -> list[str]:
    """Leave out patterns if a path without one fits, as OpenAPI asks."""
    exact = [path for path in paths if "{" not in path]
    return exact or paths


def test_every_file_is_what_the_description_says(api: dict[str, Content], registry: Registry[Any]) -> None:
    found = [fault for path, content in api.items() for fault in faults(path, content, api["openapi.json"], registry)]
    assert found == []
    used = {place for path in api for place in specific(matching(path, api["openapi.json"]["paths"]))}
    short = {f"/{name}-{{page}}.json" for name in ("corrections", "articles", "refusals")}
    assert used >= set(api["openapi.json"]["paths"]) - short


def test_description_names_every_field_of_lists_and_records_and_no_other(api: dict[str, Content]) -> None:
    schemas = api["openapi.json"]["components"]["schemas"]
    found: dict[str, set[str]] = {}
    for path, content in api.items():
        if "items" in content:
            for item in content["items"]:
                found.setdefault(f"{item['kind'].capitalize()}Entry", set()).update(item)
        elif "/" in path:
            name = "Versions" if path.startswith("versions/") else content["kind"].capitalize()
            found.setdefault(name, set()).update(content)
    retired = {"used_by", "moved_to"}  # the sample has no moved record of every kind
    found["EntityEntry"].add("updated")  # its records have no date, and the sample no history
    assert {name: keys | retired if "schema" in keys else keys for name, keys in found.items()} == {
        name: set(schemas[name]["properties"]) for name in found
    }
    records = {f"{kind.capitalize()}{end}" for kind in LISTS for end in ("Entry", "")} - {"Correction"}
    assert set(found) == records | {"Versions"}


@pytest.mark.parametrize("key", ["record", "pages", "id", "worked_out", "schema"])
def test_description_notices_what_is_missing(key: str, api: dict[str, Content], registry: Registry[Any]) -> None:
    path = next(path for path in api if path.startswith("claims/"))
    content = {name: value for name, value in api[path].items() if name != key}
    wrong = content | ({"record": {}} if key == "worked_out" else {})
    assert faults(path, wrong, api["openapi.json"], registry)


def pages_of(api: dict[str, Content], first: str) -> Iterator[Content]:
    """Yield the pages of a list, as a client walks through them."""
    address: str | None = first
    while address:
        page = api[local(address)]
        yield page
        address = page.get("next")


@pytest.mark.parametrize("kind", FOLDERS)
def test_index_leads_to_every_record_once(kind: str, api: dict[str, Content], sample: Report) -> None:
    about = api["index.json"]["lists"][LISTS[kind]]
    pages = list(pages_of(api, about["first"]))
    items = [item for page in pages for item in page["items"]]
    assert sorted(item["id"] for item in items) == sorted(sample.corpus.tables[kind])
    assert about["count"] == len(items)
    assert [page["page"] for page in pages] == list(range(1, about["pages"] + 1))
    assert all(len(page["items"]) + len(page["retired"]) == 5 for page in pages[:-1])
    assert all(api[local(item["url"])]["record"]["id"] == item["id"] for item in items)
    assert all("previous" in page for page in pages[1:])
    assert "previous" not in pages[0]


@pytest.mark.parametrize("kind", LISTS)
def test_lists_name_what_moved_or_was_withdrawn_and_why(kind: str, api: dict[str, Content], sample: Report) -> None:
    pages = pages_of(api, api["index.json"]["lists"][LISTS[kind]]["first"])
    found = [gone for page in pages for gone in page["retired"]]
    stones = sample.corpus.tombstones.items()
    assert {(gone["kind"], gone["id"]) for gone in found} == {
        key for key, _ in stones if key[0] == kind or kind == "correction"
    }
    for gone in found:
        own = api[local(gone["url"])]
        assert (own["record"]["id"], own.get("moved_to")) == (gone["id"], gone.get("moved_to"))
        assert gone["reason"]
        stone = sample.corpus.tombstones[gone["kind"], gone["id"]]
        assert gone["status"] == ("moved" if isinstance(stone, Moved) else "withdrawn")
        assert not isinstance(stone, Moved) or api[local(gone["moved_to"])]["id"] == stone.moved_to


def test_what_a_withdrawn_record_said_is_in_the_list(sample: Report) -> None:
    (id_,) = [id_ for kind, id_ in sample.corpus.tombstones if kind == "claim"][:1]
    said = MappingProxyType({"id": id_, "review": {"rating": "wrong"}})  # a history gives no plain dictionary
    gone = Version(date="2026-11-20", content="swh:1:cnt:1", data=MappingProxyType({"id": id_, "withdrawn": {}}))
    versions = (Version(date="2026-11-19", content="swh:1:cnt:0", data=said), gone)
    history = History(records={("claim", id_): versions}, gap="")
    api = Api(Renderer(sample.corpus, MAIN, SITE, (), history=history)).makers()
    found = next(item for item in api["claims.json"]()["retired"] if item["id"] == id_)
    assert json.loads(json.dumps(found))["said"] == {"id": id_, "review": {"rating": "wrong"}}


def test_records_are_those_of_the_files(api: dict[str, Content], sample: Report) -> None:
    for entry in sample.corpus.entries:
        assert isinstance(entry.file, RecordFile)
        document = entry.file.document()
        assert document
        if entry.kind in FOLDERS:
            content = api[f"{FOLDERS[entry.kind]}/{entry.stem}.json"]
            assert content["record"] == document.data
            assert list(content["record"]) == list(document.data)
        elif entry.kind in {"ratings", "terms"}:
            assert api[f"{entry.kind}.json"][entry.kind] == document.data[entry.kind]


GOOD = sorted(path for path in CHECKS.glob("*/good") if not (path.parent / "before").exists())


@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.parent.name)
def test_any_record_comes_back_as_it_was(folder: Path, project: Path) -> None:
    lay(project, folder)
    corpus = check_project(project, today=TODAY).corpus
    for entry in corpus.entries:
        assert isinstance(entry.file, RecordFile)
        document = entry.file.document()
        assert document
        assert plain(entry.record) == document.data or entry.kind not in FOLDERS


def test_what_the_site_works_out_is_what_its_pages_show(api: dict[str, Content]) -> None:
    out = api["claims/nimbus-300m-now.json"]["worked_out"]
    first = out["comparison"][0]
    assert (first["source"], first["fields"]["date"]) == ("aurora-post-2024", "more_precise")
    assert out["rating"]["label"]["fr"] == "Confirmée pour l’essentiel"
    assert out["independent_sources"] == ["aurora-post-2024", "courrier-2024-03-12"]
    assert out["not_asked"] == ["le-quotidien", "aurora"]
    assert out["changed_since_review"] is False


def test_relations_and_changes_since_a_review_are_those_of_all_records(api: dict[str, Content], sample: Report) -> None:
    claims = sample.corpus.claims.values()
    found = {claim.id: api[f"claims/{claim.id}.json"]["worked_out"] for claim in claims}
    told = {(it["claim"], it["type"], id_) for id_, out in found.items() for it in out["relations_to_this"]}
    assert told == {(claim.id, it.type, it.claim) for claim in claims for it in claim.claim.relations} != set()
    claim = next(claim for claim in claims if claim.record.reviewers)
    assert found[claim.id]["changed_since_review"] is False
    (last, *_) = (item for other in claims for item in other.record.corrections if item.type != "typo")
    later = replace(claim.record, corrections=(replace(last, date="2099-01-01"),))
    assert worked_out(Lookups(sample.corpus), replace(claim, record=later))["changed_since_review"] is True


def test_versions_are_the_files_as_they_were(api: dict[str, Content], sample: Report) -> None:
    for kind, folder in FOLDERS.items():
        for id_ in sample.corpus.tables[kind]:
            found = api[f"versions/{kind}-{id_}.json"]
            assert found["complete"]
            named = [(it["date"], it["content"], content_id(it["text"].encode())) for it in found["versions"]]
            assert [day for day, *_ in named] == ["2026-11-19", "2026-11-21"]
            assert all(content == own for _, content, own in named)
            now = {"content": named[-1][1], "published": named[-1][0]}
            assert api[f"{folder}/{id_}.json"]["version"] == now
    history = replace(two_versions(sample.corpus), gap=SHALLOW)
    makers = Api(Renderer(sample.corpus, MAIN, SITE, (), history=history)).makers()
    assert not makers["versions/entity-aurora.json"]()["complete"]


def test_entities_are_found_by_their_numbers_in_registers(api: dict[str, Content], sample: Report) -> None:
    numbers = [(entity, identifiers(entity)) for entity in sample.corpus.entities.values()]
    expected = {(register, number, it.id) for it, known in numbers for register, number in known.items()}
    by = api["identifiers.json"]["by"]
    assert {(register, *pair) for register, ids in by.items() for pair in ids.items()} == expected != set()


def test_labels_say_whether_the_speaker_s_own_text_was_read(api: dict[str, Content]) -> None:
    voices = api["claims/orbit-primary-provider.json"]["worked_out"]["voices"]
    assert voices == {
        "claimed": "attributed",
        "evidence-1": "reported",
        "evidence-2": "own",
        "evidence-3": "reported",
        "development-1": "own",
    }


def test_who_uses_a_record_is_counted_and_named(api: dict[str, Content], sample: Report) -> None:
    used = api["entities/aurora.json"]["used_by"]
    assert used["count"] == len(used["claims"]) <= MOST
    assert set(used["claims"]) == set(sample.corpus.users("entity", "aurora", "claim"))


def test_no_file_grows_with_the_records(tmp_path: Path, sample: Report) -> None:
    """A page of a list holds so many; the most used record names so many of its users."""
    lists = [
        content for path, content in files(sample.corpus, per_page=3).items() if "items" in content and "/" not in path
    ]
    assert max(len(content["items"]) for content in lists) == 3
    write_schemas(tmp_path, ROOT / "schemas")
    assert len(list((tmp_path / "schemas").iterdir())) == len(list((ROOT / "schemas").glob("*.json")))
