"""What scaffolds are made from: the records that are there, the schemas, the day, and who writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from factcheck.corpus import Corpus
from factcheck.errors import SetupError
from factcheck.kinds import RATING, TERM, file_path
from factcheck.scaffolds.draft import Draft
from factcheck.scaffolds.names import free_id
from factcheck.scaffolds.skeleton import Data
from factcheck.schema.schemas import Schemas
from factcheck.schema.to_do import CODE, places_to_do


@dataclass(frozen=True, kw_only=True)
class Background:
    """What is known before anybody is asked."""

    schemas: Schemas
    corpus: Corpus
    """The records that have the right shape."""
    taken: Mapping[str, frozenset[str]]
    """For each kind of record, the ids of all its files, whatever is in them."""
    today: date
    author: str | None = None
    """Who writes the record, if that is known."""

    def draft(self, kind: str, begun: Data) -> Draft:
        """Return a new record of which something is known."""
        known = {item: tuple(self.corpus.tables[item]) for item in (RATING, TERM)}
        return Draft(schemas=self.schemas, kind=kind, known=known, taken=self.taken, begun=begun)

    def choose_id(self, kind: str, given: str | None, proposed: str) -> str:
        """Return the id of a new record: the one that is given, or else the proposed one, with a number if need be.

        Raises:
            SetupError: the given id is taken, or there is none and nothing to make one from.
        """
        taken = self.taken.get(kind, frozenset())
        if given in taken:
            message = f"{file_path(kind, str(given))} is there already; choose another --id"
            raise SetupError(message)
        if not (given or proposed):
            message = "no id can be made from this; choose one with --id"
            raise SetupError(message)
        return given or free_id(proposed, taken)

    def require_shape(self, kind: str, data: Data) -> None:
        """Make sure that a record has the right shape, but for what is left to do in it outside of its text.

        Raises:
            SetupError: it has not.
        """
        wrong = any(code != CODE for code, _ in self.schemas.issues(kind, data))
        left = (place for place, _ in places_to_do(data))
        if wrong or any(place[0] in _OF_PROGRAMS or (len(place) == 1 and place[0] in _LAYERS) for place in left):
            path = file_path(kind, str(data.get("id")))
            message = f"{path} has mistakes, or its text is to do; factcheck validate {path} shows them"
            raise SetupError(message)


_OF_PROGRAMS = ("text", "passages")
"""What programs have written, and rely on."""
_LAYERS = ("claim", "review", "record")
