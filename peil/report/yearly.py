"""The yearly report itself: its parts in order."""

from collections.abc import Iterator

from peil.report import agreed, front, inside, method, norm, revised, themes
from peil.report.ask import Ask
from peil.report.found import Found
from peil.report.frame import framed, require
from peil.report.model import Deel, Report


def build(ask: Ask) -> Report:
    """Return the report over a gebied and a year.

    Raises:
        PeilError: the gebied has no report, or nothing was delivered over that year.
    """
    found = Found(ask)
    require(found)
    zeg, name = ask.zeg, ask.area.naam
    return framed(
        found,
        _parts(found),
        titel=ask.area.naam_lang if found.niveau == "district" else name,
        ondertitel=zeg("titelblad.ondertitel", jaar=str(ask.jaar)),
        merk=zeg("merk.vertrouwelijk" if found.is_vertrouwelijk else "merk.openbaar", gebied=name),
        titelblad=front.title_page(found),
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
