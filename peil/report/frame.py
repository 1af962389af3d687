"""What every edition has around its parts: title, status, and what stands on every page."""

from collections.abc import Iterable, Sequence

from peil.editions import file_stem
from peil.errors import PeilError
from peil.figure import Figure
from peil.numbers import format_date
from peil.report.ask import Ask
from peil.report.found import Found
from peil.report.model import Blok, Deel, Report
from peil.terms import NVT


def framed(
    found: Found,
    delen: Iterable[Deel],
    *,
    titel: str,
    ondertitel: str,
    merk: str,
    titelblad: tuple[Blok, ...],
) -> Report:
    """Return these parts as a report, with the foot and the figures of the edition."""
    ask, stamp, zeg = found.ask, found.desk.snapshot, found.zeg
    name, day = ask.area.naam, format_date(stamp.gepubliceerd_op)
    foot = zeg("voet.tekst", gebied=name, jaar=str(ask.jaar), stand=str(stamp.stand), dag=day)
    return Report(
        uitgave=ask.uitgave,
        gebied_code=ask.gebied,
        gebied=name,
        niveau=found.niveau,
        jaar=ask.jaar,
        titel=titel,
        ondertitel=ondertitel,
        merk=merk,
        status=status(ask),
        vastgesteld_op=ask.vastgesteld_op,
        versie=ask.versie,
        stand=stamp.stand,
        gepubliceerd_op=stamp.gepubliceerd_op,
        fictief=zeg("fictief.voet") if found.is_fictief else "",
        voettekst=foot,
        titelblad=titelblad,
        delen=tuple(delen),
        cijfers=found.figures,
        reeksen=series(found),
        catalogus=ask.desk.catalogue,
        bestandsnaam=file_stem(ask.uitgave, ask.gebied, name, ask.jaar),
    )


def require(found: Found) -> None:
    """Refuse a gebied or year without a report.

    Raises:
        PeilError: nederland, a gebied that does not exist any more, or a year without figures.
    """
    ask, area = found.ask, found.ask.area
    if area.niveau == "nederland":
        raise PeilError("Over heel Nederland is er geen rapport. Kies een gemeente of district.")
    if area.tot is not None:
        now = ask.desk.areas.get(ask.desk.areas.present_code(area.code))
        raise PeilError(
            f"{area.naam} bestaat niet meer. Kies het rapport van {now.naam}."
            if now.tot is None
            else f"{area.naam} bestaat niet meer. Kies een ander gebied."
        )
    if not area.exists_in(ask.jaar) or not found.figures:
        raise PeilError(
            f"Over {ask.jaar} zijn er van {area.naam} geen cijfers. Kies een ander jaar."
        )


def require_gemeente(found: Found) -> None:
    """Refuse a short edition over anything but a gemeente.

    Raises:
        PeilError: it is another gebied; the message says what there is of it.
    """
    if found.niveau != "gemeente":
        raise PeilError(
            f"Een {found.ask.uitgave} is er alleen van een gemeente. Kies voor "
            f"{found.ask.area.naam} het rapport."
        )


def series(found: Found) -> Sequence[Figure]:
    """Return the years of every indicator of this gebied, up to the year of the report."""
    order = [f.indicator for f in found.figures if f.status != NVT]
    return [f for slug in order for f in found.years.get(slug, ())]


def status(ask: Ask) -> str:
    """Return whether it is a concept or since when it holds, and which version."""
    if ask.vastgesteld_op is None:
        return "concept"
    version = f", versie {ask.versie}" if ask.versie > 1 else ""
    return f"vastgesteld op {format_date(ask.vastgesteld_op)}{version}"
