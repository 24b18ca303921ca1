"""What is wrong with one YAML file, before the file has a name."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.finding import Finding, Location, Place, Related, Severity


class Problem(NamedTuple):
    """A finding without its path; `first` is where the same thing stood before."""

    code: str
    place: Place
    message: str
    hint: str | None = None
    first: Place | None = None

    def within(self, text: str) -> Problem:
        """Return the problem where it can be shown: what is missing at the end of `text`, behind its last line."""
        last = max(1, text.count("\n"))
        if self.place.line <= last:
            return self
        return self._replace(place=Place(last, len(text.split("\n")[last - 1]) + 1))

    def finding(self, path: str) -> Finding:
        """Return the problem as a finding in the file `path`."""
        related = (Related(location=Location(path, *self.first), message="it stands here first"),) if self.first else ()
        return Finding(
            location=Location(path, *self.place),
            code=self.code,
            severity=Severity.ERROR,
            message=self.message,
            hint=self.hint,
            related=related,
        )


def place_of(text: str, index: int) -> Place:
    """Return line and column of a character of `text`; only line feeds end a line."""
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
