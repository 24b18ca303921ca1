"""Where the records of each kind stand: the folder below ``facts/``, and below each language of the site."""

FOLDERS = {"article": "articles", "claim": "claims", "source": "sources", "entity": "entities"}
LANGUAGES = ("en", "fr")
"""The languages of the site; the first one stands at its root."""


def edit_path(language: str, page: str, shell: str) -> str:
    """Return the file behind a page, relative to the project: the record behind a shell, else the page's Markdown.

    Args:
        language: the language of the page.
        page: the path of its Markdown below ``docs/LANGUAGE/``.
        shell: the name of shells, which stands for the record's id.
    """
    folder, _, name = page.rpartition("/")
    return f"facts/{folder}/{shell}.yml" if name == f"{shell}.md" else f"docs/{language}/{page}"
