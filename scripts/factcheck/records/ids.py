"""The types of text that are more than text: ids of records, and texts in the site's languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from factcheck.kinds import ARTICLE, CLAIM, ENTITY, RATING, SOURCE, TERM
from factcheck.records.structure import Ref

Text = Mapping[str, str]
"""The same text in one or more of the site's languages, by language code."""

ArticleId = Annotated[str, Ref(ARTICLE)]
ClaimId = Annotated[str, Ref(CLAIM)]
SourceId = Annotated[str, Ref(SOURCE)]
EntityId = Annotated[str, Ref(ENTITY)]
RatingId = Annotated[str, Ref(RATING)]
TermId = Annotated[str, Ref(TERM)]
