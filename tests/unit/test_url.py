"""Which addresses may become links."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.records.url import is_safe_url, text_fragment


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
