"""What one delivered cell says: every distinct text is read once, whatever the number of rows."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import polars as pl

from peil.areas import Area, Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue, Indicator
from peil.errors import PeilError
from peil.numbers import parse_number
from peil.periods import parse_period
from peil.terms import CIJFER, NIET_GELEVERD, NVT, ONDERDRUKT, ONTBREEKT

_MONTH_OF_EXCEL = re.compile(r"(\d{4}-\d{2})-01 00:00:00")
_NIHIL = "-"
#: Beyond these a year or number is a slip of the pen.
_FIRST_YEAR = 1900
_LARGEST = 1e15
_MARKERS: dict[str, str] = {".": ONTBREEKT, "x": ONDERDRUKT}
_STATUS_WORDS = {
    CIJFER: CIJFER,
    "definitief": CIJFER,
    ONDERDRUKT: ONDERDRUKT,
    "geheim": ONDERDRUKT,
    NIET_GELEVERD: NIET_GELEVERD,
    ONTBREEKT: ONTBREEKT,
    NVT: NVT,
    "n.v.t.": NVT,
    "nvt": NVT,
}
_AMBIGUOUS = (
    "schrijf duizendtallen zonder punt of komma, en decimalen met één cijfer of met vier cijfers"
)

#: Columns of a parsed text: what it says, and else what is wrong and what to do.
ERROR = {"wat": pl.String, "doe": pl.String}


def lookup(
    frame: pl.DataFrame,
    keys: Sequence[str],
    parse: Callable[..., tuple[Any, ...]],
    schema: dict[str, Any],
) -> pl.DataFrame:
    """Add the columns of ``schema`` by parsing every distinct combination of ``keys`` once.

    A key that is the same in every row, such as a column that was not delivered, costs nothing.
    """
    same = {key: frame[key][0] for key in keys if _is_constant(frame[key])}
    others = [key for key in keys if key not in same]
    if not others:
        (found,) = pl.DataFrame([parse(*same.values())], schema=schema, orient="row").iter_rows()
        values = zip(found, schema.items(), strict=True)
        return frame.with_columns(pl.lit(v, dtype=kind).alias(name) for v, (name, kind) in values)
    unique = frame.select(others).unique(maintain_order=True)
    rows = [{**same, **row} for row in unique.iter_rows(named=True)]
    parsed = [parse(*(row[key] for key in keys)) for row in rows]
    table = pl.concat([unique, pl.DataFrame(parsed, schema=schema, orient="row")], how="horizontal")
    return frame.join(table, on=others, how="left", nulls_equal=True, maintain_order="left")


def _is_constant(values: pl.Series) -> bool:
    return bool(len(values)) and bool(values.eq_missing(values[0]).all())


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like the text, if any does."""
    names = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(text.strip().casefold(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def split_message(message: str, doe: str) -> tuple[str, str]:
    """Return a message as (wat, doe); without its own advice it gets ``doe``."""
    wat, _, advice = message.removesuffix(".").partition("; ")
    if not advice:
        wat, _, advice = wat.partition(". ")
    return wat, advice[:1].lower() + advice[1:] or doe


class Values:
    """Reads the texts of one bron against the catalogue and the areas."""

    def __init__(self, catalogue: Catalogue, areas: Areas, bron: Bron) -> None:
        self.catalogue, self.areas, self.bron = catalogue, areas, bron

    def indicator(self, text: str) -> tuple[str | None, str | None, str | None]:
        """Return (slug, wat, doe)."""
        found = self.catalogue.find(text) if text else None
        if found and self.catalogue.bronnen[found.bron].soort == "norm":
            wat = f"'{found.slug}' wordt niet geleverd: het volgt uit oordelen op de norm"
            return None, wat, f"laad een normblad met `--bron {found.bron}`"
        if found:
            return found.slug, None, None
        if not text:
            return None, "er staat geen indicator", "vul de code of de korte naam in, zoals DR-01"
        # Codes are left out: 'DR-99' looks like every code.
        names = {i.titel: i.slug for i in self.catalogue} | {i.slug: i.slug for i in self.catalogue}
        guess = names.get(nearest(text, names) or "")
        doe = f"bedoelt u '{guess}'?" if guess else "kies een code uit de catalogus, zoals DR-01"
        return None, f"de indicator '{text}' bestaat niet", doe

    def periode(self, text: str) -> tuple[str | None, int | None, str | None, str | None]:
        """Return (periode, jaar, wat, doe); a date that Excel made of a month is that month."""
        excel = _MONTH_OF_EXCEL.fullmatch(text)
        doe = "schrijf bijvoorbeeld 2021, 2021-K1 of 2021-03 in een cel met opmaak Tekst"
        try:
            period = parse_period(excel[1] if excel else text)
        except ValueError as error:
            wat = str(error) if text else "er staat geen periode"
            return None, None, wat, doe
        if period.jaar < _FIRST_YEAR:
            return None, None, f"het jaar {text[:4]} ligt te ver terug", "kijk de periode na"
        return str(period), period.jaar, None, None

    def gebied(self, text: str, jaar: int | None) -> tuple[str | None, str | None, str | None]:
        """Return (gebied_code, wat, doe); the area must exist on the boundaries of the bron."""
        doe = "gebruik de code (GM…) of de naam van een gebied"
        if not text:
            return None, "er staat geen gebied", doe
        try:
            area = self.areas.resolve(text, jaar)
        except PeilError as error:
            wat, advice = split_message(str(error), doe)
            guess = nearest(text, [a.naam for a in self.areas.all]) if "onbekend" in wat else None
            return None, wat, f"bedoelt u '{guess}'?" if guess else advice
        if self.bron.grenzen == "huidig" and area.tot is not None:
            return None, *self._no_longer(area)
        return area.code, None, None

    def _no_longer(self, area: Area) -> tuple[str, str]:
        wat = (
            f"{area.naam} ({area.code}) bestaat niet meer "
            f"en bron '{self.bron.slug}' levert op de grenzen van nu"
        )
        successor = self.areas.get(self.areas.present_code(area.code))
        return wat, f"tel de cijfers op bij {successor.naam} ({successor.code})"

    def uitsplitsing(
        self, slug: str | None, text: str
    ) -> tuple[str | None, str | None, str | None]:
        """Return (uitsplitsing, wat, doe): ``dim:waarde`` sorted and joined by ``|``, or total."""
        if not text or text.casefold() == "totaal" or slug is None:
            return "", None, None
        try:
            parts = self.catalogue[slug].breakdown(text)
        except PeilError as error:
            return None, *split_message(str(error), "laat de cel leeg voor het totaal")
        names = [dimension.dimensie for dimension, _ in parts]
        if len(set(names)) < len(names):
            return (
                None,
                f"'{text}' noemt een uitsplitsing twee keer",
                "noem elke uitsplitsing één keer",
            )
        pairs = sorted(f"{dimension.dimensie}:{waarde.code}" for dimension, waarde in parts)
        return "|".join(pairs), None, None

    def number(
        self, text: str, kind: str
    ) -> tuple[float | None, str | None, bool, str | None, str | None]:
        """Return (getal, status of a marker, voorlopig, wat, doe) of a ``telling``, ``getal`` or
        ``percentage``: ``12*`` is voorlopig, ``-`` nihil, ``.`` ontbreekt, ``x`` geheim."""
        plain = text.rstrip("*").strip()
        is_voorlopig = plain != text.strip()
        if not plain:
            if is_voorlopig:
                return (
                    None,
                    None,
                    False,
                    f"'{text}' is geen getal",
                    "zet het getal vóór het sterretje",
                )
            return None, None, False, None, None
        if plain == _NIHIL:
            return 0.0, None, is_voorlopig, None, None
        if plain.casefold() in _MARKERS:
            return None, _MARKERS[plain.casefold()], is_voorlopig, None, None
        if kind == "percentage":
            plain = plain.removesuffix("%").strip()
        try:
            value = parse_number(plain, is_count=kind == "telling")
            if abs(value) > _LARGEST:
                raise ValueError(f"'{plain}' is te groot voor een cijfer")
            return value, None, is_voorlopig, None, None
        except ValueError as error:
            doe = _AMBIGUOUS if "manieren" in str(error) else "vul een getal in, zoals 1041 of 12,5"
            return None, None, False, str(error), doe

    def status(self, text: str) -> tuple[str | None, bool, str | None, str | None]:
        """Return (status, voorlopig, wat, doe); ``voorlopig`` may stand beside a status."""
        words = " ".join(re.split(r"[\s,;+_]+", text.strip().casefold())).strip()
        is_voorlopig = "voorlopig" in words.split()
        rest = " ".join(word for word in words.split() if word != "voorlopig")
        if not rest:
            return (CIJFER if is_voorlopig else None), is_voorlopig, None, None
        if rest in _STATUS_WORDS:
            return _STATUS_WORDS[rest], is_voorlopig, None, None
        known = f"cijfer, voorlopig, {ONDERDRUKT}, {NIET_GELEVERD}, {ONTBREEKT} of {NVT}"
        return None, False, f"de status '{text.strip()}' is onbekend", f"kies uit: {known}"


def number_kind(indicator: Indicator | None) -> str:
    """Return how a ``waarde`` of this indicator is written: as count, percentage or amount."""
    if indicator is None:
        return "getal"
    if indicator.soort in ("telling", "aandeel"):
        return "telling"
    return "percentage" if indicator.meeteenheid.startswith("%") else "getal"
