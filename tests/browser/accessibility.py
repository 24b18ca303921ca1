"""What axe, the usual tester of accessibility, finds wrong with a page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from playwright.sync_api import BrowserContext, Page

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_RUN = """async options => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame().then(frame);
  return axe.run(document, {resultTypes: ['violations'], ...options});
}"""
"""After two frames, the page's scripts have seen the size of the window, which may have just changed."""
CONTRAST = "color-contrast"
"""The one rule that looks at colours; it takes longer than all the others."""


def bring_axe(context: BrowserContext) -> None:
    """Let axe be on every page of a window; the pages' policy lets no script in, so it comes before them."""
    context.add_init_script(_AXE)


def complaints(page: Page, *, colours: bool = True, others: bool = True) -> list[str]:
    """Return what axe finds wrong with a page as it is: rule, element and reason.

    Args:
        page: the page.
        colours: whether to look at the contrast of colours.
        others: whether to look at everything else.
    """
    options = {"rules": {CONTRAST: {"enabled": colours}}} if others else {"runOnly": [CONTRAST]}
    return [line for violation in page.evaluate(_RUN, options)["violations"] for line in _lines(violation)]


def _lines(violation: dict[str, Any]) -> Iterator[str]:
    for node in violation["nodes"]:
        reasons = [check["message"] for check in (*node["any"], *node["all"], *node["none"])]
        yield f"{violation['id']}: {node['target']}: {reasons[0] if reasons else violation['help']}"
