"""A report before it is a PDF or a Word file: parts of blocks, every word already written.

Whoever lays it out chooses no figure and writes no sentence; whoever writes it knows no page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from peil.catalogue import Catalogue
from peil.drawing import Drawing
from peil.editions import Uitgave
from peil.figure import Figure
from peil.terms import Niveau

#: ``links``: text; ``rechts``: numbers, under each other by their end.
Kant = Literal["links", "rechts"]
#: How a cell is told apart besides its words: the outcome of a test, or why there is no number.
Toon = Literal["", "hoger", "lager", "onderdrukt", "leeg", "zwak"]
#: ``gewoon`` text, the ``lead`` of a part, a ``bevinding`` beside its drawings, ``klein`` print.
Maat = Literal["gewoon", "lead", "bevinding", "klein"]
#: ``fictief``: says what was made up; ``duiding``: the words of people; ``let op``: a warning.
Soort = Literal["fictief", "duiding", "let op", "rustig"]


@dataclass(frozen=True, slots=True)
class Stuk:
    """A piece of a line of text; ``adres`` is where it leads, for a source on the web."""

    tekst: str
    is_vet: bool = False
    is_cursief: bool = False
    adres: str = ""


Regel = tuple[Stuk, ...]


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph."""

    regel: Regel
    maat: Maat = "gewoon"
    is_fictief: bool = False


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading inside a part: ``niveau`` 2 or 3; the title of the part itself is 1."""

    tekst: str
    niveau: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list; ``is_genummerd`` when the order counts."""

    regels: tuple[Regel, ...]
    is_genummerd: bool = False


@dataclass(frozen=True, slots=True)
class Cel:
    """A cell of a table; ``is_fictief`` puts the tag beside it, ``teken`` is ▲, ▼ or ≈ before it.

    ``teken`` never says more than the words do.
    """

    tekst: str
    toon: Toon = ""
    teken: str = ""
    is_fictief: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """A real table: a caption, a header row, and rows of which the first cell is the header.

    ``breedtes`` are shares of the width, one per column; ``kanten`` where a column stands. A row
    of one cell is a heading inside the table, over its whole width.
    """

    bijschrift: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    breedtes: tuple[float, ...]
    kanten: tuple[Kant, ...]
    is_bijschrift_zichtbaar: bool = True


@dataclass(frozen=True, slots=True)
class Tekening:
    """A chart or map with what stands above and below it: title, unit, source, made-up or not."""

    tekening: Drawing
    titel: str
    onder: str = ""
    is_fictief: bool = False


@dataclass(frozen=True, slots=True)
class Kaart:
    """A theme card, as on the screen: one figure with its finding, value and comparison.

    ``regels`` are (with what, value, word) per benchmark; ``balken`` is the drawing of the same.
    """

    thema: str
    titel: str
    type: str
    bevinding: str
    waarde: str
    eenheid: str
    feiten: str
    regels: tuple[tuple[str, str, str], ...]
    kanttekening: str
    bron: str
    is_fictief: bool
    balken: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Kaarten:
    """Cards beside each other."""

    kaarten: tuple[Kaart, ...]


@dataclass(frozen=True, slots=True)
class Kader:
    """Blocks with an edge around them: what is made up, the words of people, a warning."""

    soort: Soort
    titel: str
    blokken: tuple["Blok", ...]
    onder: str = ""
    is_fictief: bool = False


@dataclass(frozen=True, slots=True)
class Naast:
    """Two columns; ``deel`` is the share of the width that the left one takes."""

    links: tuple["Blok", ...]
    rechts: tuple["Blok", ...]
    deel: float = 0.5


@dataclass(frozen=True, slots=True)
class Samen:
    """Blocks that are not torn apart by the end of a page."""

    blokken: tuple["Blok", ...]


Blok = Alinea | Kop | Lijst | Tabel | Tekening | Kaarten | Kader | Naast | Samen


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a report with its title; ``op_nieuwe_pagina`` when it starts one."""

    naam: str
    titel: str
    blokken: tuple[Blok, ...]
    op_nieuwe_pagina: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one edition says.

    ``voettekst`` stands on every page, ``fictief`` too and is empty when nothing was made up.
    ``cijfers`` are all figures of the year behind it, also those without a value, ``reeksen`` the
    same indicators through the years up to it, ``catalogus`` declares them. ``vastgesteld_op`` is
    empty for a concept. ``merk`` says who may read it.
    """

    uitgave: Uitgave
    gebied_code: str
    gebied: str
    niveau: Niveau
    jaar: int
    titel: str
    ondertitel: str
    merk: str
    status: str
    vastgesteld_op: date | None
    versie: int
    stand: int
    gepubliceerd_op: datetime
    fictief: str
    voettekst: str
    titelblad: tuple[Blok, ...]
    delen: tuple[Deel, ...]
    cijfers: Sequence[Figure] = field(default_factory=tuple[Figure, ...])
    reeksen: Sequence[Figure] = field(default_factory=tuple[Figure, ...])
    catalogus: Catalogue
    bestandsnaam: str
