"""What a page did that it should not: errors, dialogs, requests to other hosts, and scripts from records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Request

TRAP = """
Object.defineProperty(window, "PWN", {
  set(value) { console.error("a text from a record was run as a script: " + location.href) },
  get() { return undefined },
})
document.addEventListener("securitypolicyviolation", event => {
  console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}: ${location.href}`)
})
"""
"""Hostile texts set ``window.PWN``: whenever that happens, on whichever page, the console tells it.
So it does when a page tries what its policy (Content-Security-Policy) forbids."""


@dataclass
class Watch:
    """A browser window and what was seen in it."""

    context: BrowserContext
    own: str
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin to watch."""
        self.context.add_init_script(TRAP)
        self.context.on("console", self._console)
        self.context.on("dialog", self._dialog)
        self.context.on("request", self._request)
        self.context.on("weberror", lambda error: self.seen.append(f"error: {error.error}"))
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # Where a page names no icon, a browser asks its server for one by itself, unless the policy forbids that.
        is_icon = message.location["url"].endswith("/favicon.ico")
        if message.type in {"error", "warning"} and not is_icon:
            self.seen.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # What was still being loaded when the test went to the next page did not fail.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"failed: {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.own}/", "data:", f"blob:{self.own}/")):
            self.seen.append(f"request to another host: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.seen.append(f"{response.status}: {response.url}")


@contextmanager
def watched(browser: Browser, own: str, **options: Any) -> Iterator[Watch]:
    """Give a browser window of its own that is watched, for the site at the address `own`."""
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    try:
        yield Watch(context, own)
    finally:
        context.close()
