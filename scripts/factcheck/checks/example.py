"""An example of a check: a mistake and the same corrected, with the messages about the mistake."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A file of an example: its path from the project, and its text, in which nothing is invisible."""

    path: str
    text: str
    link: bool = False
    """Whether it is a symbolic link; `text` is then its target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example. `bad` and `good` hold the files of a whole project, with those of the small project `base`."""

    bad: tuple[ExampleFile, ...]
    good: tuple[ExampleFile, ...]
    base: tuple[ExampleFile, ...] = ()
    before: tuple[ExampleFile, ...] = ()
    """The files of the revision that the bad ones are compared with, if the check compares."""
    texts: tuple[ExampleFile, ...] = ()
    """The texts at hand."""
    output: str = ""
    """What the program says about the bad files."""
    places: frozenset[tuple[str, int]] = frozenset()
    """The files and lines that the findings point to."""
    instead: frozenset[str] = frozenset()
    """The good files that replace others, even if the small project has them as well."""
