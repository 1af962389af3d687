"""Dutch numbers and dates, in and out."""

import re
from datetime import date, datetime

from peil.clock import local

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

_PLAIN = re.compile(r"[+-]?\d+", re.ASCII)
_DUTCH_GROUPS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
_ENGLISH_GROUPS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+", re.ASCII)


def decimals_for(value: float) -> int:
    """Return how many decimals a rate shows: none from 100, two under 1, otherwise one."""
    size = abs(value)
    if size >= 100 or size == 0:
        return 0
    return 2 if size < 1 else 1


def format_number(value: float | None, decimals: int | None = None) -> str:
    """Return ``1.234,5``; without ``decimals`` as many as the size asks; no value is ``–``."""
    if value is None:
        return "–"
    places = decimals_for(value) if decimals is None else decimals
    text = f"{value:,.{places}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.translate(str.maketrans(",.", ".,")).replace("-", "\N{MINUS SIGN}")


def format_count(value: float | None) -> str:
    """Return a count with thousand points: ``2.095``."""
    return format_number(value, 0)


def format_percent(value: float | None, decimals: int = 0) -> str:
    """Return ``58 %``."""
    return "–" if value is None else f"{format_number(value, decimals)}\N{NO-BREAK SPACE}%"


def format_signed(value: float | None, decimals: int | None = None) -> str:
    """Return a difference with its sign: ``+1,2`` or ``−0,4``."""
    text = format_number(value, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,.") else text


def format_interval(low: float | None, high: float | None, decimals: int | None = None) -> str:
    """Return ``8,3–13,0``, or nothing when there is no interval."""
    if low is None or high is None:
        return ""
    places = decimals_for(high) if decimals is None else decimals
    return f"{format_number(low, places)}–{format_number(high, places)}"


def format_date(day: date | datetime) -> str:
    """Return ``21 november 2026``."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def format_moment(moment: datetime) -> str:
    """Return a moment on the Dutch clock: ``22 november 2026 om 10:30``."""
    here = local(moment)
    return f"{format_date(here)} om {here:%H:%M}"


def parse_number(text: str, *, is_count: bool) -> float:
    """Read a Dutch or English number.

    In a count ``1.041`` and ``1,041`` are 1041, for a count has no decimals. Elsewhere one
    separator with exactly three digits behind it can mean two things and is refused.

    Raises:
        ValueError: the text is not a number, or can be read in two ways (the reason in Dutch).
    """
    plain = text.strip().replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
    if _PLAIN.fullmatch(plain):
        return float(plain)
    groups = next((p for p in (_DUTCH_GROUPS, _ENGLISH_GROUPS) if p.fullmatch(plain)), None)
    if groups is not None and not plain.lstrip("+-").startswith("0"):
        thousands, decimal = (".", ",") if groups is _DUTCH_GROUPS else (",", ".")
        if plain.count(thousands) == 1 and decimal not in plain and not is_count:
            raise ValueError(f"het getal '{text.strip()}' kan op twee manieren worden gelezen")
        return float(plain.replace(thousands, "").replace(decimal, "."))
    if _DECIMAL.fullmatch(plain):
        return float(plain.replace(",", "."))
    raise ValueError(f"'{text.strip()}' is geen getal")
