"""What the pages know of leveringen: which are expected, which came, and what one would change.

Types and words only; ``pipelines`` fills them, the pages and the CLI show them.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from peil.bronnen import Bron
from peil.changes import Change, SoortWijziging
from peil.errors import Finding, PeilError
from peil.numbers import format_count, format_date
from peil.periods import Period

#: ``ontvangen``: it is there, but it was due before this register began; ``niet geladen``: it was
#: due then, is not there, and a newer one was due too.
Komst = Literal["op tijd", "te laat", "ontvangen", "ontbreekt", "nog niet verwacht", "niet geladen"]
KOMSTEN: Final[tuple[Komst, ...]] = (
    "ontbreekt", "nog niet verwacht", "te laat", "op tijd", "ontvangen", "niet geladen",
)  # fmt: skip
#: What became of a levering in the register.
Lot = Literal["telt", "wacht op publicatie", "ingetrokken, wacht op publicatie", "ingetrokken"]
#: Within this many days what is expected is named as coming soon.
SOON_DAYS: Final = 45
Progress = Callable[[str], None]


class RegisterVeranderd(PeilError):
    """Someone else loaded or withdrew something since this was looked at."""


@dataclass(frozen=True, slots=True)
class Verwachting:
    """One expected levering: a bron and a periode, until when, and whether it came.

    ``ontvangen_op`` and ``volgnr`` are of the first levering that held this periode;
    ``gebieden_weg`` are the names of the gebieden that none of them holds. ``is_oud``: it was due
    before this register began, so that nobody here can say that it came late.
    """

    bron: Bron
    periode: Period
    uiterlijk: date
    komst: Komst
    ontvangen_op: date | None = None
    volgnr: int | None = None
    gebieden_weg: tuple[str, ...] = ()
    is_oud: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether nothing was received yet."""
        return self.volgnr is None


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """One levering as the register holds it; ``reden`` says why it was withdrawn."""

    id: str
    volgnr: int
    bestand: str
    bron: str
    wanneer: datetime
    wie: str
    regels: int
    perioden: tuple[str, ...]
    is_fictief: bool
    is_oefening: bool
    bevestiging: str
    lot: Lot
    reden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gecontroleerd:
    """A file that was read and checked, and is kept nowhere yet.

    ``al_geladen`` says when exactly this file came before; ``bekeken_bij`` is the position of the
    register at the time. With ``vraagt_periode`` the form needs to be told the periode first.
    """

    content: bytes
    bestand: str
    bron: str
    periode: str
    vorm: str
    vraagt_periode: bool
    findings: tuple[Finding, ...]
    regels: int
    bekeken_bij: int
    al_geladen: str = ""

    @property
    def fouten(self) -> int:
        """Count what makes the file unacceptable."""
        return sum(f.ernst == "fout" for f in self.findings)

    @property
    def waarschuwingen(self) -> int:
        """Count what is only accepted with a reason."""
        return sum(f.ernst == "waarschuwing" for f in self.findings)

    @property
    def is_goed(self) -> bool:
        """Say whether it may be kept, with a reason if there are warnings."""
        return not self.fouten and not self.vraagt_periode and not self.al_geladen


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What publishing would change: how many figures of each soort, and the largest changes first.

    ``wachten`` counts leveringen and intrekkingen that already wait for publication: what they
    change is in it too. ``weggelaten`` counts rows of earlier leveringen that are refused now.
    ``alleen_teken`` counts figures that stay the same number: only what is said with it changes.
    """

    grootste: tuple[Change, ...]
    aantallen: Mapping[SoortWijziging, int]
    wachten: int
    bekeken_bij: int
    weggelaten: int = 0
    alleen_teken: int = 0

    @property
    def aantal(self) -> int:
        """Count every figure that becomes another."""
        return sum(self.aantallen.values())


def soon(expected: Sequence[Verwachting], today: date) -> list[Verwachting]:
    """Return what must come now or within ``SOON_DAYS`` and did not, the longest waiting first."""
    wanted = [v for v in expected if v.komst in ("ontbreekt", "nog niet verwacht")]
    found = [v for v in wanted if (v.uiterlijk - today).days <= SOON_DAYS]
    return sorted(found, key=lambda v: (v.uiterlijk, v.bron.titel, v.periode))


def summary(expected: Sequence[Verwachting], today: date) -> tuple[str, str]:
    """Return in two sentences what is missing, and what comes next."""
    counts = Counter(v.komst for v in expected)
    missing = counts["ontbreekt"]
    if not expected:
        return "Er zijn geen leveringen gepland.", "De planning staat per bron in data/bronnen."
    first = "Alle verwachte leveringen zijn er."
    if all(v.is_open for v in expected):
        first = "Er zijn nog geen leveringen."
    elif missing:
        words = "levering ontbreekt" if missing == 1 else "leveringen ontbreken"
        first = f"{format_count(missing)} {words}."
    later = [v for v in expected if v.is_open and v.uiterlijk >= today]
    if not later:
        return first, ""
    coming = min(later, key=lambda v: (v.uiterlijk, v.bron.titel))
    when = format_date(coming.uiterlijk)
    return first, f"De eerste die nog komt: {coming.bron.titel} over {_over(coming)}, voor {when}."


def _over(verwachting: Verwachting) -> str:
    return verwachting.periode.label


def komst_text(verwachting: Verwachting, today: date) -> str:
    """Return what became of an expected levering, as it stands in a list."""
    v = verwachting
    late = abs((v.uiterlijk - (v.ontvangen_op or today)).days)
    days = f"{late} {'dag' if late == 1 else 'dagen'}"
    match v.komst:
        case "ontbreekt" if v.is_oud:
            text = f"nog niet ontvangen; die over {v.periode.label} is de nieuwste die er kan zijn"
        case "niet geladen":
            text = "niet geladen, van voor dit register"
        case "ontbreekt":
            text = f"ontbreekt, {days} te laat"
        case "nog niet verwacht":
            text = f"verwacht voor {format_date(v.uiterlijk)}"
        case "te laat":
            text = f"ontvangen, {days} te laat"
        case "op tijd" | "ontvangen":
            text = "op tijd ontvangen" if v.komst == "op tijd" else "ontvangen"
    if not v.gebieden_weg:
        return text
    count = len(v.gebieden_weg)
    return f"{text}; {count} {'gebied ontbreekt' if count == 1 else 'gebieden ontbreken'}"


def reminder(verwachting: Verwachting, today: date) -> str:
    """Return the text of a reminder to the contact role of a bron; it names no person."""
    v, over = verwachting, verwachting.periode.label
    day = format_date(v.uiterlijk)
    if v.gebieden_weg:
        asked = (
            f"Wij hebben uw levering over {over} ontvangen. Dank daarvoor.\n"
            f"Deze gebieden staan er nog niet in: {', '.join(v.gebieden_weg)}.\n"
            "Kunt u ons een aangevuld bestand sturen?"
        )
    elif v.is_oud:
        asked = (
            f"Wij willen uw cijfers over {over} in ons dashboard laten zien.\n"
            "Kunt u ons het bestand sturen, of laten weten wanneer het komt?"
        )
    elif v.uiterlijk < today:
        asked = (
            f"Wij verwachtten uw levering over {over} uiterlijk op {day}.\n"
            "Wij hebben die nog niet ontvangen. Kunt u het bestand sturen, of ons laten weten\n"
            "wanneer het komt?"
        )
    else:
        asked = (
            f"Wij verwachten uw levering over {over} uiterlijk op {day}.\n"
            "Lukt dat niet? Laat ons dan weten wanneer het wel komt."
        )
    return (
        f"Onderwerp: levering {v.bron.titel} over {over}\n\n"
        f"Beste {v.bron.contact or 'contactpersoon van ' + v.bron.organisatie},\n\n"
        f"{asked}\n\n"
        "Stuur alleen aantallen: geen namen, adressen, zaaknummers of andere gegevens van\n"
        "personen. Een leeg bestand om in te vullen sturen wij u graag toe.\n\n"
        "Met vriendelijke groet,\nanalist van het RIEC\n"
    )


def open_periods(expected: Sequence[Verwachting], bron: str) -> list[str]:
    """Return the planned periods of a bron, those without a levering first, newest first."""
    own = sorted((v for v in expected if v.bron.slug == bron), key=lambda v: v.periode)
    own.reverse()
    return [str(v.periode) for v in sorted(own, key=lambda v: not v.is_open)]
