"""French."""

from factcheck.languages.language import Language

LANGUAGE = Language(
    code="fr",
    name="Français",
    english="French",
    locale="fr_FR",
    quotation_marks=("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"),
    typography={r"[^\W_] [:;!?»]|« ": "a plain blank beside : ; ! ? « or »; write a no-break space there"},
    typography_signs=(" :", " ;", " !", " ?", " »", "« "),
    elision="[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quelqu|quoiqu",
    avoided={
        "désignations?": "appellation",
        "coquilles?": "forme",
        "dernier contrôle": "dernière vérification",
    },
    # Without "or" and "son", which are also English.
    little_words=(
        *("a", "à", "au", "aux", "c", "ce", "d", "dans", "de", "des", "du", "en", "est", "et", "il", "l", "la", "le"),
        *("les", "n", "ne", "on", "ou", "où", "par", "pas", "qu", "que", "qui", "s", "se", "sur", "un", "une"),
    ),
    thousands=r"\s",
    decimals=",.",
    first_day="1er",
    currencies={"USD": ("{}\N{NO-BREAK SPACE}dollars", "{}\N{NO-BREAK SPACE}de dollars")},
    # A French "billion" would be 10**12: nobody writes it, and quotations of English hold the word.
    scales={
        "k": 10**3,
        **dict.fromkeys(("m", "million", "millions"), 10**6),
        **dict.fromkeys(("md", "mds", "milliard", "milliards"), 10**9),
    },
    hedges={
        "up_to": "jusqu['’]à",
        "about": "environ|près de|quelque|presque",
        "more_than": "plus de",
        "at_least": "au moins",
    },
    range_words="et|à",
    and_word="et",
    currency_words=r"(?:de\s|d['’])?(?:dollars?|euros?|livres?)",
    months="janvier|janv février|févr mars avril|avr mai juin juillet|juil août "
    "septembre octobre novembre décembre|déc",
    day_suffix="er",
)
