"""The sites that these tests share."""

from __future__ import annotations

from browser.sites import harmless_site, hostile_site, large, large_build, site

__all__ = ["harmless_site", "hostile_site", "large", "large_build", "site"]
