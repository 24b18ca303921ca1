"""The languages of the site, one module each."""


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return message
