"""Cross-checks: a figure of our own beside what was published, with the difference shown.

Which ones there are stands in data/gepubliceerd/kruiscontroles.toml; here are only the ways to
compute `eigen` from the figures that were loaded.
"""

from pathlib import Path
from typing import Literal

import polars as pl

from peil.areas import load_areas
from peil.catalogue import Catalogue, load_catalogue
from peil.declared import Strict, read_toml
from pipelines.denominators import load_inhabitants

#: One row per cross-check; `eigen` and `verschil` are null when a figure it needs is not there.
#: `indicatoren` are the slugs that it is about, with `|` between: they say who may see it.
SCHEMA = {
    "naam": pl.String,
    "eigen": pl.Float64,
    "gepubliceerd": pl.Float64,
    "verschil": pl.Float64,
    "uitleg": pl.String,
    "bron": pl.String,
    "decimalen": pl.Int32,
    "is_fictief": pl.Boolean,
    "indicatoren": pl.String,
}
_FINER = 1
"""Our own figure keeps one decimal more than the published one: 10,88 beside 10,9."""


class Controle(Strict):
    """One cross-check; `decimalen` is how precise the published figure is."""

    slug: str
    titel: str
    soort: Literal["inwoners", "teller", "waarde_met_noemerjaar", "som_uitsplitsing"]
    gebied: str
    jaar: int
    indicator: str = ""
    noemer_jaar: int | None = None
    dimensie: str = ""
    delen: tuple[str, ...] = ()
    decimalen: int = 0
    gepubliceerd: float
    bron: str
    uitleg: str


class _Controles(Strict):
    controle: tuple[Controle, ...] = ()


def load_controls(data: Path) -> list[Controle]:
    """The cross-checks of a region; none when it has no file for them.

    Raises:
        PeilError: the file does not fit the schema.
    """
    path = data / "gepubliceerd" / "kruiscontroles.toml"
    if not path.exists():
        return []
    return list(read_toml(path, _Controles).controle)


def crosschecks(cijfers: pl.DataFrame, data: Path) -> pl.DataFrame:
    """Compute every cross-check of the region below `data`.

    Args:
        cijfers: the figures to publish; used are indicator, gebied_code, periode, uitsplitsing,
            teller and is_fictief.
        data: the `data/` of the region, with the inhabitants and the list of cross-checks.

    Returns:
        One row per cross-check, in the order of the list: `SCHEMA`. `verschil` is `eigen` minus
        `gepubliceerd`; a share or rate is rounded to one decimal more than was published.
    """
    controls = load_controls(data)
    if not controls:
        return pl.DataFrame(schema=SCHEMA)
    catalogue = load_catalogue(data)
    inhabitants = load_inhabitants(data, load_areas(data))
    rows = [_row(control, cijfers, inhabitants, catalogue) for control in controls]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(
    control: Controle, cijfers: pl.DataFrame, inhabitants: pl.DataFrame, catalogue: Catalogue
) -> tuple[object, ...]:
    is_fictief = False
    if control.soort == "inwoners":
        eigen = _people(inhabitants, "inwoners_1jan", control.gebied, control.jaar)
    else:
        used = _used(control, cijfers, catalogue)
        eigen = float(used["teller"].sum()) if used.height else None
        is_fictief = bool(used["is_fictief"].any())
    if control.soort == "waarde_met_noemerjaar" and eigen is not None:
        eigen = _rate(control, eigen, inhabitants, catalogue)
    verschil = None if eigen is None else round(eigen - control.gepubliceerd, 6)
    return (
        control.titel,
        eigen,
        control.gepubliceerd,
        verschil,
        control.uitleg,
        control.bron,
        control.decimalen,
        is_fictief,
        "|".join(_about(control, catalogue)),
    )


def _about(control: Controle, catalogue: Catalogue) -> list[str]:
    """The slugs of the indicators that a cross-check adds up; none for inhabitants."""
    parts = [part.partition("|")[0] for part in control.delen]
    names = parts or [control.indicator] * (control.soort != "inwoners")
    return sorted({catalogue[name].slug for name in names})


def _used(control: Controle, cijfers: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The cells whose tellers are added up; empty when one of the named parts is not there."""
    here = cijfers.filter(
        pl.col("teller").is_not_null(),
        pl.col("gebied_code") == control.gebied,
        pl.col("periode") == str(control.jaar),
    )
    if control.delen:
        named = [part.partition("|") for part in control.delen]
        cells = [_cell(here, catalogue[name].slug, text) for name, _, text in named]
        return pl.concat(cells) if all(cell.height for cell in cells) else here.clear()
    slug = catalogue[control.indicator].slug
    if control.soort == "som_uitsplitsing":
        own = pl.col("uitsplitsing").str.starts_with(f"{control.dimensie}:")
        single = ~pl.col("uitsplitsing").str.contains("|", literal=True)
        return here.filter(pl.col("indicator") == slug, own, single)
    return _cell(here, slug, "")


def _cell(here: pl.DataFrame, slug: str, uitsplitsing: str) -> pl.DataFrame:
    return here.filter(pl.col("indicator") == slug, pl.col("uitsplitsing") == uitsplitsing)


def _rate(
    control: Controle, teller: float, inhabitants: pl.DataFrame, catalogue: Catalogue
) -> float | None:
    indicator = catalogue[control.indicator]
    jaar = indicator.denominator_year(control.jaar)
    people = _people(inhabitants, indicator.noemer, control.gebied, control.noemer_jaar or jaar)
    if not people:
        return None
    return round(teller / people * indicator.per, control.decimalen + _FINER)


def _people(inhabitants: pl.DataFrame, soort: str, gebied: str, jaar: int) -> float | None:
    found = inhabitants.filter(
        pl.col("soort") == soort, pl.col("gebied_code") == gebied, pl.col("jaar") == jaar
    )
    return float(found["inwoners"][0]) if found.height else None
