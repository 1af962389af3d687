"""One indicator and one figure to test with; each test changes only what it is about."""

from typing import Any

from peil.catalogue import Indicator
from peil.figure import Figure

_INDICATOR: dict[str, Any] = {
    "slug": "proef",
    "code": "TE-01",
    "titel": "Drugshandel",
    "thema": "proef",
    "definitie": "Proef.",
    "meeteenheid": "per 10.000 inwoners",
    "teller": "geregistreerde misdrijven",
    "telwoord": "registraties",
    "noemer": "gem_inwoners",
    "per": 10000,
    "soort": "telling",
    "optel": "som",
    "bron": "standaard",
    "type": "inspanning",
    "kanttekening": "Proef.",
    "laagste_niveau": "gemeente",
    "drempel": 5,
    "toon_nul": True,
    "openbaarheid": "openbaar",
    "volgorde": 1,
    "herkomst": "test",
}
_FIGURE: dict[str, Any] = {
    "indicator": "proef",
    "code": "TE-01",
    "thema": "proef",
    "niveau": "gemeente",
    "gebied_code": "GM0001",
    "gebied": "Aadorp",
    "periode": "2025",
    "jaar": 2025,
    "teller": 80,
    "noemer": 76500,
    "waarde": 10.46,
    "laag": 8.3,
    "hoog": 13.0,
}


def indicator(**changes: Any) -> Indicator:
    """A count per 10.000 inhabitants, with these fields changed."""
    return Indicator(**{**_INDICATOR, **changes})


def figure(**changes: Any) -> Figure:
    """The figure 10,5 of 80 registraties in 2025, with these fields changed."""
    return Figure(**{**_FIGURE, **changes})
