"""The types of text that are more than text: ids of records, and texts in the site's languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from factcheck.records.structure import Ref

Text = Mapping[str, str]
"""The same text in one or more of the site's languages, by language code."""

ArticleId = Annotated[str, Ref("article")]
ClaimId = Annotated[str, Ref("claim")]
SourceId = Annotated[str, Ref("source")]
EntityId = Annotated[str, Ref("entity")]
RatingId = Annotated[str, Ref("rating")]
TermId = Annotated[str, Ref("term")]
