"""The views of the database, and ``metadata.json``, by which Datasette explains tables, views and columns."""

import re
from collections.abc import Mapping

from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.api_description import LICENCE
from factcheck.outputs.output import Content, Output, as_json
from factcheck.outputs.record_tables import record_tables
from factcheck.pages import Renderer
from factcheck.pages.file_addresses import BULK, DATABASE, DATABASE_GUIDE
from factcheck.pages.page import language_folder

NAME = DATABASE.removeprefix(BULK).partition(".")[0]
"""The name of the database in Datasette: that of its file, without endings."""


def _texts(alias: str, field: str, name: str = "") -> str:
    """Return the columns of a text, one for each language; a text that is not translated is in another one."""
    return ", ".join(f"{_text(alias, field, language)} AS {name or field}_{language}" for language in LANGUAGES)


def _text(alias: str, field: str, language: str) -> str:
    order = (language, *(other for other in LANGUAGES if other != language))
    return f"coalesce({', '.join(f'{alias}.{field}_{code}' for code in order)})"


_CLAIM = f"c.id AS claim, {_texts('c', 'title')}"
_SOURCE_OF_PAYLOAD = """
LEFT JOIN claim_evidence e ON p.place = 'evidence' AND e.claim_id = p.claim_id AND e.position = p.position
LEFT JOIN claim_developments_sources d ON p.place = 'developments' AND d.claim_id = p.claim_id
    AND d.developments_position = p.position AND d.position = 1
"""
VIEWS: Mapping[str, str] = {
    "claim_overview": f"""
SELECT {_CLAIM}, c.claimant, {_texts("w", "name", "claimant_name")}, c.rating, {_texts("r", "label", "rating_label")},
    c.confidence, c.completeness, c.article, a.title AS article_title, a.published AS article_published, c.number,
    (SELECT count(*) FROM claim_evidence e WHERE e.claim_id = c.id) AS pieces_of_evidence, c.independent_sources,
    c.checked, c.review_by, {", ".join(f"c.page_{language}" for language in LANGUAGES)}
FROM claims c JOIN entities w ON w.id = c.claimant JOIN ratings r ON r.id = c.rating JOIN articles a ON a.id = c.article
""",
    "evidence_overview": f"""
SELECT {_CLAIM}, c.rating, v.position, v.stance, v.source, s.title AS source_title, s.publisher, s.tier, s.access,
    s.published, v.quotation_exact, {_texts("v", "note")}, s.url
FROM claim_evidence v JOIN claims c ON c.id = v.claim_id JOIN sources s ON s.id = v.source
""",
    "amounts": f"""
SELECT {_CLAIM}, c.rating, p.place, p.position, coalesce(e.source, d.source) AS source, p.type, p.status,
    p.amount_hedge, p.amount_currency, p.amount_value, p.amount_min, p.amount_max, p.amount_period, p.date
FROM payloads p JOIN claims c ON c.id = p.claim_id {_SOURCE_OF_PAYLOAD}
WHERE p.amount_currency IS NOT NULL
""",
    "labels": f"""
SELECT {_CLAIM}, c.rating, p.place, p.position, coalesce(e.source, d.source) AS source, p.provider, p.customer,
    p.said_by, p.wording, p.lang, p.term, {_texts("t", "label", "term_label")}, p.date
FROM payloads p JOIN claims c ON c.id = p.claim_id LEFT JOIN terms t ON t.id = p.term {_SOURCE_OF_PAYLOAD}
WHERE p.type = 'designation' AND p.wording IS NOT NULL
""",
    "corrections": f"""
SELECT k.date, k.type, {_CLAIM}, c.rating, {_texts("k", "text")}, k.position,
    (SELECT count(*) FROM claim_corrections_changes x WHERE x.claim_id = k.claim_id
        AND x.corrections_position = k.position) AS changes
FROM claim_corrections k JOIN claims c ON c.id = k.claim_id
""",
}
"""The query behind each view: what most readers ask for, with the names of what the tables name by ids."""
_MEANINGS = {
    "claim_overview": "Each claim with who says it, our rating, its article, and how much evidence there is.",
    "evidence_overview": "Each piece of evidence with its claim and its source.",
    "amounts": "Each sum of money: as claimed, and as each source records it.",
    "labels": "Who called whom what provider, in which words: as claimed, and as each source records it.",
    "corrections": "Every public change of a claim after it was published.",
}
_LABELS = {
    "articles": "title",
    "claims": f"title_{MAIN}",
    "sources": "title",
    "entities": f"name_{MAIN}",
    "ratings": f"label_{MAIN}",
    "terms": f"label_{MAIN}",
}
"""The column that says what a row is, wherever another row names it."""
_FACETS = {
    "claims": ("rating", "kind", "article"),
    "claim_evidence": ("stance",),
    "sources": ("kind", "tier", "access"),
    "entities": ("kind",),
    "payloads": ("place", "type", "status"),
    "claim_overview": ("rating", "article"),
    "amounts": ("place", "status", "amount_currency"),
    "labels": ("place", "term"),
    "corrections": ("type",),
}
"""The columns by which a table or view is best counted and narrowed."""
_NEWEST_FIRST = {"corrections": "date", "retired": "date"}
QUERIES: Mapping[str, tuple[str, str]] = {
    "search_claims": (
        "Claims with these words, accents or not, in any language",
        f"""
SELECT {_CLAIM}, c.page_{MAIN} FROM claims_fts f JOIN claims c ON c.rowid = f.rowid
WHERE claims_fts MATCH :words ORDER BY f.rank
""",
    ),
    "search_quotations": (
        "Quotations from sources with these words",
        f"""
SELECT v.quotation_exact, v.source, v.stance, {_CLAIM} FROM claim_evidence_fts f
JOIN claim_evidence v ON v.rowid = f.rowid JOIN claims c ON c.id = v.claim_id
WHERE claim_evidence_fts MATCH 'quotation_exact: (' || :words || ')' ORDER BY f.rank
""",
    ),
    "what_differs": (
        "Where a source records something else than the claim says",
        f"""
SELECT {_CLAIM}, k.field, v.source, v.quotation_exact FROM claim_comparison k JOIN claims c ON c.id = k.claim_id
JOIN claim_evidence v ON v.claim_id = k.claim_id AND v.position = k.evidence_position
WHERE k.agreement = 'differs' ORDER BY c.id, v.position, k.field
""",
    ),
    "most_used_sources": (
        "Sources by the number of claims that name them as evidence",
        """
SELECT s.id AS source, s.title, s.publisher, s.tier, s.access, count(DISTINCT v.claim_id) AS claims
FROM sources s JOIN claim_evidence v ON v.source = s.id GROUP BY s.id ORDER BY claims DESC, s.id
""",
    ),
    "due": (
        "Claims to be checked again by a day, such as 2027-06-30",
        f"SELECT c.review_by, {_CLAIM}, c.checked FROM claims c WHERE c.review_by <= :day ORDER BY c.review_by, c.id",
    ),
}
"""Questions that Datasette offers, each with its title."""


def guide(renderer: Renderer) -> Content:
    """Return what Datasette (0.65) shows about the database: licence, source, and what tables and columns mean."""
    site, tables = renderer.site, record_tables(renderer)
    told = {
        table.name: {
            "description": table.description,
            "columns": {item.name: item.description for item in table.columns if item.description},
        }
        for table in tables
    }
    for name, meaning in _MEANINGS.items():
        told[name] = {"description": meaning}
    for name, about in told.items():
        more = {"label_column": _LABELS.get(name), "facets": _FACETS.get(name), "sort_desc": _NEWEST_FIRST.get(name)}
        about |= {key: value for key, value in more.items() if value}
    return {
        "title": site.name,
        "description": f"{site.description} {_RULE}".strip(),
        "license": LICENCE["name"],
        "license_url": LICENCE["url"],
        "source": site.name,
        "source_url": site.url,
        "about": "What the data are, and how to use them",
        "about_url": f"{site.url}{language_folder(MAIN)}{BULK}",
        "databases": {
            NAME: {
                "tables": told,
                "queries": {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()},
            }
        },
    }


_RULE = "A title says who claims what, and our rating: show no claim without both."

GUIDE = Output(
    name="datasette",
    files=lambda renderer: {DATABASE_GUIDE: lambda: as_json(guide(renderer))},
    paths=(re.escape(DATABASE_GUIDE),),
)
