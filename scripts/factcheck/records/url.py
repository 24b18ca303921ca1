r"""The addresses that may become links: https only, and only if all programs agree on the host. And that of the site.

``urlsplit`` alone is not enough: it drops control characters and reads ``ok.example\@evil`` as the host
``evil``; and ``uri`` formats accept ``javascript:``. See RFC 3986, sections 2 and 3.2.
"""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_HTTPS = re.compile(
    r"https://(?P<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?\Z"
)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_DISPUTED = frozenset("ßς\u200c\u200d")
"""Characters whose Punycode is another one in the older standard (IDNA 2003), which Python has, than in browsers."""
ARCHIVES = {
    "Internet Archive": "https://web.archive.org/web/",
    "Arquivo.pt": "https://arquivo.pt/wayback/",
}
"""Archives of institutions: the beginning of their addresses, before a day (YYYYMMDD) and the address of a page."""
_SAFE = "/%:@!$&'()*+,;=-._~"
_WAY_OUT = "{}; write an address such as https://factcheck.example/"
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_COPY = re.compile(
    r"https://(?:web\.archive\.org/web|arquivo\.pt/(?:noFrame/replay|wayback)|archive\.(?:today|ph|is|li|md|vn|fo))"
    r"/(?P<stamp>[^/]{1,40})/(?P<of>https?://?.+)",
    re.DOTALL,
)
"""A copy in a public archive, and the address of what was copied."""
_TWIN_HOST = re.compile(r"(?:www[0-9]?|m|mobile|amp)\.(?=[^.]+\.)")
_TWIN_ENDS = ("/amp", "/index.html", "/index.htm", "/index.php")
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|smid|amp|outputtype", re.IGNORECASE
)
"""Fields of a query that say from where somebody came, or how wide their screen is, not which page they see."""
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


def web_address(text: str, *, folder: bool) -> str:
    """Return an address on the web as it must be written: in ASCII, with its host in Punycode and its path encoded.

    Args:
        text: the address as somebody has written it.
        folder: whether addresses of pages are put after it. It then has no query, and gets one slash at its end.

    Raises:
        ValueError: it is no such address; the message says what to write instead.
    """
    if not text.isprintable() or text != text.strip() or "\\" in text:
        raise ValueError(_WAY_OUT.format("it holds blanks, line breaks or backslashes"))
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(_WAY_OUT.format("it does not begin with https:// or http://"))
    if "@" in parts.netloc:
        raise ValueError(_WAY_OUT.format("it holds the name of a user"))
    if parts.fragment or (folder and parts.query) or text.endswith(("?", "#")):
        raise ValueError(_WAY_OUT.format("it goes on after ? or #"))
    path = quote(parts.path, safe=_SAFE)
    folders = unquote(path).strip("/").split("/") if path.strip("/") else []
    if _BAD_ESCAPE.search(path + parts.query) or not {"", ".", ".."}.isdisjoint(folders):
        raise ValueError(_WAY_OUT.format("its path has parts that are empty, . or .., or a % that begins no code"))
    address = f"{parts.scheme}://{_host(parts.netloc)}{path.rstrip('/') + '/' if folder else path}"
    return f"{address}?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else address


def _host(text: str) -> str:
    """Return a host, with its port if it has one, in ASCII.

    Raises:
        ValueError: it is no host.
    """
    name, _, port = text.partition(":")
    try:
        host = name.lower() if name.isascii() else name.encode("idna").decode().lower()
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host) or not _DISPUTED.isdisjoint(name):
        raise ValueError(_WAY_OUT.format("it names no host, or one whose letters must be written as xn--..."))
    if ":" in text and not (port.isascii() and port.isdigit() and 0 < int(port) <= MAX_PORT):
        raise ValueError(_WAY_OUT.format("its port is no number from 1 to 65535"))
    return f"{host}:{int(port)}" if port else host


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


def page_key(url: str) -> str:
    """Return what the addresses of one page have in common: two with one key lead readers to the same text.

    Left out are ``www.`` and the like, the slash at the end, what follows links for statistics, and the place within
    the page. The address of a copy in a public archive has the key of what was copied.
    """
    copy = _COPY.match(url)
    parts = urlsplit(re.sub(r"\Ahttps?:/+", "https://", copy["of"]) if copy else url)
    host = _TWIN_HOST.sub("", (parts.netloc.lower()).removesuffix(":443"), count=1)
    fields = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0]))
    place = f"#{parts.fragment}" if parts.fragment[:1] in {"!", "/"} else ""
    path = parts.path.rstrip("/")
    for end in _TWIN_ENDS:
        path = path.removesuffix(end)
    path = quote(unquote(path), safe=_SAFE)
    return f"{host}{path}{'?' if fields else ''}{urlencode(fields)}{place}"


def is_url_value(value: object) -> bool:
    """Return whether `value` passes the schema format ``uri``; anything but text does."""
    return not isinstance(value, str) or is_safe_url(value)


def where_to_look(url: str, day: str) -> dict[str, str]:
    """Return the addresses at which archives show a copy of a page, if they have one, by the names of the archives.

    Args:
        url: the address of the page; if it is not safe, none is returned.
        day: they show the copy that is nearest to this day (YYYY-MM-DD, or less of it), or any if it is "".
    """
    stamp = re.sub("[^0-9]", "", day) or "2"  # the beginning of the years from 2000 on
    found = {name: f"{begin}{stamp}/{url}" for name, begin in ARCHIVES.items()}
    return {name: address for name, address in found.items() if is_safe_url(url) and is_safe_url(address)}


def copied_on(address: str) -> str | None:
    """Return the day on which an archive made a copy (YYYY-MM-DD), by the address of the copy.

    It is "" if the address gives no exact day, and None if it is not that of a copy in an archive that we know.
    """
    match = _COPY.match(address)
    if not match:
        return None
    stamp = re.match(r"([0-9]{4})\.?([0-9]{2})\.?([0-9]{2})", match["stamp"])
    return "-".join(stamp.groups()) if stamp else ""
