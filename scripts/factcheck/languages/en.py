"""English."""

from factcheck.languages.language import Language

LANGUAGE = Language(
    code="en",
    name="English",
    english="English",
    locale="en_GB",
    quotation_marks=("“", "”"),
    inner_quotation_marks=("‘", "’"),
    avoided={
        "designations?(?!/|\\.md)": "label",
        "wordings": "exact words",
        "principal": "primary, or the French word in quotation marks",
        "certainty": "confidence",
        "completeness|what could be read": "key sources read",
        "(?:still|yet) to be read|not (?:been )?read yet|unread": "not read",
        "still missing": "missing",
        "on record": "found, or in our records",
        "(?:a|each|every|one) source records|records? nothing": "says",
        "right of reply": "what is meant: we have not asked them for comment",
        "what (?:has )?happened since|the time since": "later developments",
        "typing errors?": "wording",
        "stands?|stood": "is, is in, is listed, means",
        "it takes|confirmed” takes|rating takes": "needs, requires",
        "mend(?:s|ed|ing)?": "fix",
        "doors?": "entry point",
        "whom": "who, or name them",
        "(?:nobody|no one|somebody|someone) other than": "only, nobody but, or someone else",
        "shut(?:s|ting)? (?:\\w+ )?out": "exclude",
        "bears? out|bearing out|borne out": "support, confirm",
        "on the whole": "broadly, or how much",
        "goes on on": "continues on",
        "the own": "their own, its own",
        "bugs? of ours": "internal error",
    },
    answers="yes|no|true|false|right|wrong|correct|incorrect|plausible|likely|unlikely|possibly"
    "|(?:mostly|largely|partly|broadly) (?:true|right|correct|supported|confirmed)",
    attributions="according to|in the words of"
    "|as (?:[^,]{1,40} )?(?:puts?|says?|said|calls?|called|reports?|reported) it",
    opening_attributions="per",
    saying="says?|said|reports?|reported|writes?|wrote|claims?|claimed|argues?|argued|explains?|explained",
    negations="not|no|never|cannot|nobody|nothing|none|nowhere|neither|nor|without|leaves? out|omits?",
    silences="(?<!article )(?:does|did|do) not (?:mention|say|use|name|give|write|speak)|nothing (?:about|on)"
    "|without (?:the label|saying|naming)",
    little_words=("a", "of", "the", "to"),
    thousands=",",
    decimals=".",
    currencies={"USD": ("${}", "${}"), "EUR": ("€{}", "€{}"), "GBP": ("£{}", "£{}")},
    scales={
        "k": 10**3,
        **dict.fromkeys(("m", "mn", "million", "millions"), 10**6),
        **dict.fromkeys(("b", "bn", "billion", "billions"), 10**9),
        "trillion": 10**12,
    },
    number_words={
        **dict.fromkeys(("a", "an", "one"), 1),
        **{
            word: place
            for place, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
        },
    },
    units={
        "percent": "per ?cent",
        "megawatt": "megawatts?",
        "gigawatt": "gigawatts?",
        "month": "months?",
        "year": "years?",
    },
    hedges={
        "up_to": "up to|no more than|at most",
        "about": "about|around|approximately|roughly|nearly|almost|some",
        "more_than": "more than|over|above",
        "at_least": "at least",
    },
    range_words="to|and",
    before_range="between",
    short_forms="mr|mrs|ms|dr|st|inc|ltd|corp|co|vs|no|prof|jr|sr|etc",
    and_word="and",
    currency_words="(?:dollars?|euros?|pounds?)",
    counting=r"[\s-](?!(?:and|are|as|at|by|could|for|from|had|has|in|into|is|later|may|might|more|of|on|or|over|that|then"
    r"|to|was|were|which|will|with|would)\b)[a-z]",
    months="january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec",
)
