"""What in one cell of a levering points to a person, a company or a casus; and which headings do.

On top of what may never be typed (``peil.personal``) a levering may hold no names without a title,
no KvK numbers and no numbers of casussen, zaken or dossiers: those are about one person or company.
"""

import re
from collections.abc import Callable
from typing import Final

from peil.personal import find_personal, fold_text

NAME: Final = "een naam"
ADDRESS: Final = "een adres"
BSN: Final = "een burgerservicenummer"
_CASE: Final = "een zaaknummer"
_KVK: Final = "een KvK-nummer"

#: Given names that are common in the Netherlands (SVB, list of given names): with a word in
#: capitals behind one of them a cell is a name.
GIVEN: Final = (
    "Ahmed|Ali|Alexander|Amir|Anja|Anna|Anne|Annemarie|Anouk|Anton|Arie|Astrid|Ayse|Bart|Bas|"
    "Ben|Bert|Bram|Carla|Caroline|Chantal|Charlotte|Chris|Cornelis|Daan|Daniel|David|Dennis|Dirk|"
    "Edwin|Elif|Elisabeth|Ellen|Els|Emma|Erik|Esther|Eva|Fatima|Femke|Floor|Frank|Frans|Gerard|"
    "Gerrit|Gijs|Hanna|Hannah|Hans|Hassan|Hendrik|Henk|Herman|Ibrahim|Ingrid|Isa|Jacob|Jacqueline|"
    "Jan|Janneke|Jasper|Jeroen|Jesse|Jessica|Joep|Johan|Johanna|Johannes|John|Jolanda|Joost|Joris|"
    "Julia|Karin|Karel|Kees|Kevin|Khadija|Kim|Klaas|Laura|Lars|Lieke|Linda|Lisa|Lotte|Lucas|Luuk|"
    "Maarten|Maria|Marieke|Marjan|Mark|Marloes|Martijn|Mehmet|Melissa|Michael|Michel|Mike|Milan|"
    "Mohamed|Mohammed|Monique|Mustafa|Naomi|Nick|Nicole|Nina|Noah|Omar|Patricia|Patrick|Paul|Peter|"
    "Piet|Pieter|Pim|Ramon|Remco|Richard|Rick|Rob|Robert|Robin|Roel|Ronald|Ruben|Ruud|Said|Samira|"
    "Sander|Sandra|Sanne|Sara|Saskia|Sem|Simone|Sjoerd|Sophie|Stefan|Sven|Theo|Thijs|Thomas|Tim|"
    "Tom|Vincent|Wendy|Wilhelmina|Willem|Wim|Wouter|Yasmin|Youssef|Yusuf"
)
_PREFIX: Final = r"(?:(?:van|de|der|den|ter|ten|te|el|al|von|vd|v\.d\.|'t|'s) ?){0,3}"
_SURNAME: Final = r"[A-Z][a-z']{2,}(?:[- ]?[A-Z][a-z']+)*"
_INITIALS: Final = r"(?!(?:B\.V|N\.V|V\.O\.F|C\.V|O\.M)\b)(?:[A-Z][a-z]?\.[ -]?){1,5}"
_NAMES: Final = re.compile(
    rf"{_INITIALS}\s?{_PREFIX}{_SURNAME}"
    rf"|{_PREFIX}{_SURNAME}, ?{_INITIALS}\s?{_PREFIX}"
    rf"|(?:{GIVEN})(?: [A-Z]\.)* {_PREFIX}{_SURNAME}"
    rf"|{_PREFIX}{_SURNAME}, ?(?:{GIVEN})(?: {_PREFIX})?"
    rf"|(?:{GIVEN.upper()}) (?:(?:VAN|DE|DER|DEN|TER|TEN|EL|AL) ){{0,3}}[A-Z']{{3,}}"
)
_YEARS: Final = r"(?!(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?(?![\d/-]))"
_PATTERNS: Final = (
    (
        _KVK,
        re.compile(
            r"(?<!\w)(?:kvk|k\.v\.k\.?|handelsregister)[a-z-]{0,12}[^\d\n]{0,20}\d{8}(?!\d)", re.I
        ),
    ),
    (
        _CASE,
        re.compile(
            r"(?<!\w)(?:casus|zaak|zaaks|dossier|parket|pv|proces-?verbaal|bvh|sin|strafzaak)"
            r"[ -]?(?:nummer|nr|id|no)(?![a-z])[ .:#]*[a-z]{0,6}[ -]?\d",
            re.I,
        ),
    ),
    (
        _CASE,
        re.compile(
            rf"(?<!\w)(?:casus|zaak|dossier|strafzaak)[ :#]+{_YEARS}"
            r"(?:[a-z]{1,6}-?)?(?:\d{4,}|\d{2,4}[-/.]\d{2,}[\d/.-]*)",
            re.I,
        ),
    ),
    (_CASE, re.compile(r"(?<!\w)PL\d{4}-? ?(?:19|20)\d{2}-?\d{5,7}(?!\d)", re.I)),
    (_CASE, re.compile(r"(?<![\d/-])\d{2}[/-]\d{6}[/-]\d{2}(?![\d/-])")),
)


def _has(pattern: str) -> Callable[[str], bool]:
    found = re.compile(pattern)
    return lambda text: found.search(text) is not None


_LETTER: Final = _has(r"[^\W\d_]")
_DIGIT: Final = _has(r"\d")
_PERSON: Final = (
    "betrokkene|verdachte|persoon|subject|eigenaar|melder|slachtoffer|dader|bestuurder|ondernemer|"
    "exploitant|bewoner|client|klant|medewerker|contactpersoon|bedrijf|onderneming|vof|rechtspersoon"
)
_OF_AREA: Final = (
    r"(?!.*(?:gemeente|gebied|regio|district|eenheid|wijk|buurt|provincie|woonplaats|indicator|"
    r"thema|categorie|soort|kolom|bron))"
)
#: What a heading says is in its column, and what a cell must hold to be that.
_HEADINGS: Final[tuple[tuple[str, str, Callable[[str], bool]], ...]] = (
    (
        BSN,
        r"\b(?:bsn|bsnr|bsn ?n(?:umme)?r|burgerservicen(?:umme)?r|sofi(?:n(?:umme)?r)?)\b",
        _DIGIT,
    ),
    ("een e-mailadres", r"\b(?:e ?mail(?:adres)?|mail(?:adres)?)\b", _LETTER),
    ("een geboortedatum", r"\b(?:geb(?:oorte)? ?(?:datum|dag)|geboren(?: op)?|dob)\b", _DIGIT),
    ("een geboorteplaats", r"\bgeboorte ?(?:plaats|land)\b", _LETTER),
    (
        NAME,
        r"\b(?:achter|voor|geslachts|roep|familie|meisjes|bedrijfs|handels|persoons)(?:naam|namen)\b"
        r"|\b(?:voorletters?|initialen|tussenvoegsels?|alias(?:sen)?)\b"
        rf"|^{_OF_AREA}(?:volledige |eigen )?naam$|\bnaw\b"
        rf"|\b(?:naam|namen)\b.*\b(?:{_PERSON})\b|^(?:{_PERSON})(?: naam)?$",
        _LETTER,
    ),
    (
        ADDRESS,
        rf"^{_OF_AREA}.*\b(?:(?:woon|post|vestigings|locatie)?adres|straat(?:naam)?)\b",
        _LETTER,
    ),
    (ADDRESS, r"\bhuis ?(?:nummer|nr|no|letter)\b|\bhnr\b", _has(r"\w")),
    (
        "een telefoonnummer",
        r"\b(?:tel|telnr|telefoon(?: ?n(?:umme)?r)?|mobiel(?: ?n(?:umme)?r)?|gsm)\b"
        r"|^06(?: ?n(?:umme)?r)?$",  # not the month 2025-06
        _has(r"(?:\d[ -]?){6}"),
    ),
    ("een kenteken", r"\bkenteken(?: ?(?:nummer|plaat))?\b", _has(r"[A-Za-z].*\d|\d.*[A-Za-z]")),
    (
        _KVK,
        r"\b(?:kvk|k v k|handelsregister|vestigings|rsin)(?: ?(?:n(?:umme)?r|inschrijving))?\b",
        _has(r"^\D{0,4}\d(?:[ .]?\d){7,11}$"),
    ),
    ("een rekeningnummer", r"\b(?:iban|rekeningn(?:umme)?r|bankrekening)\b", _has(r"\d{4}")),
    (
        _CASE,
        r"\b(?:casus|zaaks?|dossier|parket|pv|proces ?verbaal|bvh|incident|meldings?|signaal|"
        r"strafzaak)(?: ?(?:n(?:umme)?rs?|id|no|code|kenmerk|referentie))\b",
        _DIGIT,
    ),
    (_CASE, r"^(?:casus|zaak|dossier|strafzaak)$", _has(r"\d{4}|\d[-/]\d")),
    (
        "een documentnummer",
        r"\b(?:paspoort|rijbewijs|identiteits(?:kaart)?|vreemdelingen|v|skn) ?n(?:umme)?r\b",
        _DIGIT,
    ),
)
_KNOWN_HEADINGS: Final = tuple((kind, re.compile(p), fits) for kind, p, fits in _HEADINGS)
_LONGEST_HEADING: Final = 60
#: More words, or one of these, and it is a sentence or a count.
_MOST_WORDS: Final = 5
_NO_HEADING: Final = re.compile(r"\b(?:geen|zonder|niet|nooit|aantal|aantallen|totaal)\b")


def find_private(text: str) -> str | None:
    """Return what in the text of one cell points to a person, a company or a casus, in words."""
    if not text or (text.isascii() and text.isalpha()):
        return None
    found = find_personal(text)
    if found:
        return found
    plain = fold_text(text).strip()
    if _NAMES.fullmatch(plain):
        return NAME
    return next((kind for kind, pattern in _PATTERNS if pattern.search(plain)), None)


def find_private_name(name: str) -> str | None:
    """Return the same of the name of a column, a sheet or a file, with ``_`` as a space."""
    return find_private(name) or find_private(name.replace("_", " ").strip())


def read_heading(text: str) -> tuple[str, Callable[[str], bool]] | None:
    """Return what a heading says its column holds about persons, and which cells are that.

    Only a heading for one person or thing counts: ``dossiers`` is a count, ``dossiernummer`` not.
    """
    if not text or len(text) > _LONGEST_HEADING:
        return None
    name = re.sub(r"[^\w]+|_+", " ", fold_text(text)).casefold().strip()
    if len(name.split()) > _MOST_WORDS or _NO_HEADING.search(name):
        return None
    return next(((kind, fits) for kind, p, fits in _KNOWN_HEADINGS if p.search(name)), None)
