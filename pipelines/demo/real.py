"""The real leveringen: counts per gemeente from reference facts, and the published figures."""

import csv
import tomllib
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipelines.demo.deliveries import Delivery, Row
from pipelines.demo.published import PublishedFigure
from pipelines.demo.world import World

_YES = {"1", "true", "ja"}


class Werkelijk(BaseModel):
    """A table of reference facts that is delivered as it is (data/demo/werkelijk.toml)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bestand: str
    uit: str
    geladen_op: datetime
    gebied: str
    jaar: str
    voorlopig: str = ""
    kolommen: dict[str, str]
    """Column of the table -> indicator (slug or code)."""


def load_real(data: Path) -> list[Werkelijk]:
    """The tables that a region delivers as they are; none when it has no such file."""
    path = data / "demo" / "werkelijk.toml"
    if not path.exists():
        return []
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Werkelijk.model_validate(one) for one in content["levering"]]


def real_deliveries(world: World, data: Path) -> list[Delivery]:
    """One levering per table of reference facts, with the bron of its indicators."""
    return [_from_table(world, data, table) for table in load_real(data)]


def published_delivery(world: World) -> Delivery:
    """All published figures that are a cell, as one levering of bron `gepubliceerd`."""
    settings = world.settings
    rows = [_published_row(figure) for figure in world.published.figures]
    return Delivery(
        "gepubliceerde-cijfers.csv",
        settings.bron_gepubliceerd,
        is_fictief=False,
        geladen_op=settings.geladen_op,
        rows=rows,
    )


def _from_table(world: World, data: Path, table: Werkelijk) -> Delivery:
    with (data / table.uit).open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    indicators = {column: world.catalogue[name] for column, name in table.kolommen.items()}
    rows = [
        Row(
            indicator.slug,
            line[table.gebied],
            line[table.jaar],
            float(line[column]),
            status="voorlopig" if line.get(table.voorlopig, "").lower() in _YES else "",
        )
        for line in lines
        for column, indicator in indicators.items()
        if line[column].strip()
    ]
    bronnen = {indicator.bron for indicator in indicators.values()}
    bron = bronnen.pop() if len(bronnen) == 1 else "standaard"
    return Delivery(table.bestand, bron, False, table.geladen_op, rows)


def _published_row(figure: PublishedFigure) -> Row:
    return Row(
        figure.indicator,
        figure.gebied_code,
        str(figure.jaar),
        figure.waarde,
        figure.uitsplitsing,
        status="voorlopig" if figure.is_voorlopig else "",
        toelichting=figure.bron,
    )
