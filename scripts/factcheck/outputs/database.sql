-- The views of the database, and the questions that Datasette offers. A column that ends in _* is there in each language.
-- escape_fts is a function of Datasette: whatever somebody types is taken for words. An empty phrase besides ("") finds nothing by
-- itself, where nothing is typed.

-- view claim_overview: Each claim with who says it, our rating, its article, and how much evidence there is.
SELECT c.id AS claim, c.title_*, c.claimant, w.name_* AS claimant_name_*, c.rating, r.label_* AS rating_label_*,
    c.confidence, c.completeness, c.article, a.title AS article_title, a.published AS article_published, c.number,
    (SELECT count(*) FROM claim_evidence e WHERE e.claim_id = c.id) AS pieces_of_evidence, c.independent_sources,
    c.checked, c.review_by, c.page_*
FROM claims c
JOIN entities w ON w.id = c.claimant
JOIN ratings r ON r.id = c.rating
JOIN articles a ON a.id = c.article;

-- view evidence_overview: Each piece of evidence with its claim and its source.
SELECT c.id AS claim, c.title_*, c.rating, v.position, v.stance, v.source, s.title AS source_title, s.publisher, s.tier,
    s.access, s.published, v.quotation_exact, v.note_*, s.url
FROM claim_evidence v
JOIN claims c ON c.id = v.claim_id
JOIN sources s ON s.id = v.source;

-- view amounts: Each sum of money: as claimed, and as each source says it.
SELECT c.id AS claim, c.title_*, c.rating, p.place, p.position, coalesce(e.source, d.source) AS source, p.type, p.status,
    p.amount_hedge, p.amount_currency, p.amount_value, p.amount_min, p.amount_max, p.amount_period, p.date
FROM payloads p
JOIN claims c ON c.id = p.claim_id
LEFT JOIN claim_evidence e ON p.place = 'evidence' AND e.claim_id = p.claim_id AND e.position = p.position
LEFT JOIN claim_developments_sources d ON p.place = 'developments' AND d.claim_id = p.claim_id
    AND d.developments_position = p.position AND d.position = 1
WHERE p.amount_currency IS NOT NULL;

-- view labels: What a customer calls a provider, in which words: as claimed, and as each source says it.
SELECT c.id AS claim, c.title_*, c.rating, p.place, p.position, coalesce(e.source, d.source) AS source, p.provider,
    p.customer, p.said_by, p.wording, p.lang, p.term, t.label_* AS term_label_*, p.date
FROM payloads p
JOIN claims c ON c.id = p.claim_id
LEFT JOIN terms t ON t.id = p.term
LEFT JOIN claim_evidence e ON p.place = 'evidence' AND e.claim_id = p.claim_id AND e.position = p.position
LEFT JOIN claim_developments_sources d ON p.place = 'developments' AND d.claim_id = p.claim_id
    AND d.developments_position = p.position AND d.position = 1
WHERE p.type = 'designation' AND p.wording IS NOT NULL;

-- view corrections: Every public change of a claim after it was published.
SELECT k.date, k.type, c.id AS claim, c.title_*, c.rating, k.text_*, k.position,
    (SELECT count(*) FROM claim_corrections_changes x
        WHERE x.claim_id = k.claim_id AND x.corrections_position = k.position) AS changes
FROM claim_corrections k
JOIN claims c ON c.id = k.claim_id;

-- question search_claims: Claims with these words, accents or not, in any language
SELECT c.id AS claim, c.title_*, c.page_*
FROM claims_fts f
JOIN claims c ON c.rowid = f.rowid
WHERE claims_fts MATCH escape_fts(:words) || ' ""'
ORDER BY f.rank;

-- question search_quotations: Quotations from sources with these words
SELECT v.quotation_exact, v.source, v.stance, c.id AS claim, c.title_*
FROM claim_evidence_fts f
JOIN claim_evidence v ON v.rowid = f.rowid
JOIN claims c ON c.id = v.claim_id
WHERE claim_evidence_fts MATCH 'quotation_exact: (' || escape_fts(:words) || ' "")'
ORDER BY f.rank;

-- question what_differs: Where a source says something other than the claim
SELECT c.id AS claim, c.title_*, k.field, v.source, v.quotation_exact
FROM claim_comparison k
JOIN claims c ON c.id = k.claim_id
JOIN claim_evidence v ON v.claim_id = k.claim_id AND v.position = k.evidence_position
WHERE k.agreement = 'differs'
ORDER BY c.id, v.position, k.field;

-- question most_used_sources: Sources by the number of claims that name them as evidence
SELECT s.id AS source, s.title, s.publisher, s.tier, s.access, count(DISTINCT v.claim_id) AS claims
FROM sources s
JOIN claim_evidence v ON v.source = s.id
GROUP BY s.id
ORDER BY claims DESC, s.id;

-- question due: Claims to be checked again by a day, such as 2027-06-30
SELECT c.review_by, c.id AS claim, c.title_*, c.checked
FROM claims c
WHERE c.review_by <= :day
ORDER BY c.review_by, c.id;
