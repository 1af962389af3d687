"""What the raadsbrief says in fixed words."""

from collections.abc import Mapping
from typing import Final

from peil.phrases.declare import Phrase, phrase

_TITLE: Final = 60

KEYS: Final[Mapping[str, Phrase]] = {
    "titel": phrase("gebied jaar", 80),
    "ondertitel": phrase("gebied jaar", 80),
    "merk": phrase("", 60),
    "voet.tekst": phrase("gebied jaar stand dag", 80),
    "fictief.titel": phrase("", _TITLE),
    "fictief.voet": phrase("", 120),
    "fictief.uitleg": phrase("", 200),
    "fictief.echt": phrase("cijfers", 120),
    "fictief.niets_echt": phrase("", 120),
    "brief.aan": phrase("gebied", 80),
    "brief.datum": phrase("dag", 80),
    "brief.aanhef": phrase("", 80),
    "brief.opening": phrase("gebied jaar", 400),
    "beeld.titel": phrase("jaar", _TITLE),
    "beeld.veranderd": phrase("", _TITLE),
    "beeld.niets_veranderd": phrase("", 160),
    "beeld.opvalt": phrase("", _TITLE),
    "beeld.niets": phrase("", 160),
    "beeld.meer": phrase("aantal", 80),
    "beeld.toeval": phrase("", 160),
    "beeld.leeg": phrase("gebied jaar"),
    "jaren.titel": phrase("", _TITLE),
    "norm.titel": phrase("", _TITLE),
    "norm.bijschrift": phrase("", _TITLE),
    "norm.uitleg": phrase("wanneer"),
    "norm.geen": phrase("gebied"),
    "norm.verbeterd": phrase("jaar", _TITLE),
    "norm.minder": phrase("jaar", _TITLE),
    "vragen.titel": phrase("", _TITLE),
    "vragen.eerst": phrase("", 160),
    "vragen.norm": phrase("", 160),
    "vragen.aanpak": phrase("", 160),
    "lezen.titel": phrase("", _TITLE),
    "lezen.inzet": phrase("", 200),
    "lezen.woorden": phrase("", 200),
    "lezen.marge": phrase("", 200),
    "lezen.bronnen": phrase("bronnen", 200),
    "lezen.bron": phrase("stand dag", 200),
}
