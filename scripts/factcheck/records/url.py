r"""The addresses that may become links: https only, and only if all programs agree on the host.

``urlsplit`` alone is not enough: it drops control characters and reads ``ok.example\@evil`` as the host
``evil``; and ``uri`` formats accept ``javascript:``. See RFC 3986, sections 2 and 3.2.
"""

import re
from urllib.parse import quote, urlsplit

_HTTPS = re.compile(
    r"https://(?P<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?\Z"
)
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
MAX_LENGTH = 1000
MAX_PORT = 65535
MAX_FRAGMENT_WORDS, FRAGMENT_WORDS = 12, 5


def is_safe_url(text: str) -> bool:
    """Return whether `text` may become an ``href``: an absolute https address in plain ASCII."""
    match = _HTTPS.match(text) if len(text) <= MAX_LENGTH else None
    if not match or _BAD_ESCAPE.search(text) or int(match["port"] or 443) > MAX_PORT:
        return False
    parts = urlsplit(text)
    return (
        parts.hostname == match["host"] and parts.username is None and parts.geturl().rstrip("?#") == text.rstrip("?#")
    )


def text_fragment(url: str, words: str) -> str:
    """Return an address that opens a page at quoted words, in browsers that can (Scroll To Text Fragment, WICG).

    It holds the first and the last words of a long quotation. If a browser does not find them, the page opens as usual.
    """
    parts = words.split()
    ends = [words]
    if len(parts) > MAX_FRAGMENT_WORDS:
        ends = [" ".join(parts[:FRAGMENT_WORDS]), " ".join(parts[-FRAGMENT_WORDS:])]
    # A hyphen, which quote() leaves alone, would separate the parts of a fragment.
    fragment = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def is_url_value(value: object) -> bool:
    """Return whether `value` passes the schema format ``uri``; anything but text does."""
    return not isinstance(value, str) or is_safe_url(value)
