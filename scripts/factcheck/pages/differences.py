"""Two versions of a text as HTML: what was taken out and what was put in, for eyes and for ears.

Browsers strike out ``<del>`` and underline ``<ins>``, also without colours; screen readers mostly do not name them, so
each begins with a word that is only heard, and that is there when the text is copied.
"""

from markupsafe import Markup, escape

from factcheck.changes.word_changes import Fate, word_changes
from factcheck.languages import N_, translated

_HEARD = {Fate.GONE: N_("Taken out:"), Fate.NEW: N_("Put in:")}
_TAGS = {Fate.GONE: "del", Fate.NEW: "ins"}


def difference(before: str, after: str, language: str) -> Markup:
    """Return what differs between two texts as HTML, with a few words around it; `language` is that of the page."""
    return Markup(" ".join(marked(fate, text, language) for fate, text in word_changes(before, after)))  # noqa: S704 - HTML


def marked(fate: Fate, text: str | Markup, language: str) -> Markup:
    """Return words as HTML that says what became of them."""
    words, tag = escape(text), _TAGS.get(fate)
    if not tag:
        return words
    # Not with `format`, which is slow: a page with all versions of a record has thousands of these.
    heard = escape(translated(language, _HEARD[fate]))
    return Markup(f'<{tag}><span class="fc-heard">{heard} </span>{words}</{tag}>')  # noqa: S704 - escaped
