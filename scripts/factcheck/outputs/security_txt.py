"""``.well-known/security.txt``: where to report a vulnerability of the site, for people and programs (RFC 9116)."""

import re

from factcheck.languages import LANGUAGES
from factcheck.outputs.output import Output
from factcheck.pages.page import Site

SECURITY = ".well-known/security.txt"
"""The path of the file, which the standard fixes."""


def security_txt(site: Site) -> str:
    """Return the content of the file, or "" if the site names nobody to report to.

    `Expires` is written by hand in the configuration: a date that moves by itself would promise what nobody looked at.
    """
    if not site.security_contact:
        return ""
    fields = {
        "Contact": site.security_contact,
        "Expires": site.security_expires,
        "Preferred-Languages": ", ".join(LANGUAGES),
        "Canonical": f"{site.url}{SECURITY}" if site.url else "",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


SECURITY_TXT = Output(
    name="security.txt",
    files=lambda renderer: {SECURITY: told.encode} if (told := security_txt(renderer.site)) else {},
    paths=(re.escape(SECURITY),),
)
