"""A hand-made grid: three gemeenten in two districts, one that merged, four indicators."""

from typing import Any

import polars as pl
import sample

from peil.areas import Area, Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue, Indicator, Thema
from pipelines.aggregate import complete


def indicator(slug: str, code: str, **changes: Any) -> Indicator:
    own = {"noemer": "inwoners_1jan", "bron": "partner", "thema": "thema", "type": "probleem"}
    return sample.indicator(**{"slug": slug, "code": code, **own, **changes})


def area(code: str, niveau: str, ouder: str | None, van: int | None = None, tot: int | None = None):
    return Area(code, code.title(), niveau, ouder, van, tot, (), code, "", "")  # pyright: ignore[reportArgumentType]


AREAS = Areas(
    (
        area("NL", "nederland", None),
        area("E1", "eenheid", "NL"),
        area("D1", "district", "E1"),
        area("D2", "district", "E1"),
        area("GM1", "gemeente", "D1"),
        area("GM2", "gemeente", "D1"),
        area("GM3", "gemeente", "D2"),
        area("GM9", "gemeente", "D1", tot=2018),
    ),
    {"GM9": (2019, "GM2")},
)
CATALOGUE = Catalogue(
    (
        indicator("telling", "TE-01"),
        indicator("steekproef", "TE-02", soort="steekproef", optel="geen", noemer="geen"),
        indicator("per-district", "TE-03", laagste_niveau="district", noemer="geen", per=1),
        indicator("vorig-jaar", "TE-04", noemer_jaar_uitzonderingen={"2021": 2020}),
        indicator("aandeel", "TE-05", soort="aandeel", optel="verhouding", noemer="geleverd"),
    ),
    {
        "partner": Bron(slug="partner", titel="De partner", organisatie="P", grenzen="jaar"),
        "van-nu": Bron(slug="van-nu", titel="Van nu", organisatie="N", grenzen="huidig"),
    },
    {"thema": Thema(slug="thema", titel="Thema", volgorde=1)},
)
PEOPLE = pl.DataFrame(
    [
        {"soort": "inwoners_1jan", "gebied_code": code, "jaar": jaar, "inwoners": n + jaar}
        for jaar in (2018, 2020, 2021)
        for code, n in (("GM1", 1000.0), ("GM2", 2000.0), ("GM3", 4000.0), ("D1", 3000.0))
    ],
    schema_overrides={"jaar": pl.Int32},
)


def cells(*rows: dict[str, object]) -> pl.DataFrame:
    empty = {
        "indicator": "telling",
        "periode": "2021",
        "uitsplitsing": "",
        "waarde": None,
        "noemer": None,
        "marge_laag": None,
        "marge_hoog": None,
        "status": "cijfer",
        "is_voorlopig": False,
        "is_fictief": False,
        "toelichting": "",
        "bron": "partner",
        "herkomst": "",
        "levering": "L1",
    }
    floats = dict.fromkeys(("waarde", "noemer", "marge_laag", "marge_hoog"), pl.Float64)
    return pl.DataFrame([empty | r for r in rows], schema_overrides=floats)


def grid(*rows: dict[str, object]) -> dict[tuple[str, str], dict[str, object]]:
    found = complete(cells(*rows), CATALOGUE, AREAS, PEOPLE)
    return {(r["indicator"], r["gebied_code"]): r for r in found.iter_rows(named=True)}
