"""libyaml's parser, and what it finds between the scalars of a text, where the comments are."""

import re
from collections.abc import Iterator
from typing import Any

from yaml.events import ScalarEvent, StreamEndEvent

# The stubs of PyYAML do not know what its events hold, so events are of the type Any here.
CParser: Any
try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None

_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*([^\n]*)")


def read_gaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each stretch of an acceptable text that belongs to no scalar.

    These hold the comments. The rest of the line behind the sign of a block, ``|`` or ``>``, is one of them.
    """
    next_event, end = CParser(text).get_event, 0
    while True:
        event = next_event()
        start, stop = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent | StreamEndEvent):
            yield end, start
            end = stop
        if isinstance(event, StreamEndEvent):
            return
        if isinstance(event, ScalarEvent) and (sign := _BLOCK_SIGN.match(text, start)):
            yield sign.span(1)
