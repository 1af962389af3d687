"""Everything in a file that may be right but must be looked at: accepted only with a reason."""

import polars as pl

from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from pipelines.check_expected import check_expected
from pipelines.check_history import check_history
from pipelines.check_problems import KEY, Problems
from pipelines.check_sums import check_sums
from pipelines.check_units import check_impossible, check_units


def check_doubt(
    cells: pl.DataFrame,
    history: pl.DataFrame | None,
    bron: Bron,
    catalogue: Catalogue,
    areas: Areas,
    problems: Problems,
) -> None:
    """Add the warnings about the good cells of a file (with ``rij``, ``regel`` and ``cel``).

    ``history`` is what the register held before, if that is known.
    """
    check_impossible(cells, catalogue, areas, problems)
    check_sums(cells, catalogue, areas, problems, bron.afgerond_op)
    check_expected(cells, bron, areas, problems)
    changed = _changed(cells, history)
    said = check_units(changed, history, catalogue, problems)
    check_history(changed.join(said, on="rij", how="anti"), history, catalogue, areas, problems)


def _changed(cells: pl.DataFrame, history: pl.DataFrame | None) -> pl.DataFrame:
    """Return the cells that say something new: what the register holds was accepted before."""
    if history is None or history.is_empty():
        return cells
    same = [*KEY, "waarde"]
    return cells.join(history.select(same), on=same, how="anti", maintain_order="left")
