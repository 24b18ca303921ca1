"""Words pasted into a page lead to the claims of their passages in any article, by the fingerprints alone."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import FOLDER_OF
from browser.watching import Watch, watched
from factcheck.analysis.quotations import FALSE_FINDS
from factcheck.pages.view import View
from factcheck.records.claim import Claim
from factcheck.records.fingerprint import WINDOW, digits, find_in_fingerprint, words
from factcheck.report.report import Report

ARTICLE = "quotidien-aurora-2024"
NAME = "Le Quotidien, March 2024"
ADDRESS = f"articles/{ARTICLE}/"
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
FOREIGN = (
    "Le conseil municipal de Quimper a voté hier soir la rénovation de la halle aux poissons, que les marchands "
    "attendaient depuis plus de dix ans et dont le chantier durera jusqu'au printemps prochain."
)
MODULE = """async ([address, pairs]) => {
    const { words, digits } = await import(address);
    return Promise.all(pairs.map(async ([text, salt]) => {
        const found = words(text);
        return [found, (await digits(found, salt)).join("")];
    }));
}"""
ALIGN = """async ([address, pasted, text, least]) => (await import(address)).align(pasted, text, least)"""
ENOUGH = """async ([address, cases]) => {
    const { enough } = await import(address);
    return cases.map((numbers) => enough(...numbers));
}"""

CHANCE = """async ([address, pastes, text, odds]) => {
    const { align, enough } = await import(address);
    return pastes.filter((own) => align(own, text, enough(own.length, text.length, odds)).length).length;
}"""

AWKWARD = (
    "",
    " \N{NO-BREAK SPACE} ",
    "l’été, «\N{NO-BREAK SPACE}déjà vu\N{NARROW NO-BREAK SPACE}», dit-il ; “so” ‘it’ „is“ ʼhere there’",
    "e\u0301te\u0301 de\u0301ja\u0300 c\u0327a nai\u0308f A\u030angstro\u0308m \u212b",
    "\u2126 \ufb01n \u1e9b\u0323 o\u0308 \u0344 \u0f73 \uac00 \u1100\u1161",
    "one\x1ctwo\x1dthree\x1efour\x1ffive\x85six\u2000seven\u2003eight\u2028nine\u2029ten\u205feleven\u3000twelve",
    "a\ufeffb \ufeff c\u200bd \u200b e\u00adf \u2060 g h i j \ufeff",
    "東京 \u0928\u092e\u0938\u094d\u0924\u0947 \U0001f600 \U0001d400 \u0000 \\ \" ' < & > ~/",
    "1,5 milliard 100\N{NO-BREAK SPACE}% - – — … ...",
    "\t\n\r\f\v tabs\tand\r\nlines\n\nand\fpages, seven words or more of them  \n",
)


@pytest.fixture
def page(watch: Watch, site_server: str) -> Page:
    page = watch.context.new_page()
    page.goto(f"{site_server}/{ADDRESS}")
    return page


@pytest.fixture
def module(site_server: str) -> str:
    """Return where the script is."""
    return f"{site_server}/assets/find-claims.js"


def whole(sample: Report, claim: Claim) -> str:
    """Return the quotation of a claim with its context."""
    quotation, (before, after) = claim.claim.quotation, sample.corpus.places[claim.id].seams
    return f"{quotation.prefix or ''}{before}{quotation.exact}{after}{quotation.suffix or ''}".strip()


def look_for(page: Page, text: str) -> str:
    """Paste a text and ask; return which of the answers is shown."""
    page.get_by_role("textbox", name=re.compile("Words from an article|Mots d’un article")).fill(text)
    page.get_by_role("button", name=re.compile("Find the claims|Trouver les affirmations")).click()
    answer = page.locator("[data-answer]:not([data-answer=busy]):visible")
    expect(answer).to_have_count(1)
    return answer.get_attribute("data-answer") or ""


def claims_shown(page: Page) -> list[str]:
    """Return the ids of the claims that are shown as found, in order."""
    links = page.locator(".fc-found a:visible").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def claims_in(sample: Report, start: int, end: int) -> list[str]:
    """Return the claims of the passages of which three words, or all, are between two places of the article."""
    found: list[str] = []
    for passage in sample.corpus.articles[ARTICLE].passages:
        common = min(end, passage.last) - max(start, passage.first - 1)
        if common >= min(3, passage.last - passage.first + 1):
            found += passage.claims
    return found


def place_of(sample: Report, claim: Claim) -> tuple[int, int]:
    """Return between which words of the article the quotation of a claim is, with its context."""
    article, quotation = sample.corpus.articles[ARTICLE], claim.claim.quotation
    found = find_in_fingerprint(quotation, article.text.fingerprint, ARTICLE)
    start = found.first - 1 - len(words(quotation.prefix or ""))
    return start, start + len(words(whole(sample, claim)))


def claims(sample: Report) -> list[Claim]:
    return [claim for claim in sample.corpus.claims.values() if claim.article == ARTICLE]


def test_every_quotation_with_its_context_shows_exactly_the_claims_of_its_passages(page: Page, sample: Report) -> None:
    for claim in claims(sample):
        start, end = place_of(sample, claim)
        count = end - start
        assert look_for(page, whole(sample, claim)) == "found", claim.id
        expect(page.locator("[data-results] p")).to_have_text(
            [NAME, f"Words {start + 1}–{end} of the article, {count} of the {count} words that you pasted."]
        )
        assert claims_shown(page) == claims_in(sample, start, end), claim.id
        assert claim.id in claims_shown(page)


def test_rating_of_what_is_found_is_beside_it_and_the_link_leads_to_it(page: Page, sample: Report) -> None:
    claim = sample.corpus.claims["orbit-primary-provider"]
    look_for(page, whole(sample, claim))
    found = page.locator(".fc-found li:visible li").filter(has=page.locator(f"a[href$='{claim.id}/']"))
    rating = sample.corpus.ratings[claim.review.rating]
    expect(found.locator(".fc-rating")).to_have_text(f"{rating.mark} {rating.label['en']}")
    found.locator("a").click()
    expect(page).to_have_url(re.compile(rf"/claims/{claim.id}/$"))


def test_other_quotation_marks_apostrophes_and_spaces_change_nothing(page: Page, sample: Report) -> None:
    for claim in claims(sample):
        expected = claims_in(sample, *place_of(sample, claim))
        text = whole(sample, claim).replace("'", "’").replace("« ", f"«{NO_BREAK}").replace(" »", f"{NARROW}»")
        changed = text.replace("é", "e\u0301").replace(" de ", f"{NO_BREAK}\n de\t")
        assert look_for(page, f" {changed}\n") == "found", claim.id
        assert claims_shown(page) == expected, claim.id


def joined(sample: Report, first: str, second: str) -> list[str]:
    """Return the words of two quotations of which one goes on where the other ends, as the article has them."""
    one, two = (words(whole(sample, sample.corpus.claims[id_])) for id_ in (first, second))
    common = next(count for count in range(len(one), 0, -1) if one[-count:] == two[:count])
    return [*one, *two[common:]]


@pytest.fixture
def sentences(sample: Report) -> list[str]:
    """Return some thirty words of the article in a row, all of which are in quotations."""
    return joined(sample, "nimbus-300m-now", "nimbus-700m-later")


@pytest.mark.parametrize("change", ["replaced", "left out", "put in"])
def test_one_word_that_differs_is_passed_over(page: Page, sample: Report, sentences: list[str], change: str) -> None:
    for place in (3, 9, 15, 21):
        expect_all_but_one_word(page, sample, sentences, place, change)


def expect_all_but_one_word(page: Page, sample: Report, sentences: list[str], place: int, change: str) -> None:
    """Change a word of the article, paste it, and expect that all the others are found."""
    start, _ = place_of(sample, sample.corpus.claims["nimbus-300m-now"])
    after = place + (change != "put in")
    new = [] if change == "left out" else ["autre"]
    assert look_for(page, " ".join([*sentences[:place], *new, *sentences[after:]])) == "found"
    # Fewer than six words before or after the one that differs make no digit.
    first, last = (after if place < WINDOW else 0), (place if len(sentences) - after < WINDOW else len(sentences))
    assert claims_shown(page) == claims_in(sample, start + first, start + last)
    said = re.findall(r"(\d+)–(\d+)", page.locator("[data-results] p").last.inner_text())
    found = {number for one, other in said for number in range(int(one), int(other) + 1)}
    truth = {start + index + 1 for index in [*range(first, place), *range(after, last)]}
    # The word that differs may seem to be the one beside it: each digit fits by chance once in eight times.
    assert len(found ^ truth) <= 2


def test_words_of_others_around_and_a_cut_between_do_no_harm(page: Page, sample: Report) -> None:
    parts = [sample.corpus.claims[id_] for id_ in ("orbit-compute-contract", "nimbus-1b-total")]
    expected = {id_ for part in parts for id_ in claims_in(sample, *place_of(sample, part))}
    text = f"{FOREIGN} {whole(sample, parts[0])} (…) {whole(sample, parts[1])} {FOREIGN}"
    assert look_for(page, text) == "found"
    assert set(claims_shown(page)) == expected


def test_words_that_are_not_in_the_article_are_not_found(page: Page, sample: Report) -> None:
    assert look_for(page, FOREIGN) == "none"
    expect(page.get_by_role("status")).to_contain_text("Not found.")
    assert look_for(page, " ".join(reversed(words(whole(sample, claims(sample)[0]))))) == "none"
    assert claims_shown(page) == []


def test_too_few_words_are_told_and_what_was_found_before_is_taken_away(page: Page, sample: Report) -> None:
    claim = sample.corpus.claims["orbit-primary-provider"]
    assert look_for(page, whole(sample, claim)) == "found"
    least = int(page.locator(".fc-find").get_attribute("data-least") or "")
    some = words(whole(sample, claim))[: least - 1]
    for text in ("", " ".join(some)):
        assert look_for(page, text) == "few"
        expected = f"Too few words: {len(words(text))} instead of at least {least}."
        expect(page.locator("[data-answer=few]")).to_contain_text(expected)
        assert claims_shown(page) == []
    assert look_for(page, " ".join(words(whole(sample, claim))[:least])) == "found"


def test_passage_without_a_claim_says_why(page: Page, sample: Report) -> None:
    claim = sample.corpus.claims["robots-need-sun"]
    start, end = place_of(sample, claim)
    passages = [item for item in sample.corpus.articles[ARTICLE].passages if start < item.first < item.last < end]
    (passage,) = (item for item in passages if item.not_checkable)
    assert passage.not_checkable
    assert look_for(page, whole(sample, claim)) == "found"
    shown = f"Words {passage.first} to {passage.last}: {passage.not_checkable['en']}"
    expect(page.locator(".fc-found > li:visible").filter(has_text="impression")).to_have_text(shown)


def test_french_page_answers_in_french(browser: Browser, site_server: str, sample: Report) -> None:
    claim = sample.corpus.claims["nimbus-preferred-provider"]
    with watched(browser, site_server, viewport={"width": 320, "height": 640}, color_scheme="dark") as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{FOLDER_OF['fr']}{ADDRESS}")
        assert look_for(page, whole(sample, claim)) == "found"
        expect(page.get_by_role("status")).to_contain_text("soit ")
        expect(page.locator(f".fc-found a[href$='claims/{claim.id}/']")).to_have_text(
            View(sample.corpus, "fr").title(claim)
        )
        assert page.evaluate("document.scrollingElement.scrollWidth") == 320
        assert look_for(page, FOREIGN) == "none"
        expect(page.get_by_role("status")).to_contain_text("Introuvable.")
        assert watch.seen == []


def test_keyboard_is_enough(page: Page, sample: Report) -> None:
    claim = sample.corpus.claims["orbit-primary-provider"]
    page.get_by_label("Words from an article").focus()
    page.keyboard.insert_text(whole(sample, claim))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Find the claims")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer=found]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("[data-name]:focus")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".fc-found a:focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claims/[a-z0-9-]+/$"))


def expect_no_form(page: Page) -> None:
    """Expect no dead form, but a word on where the claims are."""
    expect(page.locator(".fc-find :is(textarea, button)").first).to_be_hidden()
    expect(page.locator(".fc-find button")).to_be_hidden()
    expect(page.locator(".fc-find [data-without]")).to_be_visible()
    expect(page.locator(".fc-outline a").first).to_be_visible()


def test_without_javascript_there_is_no_dead_form(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server, java_script_enabled=False) as watch:
        page = watch.context.new_page()
        page.goto(f"{site_server}/{ADDRESS}")
        expect_no_form(page)
        assert watch.seen == []


def test_without_hashes_in_the_browser_there_is_no_dead_form(browser: Browser, site_server: str) -> None:
    with watched(browser, site_server) as watch:
        watch.context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
        page = watch.context.new_page()
        page.goto(f"{site_server}/{ADDRESS}")
        expect_no_form(page)
        assert watch.seen == []


@pytest.mark.parametrize("address", ["", "fr/", "articles/gazette-aurora-2025/", "fr/articles/gazette-aurora-2025/"])
def test_words_of_an_article_are_found_from_the_start_and_from_another_one(
    watch: Watch, site_server: str, sample: Report, address: str
) -> None:
    page = watch.context.new_page()
    page.goto(f"{site_server}/{address}")
    claim = sample.corpus.claims["nimbus-preferred-provider"]
    language = "fr" if address.startswith("fr/") else "en"
    assert look_for(page, whole(sample, claim)) == "found"
    name = page.locator("[data-results] [data-name]")
    expect(name).to_have_text(View(sample.corpus, language).article_name(sample.corpus.articles[ARTICLE]))
    assert claims_shown(page) == claims_in(sample, *place_of(sample, claim))
    page.locator(f".fc-found a[href$='claims/{claim.id}/']").click()
    expect(page).to_have_url(f"{site_server}/{FOLDER_OF[language]}claims/{claim.id}/")
    page.go_back()
    look_for(page, whole(sample, claim))
    page.locator("[data-results] [data-name]").click()
    expect(page).to_have_url(f"{site_server}/{FOLDER_OF[language]}{ADDRESS}")
    assert watch.seen == []


def test_fingerprints_that_cannot_be_loaded_are_told(page: Page, sample: Report) -> None:
    page.route("**/fingerprints.json", lambda route: route.fulfill(body="no JSON"))
    assert look_for(page, whole(sample, claims(sample)[0])) == "failed"
    page.unroute("**/fingerprints.json")
    assert look_for(page, whole(sample, claims(sample)[0])) == "found"


def test_of_a_long_text_among_many_articles_the_beginning_counts(page: Page) -> None:
    odd = {"odds": FALSE_FINDS, "articles": [{"id": f"a-{n}", "fingerprint": "01234567" * 4} for n in range(3000)]}
    page.route("**/fingerprints.json", lambda route: route.fulfill(json=odd))
    assert look_for(page, " ".join([FOREIGN] * 10)) == "none"
    expect(page.locator("[data-cut]")).to_have_text("Your text is long: we looked for its first 100 words only.")


def test_only_pages_that_find_words_load_the_script(page: Page, site_server: str) -> None:
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert f"{site_server}/assets/find-claims.js" in loaded
    assert not [name for name in loaded if "fingerprints.json" in name]
    for address in ("claims/orbit-up-to-2b/", "articles/"):
        page.goto(f"{site_server}/{address}")
        assert page.locator("script[src*='find-claims']").count() == 0


def test_digits_and_words_are_those_of_python(page: Page, module: str, sample: Report) -> None:
    quoted = [whole(sample, claim) for claim in claims(sample)]
    told = [claim.review.explanation[language] for claim in claims(sample) for language in FOLDER_OF]
    pairs = [(text, salt) for text in (*AWKWARD, *quoted, *told) for salt in (ARTICLE, "a")]
    found: list[Any] = page.evaluate(MODULE, [module, pairs])
    assert len(found) > 60
    for (text, salt), (own_words, own_digits) in zip(pairs, found, strict=True):
        assert own_words == words(text), text
        assert own_digits == digits(words(text), salt), text


def test_character_is_a_blank_or_a_mark_where_python_says_so(page: Page, module: str) -> None:
    """Most that are no letters, digits or symbols or have another normal form are tried, and some of the others."""
    plane = [chr(point) for point in range(0x10000) if not 0xD800 <= point < 0xE000]
    normal = {one: unicodedata.normalize("NFC", one) for one in plane}
    odd = [one for one in plane if unicodedata.category(one)[0] in "CMPZ" or normal[one] != one]
    pairs = [(f"a{character}b", "x") for character in {*odd[::2], *odd[:2000], *plane[::50]}]
    found: list[Any] = page.evaluate(MODULE, [module, pairs])
    assert [pair for pair, (own, _) in zip(pairs, found, strict=True) if own != words(pair[0])] == []


def test_text_that_repeats_itself_is_found_at_each_of_its_places(page: Page, module: str) -> None:
    part = [1, 2, 3, 4, 5, 6, 7, 0]
    text = [*part, 7, 7, 0, 0, *part]
    found: list[list[int]] = page.evaluate(ALIGN, [module, part, text, 8])
    assert sorted(place for _, place in found) == [*range(8), *range(12, 20)]
    assert page.evaluate(ALIGN, [module, part, text, 9]) == []


def test_longer_pastes_need_more_digits(page: Page, module: str) -> None:
    cases = [(6, 403, 500), (7, 403, 500), (15, 403, 500), (25, 403, 500), (400, 403, 500)]
    found: list[int] = page.evaluate(ENOUGH, [module, cases])
    assert found == [6, 7, 7, 8, 9]
    for (pasted, total, odds), length in zip(cases, found, strict=True):
        assert (pasted - length + 1) * total * odds <= 8**length


def test_chance_finds_words_from_elsewhere_as_rarely_as_is_said(page: Page, module: str) -> None:
    for length in (7, 16, 17, 30):
        random_ = random.Random(length)  # noqa: S311 - repeatable
        text, *pastes = ([random_.randrange(8) for _ in range(count)] for count in (403, *[length] * 2000))
        found: int = page.evaluate(CHANCE, [module, pastes, text, FALSE_FINDS])
        # At most one in so many, and what chance adds to that in the measure: four standard deviations.
        assert found <= len(pastes) / FALSE_FINDS + 4 * (len(pastes) / FALSE_FINDS) ** 0.5
