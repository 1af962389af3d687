"""Recognise in which form a file was delivered: the partner's own, or the standard one.

Every sheet and every likely header line is held against every form; the form whose names are all
there wins. What is only almost right is told with a suggestion, and never assumed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from peil.areas import Areas
from peil.bronnen import Vorm
from peil.errors import Finding
from peil.personal import find_personal_name
from pipelines.check_columns import Names, standard_names
from pipelines.form_places import AreaReader, read_period
from pipelines.read import COLUMNS, Book, Sheet, column_name
from pipelines.read_odata import is_odata

#: The name of the form that every partner may use.
STANDARD = "standaard"
#: Among how many filled rows a header is looked for.
_HEAD = 40


@dataclass(frozen=True)
class Recognised:
    """The form of a file (``vorm`` is ``None`` for the standard form) and where its header is.

    ``found`` counts its names that are there, ``missing`` those that must be there and are not.
    """

    vorm: Vorm | None
    names: Names
    sheet: Sheet
    line: int
    found: int
    missing: int

    @property
    def rank(self) -> tuple[bool, float, int]:
        """Return by what the best form is chosen: whole first, then the share that is there."""
        return (self.missing == 0, self.found / (self.found + self.missing), self.found)


def known_names(vormen: Sequence[Vorm]) -> set[str]:
    """Return every header name of these forms and of the standard form, as compared."""
    names: set[str] = set(COLUMNS)
    for vorm in vormen:
        names |= {column_name(text) for text, _ in _headers(vorm)}
        names |= {column_name(text) for text in vorm.negeer}
    return names


def kind_of(content: bytes) -> Literal["csv", "xlsx", "odata"]:
    """Return the kind of a file, by its content."""
    if is_odata(content):
        return "odata"
    return "xlsx" if content.startswith(b"PK") else "csv"


def recognise(
    book: Book, kind: str, vormen: Sequence[Vorm], bestand: str, areas: Areas
) -> Recognised | Finding:
    """Return the form that fits best, or why none can be chosen.

    Only forms for this kind of file are tried. Where nothing fits whole the best attempt is
    returned: its header is then found wanting.
    """
    sheets = [s for s in book.sheets if not s.is_hidden and s.head(1)]
    tried = [None, *(vorm for vorm in vormen if kind in vorm.bestand)]
    fits = [fit for vorm in tried for fit in _fits(sheets, vorm, areas)]
    # Where no name at all is known, the partner's own form is the one to point at.
    best = max(fits, key=lambda fit: (fit.rank, not fit.found and fit.vorm is not None))
    if best.missing:
        return best
    # One file is one form: what stands on another sheet may not get lost in silence.
    rivals = {fit.sheet.name for fit in fits if not fit.missing}
    if len(rivals) > 1:
        return _many_sheets([s.name for s in sheets if s.name in rivals], bestand)
    return best


def _fits(sheets: Sequence[Sheet], vorm: Vorm | None, areas: Areas) -> Iterator[Recognised]:
    names = standard_names() if vorm is None else names_of(vorm, areas)
    wanted = column_name(vorm.werkblad) if vorm else ""
    own = [s for s in sheets if column_name(s.name) == wanted] if wanted else []
    for sheet in own or sheets:
        rows = [
            (line, cells)
            for line, cells in sheet.head(_HEAD)
            if vorm is None or vorm.kopregel in (0, line)
        ]
        # The first row that fits best is the header; rows of figures seldom hold its names.
        fits = [_fit(vorm, names, sheet, line, cells) for line, cells in rows]
        if fits:
            yield max(fits, key=lambda fit: fit.rank)


def _fit(vorm: Vorm | None, names: Names, sheet: Sheet, line: int, cells: list[str]) -> Recognised:
    there = {names.known[n] for n in map(column_name, cells) if n in names.known}
    missing = len(names.missing(cells))
    if vorm is not None and _has_free(vorm):
        free = any(names.accepts(c) for c in cells if column_name(c) not in names.known)
        missing += not free
    return Recognised(vorm, names, sheet, line, len(there), missing)


def _many_sheets(names: list[str], bestand: str) -> Finding:
    are_safe = not any(find_personal_name(name) for name in names)
    listed = f" ({', '.join(names)})" if are_safe else ""
    wat = f"er zijn {len(names)} werkbladen met cijfers{listed}"
    return Finding(bestand, 1, "bestand", wat, "laat er één over of lever ze in aparte bestanden")


def _has_free(vorm: Vorm) -> bool:
    return vorm.gebied.kop or vorm.periode.uit == "kop"


def _headers(vorm: Vorm) -> Iterator[tuple[str, bool]]:
    """Return the names of a form's columns and whether each must be there."""
    if vorm.gebied.kolom:
        yield vorm.gebied.kolom, True
    if vorm.periode.uit == "kolom":
        yield vorm.periode.kolom, True
    for kolom in vorm.sleutel:
        yield kolom, True
    for kolom in vorm.kolom:
        yield kolom.kolom, kolom.verplicht


def names_of(vorm: Vorm, areas: Areas) -> Names:
    """Return the names that a form has in its header, with those that it had before."""
    required = [name for name, is_required in _headers(vorm) if is_required]
    known = {column_name(name): name for name, _ in _headers(vorm)}
    others = [(vorm.gebied.kolom, vorm.gebied.ook), (vorm.periode.kolom, vorm.periode.ook)]
    others += [(kolom.kolom, kolom.ook) for kolom in vorm.kolom]
    for name, also in others:
        known |= {column_name(text): name for text in also}
    is_area = AreaReader(vorm.gebied, areas).knows
    accepts = is_area if vorm.gebied.kop else partial(_is_period, vorm)
    return Names(
        known,
        list(dict.fromkeys(required)),
        ignored=frozenset(column_name(text) for text in vorm.negeer),
        accepts=accepts if _has_free(vorm) else lambda _: False,
    )


def _is_period(vorm: Vorm, text: str) -> bool:
    return read_period(text, vorm.periode.patroon) is not None
