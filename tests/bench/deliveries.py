"""Large leveringen for the bench: months of plain counts, for a made-up region of 342 gemeenten."""

import csv
from pathlib import Path

import polars as pl
from region import make_region, plain_counts

#: How many gemeenten, indicators and months there are: a little over ten million cells.
GEMEENTEN, INDICATORS = 342, 60
YEARS = range(1985, 2026)


def make_monthly_region(folder: Path) -> Path:
    """Make a region whose indicators are all delivered per month, and give back its folder."""
    region = folder / "regio-maanden"
    make_region(region, GEMEENTEN, 10, range(2011, 2026), indicators=2 * INDICATORS)
    keep = {indicator.slug for indicator in plain_counts(region)[:INDICATORS]}
    for path in (region / "data" / "catalogue").glob("*/*.toml"):
        if path.stem not in keep:
            path.unlink()
            continue
        lines = [
            'frequentie = ["jaar", "maand"]' if line.startswith("frequentie") else line
            for line in path.read_text("utf-8").splitlines()
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return region


def write_monthly(region: Path, rows: int, path: Path) -> None:
    """Write a `standaard` CSV of so many rows, each another cell."""
    slugs = [indicator.slug for indicator in plain_counts(region)]
    with (region / "data" / "gebieden" / "gebieden.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file) if row["niveau"] == "gemeente"]
    months = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)]
    frame = (
        pl.LazyFrame({"periode": months})
        .join(pl.LazyFrame({"indicator": slugs}), how="cross")
        .join(pl.LazyFrame({"gebied": codes}), how="cross")
        .head(rows)
        .with_columns(waarde=pl.int_range(pl.len()) * 7_919 % 199)
        .select("indicator", "gebied", "periode", "waarde")
        .collect()
    )
    assert frame.height == rows
    frame.write_csv(path, separator=";")
