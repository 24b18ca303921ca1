"""Preview pictures: what is on them, how any text finds room on them, and how they are kept between builds."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from conftest import ROOT
from factcheck.cache import digest
from factcheck.languages import BY_CODE, LANGUAGES
from factcheck.pages import formats
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.pages.social_cards import Card, Verdict, cards
from factcheck.pages.social_cards.artist import BAND, COLOURS, GROUND, HEIGHT, RIGHT, RULE, SHAPES, WIDTH, Artist
from factcheck.pages.social_cards.lettering import GAP, fit, lettered, one_line
from factcheck.report.report import Report
from factcheck.site.pictures import key, write_pictures
from factcheck.site.write_site import FONTS

NBSP = "\N{NO-BREAK SPACE}"
CARD = Card(
    title="Amazon announced it would invest up to $4 billion in Anthropic",
    site="Word for Word",
    quote="“",
    verdict=Verdict(word="Confirmed", mark="✓", colour="green"),
    foot="Les Echos, October 2023",
)
HOSTILE = {
    "nothing": "",
    "blanks only": " \n\t\N{LINE SEPARATOR} ",
    "five thousand characters": "word " * 1000,
    "one word of five thousand letters": "W" * 5000,
    "no-break spaces only": NBSP * 5000,
    "emoji": "🦊👩‍👩‍👧‍👦🇫🇷",
    "Chinese": "谷歌投资" * 100,
    "right to left": "\N{RIGHT-TO-LEFT OVERRIDE}txet\N{POP DIRECTIONAL FORMATTING} שלום مرحبا",
    "accents without end": "e" + "\N{COMBINING ACUTE ACCENT}" * 5000,
    "ligature of a whole sentence": "\ufdfa" * 300,
    "control characters": "a\x00b\x1bc\x7f\ufeff\u2028d",
    "half a character": "a\ud800b",
    "not a character": "\uffff\U0010ffff",
    "markup": '<script>alert("x")</script> %s {0} {{ x }}',
}
hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


@pytest.fixture(scope="module")
def artist() -> Artist:
    return Artist(ROOT / FONTS)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def with_text(field: str, text: str) -> Card:
    """Return the card with another text in one field of its own or of its rating."""
    values: dict[str, Any] = {field: text}
    if field in {"word", "mark", "colour"}:
        return replace(CARD, verdict=replace(CARD.verdict or Verdict(word="", mark="", colour=""), **values))
    return replace(CARD, **values)


def renderer(sample: Report, language: str, *, claim_pictures: bool = True) -> Renderer:
    site = Site(url="https://s.example/", name="Site", description="What it is.", claim_pictures=claim_pictures)
    return Renderer(sample.corpus, language, site, ())


# What is on them


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_claim_has_a_picture_and_all_other_pages_share_one(sample: Report, language: str) -> None:
    made = cards(renderer(sample, language))
    claims = {f"assets/previews/claims/{id_}.png" for id_ in sample.corpus.claims}
    assert set(made) == {"assets/previews/site.png", *claims}
    assert made["assets/previews/site.png"] == Card(
        title="Site", site="", quote=BY_CODE[language].quotation_marks[0].strip(), text="What it is.", foot="s.example"
    )


def test_picture_of_a_claim_names_rating_claim_paper_and_month_in_its_language(sample: Report) -> None:
    address = "assets/previews/claims/nimbus-preferred-provider.png"
    english, french = (cards(renderer(sample, language))[address] for language in ("en", "fr"))
    assert english == Card(
        title="Le Quotidien: Nimbus is Aurora’s “preferred” cloud provider",
        site="Site",
        quote="“",
        verdict=Verdict(word="Mostly confirmed", mark="≈", colour="teal"),
        foot="Le Quotidien, March 2024",
    )
    assert french.verdict == Verdict(word="Confirmée pour l’essentiel", mark="≈", colour="teal")
    assert (french.foot, french.quote) == ("Le Quotidien, mars 2024", "«")
    unsure = cards(renderer(sample, "fr"))["assets/previews/claims/orbit-credits-50m.png"]
    assert unsure.verdict
    assert unsure.verdict.word == "Contestée (certitude faible)"


def test_preview_of_make_serve_has_the_one_picture_only(sample: Report) -> None:
    made = renderer(sample, "en", claim_pictures=False)
    assert set(cards(made)) == {"assets/previews/site.png"}
    pictures = {page.picture for page in made.pages() if page.kind == "claim"}
    assert pictures == {made.site.picture()}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2023-10-27", "October 2023"),
        ("2023-10", "October 2023"),
        ("2023", "2023"),
        ("2023-10-27/2023-10-30", "October 2023"),
        ("2023-10-27/2023-11-02", "2023"),
        ("2023-12-27/2024-01-02", "27 December 2023 to 2 January 2024"),
        ("2023-10-27?", "probably October 2023"),
        ("2023-10-27/2023-10-30?", "27 to probably 30 October 2023"),
        ("2023-10/..", "since October 2023"),
        ("../2023-10", "until October 2023"),
    ],
)
def test_month_is_never_more_exact_than_the_date(text: str, month: str) -> None:
    shown = formats.month(text, "en")
    assert shown in {month, month.replace("27 to", "27 October 2023 to")}


def test_colours_are_those_of_the_pages() -> None:
    sheet = (ROOT / "docs/.overrides/assets/factcheck.css").read_text(encoding="utf-8")
    light: dict[str, str] = {}
    for name, colour in re.findall(r"--fc-([a-z]+): (#[0-9a-f]{6});", sheet):
        light.setdefault(name, colour)
    assert {name: light[name] for name in COLOURS} == COLOURS


def test_every_rating_has_a_colour_and_a_mark_that_can_be_drawn(sample: Report, artist: Artist) -> None:
    for rating in sample.corpus.ratings.values():
        assert rating.colour in COLOURS
        assert rating.mark in SHAPES or lettered(rating.mark, artist.sans(44, 600)) == rating.mark


# How they are drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_small_png_files_of_the_expected_size(sample: Report, artist: Artist, language: str) -> None:
    for address, card in cards(renderer(sample, language)).items():
        data = artist.draw(card)
        image = opened(data)
        assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P"), address
        assert len(data) <= 25_000, (address, len(data))


def test_same_card_gives_the_same_bytes_and_another_one_other_bytes(artist: Artist) -> None:
    again = Artist(ROOT / FONTS)
    assert artist.draw(CARD) == artist.draw(CARD) == again.draw(CARD)
    assert artist.version == again.version
    assert artist.draw(replace(CARD, title="Another")) != artist.draw(CARD)


def test_picture_has_the_colour_of_its_rating_and_no_colour_of_another(artist: Artist) -> None:
    colours = {colour for _, colour in opened(artist.draw(CARD)).convert("RGB").getcolors(1 << 20) or ()}
    named = {name: tuple(bytes.fromhex(value[1:])) for name, value in COLOURS.items()}
    assert {name for name, value in named.items() if value in colours} == {"green"}


@hostile
@pytest.mark.parametrize("field", ["title", "site", "foot", "text", "word", "mark", "colour"])
def test_hostile_text_anywhere_is_drawn_within_the_margins(artist: Artist, field: str, text: str) -> None:
    card = with_text(field, text)
    image = opened(artist.draw(card)).convert("RGB")
    assert image.size == (WIDTH, HEIGHT)
    ground = tuple(bytes.fromhex(GROUND[1:]))
    for margin in ((RIGHT + 6, 0, WIDTH, HEIGHT), (20, BAND, 78, HEIGHT), (20, RULE + 70, WIDTH, HEIGHT)):
        assert image.crop(margin).getcolors() == [((margin[2] - margin[0]) * (margin[3] - margin[1]), ground)], margin


# How text finds room


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“Œuvre”, l’été – 10 €", "“Œuvre”, l’été – 10 €"),
        ("12\N{NARROW NO-BREAK SPACE}000", f"12{NBSP}000"),
        ("Amazon\N{NON-BREAKING HYPHEN}Web", "Amazon-Web"),
        ("a \n b", "a b"),
        ("e\N{COMBINING ACUTE ACCENT}té", "été"),
        ("Łukasz Erdoğan", "Lukasz Erdogan"),
        ("10⁵ ≠ 105", f"10{GAP} 105"),
        ("3 ≈ 3,1", "3 ~ 3,1"),
        ("A → B", "A – B"),
        ("谷歌 Google", f"{GAP} Google"),
        ("a🦊b", "ab"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}abc", "abc"),
    ],
)
def test_letters_that_the_font_lacks_are_replaced_by_what_says_the_same_or_a_gap(
    artist: Artist, text: str, shown: str
) -> None:
    assert lettered(text, artist.serif(48)) == shown


def test_long_titles_are_smaller_and_then_cut_at_a_word(artist: Artist) -> None:
    fonts = [artist.serif(size) for size in (84, 66, 48)]
    blocks = [fit("investment " * words, fonts, 1040, 320) for words in (3, 15, 25, 200)]
    sizes = [block.font.size for block in blocks]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 84
    assert sizes[-1] == 48
    for block in blocks:
        assert block.height <= 320
        assert all(block.font.getlength(line) <= 1040 for line in block.lines)
    assert not any(block.lines[-1].endswith(GAP) for block in blocks[:2])
    assert blocks[-1].lines[-1].endswith(f"investment{GAP}")


def test_lines_of_a_title_are_about_equally_long(artist: Artist) -> None:
    block = fit("Google was one of the investors in the Spark Capital round", [artist.serif(84)], 1040, 320)
    lengths = [block.font.getlength(line) for line in block.lines]
    assert len(lengths) == 3
    assert min(lengths) > 0.7 * max(lengths)


def test_number_and_its_unit_stay_in_one_line(artist: Artist) -> None:
    block = fit("Amazon announced it would invest up to $4 billion", [artist.serif(84)], 700, 500)
    assert not any(line.endswith("$4") for line in block.lines)


def test_one_line_is_cut_at_a_word_or_inside_a_very_long_one(artist: Artist) -> None:
    font = artist.sans(32, 400)
    assert one_line("Les Echos, October 2023", font, 640) == "Les Echos, October 2023"
    assert one_line("Les Echos, October 2023", font, 200) == f"Les Echos{GAP}"
    assert re.fullmatch(f"W+{GAP}", one_line("W" * 300, font, 200))


# How they are kept


@pytest.fixture
def counted(artist: Artist, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Return what says how many cards were drawn since it was last asked."""
    drawn: list[Card] = []
    draw = artist.draw

    def draw_and_note(card: Card) -> bytes:
        drawn.append(card)
        return draw(card)

    monkeypatch.setattr(artist, "draw", draw_and_note)

    def count() -> int:
        number = len(drawn)
        drawn.clear()
        return number

    return count


CARDS = {"assets/previews/claims/a.png": CARD, "assets/previews/site.png": replace(CARD, verdict=None)}


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_picture_that_was_drawn_before_is_not_drawn_again(
    tmp_path: Path, artist: Artist, counted: Callable[[], int]
) -> None:
    write_pictures(tmp_path / "one", CARDS, artist, tmp_path / "kept")
    assert counted() == 2
    write_pictures(tmp_path / "two", CARDS, artist, tmp_path / "kept")
    assert counted() == 0
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert set(written(tmp_path / "two")) == set(CARDS)
    changed = {**CARDS, "assets/previews/claims/a.png": replace(CARD, title="Changed")}
    write_pictures(tmp_path / "three", changed, artist, tmp_path / "kept")
    assert counted() == 1
    assert len(written(tmp_path / "kept")) == 3  # and no temporary file


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"x", lambda _: b"", lambda _: b"\0" * 99]
)
def test_damaged_picture_is_drawn_again_and_mended(
    tmp_path: Path, artist: Artist, counted: Callable[[], int], damage: Callable[[bytes], bytes]
) -> None:
    write_pictures(tmp_path / "one", CARDS, artist, tmp_path / "kept")
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(damage(path.read_bytes()))
    counted()
    write_pictures(tmp_path / "two", CARDS, artist, tmp_path / "kept")
    assert counted() == 2
    assert written(tmp_path / "one") == written(tmp_path / "two")
    write_pictures(tmp_path / "three", CARDS, artist, tmp_path / "kept")
    assert counted() == 0


def test_file_that_is_no_picture_of_this_card_is_not_taken_even_if_its_checksum_is_right(
    tmp_path: Path, artist: Artist, counted: Callable[[], int]
) -> None:
    write_pictures(tmp_path / "one", CARDS, artist, tmp_path / "kept")
    first, second = sorted((tmp_path / "kept").iterdir())
    first.write_bytes(second.read_bytes())  # a whole picture, but another one
    text = b"<svg>"
    second.write_bytes(digest(second.name.encode(), text).hex().encode() + b"\n" + text)
    counted()
    write_pictures(tmp_path / "two", CARDS, artist, tmp_path / "kept")
    assert counted() == 2
    assert written(tmp_path / "one") == written(tmp_path / "two")


def test_site_is_built_where_nothing_can_be_kept(tmp_path: Path, artist: Artist) -> None:
    (tmp_path / "file").touch()
    write_pictures(tmp_path / "one", CARDS, artist, tmp_path / "file" / "kept")
    kept = tmp_path / "kept"
    for card in CARDS.values():
        (kept / key(card, artist.version)).mkdir(parents=True)
    write_pictures(tmp_path / "two", CARDS, artist, kept)
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert set(written(tmp_path / "one")) == set(CARDS)


def test_cache_is_private_and_forgets_pictures_that_nobody_needs(tmp_path: Path, artist: Artist) -> None:
    cache = tmp_path / "cache"
    write_pictures(tmp_path / "one", CARDS, artist, cache)
    assert cache.stat().st_mode & 0o777 == 0o700
    for path in cache.iterdir():
        os.utime(path, (0, 0))
    write_pictures(tmp_path / "two", {"assets/previews/site.png": CARD}, artist, cache)
    assert [path.name for path in cache.iterdir()] == [key(CARD, artist.version)]


def test_picture_is_kept_under_all_that_goes_into_it(artist: Artist) -> None:
    fields = ("title", "site", "quote", "text", "foot", "word", "mark", "colour")
    others = [with_text(field, "other") for field in fields]
    others.append(replace(CARD, verdict=None))
    names = {key(card, artist.version) for card in [CARD, *others]}
    assert len(names) == len(others) + 1
    assert key(CARD, b"another version") not in names


def test_another_font_is_another_version(tmp_path: Path, artist: Artist) -> None:
    for path in (ROOT / FONTS).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\0")
    assert Artist(tmp_path).version != artist.version
