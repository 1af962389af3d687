"""Everything in a file that may be right but must be looked at: accepted only with a reason."""

import polars as pl

from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from pipelines.check_expected import check_expected
from pipelines.check_history import check_history
from pipelines.check_problems import Problems
from pipelines.check_sums import check_sums
from pipelines.check_units import check_units


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
    check_sums(cells, catalogue, areas, problems, bron.afgerond_op)
    check_expected(cells, bron, areas, problems)
    said = check_units(cells, history, catalogue, problems)
    check_history(cells.join(said, on="rij", how="anti"), history, catalogue, areas, problems)
