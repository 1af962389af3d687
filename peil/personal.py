"""What may never be typed here: this product holds counts and agreements, never persons.

The journal is kept for ever, so a text that points to a person or an address is refused before it
is kept. A name is only known by the title before it; the forms ask for roles.
"""

import re
import unicodedata
from typing import Final

# Every pattern starts at something rare and looks a bounded way ahead, or never looks twice at the
# same word: a long text costs no more than its length.

#: Signs that show nothing: control signs, direction marks, zero width, half a pair.
_UNSEEN: Final = {"Cc", "Cf", "Cs"}
#: Signs that only change how the one before them looks.
_MARKS: Final = {"Mn", "Me"}
_MINUS: Final = "\u2212"

_MONTHS: Final = r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}"
#: What follows a number that counts something, so that it is no house number.
_COUNTED: Final = (
    r"(?:e|de|ste|x|keer|maal|uur|uren|dag(?:en)?|nacht(?:en)?|week|weken|maand(?:en)?|jaar|jaren|"
    r"kwartalen|minuten|meter|km|m2|procent|euro|miljoen|duizend|panden|woningen|bedrijven|winkels|"
    r"zaken|horecazaken|ondernemers|controles|meldingen|signalen|incidenten|personen|mensen|"
    r"jongeren|bewoners|bezoekers|leden|deelnemers|overtredingen|acties|adressen|locaties|"
    r"maatregelen|punten|plekken|gesprekken|agenten|camera's|boa's|nieuwe|van de|van het|"
    rf"{_MONTHS}|[a-z-]{{0,24}}(?:panden|kramen|planten|evenementen|zaken|ies|ijen|ingen|ers))(?!\w)"
)
_STREET: Final = (
    r"(?:straat|(?<!ops)(?<!vers)(?<!toes)(?<!overs)laan|plein|gracht|kade|singel|steeg|dreef|"
    r"plantsoen|dijk|str\.?|(?<!onder)(?<!snel)(?<!uit)weg)"
)
#: Endings that other words have too: only behind a capital.
_PLACE: Final = (
    r"(?!(?i:\w*smarkt|woningmarkt|huizenmarkt|vastgoedmarkt|vakantiepark|bungalowpark|"
    r"bedrijvenpark|wagenpark|luchthaven|jachthaven))"
    r"(?:[A-Z][A-Za-z'-]*(?i:park|pad|haven|wal|markt)|Haven|HAVEN|Markt|MARKT|Dijk|Wal)"
)
_HOUSE: Final = (
    r",? ?(?i:nr\.? ?|no\. ?|nummer |huisnummer )?(?!24/7)(?!(?:19|20)\d\d(?!\d))\d{1,4}"
    rf"(?: ?-?(?i:bis|hs|[a-df-z]))?(?!\w|[.,:]\d| ?%)(?! (?i:{_COUNTED}))"
)
_YEAR: Final = r"(?:19|20)\d\d"
_NO_YEAR: Final = r"(?!19|20)[1-9]\d{3}"
#: Two letters behind a number that are a word or a measure.
_SMALL_WORDS: Final = (
    r"(?:al|as|bv|ca|cc|cl|cm|cq|ct|dd|de|di|dl|do|en|er|ex|gb|gr|ha|he|hz|ik|in|is|ja|je|kb|kg|km|"
    r"kw|ma|mb|me|mg|ml|mm|mw|na|nr|nu|nv|of|om|op|pk|pp|st|tb|te|uw|vh|vr|we|wo|za|ze|zo)(?!\w)"
)
#: Two capitals behind a number that count something, unless a house number follows.
_CAPITALS: Final = r"(?:BV|EU|KW|MW|NV|OM)(?!\w|,? \d{1,3}(?!\d))"
_NOT_IN_A_YEAR: Final = "".join(
    f"(?<!{word} )" for word in ("[Ii]n", "[Ss]inds", "[Vv]anaf", "[Tt]ot", "[Vv]oor", "[Uu]it")
)
_POSTCODE: Final = (
    rf"(?<![\w.,]){_NO_YEAR} ?(?!{_CAPITALS})[A-Z]{{2}}(?!\w|-[a-z]|'s)"
    rf"|(?<![\w.,]){_NO_YEAR} ?(?!{_SMALL_WORDS})[a-z]{{2}}(?!\w|-[a-z]|'s)"
    rf"|(?<![\w.,]){_YEAR}(?:[A-Z]{{2}}(?!\w)|(?!{_SMALL_WORDS})[a-z]{{2}} \d)"
    # A year before two capitals is a year, unless a house number or a town says otherwise.
    r"|[A-Z][a-z]{1,30}(?<!Week)(?<!Kwartaal) \d{1,4} ?[a-z]?,? "
    rf"{_YEAR} [A-Z]{{2}}(?!\w)"
    rf"|(?<!\w){_NOT_IN_A_YEAR}{_YEAR} [A-Z]{{2}}, "
    r"(?!Politie|Belastingdienst|Douane|Gemeente|Justitie|Provincie|Regio|Rijk)[A-Z][a-z]"
)
_SEP: Final = r"(?: ?[-./] ?| )?"
_CALL: Final = r"(?:tel|telefoon|telefoonnummer|telnr|bel|bellen|mobiel|mob|gsm|app|whatsapp)"
_PHONE: Final = (
    rf"(?<!\d)(?<!\d[-.,])(?:(?:\+|00) ?31{_SEP}(?:\(?0\)?)?{_SEP}|\(?0)"
    rf"[1-9]\)?(?:{_SEP}\d\)?){{8}}(?!\d)"
    r"|(?<![\d.,-])31[ -]?6[ -]?(?:\d{8}|\d{4}[ -]\d{4})(?!\d)"
    # Excel takes the first 0 off.
    rf"|(?<!\w)(?i:{_CALL})(?!\w)[^\d\n]{{0,20}}[1-9](?:[ -]?\d){{8}}(?!\d)"
    rf"|(?<!\d)6[ -]?\d{{8}} ?\(?(?i:{_CALL})(?!\w)"
)
#: The shapes of a kenteken: groups of letters (X) and digits (9).
_KENTEKENS: Final = (
    *("99-XXX-9", "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999"),
    *("999-XX-9", "XX-99-XX", "XX-XX-99", "99-XX-XX"),
)
#: The oldest shapes are also how decisions are numbered: only beside a vehicle.
_OLD_KENTEKENS: Final = ("XX-99-99", "99-99-XX", "99-XX-99")
_VEHICLE: Final = (
    r"(?:kenteken|auto|voertuig|bus|busje|bestelbus|scooter|motor|vrachtwagen|taxi|wagen)"
)
#: A role is what we ask for, also behind a title.
_ROLES: Final = (
    r"(?:Burgemeester|Wethouder|Voorzitter|Secretaris|Gemeentesecretaris|Officier|Hoofdofficier|"
    r"Commissaris|Minister|Staatssecretaris|Griffier|Raadslid|Directeur|Korpschef)"
)
_NAME: Final = (
    r"(?<!\w)(?:(?:[Dd]hr|DHR|[Mm]evr|MEVR|[Mm]w|[Hh]r|[Ff]am)(?:\. ?| )|"
    r"(?:(?:[Dd]e|DE|[Gg]eachte) (?:[Hh]eer|HEER)|[Mm]evrouw|MEVROUW|[Mm]eneer|[Mm]ijnheer|"
    r"[Ff]amilie) )(?:(?:mr|dr|drs|ir|ing|prof)\.? ){0,3}(?:[A-Z]\.? ?){0,6}"
    r"(?:(?:van|de|der|den|ter|ten|te|el|al|von|vd|v\.d\.|'[ts]) ){0,3}"
    rf"(?!{_ROLES}(?!\w))[A-Z][A-Za-z]"
)
_BORN: Final = (
    r"(?<!\w)(?:geboren|geb\.?|geboortedatum|geb\.? ?datum):? ?(?:op )?"
    rf"(?:\d{{1,2}}[-/. ](?:\d{{1,2}}|{_MONTHS})\.?[-/. ](?:\d{{4}}|\d{{2}})(?!\d)|"
    r"\d{4}-\d\d-\d\d)"
)
_AT: Final = r"(?:@|apenstaart(?:je)?|[(\[{] ?(?:at|apenstaart|apenstaartje) ?[)\]}])"
_NAMED_BSN: Final = (
    r"(?<!\w)(?:bsn|bsn-nummer|burgerservicenummer|sofi|sofinummer|sofi-nummer)(?!\w)"
    r"[^\d\n]{0,15}\d(?:[ .-]?\d){7,8}(?!\d)"
)


def _shapes(shapes: tuple[str, ...]) -> str:
    text = "|".join(shapes).replace("9", r"\d").replace("X", "[A-Z]")
    return rf"(?<![\w-])(?:{text})(?![\w-])"


#: Dates are no telephone numbers, however many stand in a row.
_DATES: Final = re.compile(
    r"(?<!\d)(\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)"
)
_BIRTHDAY: Final = re.compile(_BORN, re.IGNORECASE)
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("een e-mailadres", re.compile(rf"[\w.+-] ?{_AT} ?[\w-]+\.\w", re.IGNORECASE)),
    ("een persoonlijk profiel", re.compile(r"linkedin\.com/in/\w", re.IGNORECASE)),
    (
        "een rekeningnummer",
        re.compile(r"(?<!\w)NL ?\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\d)", re.IGNORECASE),
    ),
    ("een telefoonnummer", re.compile(_PHONE)),
    ("een adres", re.compile(_POSTCODE)),
    ("een adres", re.compile(rf"[A-Za-z](?i:{_STREET}){_HOUSE}")),
    ("een adres", re.compile(rf"(?<![\w'-]){_PLACE}{_HOUSE}")),
    ("een kenteken", re.compile(_shapes(_KENTEKENS), re.IGNORECASE)),
    (
        "een kenteken",
        re.compile(
            rf"(?<!\w){_VEHICLE}(?!\w)[^\n]{{0,20}}?{_shapes(_OLD_KENTEKENS)}", re.IGNORECASE
        ),
    ),
    ("een naam", re.compile(_NAME)),
    ("een burgerservicenummer", re.compile(_NAMED_BSN, re.IGNORECASE)),
)
#: With dots between threes it is an amount; a year in front makes it a number of a document.
_NINE_DIGITS: Final = re.compile(
    r"(?<!\d)(?<!\d[ .,-])(?<!\u20ac )(?<!\u20ac)"
    r"(?:\d{9}|\d{3}([ -])\d{3}\1\d{3}|(?!(?:19|20)\d\d\.)\d{4}\.\d{2}\.\d{3}"
    # Split once, but not beside a year: that is how a file or a decision is numbered.
    r"|(?!(?:19|20)\d\d[ -])(?:\d{4}[ -]\d{5}|\d{5}[ -](?!19|20)\d{4}|\d{7}[ -]\d{2}))"
    # Excel and other programs write .0 behind a number.
    r"(?!\d|[.,](?!0(?!\d))\d| euro)"
)
#: What a number of nine digits is called when it is no BSN.
_REFERENCE: Final = re.compile(
    r"(?:zaak|kenmerk|dossier|besluit|document|registratie|referentie|volg|deel|project|melding|"
    r"factuur|rsin)[a-z]{0,12}[ .:#]{0,3}(?:nr|nummer)?[ .:#]{0,3}$",
    re.IGNORECASE,
)
_BEFORE: Final = 40


def plain_text(text: str) -> str:
    """Return the text without signs that cannot be seen; ends of lines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").translate({13: "\n", 0x2028: "\n", 0x2029: "\n"})
    unseen = {ord(sign): None for sign in set(lines) if unicodedata.category(sign) in _UNSEEN}
    return lines.translate({**unseen, 9: "\t", 10: "\n"})


def find_personal(text: str) -> str | None:
    """Return what in the text points to a person or an address, in words; never the text itself.

    A number of nine digits counts as a BSN when it passes the eleven-test (Besluit BSN, art. 1).
    """
    text = fold_text(text)
    if _BIRTHDAY.search(text):
        return "een geboortedatum"
    text = _DATES.sub("…", text)
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            return name
    for found in _NINE_DIGITS.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if _is_bsn(found.group()) and not _REFERENCE.search(before):
            return "een burgerservicenummer"
    return None


def find_personal_name(name: str) -> str | None:
    """Return what in the name of a file or a column points to a person, with ``_`` as a space."""
    return find_personal(name) or find_personal(name.replace("_", " "))


def fold_text(text: str) -> str:
    """Return the text with one kind of dash, space and digit, and without accents."""
    folded = plain_text(text).translate({ord(sign): _fold_sign(sign) for sign in set(text)})
    return re.sub(" +", " ", folded)


def _fold_sign(sign: str) -> str:
    parts = [
        c for c in unicodedata.normalize("NFKD", sign) if unicodedata.category(c) not in _MARKS
    ]
    return "".join(map(_fold_part, parts))


def _fold_part(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Pd" or sign == _MINUS:
        return "-"
    if category == "Zs" or sign == "\t":
        return " "
    return str(unicodedata.decimal(sign)) if category == "Nd" else sign


def _is_bsn(text: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    digits = [int(sign) for sign in text if sign.isdecimal()]
    return sum(w * digit for w, digit in zip(weights, digits, strict=True)) % 11 == 0
