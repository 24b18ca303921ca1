"""The words for the values of controlled fields. They are translated where a page shows them."""

from factcheck.kinds import CLAIM, RECORDS, VOCABULARIES
from factcheck.languages import N_

WORDS = {
    # claim.kind
    "factual": N_("Factual claim"),
    "attribution": N_("Attributed claim"),
    "analysis": N_("Analysis"),
    # payload.type
    "investment": N_("Investment"),
    "designation": N_("Label"),
    "agreement": N_("Agreement"),
    "announcement": N_("Announcement"),
    "description": N_("Description"),
    # evidence.stance
    "supports": N_("Supports"),
    "refutes": N_("Refutes"),
    "qualifies": N_("Qualifies"),
    "silent": N_("Does not say so"),
    "says_so": N_("Shows that it was said"),
    "context": N_("Context"),
    # confidence, completeness
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
    "complete": N_("all"),
    "partial": N_("some"),
    "thin": N_("few"),
    # published_certainty, date_certainty
    "inferred": N_("date estimated"),
    "date.relayed": N_("date from other reports"),
    # what makes a day matter
    "day.at-publication": N_("the article appears"),
    "day.a-year-later": N_("a year after the article"),
    "day.now": N_("our newest entry"),
    "day.source": N_("a source appears"),
    "day.development": N_("a development"),
    "day.correction": N_("a correction"),
    "day.ours": N_("our pages change"),
    # title_certainty
    "title.inferred": N_("Reconstructed: we have not seen it at the source itself."),
    "title.relayed": N_("Given by others: we have not seen it at the source itself."),
    "title_mark.inferred": N_("title inferred"),
    "title_mark.relayed": N_("title from other reports"),
    # source.tier, source.access
    "primary": N_("Primary source"),
    "secondary": N_("Secondary source"),
    "tertiary": N_("Tertiary source"),
    "full": N_("read in full"),
    "excerpt": N_("read in part"),
    "headline": N_("headline or opening read"),
    "relayed": N_("known only from quotations by others"),
    "unread": N_("not read"),
    # source.kind
    "filing": N_("Filing with an authority"),
    "regulator": N_("Text of an authority"),
    "news": N_("News story"),
    "agency": N_("News agency story"),
    "research": N_("Research note"),
    "digest": N_("Digest of other reports"),
    "republication": N_("Republication"),
    # status of money; instrument of an investment, type of its relation
    "paid": N_("paid"),
    "committed": N_("committed"),
    "optional": N_("optional"),
    "announced": N_("announced"),
    "reported": N_("reported, not announced"),
    "estimated": N_("estimated"),
    "cumulative": N_("a running total"),
    "recalled": N_("already counted"),
    "unstated": N_("not said whether paid"),
    "told.part_of": N_("a part of this money in %(article)s:"),
    "told.same_as": N_("the same money as in %(article)s:"),
    "told.total_of": N_("a total that includes this money in %(article)s:"),
    "money_relation.part_of": N_("a part of that money"),
    "same_as": N_("the same money"),
    "total_of": N_("a total that includes that money"),
    "convertible_note": N_("convertible note"),
    "equity": N_("equity"),
    "preferred_stock": N_("preferred stock"),
    "credits": N_("credits"),
    "unknown": N_("unknown"),
    # entity.kind
    "company": N_("Company"),
    "business_unit": N_("Part of a company"),
    "product": N_("Product"),
    "news_organisation": N_("News organisation"),
    "person": N_("Person"),
    "investor": N_("Investor"),
    "organisation": N_("Organisation"),
    "website": N_("Website"),
    "entity.regulator": N_("Authority"),
    # relation.type
    "repeats": N_("repeats"),
    "narrows": N_("adds detail to"),
    "broadens": N_("broadens"),
    "contradicts": N_("contradicts"),
    "contrasts_with": N_("should be read alongside"),
    "supersedes": N_("supersedes"),
    "part_of": N_("is part of"),
    "sum_of": N_("is a total that includes"),
    # how a source's value relates to the claimed one
    "agrees": N_("agrees"),
    "differs": N_("differs"),
    "part_of_company": N_("a part of the company"),
    "whole_company": N_("the company as a whole"),
    "low_end": N_("at the low end of the range"),
    "high_end": N_("at the high end of the range"),
    "in_range": N_("within the range"),
    "within_limit": N_("within the limit"),
    "close": N_("close to it"),
    "above_minimum": N_("above that sum"),
    "not_above": N_("that sum, not more"),
    "upper_limit": N_("an upper limit"),
    "approximate": N_("an approximate sum"),
    "range": N_("a range"),
    "minimum": N_("a minimum"),
    "higher": N_("a higher sum"),
    "lower": N_("a lower sum"),
    "closer_date": N_("a more exact date"),
    "wider_date": N_("a less exact date"),
    "earlier_date": N_("an earlier date"),
    "later_date": N_("a later date"),
    "somebody_else": N_("somebody else"),
    "other_label": N_("does not use this label"),
    "other_part": N_("not comparable: only a part of it"),
    "other_total": N_("not comparable: a total that includes it"),
    "running_total": N_("not comparable: a running total"),
    "later": N_("not comparable: the sum at a later date"),
    "other_currency": N_("not comparable: another currency"),
    "other_period": N_("not comparable: another period"),
    # rating.requires
    "support": N_("evidence that we have read and that supports the claim"),
    "reservation": N_("a reservation: evidence that qualifies or refutes it, or gives another value"),
    "no_reservation": N_("no evidence that qualifies the claim"),
    "refutation": N_("evidence that we have read and that refutes the claim"),
    "no_difference": N_("no evidence that rules out what is claimed"),
    "other_speaker": N_("a source that names another speaker"),
    "gap": N_("a gap: a text that we have not read, or too little support"),
    # coverage of an article
    "claims": N_("claims"),
    "not_checkable": N_("not checkable"),
    "open": N_("not examined yet"),
    # correction.type
    "typo": N_("Wording"),
    "source": N_("Sources"),
    "substance": N_("Substance"),
    "rating": N_("Rating"),
    "update": N_("Update"),
    # change.how
    "added": N_("added"),
    "removed": N_("taken out"),
    "changed": N_("changed"),
    "reordered": N_("in another order"),
}
"""Words by value. If two fields have a value in common, its words fit both, or one has the key ``FIELD.VALUE``."""

PAGE_KINDS = {
    CLAIM: "",  # the first one, because most pages are about claims
    **{kind.name: kind.word for kind in RECORDS},
    **{item: file.word for item, file in VOCABULARIES.items() if file.word},
    "as_of": N_("What was known by a date"),
    "check": N_("Check"),
    "page": N_("Other page"),
}
"""The kinds of pages by which readers can filter a search."""

INVERSE_RELATIONS = {
    "repeats": N_("is repeated by"),
    "narrows": N_("is given more detail in"),
    "broadens": N_("is broadened by"),
    "contradicts": N_("is contradicted by"),
    "contrasts_with": N_("should be read alongside"),
    "supersedes": N_("is superseded by"),
    "part_of": N_("includes"),
    "sum_of": N_("is part of the total in"),
}
"""The words for a relation, read from the claim that it leads to."""

FIELDS = {
    "investor": N_("Investor"),
    "lead": N_("Led by"),
    "participants": N_("Other investors named"),
    "investee": N_("Invests in"),
    "amount": N_("Amount"),
    "instrument": N_("Form"),
    "round": N_("Round"),
    "status": N_("Status"),
    "date": N_("Date"),
    "provider": N_("Provider"),
    "customer": N_("Customer"),
    "said_by": N_("Speaker"),
    "wording": N_("Exact words"),
    "term": N_("Label"),
    "scope": N_("Scope"),
    "parties": N_("Parties"),
    "subject": N_("Subject"),
    "announcer": N_("Announced by"),
    "channel": N_("Announced through"),
    "property": N_("Described as"),
    "subjects": N_("About"),
    "thesis": N_("Argument"),
}
"""The names of the fields of payloads. Pages show `type` and `lang` beside other values, not as fields."""

EDITORS = N_("Word for Word editors")
"""How records are signed that the whole project answers for."""
