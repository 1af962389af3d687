"""The one door to the figures: it knows who asks, which snapshot answers, and what may be asked.

A publication never changes, so what was answered is kept with it, by question and by what decides
what the viewer may see: a desk is made per visit and keeps nothing heavy itself.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import polars as pl

from peil import access, export, places
from peil.access import Viewer
from peil.answers import Answers, Row, as_row
from peil.areas import Area, Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue, Indicator, Thema
from peil.changes import Change, changes, compare
from peil.clock import local
from peil.editions import Uitgave
from peil.events import Event
from peil.figure import Figure
from peil.norm import Norms, NormSet
from peil.origin import Reference
from peil.phrases import Phrases, Rapporttekst, complete
from peil.store import Store
from peil.terms import Niveau

__all__ = ["Desk", "Klasse", "Row", "Stempel", "Uitleg", "open_desk", "open_store"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stempel:
    """The stamp of a publication; ``journaal`` is the last entry of the journal that is in it.

    ``stand`` is its number in the register, ``gepubliceerd_op`` on the Dutch clock.
    """

    regel: str
    gepubliceerd_op: datetime
    inhoud: str
    versie: str
    is_fictief: bool
    journaal: int
    stand: int = 0


@dataclass(frozen=True, slots=True)
class Uitleg:
    """A duiding that was vastgesteld, as it was frozen with this publication (Markdown)."""

    gebied_code: str
    thema: str
    jaar: int
    versie: int
    tekst: str
    vastgesteld_op: date
    is_fictief: bool


@dataclass(frozen=True, slots=True)
class Klasse:
    """One class of an indicator's map: from ``van`` up to ``tot`` (open-ended when ``None``)."""

    klasse: int
    van: float | None
    tot: float | None
    methode: str


class Desk:
    """Answers one viewer's questions from one snapshot; a new publication asks for a new desk."""

    def __init__(self, store: Store, viewer: Viewer) -> None:
        """Open the current snapshot for this viewer.

        Raises:
            GeenSnapshot: nothing was published yet.
            PeilError: another version of the dashboard made the publication.
        """
        self._store = store
        self.viewer = viewer
        self.scope = access.scope(viewer)
        self._answers = Answers(store.snapshot(), self.scope)
        stamp = self._answers.rows(Stempel, "stempel")[0]
        self.snapshot = replace(stamp, gepubliceerd_op=local(stamp.gepubliceerd_op))

    @property
    def version(self) -> str:
        """The name of the snapshot that answers; each publication has another."""
        return self._answers.version

    def is_current(self) -> bool:
        """Say whether no newer publication was made since this desk was opened."""
        return self._store.version() == self.version

    def for_everyone(self) -> "Desk":
        """Return a desk on the same figures that shows what everyone may see, and no more."""
        return Desk(self._store, access.EVERYONE)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue as it was published, without what this viewer may not see."""
        return self.once("catalogus", self._catalogue, lambda found: len(found.indicators))

    def _catalogue(self) -> Catalogue:
        declared = self._answers.declared
        return Catalogue(
            tuple(i for i in declared(Indicator, "indicator") if access.may_see(self.viewer, i)),
            {b.slug: b for b in declared(Bron, "bron")},
            {t.slug: t for t in declared(Thema, "thema")},
        )

    @cached_property
    def norms(self) -> Norms:
        """The versions of the norm set as they were published."""
        return self.once("normen", self._norms, lambda norms: 100 * len(norms.versions))

    def _norms(self) -> Norms:
        found = self._answers.declared(NormSet, "norm")
        return Norms(tuple(sorted(found, key=lambda n: (n.vanaf, n.versie))))

    @cached_property
    def report_texts(self) -> dict[Uitgave, Phrases]:
        """The fixed sentences of reports as they were published, per edition."""

        def make() -> dict[Uitgave, Phrases]:
            return complete(self._answers.declared(Rapporttekst, "rapporttekst"))

        return self.once("rapportteksten", make, len)

    def explanations(
        self, gebied: str, thema: str | None = None, jaar: int | None = None
    ) -> list[Uitleg]:
        """Return the duiding vastgesteld for a gebied, newest year first; thema "" is the whole."""
        return self._answers.rows(Uitleg, "duiding", gebied=gebied, thema=thema, jaar=jaar)

    @cached_property
    def areas(self) -> Areas:
        """The areas as they were published."""
        return self.once("indeling", self._areas, lambda areas: len(areas.all))

    def _areas(self) -> Areas:
        mergers = self._answers.frame("herindelingen").rows(named=True)
        found = self._answers.read(_area, self._answers.frame("gebieden"))
        return Areas(tuple(found), {r["oude_code"]: (r["jaar"], r["nieuwe_code"]) for r in mergers})

    def indicator(self, name: str) -> Indicator:
        """Return an indicator by slug or code.

        Raises:
            PeilError: unknown. GeenToegang: known, but not for this viewer.
        """
        found = self.catalogue.find(name)
        if found is not None:
            return found
        for hidden in self._answers.declared(Indicator, "indicator"):
            if name.strip().lower() in (hidden.slug, hidden.code.lower()):
                access.require(self.viewer, hidden)
        return self.catalogue[name]

    def figures(
        self,
        indicator: str,
        *,
        niveau: Niveau | None = None,
        gebied: str | Sequence[str] | None = None,
        periode: str | None = None,
        uitsplitsing: str | None = "",
        periode_soort: str | None = None,
    ) -> list[Figure]:
        """Return the figures of one indicator; ``uitsplitsing=None`` gives total and breakdown."""
        gebieden = [gebied] if isinstance(gebied, str) else gebied and list(gebied)
        return self._answers.rows(
            Figure,
            "cijfers",
            indicator=self.indicator(indicator).slug,
            niveau=niveau,
            gebieden=gebieden,
            periode=periode,
            periode_soort=periode_soort,
            uitsplitsing=uitsplitsing,
        )

    def profile(self, gebied: str | Sequence[str], jaar: int | None = None) -> list[Figure]:
        """Return one figure per indicator and gebied: of ``jaar``, or the newest delivered year."""
        gebieden = [gebied] if isinstance(gebied, str) else list(gebied)
        return self._visible(self._answers.rows(Figure, "profiel", gebieden=gebieden, jaar=jaar))

    def series(self, gebied: str | Sequence[str], indicator: str | None = None) -> list[Figure]:
        """Return the yearly totals of the given gebieden, of one indicator or of all."""
        gebieden = [gebied] if isinstance(gebied, str) else list(gebied)
        if indicator is not None:
            return self.figures(indicator, gebied=gebieden, periode_soort="jaar")
        return self._visible(self._answers.rows(Figure, "reeksen", gebieden=gebieden))

    def made_up(self) -> dict[str, bool]:
        """Say per indicator whether a figure of its newest year is fictief, in any gebied."""
        rows = self._answers.rows(as_row, "verzonnen")
        found = {str(row["indicator"]): bool(row["is_fictief"]) for row in rows}
        return {i.slug: found[i.slug] for i in self.catalogue if i.slug in found}

    def _visible(self, figures: list[Figure]) -> list[Figure]:
        return [f for f in figures if f.indicator in self.catalogue]

    def events(self, indicator: str, gebied: str) -> list[Event]:
        """Return what can explain a change of an indicator in a gebied, oldest first."""
        found = self.indicator(indicator)
        return self._answers.rows(
            Event, "gebeurtenissen", indicator=found.slug, thema=found.thema, gebied=gebied
        )

    def periods(self, indicator: str, niveau: Niveau | None = None) -> list[str]:
        """Return the periods in which the indicator was delivered, newest first."""
        slug = self.indicator(indicator).slug
        found = self._answers.rows(as_row, "perioden", indicator=slug, niveau=niveau)
        return [str(row["periode"]) for row in found]

    def classes(self, indicator: str) -> list[Klasse]:
        """Return the fixed map classes of an indicator, low to high."""
        slug = self.indicator(indicator).slug
        return self._answers.rows(Klasse, "klassen", indicator=slug)

    def inhabitants(self, gebied: str, jaar: int | None = None) -> tuple[int, int] | None:
        """Return (inhabitants on 1 January, year), of ``jaar`` or the newest known year."""
        known = self._inhabitants.get(gebied, {})
        newest = max(known, default=None) if jaar is None else jaar
        return (known[newest], newest) if newest in known else None

    @cached_property
    def inhabitants_now(self) -> dict[str, int]:
        """The newest number of inhabitants on 1 January per gebied."""
        return {gebied: known[max(known)] for gebied, known in self._inhabitants.items()}

    @property
    def _inhabitants(self) -> dict[str, dict[int, int]]:
        return self.once("inwoners", self._read_inhabitants, len)

    def _read_inhabitants(self) -> dict[str, dict[int, int]]:
        """Return the inhabitants on 1 January by gebied and year."""
        found: dict[str, dict[int, int]] = {}
        for row in (
            self._answers.frame("inwoners").filter(soort="inwoners_1jan").iter_rows(named=True)
        ):
            found.setdefault(row["gebied_code"], {})[row["jaar"]] = int(row["inwoners"])
        return found

    def size_classes(self) -> list[Row]:
        """Return the size classes of gemeenten: klasse, van_inwoners, tot_inwoners, naam."""
        return self._answers.table("grootteklassen")

    def deliveries(self) -> list[Row]:
        """Return the leveringen behind this publication, in the order in which they count.

        Why an analist confirmed one may speak of any indicator in it: that is for who sees all.
        """
        rows = self._answers.table("leveringen")
        return [{**row, "bevestiging": ""} for row in rows] if self.hidden() else rows

    def all_events(self) -> list[Row]:
        """Return the events that this viewer may see, with what they are about, oldest first."""
        rows: list[Row] = []
        for row in self._answers.table("gebeurtenissen_alle"):
            named = list(filter(None, str(row["indicatoren"]).split("|")))
            seen = [name for name in named if name in self.catalogue]
            if seen or row["themas"] or not named:
                rows.append({**row, "indicatoren": "|".join(seen)})
        return rows

    def references(self, figure: Figure) -> list[Reference]:
        """Return the delivered cells that make a figure: its own, or of the parts of the sum."""
        asked = {
            "indicator": self.indicator(figure.indicator).slug,
            "periode": figure.periode,
            "uitsplitsing": figure.uitsplitsing,
        }
        code = figure.gebied_code
        own = self._answers.rows(Reference, "herkomst", gebieden=[code], **asked)
        if own or not figure.leveringen:
            return own
        lowest = self.catalogue[figure.indicator].laagste_niveau
        inside = [a.code for a in self.areas.at(lowest) if self._lies_in(a.code, code)]
        return self._answers.rows(Reference, "herkomst", gebieden=inside, **asked)

    def _lies_in(self, code: str, above: str) -> bool:
        return above in {a.code for a in self.areas.ancestors(code).values()}

    def denominator_source(self, figure: Figure) -> str:
        """Return the bron of the inhabitants that a figure was divided by, or nothing."""
        if figure.noemer_jaar is None:
            return ""
        kind = self.indicator(figure.indicator).noemer
        people = self._answers.frame("inwoners").filter(soort=kind, gebied_code=figure.gebied_code)
        return next(iter(people.filter(jaar=figure.noemer_jaar)["bron"]), "")

    def changes_since(self, earlier: "Desk") -> list[Change]:
        """Return what is another figure here than at an earlier stand, largest first.

        Not of indicators that this viewer may not see at either.
        """

        def make() -> list[Change]:
            hidden = self.hidden() | earlier.hidden()
            found = compare(earlier.all_figures(), self.all_figures())
            return [c for c in changes(found) if c.indicator not in hidden]

        return self.once(("wijzigingen", earlier.version), make, len)

    def hidden(self) -> set[str]:
        """Return the indicators of this publication that this viewer may not see."""

        def make() -> set[str]:
            every = self._answers.declared(Indicator, "indicator")
            return {i.slug for i in every} - {i.slug for i in self.catalogue}

        return self.once("verborgen", make, len)

    def all_figures(self) -> pl.DataFrame:
        """Return all figures that this viewer may see, as ``peil.changes.compare`` reads them."""
        figures = self._answers.frame("alle_cijfers")
        return figures.filter(~pl.col("indicator").is_in(list(self.hidden())))

    def crosschecks(self) -> list[Row]:
        """Return the cross-checks: own figure beside a published one, and the difference."""
        return self._about_seen(self._answers.table("kruiscontroles"), "indicatoren")

    def published(self) -> list[Row]:
        """Return all published figures that were carried in, each with its bron."""
        return self._about_seen(self._answers.table("gepubliceerd"), "indicator")

    def rejected(self) -> list[Row]:
        """Return the published figures that were refused, with the reason."""
        return self._about_seen(self._answers.table("verworpen"), "indicator")

    def _about_seen(self, rows: list[Row], column: str) -> list[Row]:
        """Leave out rows about an indicator that this viewer may not see.

        A publication of before the column says nothing: then only who sees all sees the row.
        """
        hidden = self.hidden()
        if not hidden:
            return rows
        named = [(row, row.get(column, next(iter(hidden)))) for row in rows]
        return [row for row, slugs in named if hidden.isdisjoint(str(slugs or "").split("|"))]

    def dispersions(self) -> list[Row]:
        """Return the dispersion within areas per indicator that this viewer may see."""
        return [
            row for row in self._answers.table("spreiding") if row["indicator"] in self.catalogue
        ]

    def once(self, name: Hashable, make: Callable[[], T], weight: Callable[[T], int]) -> T:
        """Return what was made from this publication for who may see the same, or make it now.

        This is the only way to keep what was worked out of figures: it cannot forget for whom.

        Args:
            name: what it is, with all that it depends on besides publication and viewer.
            make: makes it; what it raises is raised and not kept.
            weight: how many rows of figures it is as heavy as.

        Returns:
            What ``make`` gave, now or before. It is shared: leave it as it is.
        """
        return self._answers.once(name, make, weight)

    def csv(self, figures: Sequence[Figure]) -> str:
        """Return figures as the CSV of ``peil cijfers``."""
        return export.figures_csv(figures)


def _area(*, niveau: str, aliassen: str | None, **others: Any) -> Area:
    aliases = tuple(filter(None, (aliassen or "").split("|")))
    return Area(niveau=cast(Niveau, niveau), aliassen=aliases, **others)


def open_desk(
    work: Path | None = None, viewer: Viewer | None = None, stand: Path | None = None
) -> Desk:
    """Open the desk on a working folder for a viewer (the OS user when none is given).

    ``stand`` is the snapshot of an earlier stand, to be asked instead of the newest.

    Raises:
        GeenSnapshot: nothing was published yet.
        GeenToegang: the working folder may not be read.
    """
    return Desk(open_store(work, stand), viewer or access.os_viewer())


def open_store(work: Path | None = None, stand: Path | None = None) -> Store:
    """Return a store on a working folder, or on one stand; one serves all of a process."""
    return Store(work or places.work_root(), stand)
