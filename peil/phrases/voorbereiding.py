"""What the sheet for the adviser says in fixed words."""

from collections.abc import Mapping
from typing import Final

from peil.phrases.declare import Phrase, phrase

_TITLE: Final = 60
_LINE: Final = 120

KEYS: Final[Mapping[str, Phrase]] = {
    "titel": phrase("gebied jaar volgend", 80),
    "ondertitel": phrase("gebied jaar volgend", 80),
    "merk": phrase("gebied", 80),
    "voet.tekst": phrase("gebied jaar stand dag", 80),
    "fictief.voet": phrase("", _LINE),
    "bezoek.gepland": phrase("jaar dag status adviseur", 160),
    "bezoek.niet_gepland": phrase("jaar", 160),
    "bezoek.zonder_datum": phrase("", _TITLE),
    "bezoek.punten": phrase("", _TITLE),
    "vorig.titel": phrase("", _TITLE),
    "vorig.regel": phrase("jaar dag status", 160),
    "vorig.geen": phrase("", 160),
    "vorig.geen_verslag": phrase("", 160),
    "afspraken.titel": phrase("", _TITLE),
    "afspraken.geen": phrase("", 160),
    "afspraken.meer": phrase("aantal", 160),
    "opvalt.titel": phrase("jaar", _TITLE),
    "opvalt.niets": phrase("", 160),
    "opvalt.meer": phrase("aantal", 160),
    "norm.titel": phrase("", _TITLE),
    "norm.geen_norm": phrase("", 160),
    "norm.geen_oordeel": phrase("", 160),
    "norm.stand": phrase("nu", 160),
    "norm.toen": phrase("dag toen", 160),
    "norm.verbeterd": phrase("", _TITLE),
    "norm.minder": phrase("", _TITLE),
    "norm.ontbreekt": phrase("", _TITLE),
    "norm.gelijk": phrase("dag", 160),
    "elders.titel": phrase("", _TITLE),
    "elders.geen": phrase("", 160),
    "duiding.titel": phrase("", _TITLE),
    "duiding.stand": phrase("jaar status", 160),
    "duiding.geen": phrase("jaar", 160),
    "ontbreekt.titel": phrase("", _TITLE),
    "ontbreekt.niets": phrase("", 160),
    "ontbreekt.afspraak": phrase("aantal", _LINE),
    "ontbreekt.norm": phrase("aantal", _LINE),
    "ontbreekt.cijfer": phrase("aantal", _LINE),
    "vragen.titel": phrase("", _TITLE),
    "vragen.geen": phrase("", 160),
}
