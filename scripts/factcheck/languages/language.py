"""What the program must know about a language that neither its catalogue nor Babel says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

_BEFORE_NAME = re.compile(r"\b([^\W\d_]+) %\((\w+)\)s")
"""A word of a message before a name that is put in later."""
_BETWEEN_MARKS = re.compile("(«[^«»]*»|“[^“”]*”)")
_FORMS = (
    (re.compile(r"(?<=[^\W_])'(?=[^\W\d_])"), "’", "straight apostrophes are typographic now"),
    (re.compile(r"\.\.\."), "…", "three dots are … now"),
    (re.compile(" {2,9}"), " ", "two spaces in a row are one now"),
    (re.compile(" - "), " – ", "hyphens between spaces are dashes now"),
)
_BLANKS = "plain spaces where no line may end are no-break spaces now, as in {}"


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of the site.

    A pattern is a part of a regular expression that ignores case; it has no capturing group. The readers of dates and
    amounts join the patterns of all languages, because every text may quote another language.
    """

    code: str
    """Two letters of ISO 639-1: its folder in ``docs/`` and on the site, and the key of its texts in the records."""
    name: str
    """Its name in itself."""
    english: str
    """Its name in the messages of the checks, and in BibTeX."""
    locale: str
    """Language and region, as Unicode CLDR and Open Graph write them."""

    quotation_marks: tuple[str, str]
    """What opens and closes a quotation, with the blanks inside."""
    inner_quotation_marks: tuple[str, str]
    """What opens and closes a quotation within another one."""
    typography: Mapping[str, str] = field(default_factory=dict)
    """Typographic faults of this language: for each pattern, which is quick to search for, what is wrong."""
    no_break: Mapping[str, str] = field(default_factory=dict)
    """For each pattern of blanks at which no line may end the blank to write there."""
    elision: str | None = None
    """A pattern of the words that are cut short before the next one, without the apostrophe."""
    meet: Callable[[str, str], str] = "{} {}".format
    """What a word and the name after it give together; in French « de » and « Anthropic » give « d’Anthropic »."""

    avoided: Mapping[str, str] = field(default_factory=dict)
    """Words that our own texts avoid: for each pattern, in lower case, what to write instead.

    One thing has one plain name. A pattern matches whole words; quotations and code are not searched.
    """

    answers: str = "(?!)"
    """A pattern of the words with which a text begins that answers yes or no, or gives a rating; a comma or the like
    follows them."""
    attributions: str = "(?!)"
    """A pattern of the words that say whose statement something is, such as "according to"."""
    opening_attributions: str = "(?!)"
    """A pattern of the words that say so only before a name at the beginning, such as "per"."""
    saying: str = "(?!)"
    """A pattern of the verbs with which somebody's statement begins, such as "says" after a name."""

    negations: str = ""
    """A pattern of the words of which every sentence has one that says what is not there; empty if not known."""
    silences: str = "(?!)"
    """A pattern of the words that say that a text does not say something: "does not mention"."""

    little_words: tuple[str, ...] = ()
    """Words on nearly every page, in lower case, that no other language of the site uses for something else."""

    thousands: str
    """The characters that separate thousands, as the inside of a regular expression's ``[]``."""
    decimals: str
    """The characters that begin decimals, likewise."""
    first_day: str = "1"
    """How the first day of a month is written in a date."""
    currencies: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Currencies that are not written by their code: the formats of small numbers, and of millions and more."""

    scales: Mapping[str, int]
    """Words and abbreviations after a number, in lower case, and what each multiplies it by."""
    number_words: Mapping[str, int] = field(default_factory=dict)
    """Words for small numbers, in lower case, as in "one million"."""
    units: Mapping[str, str] = field(default_factory=dict)
    """For each unit of a quantity (`Quantity.unit`) a pattern of its names after a number; signs are known besides."""
    hedges: Mapping[str, str]
    """For each hedge of an amount a pattern of the words for it."""
    range_words: str
    """A pattern of the words between the ends of a range."""
    before_range: str = "(?!)"
    """A pattern of the word before two numbers that makes them the ends of a range if the word and is between them."""
    short_forms: str = "(?!)"
    """A pattern of words whose full stop ends no sentence, without it."""
    and_word: str
    """A pattern of the word that begins another part of a sentence."""
    currency_words: str
    """A pattern of the names of currencies after a number."""
    counting: str = "(?!)"
    """A pattern of what follows a number, such as 2 million, that counts things and is no amount of money."""
    months: str
    """The months, in lower case, with blanks between them; each is its name and abbreviations with ``|`` between."""
    day_suffix: str = ""
    """A pattern of the letters or signs that may follow the number of a day."""

    def bound(self, text: str) -> str:
        """Return a text with no-break spaces where no line may end. So nobody has to type them."""
        for pattern, blank in self.no_break.items():
            text = re.sub(pattern, blank, text)
        return text

    def typeset(self, text: str) -> tuple[str, list[str]]:
        """Return a text for readers with the typography of its language, and what was changed.

        A text with straight quotation marks is left as it is: what is between them may be quoted.
        """
        if '"' in text:
            return text, []
        parts = _BETWEEN_MARKS.split(text.strip())
        changed = ["spaces at the ends were removed"] * (text != text.strip())
        for pattern, good, done in _FORMS:
            ours = [pattern.sub(good, part) for part in parts[::2]]
            changed += [done] * (ours != parts[::2])
            parts[::2] = ours
        whole = "".join(parts)
        bound = self._bound_outside(whole)
        return bound, [*changed, *[_BLANKS.format(self.english)] * (bound != whole)]

    def _bound_outside(self, text: str) -> str:
        """Return a text with no-break spaces for plain ones where no line may end, but not within quotation marks."""
        spans = (range(match.start() + 2, match.end() - 2) for match in _BETWEEN_MARKS.finditer(text))
        quoted = {at for span in spans for at in span}

        def blank(good: str, match: re.Match[str]) -> str:
            beside = f"{text[match.start() - 1 : match.start()]}{text[match.end() : match.end() + 1]}"
            is_ours = match[0] == " " and not beside.isdigit() and match.start() not in quoted
            return good if is_ours else match[0]

        for pattern, good in self.no_break.items():
            text = re.sub(pattern, partial(blank, good), text)
        return text

    def nested(self, text: str) -> str:
        """Return a text as it is quoted: what it quotes itself has the inner quotation marks."""
        left, right = map(str.strip, self.quotation_marks)
        inside = re.compile(rf"{left}\s?([^{left}{right}]*?)\s?{right}")
        return inside.sub(r"\1".join(self.inner_quotation_marks), text)

    def filled(self, message: str, values: Mapping[str, str]) -> str:
        """Return a message with names in it, and the words before them as :attr:`meet` says.

        Args:
            message: a message in this language, with places such as ``%(speaker)s``.
            values: what goes there, as text or as HTML.
        """

        def met(match: re.Match[str]) -> str:
            return self.meet(match[1], values[match[2]]).replace("%", "%%")

        return _BEFORE_NAME.sub(met, message) % values
