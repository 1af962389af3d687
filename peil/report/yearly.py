"""The yearly report itself: its parts in order, and what stands on every page."""

from collections.abc import Iterator, Sequence

from peil.editions import file_stem
from peil.errors import PeilError
from peil.figure import Figure
from peil.numbers import format_date
from peil.report import agreed, front, inside, method, norm, revised, themes
from peil.report.ask import Ask
from peil.report.found import Found
from peil.report.model import Deel, Report
from peil.terms import NVT


def build(ask: Ask) -> Report:
    """Return the report over a gebied and a year.

    Raises:
        PeilError: the gebied has no report, or nothing was delivered over that year.
    """
    found = Found(ask)
    require(found)
    stamp, zeg = ask.desk.snapshot, ask.zeg
    day = format_date(stamp.gepubliceerd_op)
    name, jaar = ask.area.naam, str(ask.jaar)
    return Report(
        uitgave=ask.uitgave,
        gebied_code=ask.gebied,
        gebied=name,
        niveau=found.niveau,
        jaar=ask.jaar,
        titel=ask.area.naam_lang if found.niveau == "district" else name,
        ondertitel=zeg("titelblad.ondertitel", jaar=jaar),
        merk=zeg("merk.vertrouwelijk" if found.is_vertrouwelijk else "merk.openbaar", gebied=name),
        status=status(ask),
        vastgesteld_op=ask.vastgesteld_op,
        versie=ask.versie,
        stand=stamp.stand,
        gepubliceerd_op=stamp.gepubliceerd_op,
        fictief=zeg("fictief.voet") if found.is_fictief else "",
        voettekst=zeg("voet.tekst", gebied=name, jaar=jaar, stand=str(stamp.stand), dag=day),
        titelblad=front.title_page(found),
        delen=tuple(_parts(found)),
        cijfers=found.figures,
        reeksen=series(found),
        catalogus=ask.desk.catalogue,
        bestandsnaam=file_stem(ask.uitgave, ask.gebied, name, ask.jaar),
    )


def _parts(found: Found) -> Iterator[Deel]:
    yield front.summary(found)
    told = front.whole(found)
    if told is not None:
        yield told
    yield themes.part(found)
    if found.niveau == "gemeente":
        yield norm.part(found)
        yield agreed.part(found)
    else:
        yield inside.differing(found)
        yield inside.norm(found)
        yield inside.agreed(found)
    yield revised.part(found)
    yield method.part(found)


def require(found: Found) -> None:
    """Refuse a gebied or year without a report.

    Raises:
        PeilError: nederland, a gebied that does not exist any more, or a year without figures.
    """
    ask, area = found.ask, found.ask.area
    if area.niveau == "nederland":
        raise PeilError("Over heel Nederland is er geen rapport. Kies een gemeente of district.")
    if not area.exists_in(ask.jaar) or not found.figures:
        raise PeilError(
            f"Over {ask.jaar} zijn er van {area.naam} geen cijfers. Kies een ander jaar."
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
