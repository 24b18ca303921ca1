"""What an unquoted YAML value stands for, and whether every reader of YAML would say the same.

YAML 1.1 and 1.2, and the readers of each, differ: ``NO`` is false or text, ``017`` is 15 or 17, ``1.10``
is a number or a version, ``12:30`` is 750 or text. What any of them reads as something else than text is
refused and must be quoted. Known to be read differently, by PyYAML, ruamel.yaml, libyaml's, go-yaml's,
Psych's, Symfony's, js-yaml's and eemeli's readers: see the parts of `_AMBIGUOUS`.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final

from factcheck.loading.characters import printable

Scalar = str | int | bool | None


class Ambiguous:
    """The type of `AMBIGUOUS`, which stands for a value that must be quoted."""


AMBIGUOUS: Final = Ambiguous()

FIRST_CHARACTERS = frozenset(["", *"0123456789+-.=~<:"])
"""What a value begins with that may be more than text, unless it is one of `WORDS`."""

_CONSTANTS: dict[str, Scalar] = {"true": True, "false": False, "null": None}
_LOOK_ALIKES = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")

# Psych (Ruby) takes these words in any mixture of cases.
WORDS = frozenset(
    "".join(letters) for word in _LOOK_ALIKES for letters in product(*((letter, letter.upper()) for letter in word))
)
"""The words that YAML readers take for a truth value or for null, in every spelling."""

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
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}                                 # 2023-1-2 (go-yaml); _DATE is asked first
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [Tt] | [ ]+ ) [0-9]{1,2}:.*  # a date with a time
    | [-+]? \. (?: inf | nan )                        # in any mixture of cases (Psych)
    | [-+.=~] | \.\. | << | (?:)                      # indicators, half a number, null
    | :[^ ].*                                         # a symbol (Psych)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.ASCII,
)


def resolve(value: str) -> Scalar | Ambiguous:
    """Return what an unquoted value is, or `AMBIGUOUS` if YAML readers differ about it."""
    if value in WORDS:
        return _CONSTANTS.get(value, AMBIGUOUS)
    if _INTEGER.match(value):
        return int(value)
    if _DATE.match(value) or not _AMBIGUOUS.fullmatch(value):
        return value
    return AMBIGUOUS


def explain(value: str) -> tuple[str, str]:
    """Return a message and a hint about an ambiguous value."""
    if not value:
        return "there is no value here", 'write the value, or null for none, or "" for an empty text'
    shown, lower = printable(value), value.lower()
    hint = f'put it between quotation marks: "{shown}"'
    if lower in _CONSTANTS:
        return f"{shown} is read as text by some YAML readers", f"write {lower}, or {hint} if it is text"
    if lower in WORDS:
        return f"{shown} is read as true or false by some YAML readers", f"{hint}, or write true or false"
    if value == "~":
        return "~ is read as null by some YAML readers", f"write null, or {hint} if it is text"
    if re.fullmatch(r"[-+]?[0-9]{16,}", value):
        return f"{shown} has more digits than every YAML reader keeps", hint
    return f"{shown} is not read as the same text by every YAML reader", hint
