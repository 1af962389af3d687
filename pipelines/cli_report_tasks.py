"""What ``peil rapport`` was asked: refused where it is wrong use, and else one task per gebied."""

import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from peil.areas import Area
from peil.desk import Desk
from peil.editions import RAPPORTNIVEAUS, VORMEN, niveaus
from peil.errors import PeilError
from pipelines.cli import WrongUse
from pipelines.cli_figures import area as find_area
from pipelines.loket import JournalLoket
from pipelines.report_runs import Taak


def require_use(arguments: Namespace) -> None:
    """Refuse what cannot be meant, before anything is opened.

    Raises:
        WrongUse: the message says what can be asked instead.
    """
    if bool(arguments.gebied) == bool(arguments.alle):
        raise WrongUse("Noem één gebied, of gebruik --alle voor alle gebieden.")
    if arguments.stel_vast and arguments.uitgave != "rapport":
        raise WrongUse(f"Een {arguments.uitgave} stelt u niet vast; alleen een rapport.")
    if arguments.alle in RAPPORTNIVEAUS and arguments.alle not in niveaus(arguments.uitgave):
        raise WrongUse(
            f"Een {arguments.uitgave} is er alleen van een gemeente. Gebruik --alle gemeente, "
            "of kies --uitgave rapport."
        )
    if arguments.stel_vast and (arguments.stand or arguments.concept):
        raise WrongUse("--stel-vast kan niet samen met --stand of --concept.")
    if arguments.reden and not arguments.stel_vast:
        raise WrongUse("--reden hoort bij --stel-vast.")
    if arguments.jaar and not re.fullmatch(r"20\d\d", arguments.jaar, re.ASCII):
        raise WrongUse(f"'{arguments.jaar}' is geen jaar. Schrijf het als 2024.")
    if Path(arguments.uit).exists() and not Path(arguments.uit).is_dir():
        raise WrongUse(f"'{arguments.uit}' is geen map. Kies een andere naam.")


def say_limit(arguments: Namespace) -> None:
    """Say it when all was asked of an edition that is not of every gebied."""
    if arguments.alle and arguments.alle not in RAPPORTNIVEAUS and arguments.uitgave != "rapport":
        print(
            f"Een {arguments.uitgave} is er alleen van een gemeente. Daarom worden de districten "
            "en de eenheid overgeslagen.",
            file=sys.stderr,
        )


def tasks(arguments: Namespace, loket: JournalLoket, desk: Desk) -> list[Taak]:
    """Return one task per gebied that was asked, in the order in which they are made.

    Raises:
        PeilError: there is no such gebied, or there are no figures yet.
    """
    gone = _of_before(arguments, loket, desk)
    areas = [] if gone else _areas(arguments, desk)
    named = [gone] if gone else [(area.code, area.naam) for area in areas]
    jaar = int(arguments.jaar) if arguments.jaar else _newest_year(loket, areas)
    form = arguments.vorm or ("alle" if arguments.uitgave == "rapport" else "pdf")
    return [
        Taak(
            code=code,
            naam=naam,
            jaar=jaar,
            uitgave=arguments.uitgave,
            vormen=VORMEN if form == "alle" else (form,),
            uit=Path(arguments.uit),
            is_vers=bool(arguments.concept or arguments.stand),
            stel_vast=arguments.stel_vast,
            reden=arguments.reden,
        )
        for code, naam in named
    ]


def _of_before(arguments: Namespace, loket: JournalLoket, desk: Desk) -> tuple[str, str] | None:
    """Return code and name of a gebied that is no more, when its own report was kept."""
    text = (arguments.gebied or "").strip()
    is_anew = arguments.concept or arguments.stand or arguments.stel_vast
    if not text or not arguments.jaar or is_anew or arguments.uitgave != "rapport":
        return None
    code = naam = text.upper()
    with suppress(PeilError):  # also one that the areas do not know any more
        area = desk.areas.resolve(text)
        if area.tot is None:
            return None
        code, naam = area.code, area.naam
    return (code, naam) if loket.rapporten.kept(code, int(arguments.jaar)) else None


def _newest_year(loket: JournalLoket, areas: Sequence[Area]) -> int:
    years = [year for area in areas for year in loket.rapporten.years(area.code)[:1]]
    if not years:
        raise PeilError("Er is nog geen jaar met cijfers, dus er is nog geen rapport te maken.")
    return max(years)


def _areas(arguments: Namespace, desk: Desk) -> list[Area]:
    if arguments.gebied:
        return [find_area(desk, arguments.gebied, None)]
    asked: Sequence[str] = (arguments.alle,)
    levels = asked if arguments.alle in RAPPORTNIVEAUS else niveaus(arguments.uitgave)
    found = [one for one in desk.areas.all if one.niveau in levels and one.tot is None]
    if not found:
        raise PeilError(
            f"Er is geen {' of '.join(levels)} om een rapport van te maken. Kies een ander niveau."
        )
    return sorted(found, key=lambda one: (RAPPORTNIVEAUS.index(one.niveau), one.naam))
