"""The records as JSON: a file for each record, lists of them in pages, and a description of it all (OpenAPI 3.1).

It is in all languages at once, since texts of records are; so it stands once on the site, at its root. No client has to
download everything: a list names what there is, a few hundred records a page, and where each can be had.
"""

from __future__ import annotations

from factcheck.outputs.api.resources import Api, Content

__all__ = ["Api", "Content"]
