"""Which boundaries the map is built from: those that were loaded, else the embedded ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
from pyogrio.errors import DataLayerError, DataSourceError

from peil.areas import Areas
from peil.declared import Strict, read_toml
from peil.errors import PeilError
from peil.numbers import format_date
from pipelines import boundary_register
from pipelines.boundary_check import Checked, check_outlines
from pipelines.boundary_read import read_outlines
from pipelines.detail import RD, as_coverage

_EMBEDDED: Final = "gemeenten.geojson"
_ORIGIN: Final = "bron.toml"


class Ingebouwd(Strict):
    """The origin of the embedded boundaries: whom to credit, and their year."""

    bron: str = "CBS / Kadaster"
    jaar: int | None = None


class Haal(Strict):
    """Where boundaries can be fetched, and whom to credit for those."""

    bron: str
    adres: str


class Oorsprong(Strict):
    """What ``geo/bron.toml`` says."""

    ingebouwd: Ingebouwd = Ingebouwd()
    haal: Haal | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Boundaries of all present gemeenten and how to credit them.

    ``frame`` has ``code`` and ``geometry`` (EPSG:28992), a clean coverage, in order of code;
    ``herkomst`` tells in Dutch which files it was made from, and when those were loaded.
    """

    frame: gpd.GeoDataFrame
    bron: str
    jaar: int | None
    is_ingebouwd: bool
    herkomst: str = ""

    @property
    def credit(self) -> str:
        """The line on every map; that of loaded boundaries tells their year."""
        year = f" {self.jaar}" if self.jaar and not self.is_ingebouwd else ""
        return f"Grenzen{year}: © {self.bron}, vereenvoudigd"


def origin(geo_root: Path) -> Oorsprong:
    """Return where boundaries come from; a region may leave it unsaid."""
    path = geo_root / _ORIGIN
    return read_toml(path, Oorsprong) if path.exists() else Oorsprong()


def chosen(geo_root: Path, areas: Areas, work: Path, id: str | None = None) -> Chosen:
    """Return the boundaries that hold in this working folder, or those of the choice ``id``.

    The embedded ones have no choice: an empty ``id``.

    Raises:
        PeilError: they are not, or no longer, the present gemeenten, or cannot be read.
    """
    card = boundary_register.find(work, id) if id is not None else boundary_register.current(work)
    if card is None:
        return embedded(geo_root, areas)
    checked = judge(boundary_register.originals(work, card), card.bestanden, card.laag, areas)
    if checked.findings:
        listed = "\n".join(map(str, checked.findings))
        raise PeilError(
            f"De geladen grenzen passen niet bij de gemeenten van nu:\n{listed}\n"
            "Laad andere met `peil grenzen laad`, of ga terug naar de ingebouwde grenzen met "
            "`peil grenzen terug`."
        )
    return Chosen(checked.frame, card.bron, card.jaar, is_ingebouwd=False, herkomst=_tell(card))


def _tell(card: boundary_register.Herkomst) -> str:
    how = f"Opgehaald van {card.adres}" if card.soort == "opgehaald" else "Geladen"
    files = ", ".join(f"{deel.bestand} (sha256 {deel.sha256[:12]})" for deel in card.delen)
    return f"{how} op {format_date(card.geladen_op)}: {files}."


def judge(
    paths: Sequence[Path],
    names: Sequence[str],
    layer: str,
    areas: Areas,
    reference: gpd.GeoDataFrame | None = None,
) -> Checked:
    """Read files and judge them as the boundaries of this region; as ``check_outlines``."""
    outlines = read_outlines(paths, names, layer)
    name = names[0] if len(names) == 1 else f"{names[0]} en {len(names) - 1} meer"
    return check_outlines(outlines, areas, name, reference)


def embedded(geo_root: Path, areas: Areas) -> Chosen:
    """Return the boundaries that lie beside the data of the region."""
    path = geo_root / _EMBEDDED
    if not path.exists():
        raise PeilError(
            f"{path.name} ontbreekt in {path.parent}. Zet de gemeentegrenzen daar neer."
        )
    try:
        frame = gpd.read_file(path)
    except (DataSourceError, DataLayerError) as error:
        raise PeilError(
            f"{path.name} is geen leesbare GeoJSON: {error}. Vervang het bestand."
        ) from error
    if "code" not in frame.columns:
        raise PeilError(f"{path.name} heeft geen kenmerk 'code'. Geef elke gemeente haar CBS-code.")
    check_codes(path.name, list(frame["code"]), {a.code for a in areas.at("gemeente")})
    frame = frame.set_crs(4326, allow_override=True).sort_values("code", ignore_index=True)
    said = origin(geo_root).ingebouwd
    return Chosen(as_coverage(frame.to_crs(RD)), said.bron, said.jaar, is_ingebouwd=True)


def check_codes(name: str, found: Sequence[str], present: Iterable[str]) -> None:
    """Refuse what misses a gemeente, knows one too many, or knows one twice.

    Raises:
        PeilError: with all codes that are wrong.
    """
    present = set(present)
    twice = sorted({code for code in found if found.count(code) > 1})
    missing = sorted(present - set(found))
    unknown = sorted(set(found) - present)
    problems = [
        f"{what}: {', '.join(codes)}"
        for what, codes in (
            ("zonder grens", missing),
            ("niet in gebieden.csv", unknown),
            ("dubbel", twice),
        )
        if codes
    ]
    if problems:
        raise PeilError(
            f"{name} past niet bij de gemeenten van nu ({'; '.join(problems)}). "
            "Vervang de grenzen of verbeter data/gebieden/gebieden.csv."
        )
