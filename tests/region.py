"""A made-up region, for tests and the bench: nothing in it is about a real one.

`make_region(folder)` writes a whole region root; with `PEIL_REGIO=<folder>` every command and page
works on it. `make_delivery(...)` makes a `standaard` CSV of any size for it.
"""

import csv
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from peil.catalogue import Indicator, load_catalogue

REPOSITORY = Path(__file__).resolve().parent.parent
_DISTRICT_SIZE = 6
_GEBIEDEN = [
    *("code", "naam", "niveau", "ouder", "van", "tot"),
    *("aliassen", "naam_lang", "zekerheid", "bron"),
]
_INWONERS = ["gebied_code", "jaar", "inwoners", "status", "bron"]
_MADE_UP = "verzonnen voor de tests"
_STEP = 0.05


@dataclass(frozen=True)
class Place:
    """One made-up gemeente with the district and eenheid that it lies in."""

    code: str
    naam: str
    district: str
    eenheid: str
    inwoners: int


def make_region(
    folder: Path,
    gemeenten: int = 342,
    eenheden: int = 10,
    years: Iterable[int] = range(2018, 2026),
    indicators: int | None = None,
) -> Path:
    """Write a region root below `folder` (`data/` and `geo/`) and return it.

    Catalogue, bronnen, themas, norm and grootteklassen are those of the repository. With
    `indicators` the region has that many: the first of the catalogue, and copies of them when it
    asks for more.
    The last eenheid has one district with one gemeente, as an area that equals its parent.
    """
    places = made_up_places(gemeenten, eenheden)
    source, data = REPOSITORY / "data", folder / "data"
    shutil.copytree(source / "bronnen", data / "bronnen", dirs_exist_ok=True)
    shutil.copytree(source / "catalogue", data / "catalogue", dirs_exist_ok=True)
    shutil.copytree(source / "norm", data / "norm", dirs_exist_ok=True)
    _write_areas(data / "gebieden", places)
    shutil.copy(source / "gebieden" / "grootteklassen.csv", data / "gebieden")
    _write_inhabitants(data / "referentie", places, years)
    _write_published(data / "gepubliceerd", source / "gepubliceerd")
    _write_geometry(folder / "geo", places)
    if indicators is not None:
        _limit_catalogue(data, indicators)
    return folder


def made_up_places(gemeenten: int, eenheden: int) -> list[Place]:
    """The gemeenten of the region; sizes run from a few thousand to several hundred thousand."""
    places: list[Place] = []
    for number in range(gemeenten):
        eenheid = number * eenheden // gemeenten
        first = -(-eenheid * gemeenten // eenheden)
        district = (number - first) // _DISTRICT_SIZE
        is_alone = number == gemeenten - 1
        places.append(
            Place(
                code=f"GM9{number:03d}",
                naam=f"Gemeente {number + 1}",
                district=f"E{eenheid + 1}D{99 if is_alone else district + 1}",
                eenheid=f"E{eenheid + 1}",
                inwoners=8_000 + (number * 7_919 % 97) ** 2 * 30 + (500_000 if is_alone else 0),
            )
        )
    return places


def make_delivery(
    folder: Path,
    indicators: int = 10,
    years: Iterable[int] = range(2018, 2026),
    seed: int = 1,
) -> bytes:
    """A `standaard` CSV for the region in `folder`: every gemeente, plain counts, no breakdown.

    Takes the first `indicators` of its catalogue that are counts per gemeente without a delivered
    noemer, and gives back the bytes of the file.
    """
    chosen = plain_counts(folder)[:indicators]
    with (folder / "data" / "gebieden" / "gebieden.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file) if row["niveau"] == "gemeente"]
    generator = np.random.Generator(np.random.PCG64(seed))
    lines = ["indicator;gebied;periode;waarde"]
    for indicator in chosen:
        for jaar in years:
            counts = generator.integers(0, 200, size=len(codes))
            lines += [
                f"{indicator.slug};{code};{jaar};{count}"
                for code, count in zip(codes, counts, strict=True)
            ]
    return ("\n".join(lines) + "\n").encode()


def plain_counts(folder: Path) -> list[Indicator]:
    """The indicators of the region that are a count per gemeente without a delivered noemer."""
    return [
        indicator
        for indicator in load_catalogue(folder / "data")
        if indicator.soort == "telling"
        and indicator.laagste_niveau == "gemeente"
        and indicator.noemer != "geleverd"
    ]


def _write_areas(folder: Path, places: Sequence[Place]) -> None:
    rows = [["NL", "Nederland", "nederland", ""]]
    rows += [[e, f"Eenheid {e[1:]}", "eenheid", "NL"] for e in _unique(p.eenheid for p in places)]
    parents = {p.district: p.eenheid for p in places}
    rows += [[d, f"District {d}", "district", e] for d, e in parents.items()]
    rows += [[p.code, p.naam, "gemeente", p.district] for p in places]
    full = [[*row, "", "", "", row[1], "verzonnen", _MADE_UP] for row in rows]
    _write_csv(folder / "gebieden.csv", _GEBIEDEN, full)
    header = ["jaar", "oude_code", "nieuwe_code", "bron", "zekerheid"]
    _write_csv(folder / "herindelingen.csv", header, [])


def _write_inhabitants(folder: Path, places: Sequence[Place], years: Iterable[int]) -> None:
    span = list(years)
    span = [span[0] - 1, *span, span[-1] + 1]
    rows: list[list[object]] = []
    for jaar in span:
        grown = {p.code: p.inwoners + p.inwoners * (jaar - span[0]) // 150 for p in places}
        rows += [[code, jaar, n, "verzonnen", _MADE_UP] for code, n in grown.items()]
        rows.append(["NL", jaar, sum(grown.values()), "verzonnen", _MADE_UP])
    for name in ("inwoners_1jan.csv", "gem_inwoners.csv"):
        _write_csv(folder / name, _INWONERS, rows)


def _write_published(folder: Path, source: Path) -> None:
    """Nothing was published about a made-up region: the header only, and no cross-checks."""
    with (source / "gepubliceerd.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    _write_csv(folder / "gepubliceerd.csv", header, [])
    (folder / "kruiscontroles.toml").write_text("", encoding="utf-8")


def _write_geometry(folder: Path, places: Sequence[Place]) -> None:
    """Squares on a grid, one column of squares per district, and a tile for each."""
    folder.mkdir(parents=True, exist_ok=True)
    districts = _unique(p.district for p in places)
    height: dict[str, int] = {}
    features: list[object] = []
    tiles: list[list[object]] = []
    for place in places:
        column = districts.index(place.district)
        row = height.get(place.district, 0)
        height[place.district] = row + 1
        left, low = round(4.0 + column * _STEP, 5), round(52.0 - row * _STEP, 5)
        right, top = round(left + _STEP, 5), round(low + _STEP, 5)
        ring = [[left, low], [right, low], [right, top], [left, top], [left, low]]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "code": place.code,
                    "naam": place.naam,
                    "district": place.district,
                },
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
        tiles.append([place.code, place.naam, place.district, column, row])
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "gemeenten.geojson").write_text(json.dumps(collection), encoding="utf-8")
    _write_csv(folder / "tiles.csv", _tile_header(), tiles)


def _tile_header() -> list[str]:
    with (REPOSITORY / "geo" / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def _limit_catalogue(data: Path, wanted: int) -> None:
    """Keep the first `wanted` indicators, or add copies with a new slug and code."""
    files = {path.stem: path for path in (data / "catalogue").glob("*/*.toml")}
    present = list(load_catalogue(data))
    for indicator in present[wanted:]:
        files[indicator.slug].unlink()
    models = plain_counts(data.parent)
    for number in range(wanted - len(present)):
        model = models[number % len(models)]
        path = files[model.slug]
        lines = path.read_text(encoding="utf-8").splitlines()
        code = f'code = "ZZ-{number:02d}"'
        copy = [code if line.startswith("code") else line for line in lines]
        name = f"{model.slug}-kopie-{number}.toml"
        path.with_name(name).write_text("\n".join(copy) + "\n", encoding="utf-8")


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
