"""Which addresses may become links."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.records.url import is_safe_url, text_fragment, web_address


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example",
        "https://a.example/",
        "https://a.example:8443/x?y=1&z=%20#:~:text=a-,b",
        "https://newsletter.devcowboy.com/articles/3227.html",
        "https://techmonitor.ai/?p=412008",
        "https://www.gov.uk/a-b_c~d/(e)",
    ],
)
def test_plain_https_address_may_be_a_link(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.example",
        "//a.example",
        "/x",
        "http://a.example",
        "HTTPS://a.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "https:a.example",
        "https://",
        "https://localhost",
        "https://user@a.example",
        "https://user:pw@a.example",
        "https://ok.example\\@evil.example",
        "https://a.example/\\evil",
        "ht\ntps://a.example",
        "https://a.example/\n",
        "https://a.example/ b",
        "https://a.example:99999/",
        "https://a.example:0/",
        "https://a.example/%zz",
        'https://a.example/"onmouseover="x',
        "https://a.example/<script>",
        "https://аpple.example",
        "https://a..example",
        "https://-a.example",
        "https://a.example/" + "x" * 1000,
        " https://a.example",
    ],
)
def test_anything_else_may_not(url: str) -> None:
    assert not is_safe_url(url)


@given(st.text(st.sampled_from("https:/@\\.a\n\t?#%0<\"' "), max_size=40).map(lambda text: f"https://a.example{text}"))
def test_what_is_accepted_has_the_host_that_it_shows(url: str) -> None:
    if is_safe_url(url):
        assert (
            urlsplit(url).hostname
            == url.removeprefix("https://").split("/")[0].split("?")[0].split("#")[0].split(":")[0]
        )
        assert url.isascii()
        assert url.isprintable()
        assert not set(url) & set('\\ "<>')


def test_fragment_names_the_quoted_words() -> None:
    assert text_fragment("https://a.example/x", "a 1.25-billion, note") == (
        "https://a.example/x#:~:text=a%201.25%2Dbillion%2C%20note"
    )
    assert text_fragment("https://a.example/#top", "word") == "https://a.example/#top:~:text=word"
    long = " ".join(map(str, range(40)))
    assert text_fragment("https://a.example", long).endswith("text=0%201%202%203%204,35%2036%2037%2038%2039")


@given(st.text(min_size=1, max_size=200))
def test_fragment_leaves_a_safe_address_safe(words: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        return
    address = text_fragment("https://a.example/x", words)
    assert is_safe_url(address) or len(address) > 1000


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example//", "https://a.example/"),
        ("HTTPS://A.Example/Sub", "https://a.example/Sub/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("https://\u00e9cole.example/\u00e0 lire/", "https://xn--cole-9oa.example/%C3%A0%20lire/"),
        ("https://xn--cole-9oa.example/%C3%A0%20lire/", "https://xn--cole-9oa.example/%C3%A0%20lire/"),
        ("https://a.example/~x/(a)'<b>", "https://a.example/~x/(a)'%3Cb%3E/"),
    ],
)
def test_address_of_a_site_is_written_as_it_must_be(text: str, written: str) -> None:
    assert web_address(text, folder=True) == written
    assert web_address(written, folder=True) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a.example",
        "//a.example",
        "ftp://a.example/",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://user@a.example/",
        "https://user:pw@a.example/",
        "https://a.example/?",
        "https://a.example/?x=y",
        "https://a.example/#",
        "https://a.example/#top",
        " https://a.example/",
        "https://a.example/\n",
        "https://a.example/\u00a0",
        "https://a.example\\@evil.example/",
        "https://a.example:0/",
        "https://a.example:99999/",
        "https://a.example:\u0661/",
        "https://a.example:/",
        "https://a..example/",
        "https://-a.example/",
        "https://a_b.example/",
        "https://a b.example/",
        "https://stra\u00dfe.example/",
        "https://[::1]/",
        "https://a.example/../",
        "https://a.example/%2e%2e/x",
        "https://a.example/x//y",
        "https://a.example/%zz",
        "https://a.example/\udcff",
    ],
)
def test_anything_else_is_no_address_of_a_site(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has a message of its own
        web_address(text, folder=True)


def test_address_of_a_form_may_have_a_query() -> None:
    assert web_address("https://a.example/new?t=\u00e9&u", folder=False) == "https://a.example/new?t=%C3%A9&u"
    assert web_address("https://a.example/new", folder=False) == "https://a.example/new"


@given(
    st.text(st.sampled_from("htps:/@\\.a\n\t?#%0<\"' \u00e9[]\u3002"), max_size=30).map(lambda text: f"https://a{text}")
)
def test_address_of_a_site_is_plain_and_written_once_for_all(text: str) -> None:
    try:
        written = web_address(text, folder=True)
    except ValueError:
        return
    assert written.isascii()
    assert written.isprintable()
    assert not set(written) & set('\\ "<>?#')
    assert "@" not in urlsplit(written).netloc
    assert written.endswith("/")
    assert web_address(written, folder=True) == written
