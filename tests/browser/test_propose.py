"""The form for records: what it writes passes every check as it is, and it can be filled in by anybody."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from browser.accessibility import bring_axe, complaints
from browser.kinds import FOLDER_OF, language_of_site
from browser.test_narrow_pages import FAULTS
from browser.watching import Watch, watched
from conftest import ROOT, SAMPLE, TODAY
from factcheck.analysis.entry_changes import read_changes
from factcheck.corpus import Corpus
from factcheck.format_files import format_files
from factcheck.kinds import ARTICLE, FOLDERS
from factcheck.languages import BY_CODE
from factcheck.pages.proposals import OFFERED
from factcheck.project import check_project
from factcheck.records.structure import plain
from factcheck.report.report import Report
from factcheck.schema.schemas import Schemas

ADDRESS = "contribute/propose/"
WRITE = """async ([assets, records]) => {
    const { Schemas } = await import(`${assets}record-schema.js`);
    const { writeRecord } = await import(`${assets}record-yaml.js`);
    const { findMistakes } = await import(`${assets}propose-mistakes.js`);
    const data = JSON.parse(document.getElementById("propose-data").textContent);
    const schemas = new Schemas(data.schemas);
    return records.map(([kind, record]) => {
        const { schema } = data.kinds[kind];
        const mistakes = findMistakes(schemas, schema, record, data.words);
        return [writeRecord(kind, record, schemas.get(schema)), mistakes];
    });
}"""
TYPESET = """async ([assets, texts]) => {
    const { typeset } = await import(`${assets}propose-tidy.js`);
    const { typography } = JSON.parse(document.getElementById("propose-data").textContent);
    return texts.map(([text, language]) => typeset(text, typography[language]));
}"""
VALUES = """async ([assets, values]) => {
    const { writeValue } = await import(`${assets}record-yaml.js`);
    return values.map((value) => writeValue(value, 20, "    "));
}"""
TELL = """async ([assets, pairs]) => {
    const { tellChanges } = await import(`${assets}propose-changes.js`);
    const { typography } = JSON.parse(document.getElementById("propose-data").textContent);
    return pairs.map(([before, after]) => tellChanges(before, after, Object.keys(typography)));
}"""
UNFOLD = "field => { for (let box = field; box; box = box.parentElement) if (box.open === false) box.open = true }"
CLAIM: Mapping[str, Any] = {
    "id": "race-on",
    "article": "quotidien-aurora-2024",
    "claim": {
        "short": {"en": "A race has begun", "fr": "Une course est lancée"},
        "text": {"en": "A race seems to have begun.", "fr": "Une course semble lancée."},
        "quotation": {
            "exact": "Une course semble lancée.",
            "prefix": "jusqu'à 2 milliards de dollars.",
            "suffix": "Les robots jardiniers ont surtout",
        },
        "claimant": "le-quotidien",
        "about": ["nimbus", "orbit"],
        "kind": "analysis",
        "payload": {
            "type": "analysis",
            "subjects": ["nimbus", "orbit"],
            "thesis": {"en": "The two companies race.", "fr": "Les deux entreprises se font la course."},
        },
    },
    "review": {
        "rating": "analysis",
        "confidence": "low",
        "completeness": "thin",
        "explanation": {"en": "It names no measure.", "fr": "L’article ne donne pas de mesure."},
        "would_change": {"en": "A measure of it.", "fr": "Une mesure."},
        "needs": {"en": "A source that speaks of a race.", "fr": "Une source qui parle d’une course."},
        "evidence": [
            {"source": "analyst-2024", "stance": "context", "note": {"en": "An analyst.", "fr": "Un analyste."}}
        ],
    },
    "record": {
        "authors": ["A reader"],
        "reviewers": [{"name": "A neighbour", "date": TODAY.isoformat(), "looked_at": ["quotations", "rating"]}],
        "interests": {
            "en": "A reader and A neighbour have none.",
            "fr": "A reader et A neighbour n’en ont aucun.",
        },
    },
}
SOURCE: Mapping[str, Any] = {
    "id": "herald-2025",
    "title": 'The "race": 2024 #1',
    "publisher": "The Herald",
    "url": "https://herald.example/race?a=b",
    "published": "2025-01?",
    "lang": "en",
    "kind": "news",
    "tier": "secondary",
    "access": "headline",
}
ENTITY: Mapping[str, Any] = {
    "id": "the-herald",
    "name": {"en": "The Herald"},
    "kind": "news_organisation",
    "wikidata": "Q95",
}


@pytest.fixture
def form(watch: Watch) -> Page:
    """Return an empty page on the day of the sample project."""
    watch.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watch.context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(f"{TODAY.isoformat()}T12:00"))
    return page


def assets(server: str) -> str:
    return f"{server}/assets/"


def open_form(page: Page, server: str, query: str, language: str = "en") -> None:
    page.goto(f"{server}/{FOLDER_OF[language]}{ADDRESS}?{query}")
    expect(page.locator("#propose-title")).to_be_focused()


def fill(page: Page, value: Any, path: str = "root") -> None:
    """Fill in the fields of a record as somebody would who opens what is folded away."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            fill(page, inner, f"{path}_{name}")
    elif page.locator(f"#{path}[role=group]").count():
        unfold(page.locator(f"#{path}"))
        for item in value:
            page.locator(f"#{path} label", has_text=f"{item} – ").locator("input").check()
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if not page.locator(f"#{path}_{number}").count():
                unfold(page.locator(f"#{path}"))
                page.locator(f"#{path} > .fc-form__button").click()
            fill(page, item, f"{path}_{number}")
    else:
        field = page.locator(f"#{path}")
        unfold(field)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def unfold(field: Locator) -> None:
    """Open all that a field is folded away in."""
    field.evaluate(UNFOLD)


def written(page: Page) -> tuple[str, str]:
    """Return the path of the file, and its text as it is downloaded."""
    with page.expect_download() as download:
        page.locator("#propose-download").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    path = page.locator("#propose-path").inner_text()
    assert path.endswith(f"/{download.value.suggested_filename}")
    assert text == page.locator("#propose-yaml").inner_text()
    return path, text


def judge(files: Mapping[str, str], folder: Path, base: Corpus | None = None) -> Report:
    """Return what the checks say of the sample project with these files in it, which are in standard form."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    formatting = format_files(folder, lambda _: True)
    assert (formatting.changed, formatting.findings) == ([], [])
    texts = {path.stem: path.read_text(encoding="utf-8").strip() for path in (SAMPLE / "texts").iterdir()}
    return check_project(folder, today=TODAY, schemas=Schemas.of(ROOT), texts=texts, base=base)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.shown]


def merged(before: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return data with a change in it."""
    inner = {name: merged(before.get(name, {}), new) if isinstance(new, dict) else new for name, new in change.items()}
    return {**before, **inner}


def records(report: Report) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the kind, the data as in the API, and the file of every record that the form can write."""
    for kind in (*OFFERED, ARTICLE):
        for id_, record in report.corpus.tables[kind].items():
            yield kind, plain(record), f"facts/{FOLDERS[kind]}/{id_}.yml"


def test_every_record_is_written_byte_for_byte(page: Page, site_server: str, sample: Report, real: Report) -> None:
    page.goto(f"{site_server}/{ADDRESS}")
    for root, report in ((SAMPLE, sample), (ROOT, real)):
        known = list(records(report))
        found = page.evaluate(WRITE, [assets(site_server), [[kind, record] for kind, record, _ in known]])
        for (_, _, path), (text, mistakes) in zip(known, found, strict=True):
            written_by_us = (root / path).read_text(encoding="utf-8")
            assert mistakes == [], path
            assert text == re.sub(r"(?m)^ *#(?! yaml-language-server).*\n", "", written_by_us), path


def test_awkward_values_are_written_as_the_program_writes_them(page: Page, site_server: str) -> None:
    from factcheck.records.yaml_values import write_value  # noqa: PLC0415 - beside what it is compared with

    words = (
        "no NO y On true null ~ 12 -3 017 1_000 1,000 1.10 .5 1e3 0x1F 0o17 12:30 2023 2023-10 2023-1-2 -- .. a:b a: #"
    )
    texts = [
        *words.split(),
        *(
            "",
            " ",
            "a b",
            " a",
            "a ",
            "a: b",
            "a #b",
            '"a"',
            "it's",
            '"it\'s"',
            "back\\slash",
            "a\nb",
            "a \nb",
            "a\n\nb",
        ),
        *(
            "“a”",
            "“a” b",
            "‘x’",
            "é" * 90 + " b",
            "a " * 60 + "b",
            "a  " + "b " * 60,
            "\u00a0a",
            "a\u2028b",
            "a\x85",
            "\ufeffa",
        ),
        *(
            "x" * 120,
            "\U0001f600 " * 60 + "x",
            "%a",
            "@a",
            "`a",
            "- a",
            "? a",
            "a\tb",
            "2023-10-27 12:30",
            "1 000",
            12,
            0,
            True,
        ),
    ]
    page.goto(f"{site_server}/{ADDRESS}")
    assert page.evaluate(VALUES, [assets(site_server), texts]) == [write_value(text, 20, "    ") for text in texts]


def texts_in(data: Any) -> Iterator[str]:
    """Yield every text in some data."""
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(item, str):
            yield item
        yield from texts_in(item)


def test_typography_is_that_of_make_format(page: Page, site_server: str, sample: Report) -> None:
    awkward = (
        "l'été : 5 % de 450 millions ; « so » ! 3 : 4 ?",
        "“a : b” c : d",
        "«a ; b» x - y...  z",
        'un "mot" : deux',
        "n° 5, 1 250 000 €",
    )
    known = [*awkward, *(text for _, record, _ in records(sample) for text in texts_in(record) if text == text.strip())]
    plainer = [re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text) for text in known]
    pairs = [(text, language) for text in dict.fromkeys((*known, *plainer)) for language in FOLDER_OF]
    page.goto(f"{site_server}/{ADDRESS}")
    wanted = [BY_CODE[language].typeset(text)[0] for text, language in pairs]
    assert page.evaluate(TYPESET, [assets(site_server), pairs]) == wanted


def test_a_new_claim_and_its_article_pass_every_check(form: Page, site_server: str, tmp_path: Path) -> None:
    open_form(form, site_server, "new=claim")
    fill(form, CLAIM)
    expect(form.locator("#propose-place")).to_contain_text("70–73")
    expect(form.locator("#propose-mistakes")).to_be_empty()
    path, text = written(form)
    form.locator("#propose-second-copy").click()
    expect(form.locator("#propose-status")).not_to_be_empty()
    article = form.evaluate("navigator.clipboard.readText()")
    assert path == "facts/claims/race-on.yml"
    assert "      - race-on\n" in article
    report = judge({path: text, form.locator("#propose-second-path").inner_text(): article}, tmp_path)
    assert codes(report) == []
    assert plain(report.corpus.claims["race-on"])["record"] == {
        "created": TODAY.isoformat(),
        **CLAIM["record"],
    }


@pytest.mark.parametrize(("kind", "record"), [("source", SOURCE), ("entity", ENTITY)])
def test_a_new_source_and_a_new_entity_pass_every_check(
    form: Page, site_server: str, tmp_path: Path, kind: str, record: Mapping[str, Any]
) -> None:
    open_form(form, site_server, f"new={kind}")
    fill(form, record)
    expect(form.locator("#propose-mistakes")).to_be_empty()
    path, text = written(form)
    assert path == f"facts/{FOLDERS[kind]}/{record['id']}.yml"
    # Both are warnings: nothing refers to a new record yet, and a name may be in one language.
    assert set(codes(judge({path: text}, tmp_path))) <= {"REF004", "LNG001"}


@pytest.mark.parametrize(
    ("query", "change"),
    [
        ("claim=robots-need-sun", {"review": {"would_change": {"en": "Nothing that we know of."}}}),
        ("source=analyst-2024", {"note": {"en": "A “note”: #1.", "fr": "Une « note » : n° 1."}}),
        ("entity=gardener", {"description": {"en": "A robot.", "fr": "Un robot."}}),
    ],
)
def test_a_change_changes_nothing_else(
    form: Page, site_server: str, tmp_path: Path, query: str, change: Mapping[str, Any]
) -> None:
    open_form(form, site_server, query)
    path, before = written(form)
    assert before == (SAMPLE / path).read_text(encoding="utf-8")
    fill(form, change)
    expect(form.locator("#propose-summary")).to_contain_text("form")
    path, text = written(form)
    bound = text.replace("\N{NO-BREAK SPACE}", " ")
    assert yaml.safe_load(bound) == merged(yaml.safe_load(before), change)
    assert codes(judge({path: text}, tmp_path)) == []


def test_a_change_that_readers_have_seen_gets_a_correction(
    form: Page, site_server: str, tmp_path: Path, sample: Report
) -> None:
    open_form(form, site_server, "claim=robots-need-sun")
    expect(form.locator("#propose-correct")).to_be_hidden()
    fill(form, {"review": {"would_change": {"en": "Nothing that we know of."}}})
    form.locator("#propose-correct button").click()
    expect(form.locator("#root_record_corrections_0_type")).to_be_focused()
    expect(form.locator("#propose-correct")).to_be_hidden()
    correction = {"type": "substance", "text": {"en": "Said more plainly.", "fr": "Dit plus simplement."}}
    fill(form, {"record": {"corrections": [correction]}})
    path, text = written(form)
    assert f'    - date: "{TODAY}"\n      type: substance\n' in text
    assert codes(judge({path: text}, tmp_path, sample.corpus)) == []


def test_what_has_changed_is_told_as_the_program_reads_it(page: Page, site_server: str, sample: Report) -> None:
    page.goto(f"{site_server}/{ADDRESS}")
    claims = [plain(claim) for claim in sample.corpus.claims.values()]
    pairs = [(before, {**after, "id": before["id"]}) for before in claims for after in claims if before != after]
    told = page.evaluate(TELL, [assets(site_server), pairs])
    for (before, after), changes in zip(pairs, told, strict=True):
        reading = read_changes(before, after, changes)
        assert (list(reading.open), list(reading.wrong)) == ([], [])


def test_a_reply_that_nobody_asked_for_passes_every_check(
    form: Page, site_server: str, tmp_path: Path, sample: Report
) -> None:
    open_form(form, site_server, "reply=robots-need-sun")
    fill(form, {"asked": "nimbus", "answer": {"en": "We race nobody.", "fr": "Nous ne courons contre personne."}})
    expect(form.locator("#propose-mistakes")).to_be_empty()
    path, text = written(form)
    report = judge({path: text}, tmp_path, sample.corpus)
    assert codes(report) == []
    [reply] = report.corpus.claims["robots-need-sun"].record.right_of_reply
    assert (reply.asked, reply.answered, reply.date) == ("nimbus", TODAY.isoformat(), None)


def test_a_new_file_is_handed_over_in_the_address_or_if_it_is_long_by_copying(form: Page, site_server: str) -> None:
    open_form(form, site_server, "new=entity")
    fill(form, ENTITY)
    _, text = written(form)
    query = parse_qs(urlsplit(form.locator("#propose-forge").get_attribute("href") or "").query)
    assert query == {"filename": ["facts/entities/the-herald.yml"], "value": [text]}
    report = parse_qs(urlsplit(form.locator("#propose-issue").get_attribute("href") or "").query)
    assert text in report["body"][0]
    expect(form.locator("#propose-paste")).to_be_hidden()
    fill(form, {"note": {"en": "long " * 390, "fr": "é" * 1900}})
    query = parse_qs(urlsplit(form.locator("#propose-forge").get_attribute("href") or "").query)
    assert query == {"filename": ["facts/entities/the-herald.yml"]}
    expect(form.locator("#propose-paste")).to_be_visible()


def test_a_changed_file_is_copied_and_its_page_for_edits_opens(form: Page, site_server: str) -> None:
    open_form(form, site_server, "entity=gardener")
    link = form.locator("#propose-forge")
    assert (link.get_attribute("href") or "").endswith("/edit/main/facts/entities/gardener.yml")
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    link.click()
    expect(form.locator("#propose-status")).not_to_be_empty()
    assert form.evaluate("navigator.clipboard.readText()") == written(form)[1]


def test_mistakes_are_named_where_they_are_in_the_language_of_the_page(form: Page, site_server: str) -> None:
    open_form(form, site_server, "new=source", "fr")
    expect(form.locator("label[for=root_publisher]")).to_contain_text("Éditeur")
    fill(form, {"id": "Not an id", "url": "http://x.example", "published": "2023-13"})
    expect(form.locator("#root_id__error")).to_contain_text("un identifiant ne contient")
    expect(form.locator("#root_url__error")).to_contain_text("https://")
    expect(form.locator("#root_published__error")).to_contain_text("2023-10")
    expect(form.locator("#root_publisher__error")).to_have_count(0)
    form.locator("#propose-check").click()
    expect(form.locator("#root_publisher__error")).to_be_visible()
    form.locator("#propose-mistakes a", has_text="Éditeur").click()
    expect(form.locator("#root_publisher")).to_be_focused()


def test_words_that_are_not_in_the_article_are_named_at_once(form: Page, site_server: str) -> None:
    open_form(form, site_server, "claim=robots-need-sun")
    expect(form.locator("#propose-place")).to_contain_text("74–81")
    fill(form, {"claim": {"quotation": {"exact": "Les robots jardinieres ont surtout besoin de soleil"}}})
    expect(form.locator("#root_claim_quotation_exact__error")).to_be_visible()
    expect(form.locator("#root_claim_quotation_exact")).to_have_attribute("aria-invalid", "true")


def test_what_was_typed_is_there_again_after_a_wrong_key(form: Page, site_server: str) -> None:
    open_form(form, site_server, "new=entity")
    form.reload()
    expect(form.locator("#propose-title")).to_be_focused()
    expect(form.locator("#propose-status")).to_be_empty()
    fill(form, {"id": "the-herald"})
    form.goto(f"{site_server}/")
    form.go_back()
    expect(form.locator("#root_id")).to_have_value("the-herald")
    expect(form.locator("#propose-status")).not_to_be_empty()
    form.locator("#propose-again").click()
    open_form(form, site_server, "new=entity")
    expect(form.locator("#root_id")).to_have_value("")


def test_the_form_is_filled_in_with_the_keyboard_alone(form: Page, site_server: str) -> None:
    form.goto(f"{site_server}/{ADDRESS}")
    form.locator("[name=task]:checked").focus()
    for _ in range(5):
        form.keyboard.press("ArrowDown")
    expect(form.locator("[value='new entity']")).to_be_checked()
    form.keyboard.press("Enter")
    expect(form.locator("#propose-title")).to_be_focused()
    for keys in (
        "",
        "the-herald",
        "The Herald",
        "",
    ):  # the link back, the ID, the name in the first language, in the second
        form.keyboard.press("Tab")
        form.keyboard.type(keys)
    form.keyboard.press("Tab")
    form.keyboard.type("news_o")
    expect(form.locator("#root_kind")).to_have_value("news_organisation")
    expect(form.locator("#propose-mistakes")).to_be_empty()
    expect(form.locator("#propose-yaml")).to_contain_text("name:\n  en: The Herald\nkind: news_organisation")


@pytest.mark.parametrize(("scheme", "language", "width"), [("light", "en", 1280), ("dark", "fr", 320)])
def test_the_form_is_accessible_and_fits_every_screen(
    browser: Browser, site_server: str, scheme: Any, language: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    with watched(browser, site_server, color_scheme=scheme, viewport=size, reduced_motion="reduce") as watch:
        bring_axe(watch.context)
        page = watch.context.new_page()
        for query in ("new=claim", "claim=nimbus-300m-now", "reply=robots-need-sun"):
            open_form(page, site_server, query, language)
            page.locator("#propose-check").click()
            page.evaluate("for (const box of document.querySelectorAll('#propose details')) box.open = true")
            assert complaints(page) == [], query
            assert page.evaluate(FAULTS) == [], query
        assert watch.seen == []


@language_of_site
def test_without_scripts_the_other_ways_are_named(browser: Browser, site_server: str, language: str) -> None:
    with watched(browser, site_server, java_script_enabled=False) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{FOLDER_OF[language]}{ADDRESS}")
        expect(page.locator("article noscript p")).to_be_visible()
        expect(page.locator("#propose")).to_be_hidden()


def test_the_way_from_a_claim_leads_to_its_form(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/claims/robots-need-sun/")
    page.locator(".fc-actions").get_by_text("Propose a change").click()
    expect(page.locator("#propose-path")).to_have_text("facts/claims/robots-need-sun.yml")


def test_the_way_from_an_article_leads_to_a_claim_of_it(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}/articles/{CLAIM['article']}/")
    page.locator(".fc-actions a").click()
    expect(page.locator("#root_article")).to_have_value(CLAIM["article"])


@pytest.mark.parametrize("id_", ["aurora-in-orbit", "no-such-claim", "../../x", "<b>"])
def test_a_claim_that_is_not_there_is_named_as_text(page: Page, site_server: str, id_: str) -> None:
    page.goto(f"{site_server}/{ADDRESS}?claim={quote(id_)}")
    expect(page.locator("#propose-status")).to_contain_text(id_)
    expect(page.locator("#propose-work")).to_be_hidden()


def test_an_unknown_source_leads_to_its_own_form(form: Page, site_server: str) -> None:
    open_form(form, site_server, "new=claim")
    fill(form, {"review": {"evidence": [{"source": "the-herald-2025"}]}})
    link = form.locator("#propose a", has_text="Propose it, too")
    expect(link).to_have_attribute("target", "_blank")  # what was typed here stays
    open_form(form, site_server, (link.get_attribute("href") or "").removeprefix("?"))
    expect(form.locator("#root_id")).to_have_value("the-herald-2025")
