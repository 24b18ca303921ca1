"""A search finds what the pages say: a table of queries made from the words of the records, in a real browser."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from browser.kinds import FOLDER_OF, language_of_site
from browser.search_queries import Answer, judge, make_queries
from browser.test_search import open_box
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.site.search_index import SearchEntry, record_entries
from factcheck.site.search_words import RULES, SIGNS, restore, rewrite

LEAST = 60
"""How many queries a language has at least."""
ASK = """([script, queries]) => {
  const worker = new Worker(script);
  const answers = new Map();
  worker.addEventListener("message", ({ data }) => answers.get(data.id)?.(data));
  let last = 0;
  const ask = (words, number) => new Promise((done) => {
    answers.set((last += 1), done);
    worker.postMessage({ id: last, words, filters: {}, from: 0, number, all: true, counting: false });
  });
  const both = async (words) => [await ask(words, 10), await ask(words, 1000)];
  return Promise.all(queries.map(both)).finally(() => worker.terminate());
}"""
"""Ask the worker of the search page for the first ten results and for all."""
HOSTILE = (
    *(
        "$",
        "…",
        '"',
        "«",
        "' ' '",
        "()[]{}.*+?^$|\\",
        '"unclosed',
        "“unclosed",
        "a" * 10_000,
        "a " * 5_000,
        "1" * 10_000,
    ),
    *(
        "$" * 10_000,
        '" ' * 5_000,
        "l'" * 5_000,
        "1.5," * 2_500,
        "aurora " + "é" * 9_000,
        "مرحبا بالعالم 15",
        "\u202eorbit",
    ),
    *(
        "__proto__ constructor",
        "<img src=x onerror=alert(1)>",
        "%00%ff",
        "\ud83d\ude00 aurora",
        "-aurora",
        "\u3164\u115f",
    ),
)


def texts_of(site: Path, language: str, report: Report) -> dict[str, SearchEntry]:
    """Return what the pages say, by address: the texts of the records, and of other pages what the index holds."""
    found = {}
    for path in (site / FOLDER_OF[language] / "pagefind" / "fragment").iterdir():
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        address, filters = data["url"].removeprefix("/"), {name: tuple(all_) for name, all_ in data["filters"].items()}
        found[address] = SearchEntry(address, restore(data["meta"]["title"]), restore(data["content"]), filters)
    renderer = Renderer(report.corpus, language, Site(url="https://s.example/", name="S"), ())
    return found | {entry.address: entry for entry in record_entries(renderer.pages()) if entry.address in found}


def ask(page: Page, root: str, queries: list[str]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return what the worker answers to each query: the first ten results, and all."""
    found: list[tuple[dict[str, Any], dict[str, Any]]]
    found = page.evaluate(ASK, [f"{root}assets/search-worker.js", queries])
    return found


def table(
    page: Page, root: str, report: Report, language: str, pages: Mapping[str, SearchEntry]
) -> tuple[int, list[str]]:
    """Ask all queries that the records give; return how many there are, and a line for each wrong answer."""
    queries = make_queries(report.corpus, language, pages)
    wrong = []
    for query, (first, whole) in zip(queries, ask(page, root, [query.words for query in queries]), strict=True):
        best = first["results"][0] if first["results"] else {"title": "", "excerpt": ""}
        order = [result["address"] for result in (*first["results"], *whole["results"])]
        answer = Answer(first["total"], list(dict.fromkeys(order)), best["title"], best["excerpt"])
        if said := judge(query, answer, pages) or strange_excerpt(whole["results"], pages):
            wrong.append(f"{language} | {query.words} | {query.made} | {said}")
    return len(queries), wrong


def strange_excerpt(results: list[dict[str, Any]], pages: Mapping[str, SearchEntry]) -> str:
    """Return a title or an excerpt that is not what the page says, but for its blanks."""
    for result in results:
        page = pages[result["address"]]
        for shown, text in ((result["title"], page.title), (result["excerpt"], page.text)):
            said = unescape(re.sub("</?mark>", "", shown)).removeprefix("… ").removesuffix(" …")
            if "".join(said.split()) not in "".join(text.split()):
                return f"{page.address} does not say: {said}"
    return ""


@language_of_site
def test_what_the_pages_say_is_found_and_what_says_it_most_directly_comes_first(
    page: Page, site: Path, site_server: str, sample: Report, language: str
) -> None:
    root = f"{site_server}/{FOLDER_OF[language]}"
    page.goto(f"{root}search/")
    count, wrong = table(page, root, sample, language, texts_of(site, language, sample))
    assert count >= LEAST
    assert not wrong, f"{len(wrong)} of {count} are wrong:\n" + "\n".join(wrong)


def test_queries_and_the_index_follow_the_same_rules(page: Page, site: Path, sample: Report) -> None:
    letters = [*SIGNS, *SIGNS.values(), *"aéÉqu'’ʼ-‑–—….,   1234567890$€bnMd²½Ⅳ中\n", "qu", "jusqu", "lorsqu", "bn"]
    chance = random.Random(0)  # noqa: S311 - no secret
    texts = ["".join(chance.choices(letters, k=30)) for _ in range(2000)]
    for language in FOLDER_OF:
        texts += [entry.text for entry in texts_of(site, language, sample).values()]
    script = """([rules, texts]) => texts.map((text) =>
      rules.reduce((found, [pattern, put]) => found.replace(new RegExp(pattern, "giu"), put), text))"""
    page.goto("about:blank")
    assert page.evaluate(script, [RULES, texts]) == [rewrite(text) for text in texts]


@language_of_site
def test_no_query_is_an_error_or_keeps_the_reader_waiting(page: Page, site_server: str, language: str) -> None:
    root = f"{site_server}/{FOLDER_OF[language]}"
    page.goto(f"{root}search/")
    for words, (first, _) in zip(HOSTILE, ask(page, root, list(HOSTILE)), strict=True):
        assert "failed" not in first, (words[:40], first)
        assert not re.search(
            r"<(?!/?mark>)", "".join(result["excerpt"] + result["title"] for result in first["results"])
        )
    page.goto(f"{root}search/?q={'%24' * 10}")
    expect(page.get_by_role("status")).to_contain_text("$$$$$$$$$$")


@language_of_site
def test_box_and_page_find_the_same_for_an_amount_with_its_sign(page: Page, site_server: str, language: str) -> None:
    words = {"en": "$1.25 billion", "fr": "1,25\u00a0milliard"}[language]
    root = f"{site_server}/{FOLDER_OF[language]}"
    page.goto(f"{root}about/")
    open_box(page, words)
    expect(page.locator(".md-search-result__item a").first).to_have_attribute(
        "href", re.compile(r"entities/green-fund/")
    )
    page.goto(f"{root}search/")
    page.get_by_role("searchbox").fill(words)
    link = page.locator(".fc-results > li > a").first
    expect(link).to_have_attribute("href", re.compile(r"entities/green-fund/"))
    link.click()
    expect(page.locator("article mark").first).to_have_text(re.compile("1.25"))
