"""A levering that came twice: first with gaps and an error, later put right.

So the demo has two standen, and shows what a figure looks like that was revised after publication.
The later levering is the one that all published totals were made to fit; the first is derived
from it by rule.
"""

from dataclasses import replace

from pipelines.demo.deliveries import Delivery, Row
from pipelines.demo.recipes import Herziening


def with_first_version(deliveries: list[Delivery], revision: Herziening | None) -> list[Delivery]:
    """Return the leveringen in the order of loading: a first version up front, its successor last.

    The successor says in ``na_publicatie`` that there is a publication just before it.
    """
    late = [d for d in deliveries if revision and d.is_fictief and d.bron == revision.bron]
    if revision is None or not late:
        return deliveries
    (final,) = late
    name = final.bestand.removesuffix(".csv")
    first = replace(final, bestand=f"{name}-eerste.csv", rows=_before(final.rows, revision))
    successor = replace(
        final, geladen_op=revision.geladen_op, na_publicatie=revision.gepubliceerd_op
    )
    return [first, *(d for d in deliveries if d is not final), successor]


def _before(rows: list[Row], revision: Herziening) -> list[Row]:
    """Return the rows as they came first; of a lower count the largest part is lower too."""
    largest: dict[tuple[str, str, str, str], Row] = {}
    for row in rows:
        if row.uitsplitsing:
            key = (row.indicator, row.gebied, row.periode, row.uitsplitsing.partition(":")[0])
            largest[key] = max(largest.get(key, row), row, key=lambda r: r.waarde or 0)
    lower = {row.cell for row in largest.values()}

    def first(row: Row) -> Row:
        if row.waarde is None:
            return row
        if row.periode == str(revision.jaar) and row.gebied in revision.ontbrak:
            return replace(row, waarde=None, noemer=None, status="niet geleverd")
        is_part = bool(row.uitsplitsing)
        less = revision.fewer(row.gebied, row.periode) if not is_part or row.cell in lower else 0
        return replace(row, waarde=row.waarde - less) if less else row

    return [first(row) for row in rows]
