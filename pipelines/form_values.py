"""What a cell of a partner says in the notation of the standard form."""

import re
from collections.abc import Callable
from decimal import Decimal

import polars as pl

from peil.bronnen import Notatie, Teken
from peil.numbers import parse_number

#: For each meaning of a sign: the waarde and the status of the standard form; none: no cell.
_MEANING: dict[Teken, tuple[str, str] | None] = {
    "nihil": ("-", ""),
    "ontbreekt": (".", ""),
    "onderdrukt": ("x", ""),
    "niet geleverd": ("", "niet geleverd"),
    "niet van toepassing": ("", "niet van toepassing"),
    "leeg": None,
    "elders": None,
}
_THREE_DECIMALS = re.compile(r"[+-]?\d+\.\d{3}")


def same(text: str) -> str:
    """Return a text as it is compared: without case and double spaces."""
    return " ".join(text.casefold().split())


class CellReader:
    """Reads the cells of one partner: its signs, its numbers, its words for a status."""

    def __init__(self, notatie: Notatie) -> None:
        """Prepare the notation."""
        self._signs: dict[str, Teken] = {
            same(sign): meaning for sign, meaning in notatie.tekens.items()
        }
        self._status = {same(word): ours for word, ours in notatie.status.items()}
        self._number = _number_reader(notatie)

    def value(self, text: str, maal: float) -> tuple[str, str, bool]:
        """Return (waarde, status, is there a cell) in the standard form."""
        sign = self._signs.get(same(text))
        if sign is None:
            return self.number(text, maal), "", True
        meaning = _MEANING[sign]
        return (*meaning, True) if meaning else ("", "", False)

    def number(self, text: str, maal: float = 1) -> str:
        """Return a number so that it can be read in one way; what is none stays as it is."""
        bare = text.rstrip("*").rstrip()
        star = "*" if bare != text.strip() else ""
        plain = self._number(bare)
        return f"{times(plain, maal)}{star}" if maal != 1 else f"{plain}{star}"

    def beside(self, text: str, maal: float = 1) -> str:
        """Return a noemer or margin in the standard form; a sign that says no cell is empty."""
        waarde, _, _ = self.value(text, maal)
        return waarde

    def is_hidden(self, text: str) -> bool:
        """Say whether a sign stands for a number that was hidden."""
        plain = same(text)
        meaning = self._signs.get(plain)
        return meaning == "onderdrukt" if meaning else plain == "x"

    def status(self, text: str) -> str:
        """Return our word for a status of the partner; an unknown one stays as it is."""
        return self._status.get(same(text), text)

    def amount(self, text: str) -> float | None:
        """Return the number in a cell, or nothing where it holds none; a nihil is zero."""
        waarde, _, _ = self.value(text, 1)
        plain = waarde.rstrip("*").strip()
        if plain == "-":
            return 0.0
        try:
            return parse_number(plain, is_count=True)
        except ValueError:
            return None


def times(text: str, maal: float) -> str:
    """Return a number times ``maal``, without the noise of binary fractions."""
    try:
        number = parse_number(text, is_count=False)
    except ValueError:
        return text
    product = format((Decimal(repr(number)) * Decimal(repr(maal))).normalize(), "f")
    return f"{product}0" if _THREE_DECIMALS.fullmatch(product) else product


def _number_reader(notatie: Notatie) -> Callable[[str], str]:
    """Return how numbers are rewritten: without thousand signs, with a decimal point.

    A number cell of a workbook has a decimal point already and never groups of three, so that it
    passes untouched.
    """
    decimal, thousand = re.escape(notatie.decimaal), re.escape(notatie.duizend)
    if notatie.duizend == " ":
        thousand = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
    tail = rf"(?:{decimal}(?P<deel>\d+))?" if notatie.decimaal else "(?P<deel>$)?"
    whole = rf"\d{{1,3}}(?:{thousand}\d{{3}})+|\d+" if notatie.duizend else r"\d+"
    pattern = re.compile(rf"(?P<teken>[+-]?)(?P<heel>{whole}){tail}", re.ASCII)

    def read(text: str) -> str:
        found = pattern.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
        if not found:
            return text
        heel, deel = re.sub(r"\D", "", found["heel"]), found["deel"] or ""
        number = f"{found['teken']}{heel}{'.' if deel else ''}{deel}"
        return f"{number}0" if len(deel) == 3 else number

    return read


def mapped(
    texts: pl.Series, read: Callable[[str], object], kind: type[pl.DataType] = pl.String
) -> pl.Series:
    """Return every text read; each distinct one once."""
    unique = texts.unique()
    if unique.is_empty():
        return texts.cast(kind)
    answers = pl.Series([read(text) for text in unique], dtype=kind)
    return texts.replace_strict(unique, answers, return_dtype=kind)
