"""Where the records of each kind stand: the folder below ``facts/``, and below each language of the site."""

FOLDERS = {"article": "articles", "claim": "claims", "source": "sources", "entity": "entities"}
LANGUAGES = ("en", "fr")
"""The languages of the site; the first one stands at its root."""


def record_beside(page: str) -> tuple[str, str] | None:
    """Return kind and id of the record that would have the same address as the hand-written page at this path.

    None if no record ever stands there.
    """
    inner = page.split("/", 2)[2] if page.count("/") > 1 else page
    folder, _, stem = inner.removesuffix(".md").removesuffix("/index").rpartition("/")
    kind = next((kind for kind, name in FOLDERS.items() if name == folder), None)
    return (kind, stem) if kind else None


def edit_path(language: str, page: str, shell: str, file: str) -> str:
    """Return the file behind a page, relative to the project: for a shell the mark of the record's, else its Markdown.

    Args:
        language: the language of the page.
        page: the path of its Markdown below ``docs/LANGUAGE/``.
        shell: the name of shells.
        file: the mark that stamping replaces by the file behind each page.
    """
    return file if page.rpartition("/")[2] == f"{shell}.md" else f"docs/{language}/{page}"
