"""How YAML spells a single value: what an unquoted word is read as, and how we write a value.

YAML 1.1 and 1.2, and the readers of each, differ: ``NO`` is false or text, ``017`` is 15 or 17, ``1.10`` is a number or
a version, ``12:30`` is 750 or text. A word that any reader takes for something else than text must be quoted. The
readers we know about are those of PyYAML, ruamel.yaml, libyaml, go-yaml, Psych, Symfony, js-yaml and eemeli.
"""

import json
import re
from functools import lru_cache
from itertools import product

Scalar = str | int | bool | None

WIDTH = 100
"""How many characters a line has at most, unless it holds a word or a text that cannot be broken."""
MAX_INTEGER = 10**15 - 1
"""Every YAML reader keeps all digits of whole numbers up to this one."""


class UnwritableError(Exception):
    """The data holds something that a file of ours cannot hold."""


_CONSTANTS: dict[str, Scalar] = {"true": True, "false": False, "null": None}
_LOOK_ALIKES = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")

# Psych (Ruby) takes these words in any mixture of cases.
WORDS = frozenset(
    "".join(letters) for word in _LOOK_ALIKES for letters in product(*((letter, letter.upper()) for letter in word))
)
"""The words that YAML readers take for a truth value or for null, in every spelling."""

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\Z")

_AMBIGUOUS = re.compile(
    r"""
      [-+]? (?: [0-9][0-9_,]*                         # 017, 1_000, 1,000 (Psych), 08
              | [0-9][0-9_,]* \. [0-9._,]*            # 1.10, 1., 1.2.3 (a number by the letter of YAML 1.1)
              | \. [0-9][0-9._,]*                     # .5
            ) (?: [eE][-+]?[0-9]+ )?                  # 1e3
    | [-+]? 0 [xX] [0-9a-fA-F_]+                      # 0x1F
    | [-+]? 0 [oO] [0-7_]+                            # 0o17
    | [-+]? 0 [bB] [01_]+                             # 0b1010
    | [-+]? [0-9][0-9_]* (?: :[0-9]+ )+ (?: \.[0-9_]* )?             # 12:30, 12:30:45.5: base 60
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}                                 # 2023-1-2 (go-yaml), but not a _DATE
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [Tt] | [ ]+ ) [0-9]{1,2}:.*  # a date with a time
    | [-+]? \. (?: inf | nan )                        # in any mixture of cases (Psych)
    | [-+.=~] | \.\. | << | (?:)                      # indicators, half a number, null
    | :[^ ].*                                         # a symbol (Psych)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.ASCII,
)

DECIMAL = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
"""A number in decimal digits, with a point or an exponent perhaps."""
_GROUPED = re.compile(
    r"[-+]?[1-9][0-9]{0,2}(?:([_, \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3}){0,6}|[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,6}"
)
_OTHER_BASE = re.compile(r"0(?:[xX][0-9a-fA-F]{1,16}|[oO][0-7]{1,24}|[bB][01]{1,60})")
_THOUSANDS_OR_DECIMALS = re.compile(r"[-+]?[0-9]+\.[0-9]{3}")

_DATE_LIKE = re.compile(r"[0-9]{4}[-0-9/.~?]*\Z")
"""We read a date as text, other readers do not, so we always quote it."""
_STARTS = frozenset("-?:,[]{}#&*!|>'\"%@`=~<+.")
"""With one of these at its start, YAML, or some reader of it, would take a text for something else."""
CURLY = re.compile("[“„‘”]([^“”„‘’]*)[”“’]")
"""A text between curly quotation marks, which somebody may have written for YAML's own."""
_CURLY_STARTS = frozenset("“„‘”")
_FIELD, _COMMENT = ": ", " #"
_NO_BLOCK = re.compile(r"\A\s|\s\Z|[ ]\n|\n[ ]")
"""White space that a literal block would not show, or not give back."""


def is_ambiguous(word: str) -> bool:
    """Return whether YAML readers differ about an unquoted word."""
    if word in WORDS:
        return word not in _CONSTANTS
    if word[:1] in _CURLY_STARTS and CURLY.fullmatch(word):
        return True
    return not (_INTEGER.match(word) or _DATE.match(word)) and _AMBIGUOUS.fullmatch(word) is not None


def resolve(word: str) -> Scalar:
    """Return what an unquoted word means that is not ambiguous: a truth value, null, a whole number, or itself."""
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    return int(word) if _INTEGER.match(word) else word


def number_meant(word: str) -> int | None:
    """Return the whole number that a word plainly means, as ``1_500``, ``0x1F`` and ``1.5e9`` do; None for another."""
    from decimal import Decimal  # noqa: PLC0415 - start fast

    if _GROUPED.fullmatch(word):
        number = Decimal(re.sub("[^-+0-9]", "", word))
    elif _OTHER_BASE.fullmatch(word):
        number = Decimal(int(word, 0))
    elif DECIMAL.fullmatch(word) and not _THOUSANDS_OR_DECIMALS.fullmatch(word):
        number = Decimal(word)
    else:
        return None
    whole = number.adjusted() < len(str(MAX_INTEGER)) and number == number.to_integral_value()
    return int(number) if whole else None


def needs_quotes(text: str) -> bool:
    """Return whether a text must be quoted so that every reader of YAML reads the same text."""
    # Simple tests, because they run for every value of every file.
    if not text or text[0] in _STARTS or text[-1] == ":" or text.strip() != text:
        return True
    if _FIELD in text or _COMMENT in text or "\n" in text or text in WORDS:
        return True
    if text[0] in _CURLY_STARTS:
        return CURLY.fullmatch(text) is not None
    return "0" <= text[0] <= "9" and bool(_DATE_LIKE.match(text) or _INTEGER.match(text) or is_ambiguous(text))


def write_value(value: object, column: int, margin: str) -> str:
    """Return a value that is no collection as YAML: the rest of its line, and further lines if it needs them.

    Args:
        value: a text, whole number, truth value or null.
        column: how many characters come before it on its line.
        margin: the blanks at the start of further lines.

    Raises:
        UnwritableError: the value is of another type, or too large.
    """
    if type(value) is not str:
        return _write_constant(value)
    if "\n" in value and not _NO_BLOCK.search(value):
        return "|-\n" + "\n".join([margin + line if line else "" for line in value.split("\n")])
    written = _quote(value) if needs_quotes(value) else value
    if column + len(written) > WIDTH and _can_fold(value):
        line_break = "\n" + margin
        return f">-{line_break}{line_break.join(fold(value, WIDTH - len(margin)))}"
    return written


def write_key(key: object) -> str:
    """Return the name of a field, quoted if it is a word like the language code ``no``.

    Raises:
        UnwritableError: it is no name of a field.
    """
    if not isinstance(key, str) or not FIELD_NAME.match(key):
        raise UnwritableError(key)
    return f'"{key}"' if key in WORDS else key


def fold(text: str, width: int) -> list[str]:
    """Return a text as lines of at most `width` characters, broken between words; a longer word has its own line."""
    return _line(max(2, width)).findall(text)


@lru_cache(maxsize=64)
def _line(width: int) -> re.Pattern[str]:
    """Return the pattern of as many words as fit on a line, at least one."""
    return re.compile(rf"[^ ](?:.{{0,{width - 2}}}[^ ])?(?= |\Z)|[^ ]+")


def _can_fold(text: str) -> bool:
    """Return whether a text in a folded block has more than one line and is read back as it is."""
    return " " in text and not (text[0].isspace() or text[-1].isspace() or "  " in text or "\n" in text)


def _write_constant(value: object) -> str:
    if value is None or value is True or value is False:
        return next(word for word, constant in _CONSTANTS.items() if constant is value)
    if type(value) is int and -MAX_INTEGER <= value <= MAX_INTEGER:
        return str(value)
    raise UnwritableError(value)


def _quote(text: str) -> str:
    """Return a text between quotation marks: double ones, or single ones if it holds a double one or a backslash."""
    if "\n" in text:
        return json.dumps(text, ensure_ascii=False)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
