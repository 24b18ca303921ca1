"""French."""

import re

from factcheck.languages.language import Language

_VOWEL = "[AEIOUÀÂÉÈÊËÎÏÔÛÜŒaeiouàâéèêëîïôûüœ]"
_UNELIDED = r"(?:oui|onz\w+|[A-Z]|[IVX]+er?)\b"
"""Words before which nothing is cut short: le oui, le onze, de A à Z, le IIe siècle."""
_MISSING_ELISION = (
    r"[\s(](?:[Dd]e|[Qq]ue|[Jj]usque|[Ll]orsque|[Pp]uisque|[JjMmNnSsTt]e|[Ll][ea](?!\sune?\b)|[Ss]i(?=\sils?\b))"
    rf"\s(?={_VOWEL})(?!{_UNELIDED})"
)
"""Not "le un" and "la une". It begins with a blank, which is ten times as fast to search for as the start of a word."""
_NESTED_QUOTATION = "«[^»]*(?:«|“”)"
"""A quotation that is left when all that hold no other one have become “”."""
_STARTS_WITH_VOWEL = re.compile(f"(?!{_UNELIDED}){_VOWEL}")
_CUT_SHORT = ("de", "que", "jusque", "lorsque", "puisque")
_CONTRACTED = {("de", "Le"): "du", ("de", "Les"): "des", ("à", "Le"): "au", ("à", "Les"): "aux"}
_BEFORE_DAY = {"de": "du", "à": "au", "depuis": "depuis le", "vers": "vers le", "avant": "avant le"}
_DAY = re.compile(r"\d{1,2}(?:er)? [a-zéû]{3,9} \d{4}\Z")
_MONTH_OR_YEAR = re.compile(r"(?:[a-zéû]{3,9} )?\d{4}\Z")
_TAGS = re.compile("(?:<[^>]*>)*")
_ARTICLE = re.compile("(Les?) ")


def meet(word: str, name: str) -> str:
    """Return a word and what comes after it as they meet: d’Anthropic, des Echos, du 3 mai 2024, en mai 2024.

    Args:
        word: a word of a message, such as de, que or le.
        name: the name or date after it, as text or as HTML.
    """
    if word in _BEFORE_DAY and _DAY.match(name):
        return f"{_BEFORE_DAY[word]} {name}"
    if word == "le" and _MONTH_OR_YEAR.match(name):
        return f"en {name}"
    tags = _TAGS.match(name)
    start = tags.end() if tags else 0
    article = _ARTICLE.match(name, start)
    if article and (short := _CONTRACTED.get((word, article[1]))):
        return f"{short} {name[:start]}{name[article.end() :]}"
    if word in _CUT_SHORT and _STARTS_WITH_VOWEL.match(name, start):
        return f"{word[:-1]}’{name}"
    return f"{word} {name}"


LANGUAGE = Language(
    code="fr",
    name="Français",
    english="French",
    locale="fr_FR",
    quotation_marks=("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"),
    inner_quotation_marks=("“", "”"),
    typography={
        r" [:;!?»]|« ": "a plain space beside : ; ! ? « or »; put a no-break space there",
        r" (?<=[0-9] )mill(?:ion|iard)s?\b": "a plain space before million or milliard; put a no-break space there",
        _NESTED_QUOTATION: "« » within « »; write “ ” for the inner ones",
        _MISSING_ELISION: "a word that must be shortened before a vowel; write d’Anthropic, qu’Amazon, l’article",
    },
    no_break={  # The places of a message, such as %(date)s, are no percentages.
        r"\s(?=[;!?])": "\N{NARROW NO-BREAK SPACE}",
        r"\s(?=[:»]|%(?!\())|(?<=[«°])\s|(?<=\d)\s(?=mill(?:ions?|iards?)\b)": "\N{NO-BREAK SPACE}",
        r"(?<=\d)\s(?=\d{3}\b)": "\N{NARROW NO-BREAK SPACE}",
    },
    meet=meet,
    elision="[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quelqu|quoiqu",
    avoided={
        "désignations?": "appellation",
        "étiquettes?": "appellation",
        "libellés?": "mots exacts",
        "coquilles?": "forme",
        "droits? de réponse": "contradictoire: « X n’a pas été invité à réagir »",
        "dernier (?:contrôle|examen)": "dernière vérification",
        "prochain (?:contrôle|examen)": "prochaine vérification",
        "degrés? de certitude": "certitude",
        "pas encore lue?s?": "non lue",
        "encore à lire": "non lue, or: il manque",
        "ce qui s(?:’est|’était) passé depuis": "depuis l’article",
        "l’état (?:de l’argent|des fonds)": "le statut",
        "verdicts?": "note",
        "appui": "élément de preuve",
        "sources favorables": "sources qui étayent",
        "entités?": "personne, entreprise",
        "les echos rapporte": "Les Echos rapportent",
        "à l’en croire": "selon lui",
        "series [a-z]": "série, as in série H",
    },
    answers="oui|non|vrai|faux|exact|inexact|juste|plausible|probable|peu probable|possible"
    "|(?:en partie|en grande partie|plutôt|globalement) (?:vrai|exact|juste|confirmé|étayé)e?",
    attributions="selon|d['’]après|à en croire|aux dires d"
    "|comme l['’](?:écrit|écrivent|affirme|affirment|annonce|explique)",
    saying="dit|disent|affirme|affirment|rapporte|rapportent|écrit|écrivent|soutient|soutiennent|explique|expliquent",
    negations="ne|n['’]\\w+|ni|pas|non|sans|aucune?|rien|jamais|nulle|omet(?:tent)?",
    silences="(?<!article )(?:ne|n['’])\\s?"
    "(?:mentionnent?|dit|disent|emploient?|utilisent?|nomment?|donnent?|cite|évoque|parle) (?:pas|ni|rien|aucune?)"
    "|sans (?:cette appellation|dire|nommer|mentionner)",
    # Without "or" and "son", which are also English.
    little_words=(
        *("a", "à", "au", "aux", "c", "ce", "d", "dans", "de", "des", "du", "en", "est", "et", "il", "l", "la", "le"),
        *("les", "n", "ne", "on", "ou", "où", "par", "pas", "qu", "que", "qui", "s", "se", "sur", "un", "une"),
    ),
    thousands=r"\s",
    decimals=",.",
    first_day="1er",
    currencies={
        "USD": ("{}\N{NO-BREAK SPACE}dollars", "{}\N{NO-BREAK SPACE}de dollars"),
        "EUR": ("{}\N{NO-BREAK SPACE}euros", "{}\N{NO-BREAK SPACE}d’euros"),
        "GBP": ("{}\N{NO-BREAK SPACE}livres sterling", "{}\N{NO-BREAK SPACE}de livres sterling"),
    },
    # A French "billion" would be 10**12: nobody writes it, and quotations of English hold the word.
    scales={
        "k": 10**3,
        **dict.fromkeys(("m", "million", "millions"), 10**6),
        **dict.fromkeys(("md", "mds", "milliard", "milliards"), 10**9),
    },
    number_words={
        **dict.fromkeys(("un", "une"), 1),
        **{
            word: place
            for place, word in enumerate(("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"), 2)
        },
    },
    units={
        "percent": "pour cent",
        "megawatt": "mégawatts?",
        "gigawatt": "gigawatts?",
        "month": "mois",
        "year": "ans?|années?",
    },
    hedges={
        "up_to": "jusqu['’]à",
        "about": "environ|près de|quelque|presque",
        "more_than": "plus d(?:e|['’])",
        "at_least": "au moins",
    },
    range_words="et|à",
    before_range="entre",
    short_forms="mm|mme|mlle|me|cf|etc|art",
    and_word="et",
    currency_words=r"(?:de\s|d['’])?(?:dollars?|euros?|livres?)",
    counting=r"\s(?:de\s|d['’])(?!dollars|euros|livres)",
    months="janvier|janv février|févr mars avril|avr mai juin juillet|juil août "
    "septembre octobre novembre décembre|déc",
    day_suffix="er",
)
