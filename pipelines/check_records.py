"""Judge a record against the region before it is kept: its gebied, its norm item, its indicator."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from peil.areas import Area, Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue
from peil.clock import today
from peil.errors import PeilError
from peil.norm import Norms, explain_answer, load_norms
from peil.numbers import format_date
from peil.periods import parse_period
from peil.records import (
    FIRST_YEAR,
    HELD,
    LAST_YEAR,
    Afspraak,
    Bezoek,
    Botsing,
    Duiding,
    Normblad,
    Record,
    Score,
    Vraag,
)
from peil.terms import Niveau


def record_checker() -> Callable[[Record], None]:
    """Return the judge of this region; it reads catalogue, areas and norm once, the clock always.

    The judge raises a ``PeilError`` that says what does not fit and what to do.
    """
    catalogue, areas, norms = load_catalogue(), load_areas(), load_norms()
    return lambda record: check_record(record, catalogue, areas, norms, today())


def check_record(
    record: Record, catalogue: Catalogue, areas: Areas, norms: Norms, today: date
) -> None:
    """Check one record that someone typed; ``today`` decides what lies in the future.

    Raises:
        PeilError: a gebied, item or indicator that does not exist, an answer that does not fit, a
            day that cannot be, or a kind that nobody types.
    """
    if isinstance(record, Normblad | Botsing):
        raise PeilError(f"Een {record.soort} maakt het dashboard zelf. Er is niets bewaard.")
    judge = _Judge(catalogue, areas, norms, areas.get(record.gebied), today)
    match record:
        case Score():
            judge.score(record)
        case Afspraak():
            judge.afspraak(record)
        case Bezoek():
            judge.bezoek(record)
        case Duiding():
            judge.duiding(record)
        case Vraag():
            judge.vraag(record)
        case _:
            raise PeilError(f"De soort '{record.soort}' is onbekend. Werk het dashboard bij.")


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges one record about ``area``; every method raises on the first thing that is wrong."""

    catalogue: Catalogue
    areas: Areas
    norms: Norms
    area: Area
    today: date

    def score(self, record: Score) -> None:
        self._require_level("Een oordeel", ("gemeente",))
        if record.is_ingetrokken:
            return  # what is wrong with it is why it is taken back
        self._require_day("De peildatum", record.peildatum)
        if record.peildatum > self.today:
            raise PeilError(
                f"De peildatum {format_date(record.peildatum)} ligt in de toekomst. "
                "Kies vandaag of een eerdere dag."
            )
        self._require_day("De datum bij 'geldig tot'", record.geldig_tot)
        self._require_existence(record.peildatum.year)
        norm = self.norms.version(record.normversie)
        if norm is None or norm.set != record.normset:
            raise PeilError(
                f"De norm '{record.normset}' kent geen versie '{record.normversie}'. "
                "Laad de pagina opnieuw en geef het oordeel nog eens."
            )
        item = norm.items.get(record.item)
        if item is None:
            raise PeilError(
                f"Item {record.item} hoort niet bij versie {norm.versie} van de norm. "
                "Kies een item uit de lijst."
            )
        said = explain_answer(item, record.antwoord, record.peildatum)
        if said:
            raise PeilError(f"Het antwoord past niet bij item {item.id}. {said}")
        if not record.beoordelaar.strip():
            raise PeilError("Vul in wie oordeelde: de functie, niet de naam.")

    def afspraak(self, record: Afspraak) -> None:
        self._require_level("Een afspraak", ("gemeente", "district"))
        if record.item and not any(record.item in n.items for n in self.norms.versions):
            raise PeilError(f"Het item '{record.item}' bestaat niet. Kies een item uit de lijst.")
        if record.indicator:
            self._require_indicator(record.indicator)
        for jaar in (record.bezoekjaar, record.resultaat_jaar):
            if jaar is not None:
                self._require_year(jaar)
        made, settled = record.bezoekjaar, record.resultaat_jaar
        if made and settled and settled < made:
            raise PeilError(
                f"Het resultaat is van {settled}, maar de afspraak van {made}. Kies een later jaar."
            )
        self._require_day("De deadline", record.deadline)

    def bezoek(self, record: Bezoek) -> None:
        self._require_level("Een bezoek", ("gemeente",))
        self._require_year(record.jaar)
        self._require_existence(record.jaar)
        self._require_day("De datum van het bezoek", record.datum)
        if record.status in HELD and record.datum and record.datum > self.today:
            raise PeilError(
                f"Het bezoek van {format_date(record.datum)} moet nog komen. "
                "Vul de dag in waarop het is gehouden."
            )

    def duiding(self, record: Duiding) -> None:
        self._require_year(record.jaar)
        if record.thema and record.thema not in self.catalogue.themas:
            raise PeilError(
                f"Het thema '{record.thema}' bestaat niet. Kies een thema uit de lijst."
            )

    def vraag(self, record: Vraag) -> None:
        self._require_indicator(record.indicator)
        self.catalogue[record.indicator].breakdown(record.uitsplitsing)
        if record.periode:
            try:
                parse_period(record.periode)
            except ValueError as error:
                raise PeilError(f"{error}. Kies de periode uit de lijst.") from error

    def _require_level(self, what: str, levels: tuple[Niveau, ...]) -> None:
        if self.area.niveau not in levels:
            raise PeilError(
                f"{what} gaat over een {' of '.join(levels)}; {self.area.naam} is een "
                f"{self.area.niveau}. Kies een ander gebied."
            )

    def _require_existence(self, jaar: int) -> None:
        if not self.area.exists_in(jaar):
            raise PeilError(
                f"De gemeente {self.area.naam} bestond niet in {jaar}. "
                "Kies de gemeente van dat jaar of een andere datum."
            )

    def _require_year(self, jaar: int) -> None:
        if not FIRST_YEAR <= jaar <= LAST_YEAR:
            raise PeilError(f"Het jaar {jaar} kan niet kloppen. Kijk het jaar na.")

    def _require_day(self, what: str, day: date | None) -> None:
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise PeilError(
                f"{what} ({day.isoformat()}) kan niet kloppen: het jaar is {day.year}. "
                f"Kies een dag in {FIRST_YEAR} tot en met {LAST_YEAR}."
            )

    def _require_indicator(self, name: str) -> None:
        if name not in {i.slug for i in self.catalogue}:
            raise PeilError(f"De indicator '{name}' bestaat niet. Kies er een uit de lijst.")
