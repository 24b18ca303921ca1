"""German."""

from factcheck.languages.language import Language

LANGUAGE = Language(
    code="de",
    name="Deutsch",
    english="German",
    locale="de_DE",
    quotation_marks=("„", "“"),
    inner_quotation_marks=("‚", "‘"),
    thousands=".",
    decimals=",",
    first_day="1",
    currencies={"USD": ("{}\N{NO-BREAK SPACE}Dollar", "{}\N{NO-BREAK SPACE}Dollar")},
    scales={
        "tsd": 10**3,
        "mio": 10**6,
        "million": 10**6,
        "millionen": 10**6,
        "mrd": 10**9,
        "milliarde": 10**9,
        "milliarden": 10**9,
    },
    hedges={
        "up_to": "bis zu",
        "about": "etwa|rund|ungefähr|knapp",
        "more_than": "mehr als|über",
        "at_least": "mindestens",
    },
    range_words="bis|und",
    before_range="zwischen",
    and_word="und",
    currency_words="(?:Dollar|Euro|Pfund)",
    months="januar|jan februar|feb märz april|apr mai juni|jun juli|jul august|aug "
    "september|sept|sep oktober|okt november|nov dezember|dez",
    day_suffix=r"\.",
)
