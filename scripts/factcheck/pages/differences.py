"""Two versions of a text as HTML: what was taken out and what was put in, for eyes and for ears.

Browsers strike out ``<del>`` and underline ``<ins>``, also without colours; screen readers mostly do not name them, so
each begins with a word that is only heard, and that is there when the text is copied.
"""

from markupsafe import Markup

from factcheck.changes.word_changes import Fate, word_changes
from factcheck.languages import N_, translated

_HEARD = {Fate.GONE: N_("Taken out:"), Fate.NEW: N_("Put in:")}
_MARKED = {
    Fate.SAME: Markup("{0}"),
    Fate.GONE: Markup('<del><span class="fc-aloud">{1} </span>{0}</del>'),
    Fate.NEW: Markup('<ins><span class="fc-aloud">{1} </span>{0}</ins>'),
}


def difference(before: str, after: str, language: str) -> Markup:
    """Return what differs between two texts as HTML, with a few words around it; `language` is that of the page."""
    return Markup(" ").join(marked(fate, text, language) for fate, text in word_changes(before, after))


def marked(fate: Fate, text: str | Markup, language: str) -> Markup:
    """Return words as HTML that says what became of them."""
    return _MARKED[fate].format(text, translated(language, _HEARD.get(fate, "")))
