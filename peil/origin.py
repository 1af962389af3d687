"""Where one figure comes from: the delivered cells that count in it, and what stood in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A delivered cell that counts in a figure: where it stands, not what is in it.

    ``gebied_code`` is the gebied as delivered, ``telt_voor`` that of today; ``levering`` is the id
    of the levering (or ``journaal``), ``regel`` the line in the partner's file and ``kolom`` the
    header there ("": the column ``waarde`` of the standard form).
    """

    gebied_code: str
    telt_voor: str
    levering: str
    regel: int | None
    kolom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a delivered cell held, read back from the levering; ``None`` is no number there."""

    waarde: float | None
    noemer: float | None
    status: str
    toelichting: str


def levering_number(levering: str) -> str:
    """Return the number of a levering, which stands in its id; other texts as they are."""
    parts = levering.split("-")
    return str(int(parts[1])) if len(parts) == 3 and parts[1].isdigit() else levering
