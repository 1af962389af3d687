"""A small norm of two pijlers, oordelen on it, and the profile of one gemeente."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Final

from peil import normprofile
from peil.norm import NormItem, Norms, NormSet, Pijler
from peil.normprofile import Profile
from peil.records import Entry, Oordeel, Score

TODAY: Final = date(2026, 11, 22)
NUMBERS: Final = count(1)


def norm(versie: str = "1", vanaf: date = date(2019, 1, 1), titel: str = "Titel") -> NormSet:
    return NormSet(
        set="proef",
        versie=versie,
        vanaf=vanaf,
        titel="Proefnorm",
        status="voorbeeldset",
        pijler=(Pijler(slug="een", titel="Een & samen"), Pijler(slug="twee", titel="Twee")),
        item=tuple(
            NormItem(
                id=f"{code}-0{number}",
                titel=f"{titel} {code}{number}",
                pijler=pijler,
                soort="bestuurlijk",
                antwoord="ja-deels-nee",
                meetwijze="ja/nee",
                bewijs="besluit",
                bron="bron",
            )
            for code, pijler in (("AA", "een"), ("BB", "twee"))
            for number in (1, 2, 3)
        ),
    )


def entry(
    item: str,
    oordeel: Oordeel,
    day: date,
    until: date | None = None,
    *,
    fictief: bool = False,
    versie: str = "1",
    gebied: str = "GM1",
    antwoord: str = "",
) -> Entry[Score]:
    record = Score(
        gebied=gebied,
        item=item,
        normset="proef",
        normversie=versie,
        oordeel=oordeel,
        antwoord=antwoord,
        peildatum=day,
        geldig_tot=until,
        beoordelaar="adviseur",
    )
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Entry(next(NUMBERS), 1, "iemand", moment, fictief, record)


def profile(
    entries: Sequence[Entry[Score]],
    jaar: int | None = None,
    *versions: NormSet,
    today: date = TODAY,
) -> Profile:
    found = normprofile.build(Norms(versions or (norm(),)), entries, "GM1", "Ons", jaar, today)
    assert found is not None
    return found
