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
        "designations?": "label",
        "right of reply": "what is meant: we have not asked them for comment",
        "nobody other than": "only",
        "bears? out|bearing out": "support",
        "on the whole": "broadly, or how much",
        "goes on on": "continues on",
    },
    little_words=("a", "of", "the", "to"),
    thousands=",",
    decimals=".",
    currencies={"USD": ("${}", "${}")},
    scales={
        "k": 10**3,
        **dict.fromkeys(("m", "mn", "million", "millions"), 10**6),
        **dict.fromkeys(("b", "bn", "billion", "billions"), 10**9),
        "trillion": 10**12,
    },
    hedges={
        "up_to": "up to",
        "about": "about|around|approximately|roughly|nearly|almost|some",
        "more_than": "more than|over|above",
        "at_least": "at least",
    },
    range_words="to|and",
    and_word="and",
    currency_words="(?:dollars?|euros?|pounds?)",
    months="january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec",
)
