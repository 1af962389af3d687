"""Events that explain a change in a line: declared as data, each with its source.

A herindeling, another definition or a measure of the government. They are published with the
figures, so a picture of an older publication keeps its own explanation.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal, Self

import polars as pl
from pydantic import Field, model_validator

from peil import places
from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.declared import Strict, read_toml
from peil.errors import PeilError

FILE: Final = "gebeurtenissen.toml"
_COLUMNS: Final[dict[str, type[pl.DataType]]] = {
    **dict.fromkeys(("naam", "kort", "soort"), pl.String),
    **dict.fromkeys(("van", "tot"), pl.Date),
    **dict.fromkeys(("indicatoren", "themas", "gebieden", "uitleg", "bron"), pl.String),
}


class Gebeurtenis(Strict):
    """One event: what it is called, from when to when, what it is about and who says so.

    Without ``tot`` it is one day. Empty ``indicatoren`` and ``themas`` mean all figures, empty
    ``gebieden`` all areas; ``kort`` is for where ``naam`` does not fit.
    """

    naam: Annotated[str, Field(min_length=3, max_length=32)]
    kort: Annotated[str, Field(min_length=3, max_length=14)]
    soort: Literal["herindeling", "definitie", "maatregel"]
    van: date
    tot: date | None = None
    indicatoren: tuple[str, ...] = ()
    themas: tuple[str, ...] = ()
    gebieden: tuple[str, ...] = ()
    uitleg: Annotated[str, Field(min_length=10)]
    bron: Annotated[str, Field(min_length=10)]

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.tot is not None and self.tot < self.van:
            raise ValueError("'tot' ligt vóór 'van'")
        return self


class _File(Strict):
    gebeurtenis: tuple[Gebeurtenis, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An event on a time axis, from its first to its last day; without ``tot`` it is one day."""

    naam: str
    van: date
    tot: date | None = None
    uitleg: str = ""
    bron: str = ""
    soort: str = "maatregel"
    kort: str = ""


def load_events(
    catalogue: Catalogue, areas: Areas, data: Path | None = None
) -> tuple[Gebeurtenis, ...]:
    """Read the events of a region, oldest first; a region without the file has none.

    Raises:
        PeilError: a file that does not fit the schema, or an event that names an indicator, thema
            or gebied that does not exist; every fault on a line of its own.
    """
    path = (data or places.data_root()) / FILE
    if not path.exists():
        return ()
    found = read_toml(path, _File).gebeurtenis
    faults = [
        fault
        for number, one in enumerate(found)
        for fault in _faults(number, one, catalogue, areas)
    ]
    if faults:
        raise PeilError("\n".join(faults))
    return tuple(sorted(found, key=lambda one: (one.van, one.naam)))


def _faults(number: int, one: Gebeurtenis, catalogue: Catalogue, areas: Areas) -> Iterable[str]:
    """Say which names of one event are unknown."""
    known: dict[str, Callable[[str], bool]] = {
        "indicatoren": lambda name: name in catalogue,
        "themas": lambda name: name in catalogue.themas,
        "gebieden": areas.knows,
    }
    for key, is_known in known.items():
        for name in getattr(one, key):
            if not is_known(name):
                yield (
                    f"{FILE}: sleutel 'gebeurtenis.{number}.{key}' noemt '{name}', dat niet "
                    "bestaat; verbeter de naam of haal hem weg."
                )


def as_frame(events: Sequence[Gebeurtenis]) -> pl.DataFrame:
    """One row per event as it is published: several names in one column are joined by ``|``."""
    rows = [
        {
            **one.model_dump(),
            **{key: "|".join(getattr(one, key)) for key in ("indicatoren", "themas", "gebieden")},
        }
        for one in events
    ]
    return pl.DataFrame(rows, schema=_COLUMNS)
