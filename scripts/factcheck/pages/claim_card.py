"""The card of a claim, which other sites show in a frame, and the HTML with which they do so.

A card says what no frame may leave out: who claims it, the rating and its reason. It is as good in a frame without any
right (``sandbox``), and its link opens in a new window. Whether a site may frame it is up to the host of our pages:
``frame-ancestors`` has no effect in a page's own policy (Content Security Policy Level 3, section 3.3).
"""

from html import escape

from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM
from factcheck.pages.environment import Templates
from factcheck.pages.file_addresses import card
from factcheck.pages.page import Site, address
from factcheck.pages.standalone import standalone
from factcheck.records.claim import Claim

WIDTH, HEIGHT = 480, 360
"""The size of the frame in pixels of CSS. A longer card scrolls."""
RIGHTS = "allow-popups allow-popups-to-escape-sandbox"
"""What the frame may do: open the page of the claim in a window of its own."""


def card_page(templates: Templates, claim: Claim) -> bytes:
    """Return the card of a claim, as HTML."""
    return standalone(templates, "card", claim=claim, page=address(CLAIM, claim.id))


def withdrawn_page(templates: Templates, gone: Retired, name: str) -> bytes:
    """Return what is in the place of the card or of the evidence pack (`name`) of a claim that was withdrawn."""
    return standalone(templates, name, template="card", claim=None, gone=gone, page=address(CLAIM, gone.id))


def frame(site: Site, id_: str, title: str) -> str:
    """Return the HTML with which other sites show the card of a claim; its title names the rating, too."""
    attributes = {
        "src": f"{site.url}{card(CLAIM, id_)}",
        "title": title,
        "width": str(WIDTH),
        "height": str(HEIGHT),
        "loading": "lazy",
        "sandbox": RIGHTS,
        "style": "max-width:100%;border:0",
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<iframe {written}></iframe>"
