"""The bronnen: who delivers, how often, on which boundaries, and in which form of their own.

One TOML per bron in ``data/bronnen``. A partner's own form (``Vorm``) is declared there, so that a
new one needs no code: which sheet and header, which column or row is which indicator, where the
gebied and the periode stand, and what the partner's signs mean.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from peil.declared import Strict
from peil.periods import Period, parse_period
from peil.terms import Frequentie, Niveau

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
#: What a sign of a partner means; ``leeg``: no cell at all; ``elders``: counted in another row.
Teken = Literal[
    "nihil", "ontbreekt", "onderdrukt", "niet geleverd", "niet van toepassing", "leeg", "elders"
]
Rol = Literal[
    "waarde", "noemer", "marge_laag", "marge_hoog", "status", "toelichting", "vergelijking"
]


class Planning(Strict):
    """When leveringen are expected: one per period from ``vanaf`` on, ``dagen`` after its end.

    ``elke`` 2 skips every second period, as for a survey that is held every two years.
    """

    frequentie: Frequentie
    vanaf: str
    tot: str = ""
    elke: Annotated[int, Field(ge=1, le=12)] = 1
    dagen: Annotated[int, Field(ge=0, le=1000)]

    def due(self, until: date) -> Iterator[tuple[Period, date]]:
        """Return the planned periods that ended before ``until``, each with its last day to come.

        That day may lie after ``until``: the levering is then not expected yet.
        """
        period, last = parse_period(self.vanaf), parse_period(self.tot) if self.tot else None
        while period.end < until and (last is None or period <= last):
            yield period, period.end + timedelta(days=self.dagen)
            for _ in range(self.elke):
                period = period.next

    @model_validator(mode="after")
    def _check_periods(self) -> Self:
        for name, text in (("vanaf", self.vanaf), ("tot", self.tot)):
            if text and parse_period(text).soort != self.frequentie:
                raise ValueError(f"'{name}' is geen periode per {self.frequentie}")
        return self


class Verwacht(Strict):
    """Which gebieden a levering should hold: all of a niveau, or a list of codes."""

    niveau: Niveau = "gemeente"
    gebieden: tuple[str, ...] = ()


class VormGebied(Strict):
    """Where the gebied stands: in a column, as headers of columns (``kop``), or nowhere (``vast``).

    ``codes`` are the partner's words for gebieden; ``overslaan`` those that are not of this region.
    With ``onbekend = "overslaan"`` every gebied outside the region is left out, and counted.
    """

    kolom: str = ""
    ook: tuple[str, ...] = ()
    kop: bool = False
    vast: str = ""
    codes: Mapping[str, str] = {}
    overslaan: tuple[str, ...] = ()
    onbekend: Literal["fout", "overslaan"] = "fout"

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if sum((bool(self.kolom), self.kop, bool(self.vast))) != 1:
            raise ValueError("kies er één: kolom, kop of vast")
        return self


class VormPeriode(Strict):
    """Where the periode stands: a column, the headers, the name of the file, or it is asked.

    ``patroon`` is a regular expression with the groups ``jaar`` and, if need be, ``kwartaal`` or
    ``maand``, for a partner's own way of writing (``2021JJ00``) or for the name of the file.
    ``anders`` are texts of another kind of period (``2021KW01``), which are left out.
    """

    uit: Literal["kolom", "kop", "bestandsnaam", "gevraagd"]
    kolom: str = ""
    ook: tuple[str, ...] = ()
    patroon: str = ""
    anders: str = ""

    @model_validator(mode="after")
    def _check_pattern(self) -> Self:
        for text in (self.patroon, self.anders):
            try:
                groups = set(re.compile(text).groupindex)
            except re.error as error:
                raise ValueError(f"het patroon is geen reguliere expressie ({error})") from error
            if groups - {"jaar", "kwartaal", "maand"}:
                raise ValueError("gebruik alleen de groepen jaar, kwartaal en maand")
        if self.uit == "kolom" and not self.kolom:
            raise ValueError("noem bij uit = 'kolom' ook de kolom")
        if self.uit == "bestandsnaam" and "jaar" not in re.compile(self.patroon).groupindex:
            raise ValueError("het patroon van de bestandsnaam heeft een groep 'jaar' nodig")
        return self


class Kolom(Strict):
    """A column that holds figures: of which indicator and uitsplitsing, and in which role.

    Without ``indicator`` the row says what it counts (``Vorm.wat``). ``ook`` are other names that
    this column had. ``maal`` turns the partner's unit into ours (1000 for thousands of euros).
    In the role ``vergelijking`` a column gives no cells: it is held against the inhabitants that
    we divide by (``met``).
    """

    kolom: str
    ook: tuple[str, ...] = ()
    indicator: str = ""
    uitsplitsing: str = ""
    rol: Rol = "waarde"
    verplicht: bool = True
    maal: Annotated[float, Field(gt=0)] = 1
    met: Literal["", "inwoners_1jan", "gem_inwoners"] = ""

    @model_validator(mode="after")
    def _check_compared(self) -> Self:
        if (self.rol == "vergelijking") != bool(self.met):
            raise ValueError("rol 'vergelijking' en 'met' horen bij elkaar")
        return self


class Wat(Strict):
    """What a row counts when its key columns hold these texts (``als``, in their order).

    With ``overslaan`` the row is known and left out. Without ``indicator`` the columns say what is
    counted, and the row only of which uitsplitsing. The same ``als`` twice gives two cells.
    """

    als: tuple[str, ...]
    indicator: str = ""
    uitsplitsing: str = ""
    overslaan: bool = False


class Optel(Strict):
    """A total that the partner does not deliver itself: the sum of all parts of a dimensie."""

    indicator: str
    dimensie: Slug


class Som(Strict):
    """A printed total and what it is the sum of: names of columns, or of rows by their key."""

    langs: Literal["kolommen", "rijen"]
    totaal: str
    delen: tuple[str, ...]


class Notatie(Strict):
    """How this partner writes numbers, what its signs mean, and its words for a status.

    ``status`` gives our words: one of ours (``peil.terms``), ``voorlopig``, or empty for a cijfer.
    """

    decimaal: Literal["", ",", "."] = ""
    duizend: Literal["", ".", ",", " "] = ""
    tekens: Mapping[str, Teken] = {}
    status: Mapping[str, str] = {}


class Vorm(Strict):
    """One form in which a partner delivers.

    ``zekerheid``: ``bekend`` (a public form, see ``herkomst``) or ``voorstel`` (no public form
    exists: this one is ours to propose). ``kopregel`` 0: the header is found by its names.
    ``sleutel`` names the columns that say what a row counts, ``wat`` what their texts mean.
    ``totaalrij`` are texts in the column of the gebied (or the first key) that mark a row of
    totals: checked against the sum of the rows above, and not kept.
    """

    naam: Slug
    titel: str
    zekerheid: Literal["bekend", "voorstel"]
    herkomst: str
    bestand: tuple[Literal["csv", "xlsx", "odata"], ...]
    werkblad: str = ""
    kopregel: Annotated[int, Field(ge=0)] = 0
    gebied: VormGebied
    periode: VormPeriode
    sleutel: tuple[str, ...] = ()
    wat: tuple[Wat, ...] = ()
    onbekend_wat: Literal["fout", "overslaan"] = "fout"
    kolom: tuple[Kolom, ...] = ()
    notatie: Notatie = Notatie()
    totaalrij: tuple[str, ...] = ()
    som: tuple[Som, ...] = ()
    optel: tuple[Optel, ...] = ()
    negeer: tuple[str, ...] = ()

    @property
    def compares(self) -> bool:
        """Say whether the form gives no cells, but is held against what we have."""
        return any(kolom.rol == "vergelijking" for kolom in self.kolom)

    @model_validator(mode="after")
    def _check_meaning(self) -> Self:
        kops = self.gebied.kop + (self.periode.uit == "kop")
        if kops > 1:
            raise ValueError("de koppen zijn gebieden of perioden, niet allebei")
        if kops and not self.wat:
            raise ValueError("met gebieden of perioden als kop zegt de rij wat zij telt; vul wat")
        if kops and any(kolom.rol == "waarde" for kolom in self.kolom):
            raise ValueError("met gebieden of perioden als kop is er geen andere kolom met cijfers")
        if not kops and not any(kolom.rol in ("waarde", "vergelijking") for kolom in self.kolom):
            raise ValueError("er is geen kolom met cijfers; voeg [[vorm.kolom]] toe")
        if bool(self.sleutel) != bool(self.wat):
            raise ValueError("sleutel en wat horen bij elkaar; vul allebei of geen van beide in")
        if self.compares and any(kolom.rol == "waarde" for kolom in self.kolom):
            raise ValueError("een vorm geeft cijfers of vergelijkt, niet allebei")
        for wat in self.wat:
            if len(wat.als) != len(self.sleutel):
                raise ValueError(f"'als' heeft {len(wat.als)} teksten, sleutel {len(self.sleutel)}")
        kept = [wat for wat in self.wat if not wat.overslaan]
        is_row_named = kept and all(wat.indicator for wat in kept)
        needs_row = kops or any(not k.indicator for k in self.kolom if k.rol == "waarde")
        if needs_row and not is_row_named:
            raise ValueError("noem de indicator bij elke kolom met cijfers of bij elke wat")
        return self


class Bron(Strict):
    """A partner's source: who delivers, how often, on which boundaries.

    Of ``soort`` norm come oordelen for the journal, not cells for the register. Beside its own
    ``vorm`` a partner may always use the standard form. ``contact`` is a role, never a name.
    ``afgerond_op`` is the step to which the partner rounds (0: not). After ``bewaren_jaren`` a
    levering may be cleaned up.
    """

    slug: Slug
    titel: str
    organisatie: str
    soort: Literal["standaard", "norm"] = "standaard"
    frequentie: str = "jaar"
    openbaarheid: Literal["openbaar", "vertrouwelijk"] = "openbaar"
    grenzen: Literal["huidig", "jaar"] = "huidig"
    toelichting: str = ""
    url_naam: str = ""
    herkomst_uit_toelichting: bool = False
    contact: str = ""
    afgerond_op: Annotated[int, Field(ge=0)] = 0
    bewaren_jaren: Annotated[int, Field(ge=1, le=100)] = 10
    planning: tuple[Planning, ...] = ()
    verwacht: Verwacht | None = None
    vorm: tuple[Vorm, ...] = ()
