"""The fixed words of the field, as they stand in the snapshot and on the screen."""

from typing import Final, Literal

Niveau = Literal["gemeente", "district", "eenheid", "nederland"]
Type = Literal["probleem", "inspanning", "resultaat"]
Status = Literal["cijfer", "onderdrukt", "niet geleverd", "ontbreekt", "niet van toepassing"]
Soort = Literal["telling", "aandeel", "steekproef", "bedrag"]
Frequentie = Literal["jaar", "kwartaal", "maand"]

#: From small to large; an indicator's ``laagste_niveau`` is a place on this ladder.
NIVEAUS: Final[tuple[Niveau, ...]] = ("gemeente", "district", "eenheid", "nederland")
#: What an area is compared with.
BENCHMARKS: Final[tuple[Niveau, ...]] = ("district", "eenheid", "nederland")

CIJFER: Final = "cijfer"
ONDERDRUKT: Final = "onderdrukt"
NIET_GELEVERD: Final = "niet geleverd"
ONTBREEKT: Final = "ontbreekt"
NVT: Final = "niet van toepassing"
STATUSSEN: Final[tuple[Status, ...]] = (CIJFER, ONDERDRUKT, NIET_GELEVERD, ONTBREEKT, NVT)

HOGER: Final = "hoger"
LAGER: Final = "lager"
VERGELIJKBAAR: Final = "vergelijkbaar"

STIJGEND: Final = "stijgend"
DALEND: Final = "dalend"
GEEN_TREND: Final = "geen duidelijke trend"

#: The rule that a snapshot carries until disclosure control exists.
ZONDER_CONTROLE: Final = "zonder onthullingscontrole"
