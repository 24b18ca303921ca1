"""Regular expressions in schemas, by the engine that judges records: its time grows with the length of a text only.

It is the regex crate of Rust, which knows no look-ahead and no back-reference, and in which no pattern can explode.
"""

from functools import lru_cache

import jsonschema_rs

ENGINE = jsonschema_rs.RegexOptions(size_limit=2**20)
"""The engine, for jsonschema-rs. A pattern that needs more than a megabyte is refused."""


@lru_cache(maxsize=256)
def _validator(pattern: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=ENGINE, offline=True)


def matches(pattern: str, text: str) -> bool:
    """Return whether a pattern is found in a text, as in ECMA-262: ``$`` is the end, not also a final line feed.

    Raises:
        ValueError: the engine does not take the pattern.
    """
    return _validator(pattern).is_valid(text)
