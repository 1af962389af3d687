"""Answers on a norm item: how they are written, and what the source itself says about them.

Whether an answer is good enough is never decided here: the assessor gives the oordeel.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from peil.errors import PeilError
from peil.norm.sets import NormItem
from peil.numbers import format_date, parse_number
from peil.periods import format_day, parse_day


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What an answer says: a word of the norm, a number or a date, as far as it holds them."""

    woord: str = ""
    getal: float | None = None
    dag: date | None = None


_EERSTE_JAAR: Final = 1900
_HOOGSTE_NIVEAU: Final = 5
_SPLIT: Final = re.compile(r"[,;\s]+")
_NEGATIVE: Final = frozenset({"nee", "geen", "niet", "ontbreekt"})


def read_answer(item: NormItem, text: str) -> Antwoord | None:
    """Return what an answer says; ``None`` when it is not written as the item asks."""
    head, rest = text.strip(), ""
    if item.aanvulling:
        head, rest = (*_SPLIT.split(head, maxsplit=1), "")[:2]
    found = _read_head(item, head)
    if found is None or not rest:
        return found
    return _add(item, found, rest.strip("() "))


def _read_head(item: NormItem, text: str) -> Antwoord | None:
    word = next((w for w in item.woorden if w.casefold() == text.casefold()), None)
    if word is not None:
        return Antwoord(woord=word)
    if item.antwoord == "datum":
        day = _read_day(text)
        return Antwoord(dag=day) if day else None
    if item.antwoord == "ja-deels-nee":
        return None
    plain = text.removesuffix("%").strip() if item.antwoord == "percentage" else text
    whole = item.antwoord in ("aantal", "niveau") and not item.met_decimalen
    number = _read_number(plain, is_count=whole)
    return Antwoord(getal=number) if number is not None and _is_within(item, number) else None


def _add(item: NormItem, found: Antwoord, text: str) -> Antwoord | None:
    """Return the answer with what stands behind it."""
    if item.aanvulling == "datum":
        day = _read_day(text)
        return replace(found, dag=day) if day else None
    if item.aanvulling == "aantal":
        number = _read_number(text, is_count=True)
        return None if number is None or number < 0 else replace(found, getal=number)
    if item.aanvulling == "ja-nee":
        return replace(found, woord=text.casefold()) if text.casefold() in ("ja", "nee") else None
    return found


def _is_within(item: NormItem, number: float) -> bool:
    if item.antwoord == "percentage":
        return 0 <= number <= 100
    if item.antwoord == "niveau":
        return 1 <= number <= _HOOGSTE_NIVEAU
    return number >= 0 and (item.hoogste is None or number <= item.hoogste)


def _read_number(text: str, *, is_count: bool) -> float | None:
    try:
        number = parse_number(text, is_count=is_count)
    except ValueError:
        return None
    return None if is_count and not number.is_integer() else number


def _read_day(text: str) -> date | None:
    try:
        day = parse_day(text)
    except PeilError:
        return None
    return day if day.year >= _EERSTE_JAAR else None


def answer_words(item: NormItem, text: str) -> str:
    """Return an answer as a Dutch reader writes it: ``ja, 11-09-2019``, ``89 %``, ``1 fte``."""
    answer = _DAY.sub(_day_first, text.strip())
    unit = "%" if item.antwoord == "percentage" else "fte" if item.met_decimalen else ""
    number = answer.removesuffix("%").strip()
    if not unit or not _NUMBER.fullmatch(number):
        return answer
    return f"{number.replace('.', ',')}\N{NO-BREAK SPACE}{unit}"


_DAY: Final = re.compile(r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})\b")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")


def _day_first(found: re.Match[str]) -> str:
    day = _read_day(found[0])
    return format_day(day) if day else found[0]


def explain_answer(item: NormItem, text: str, peildatum: date | None = None) -> str:
    """Return nothing when an answer is written as the item asks, else one sentence on what fits.

    No answer always fits: the assessor may give the oordeel alone. A date after the peildatum
    never fits.
    """
    if not text.strip():
        return ""
    found = read_answer(item, text)
    if found is None:
        return f"Vul {_asked(item)} in{_ADDED[item.aanvulling]}."
    if peildatum and found.dag and found.dag > peildatum:
        return f"De datum ligt na de peildatum ({format_date(peildatum)}); kijk beide na."
    return ""


_ADDED: Final[Mapping[str | None, str]] = {
    None: "",
    "datum": ", met als u wilt een datum erachter (ja, 01-03-2024)",
    "aantal": ", met als u wilt een aantal per jaar erachter (ja, 6)",
    "ja-nee": ", met als u wilt ja of nee erachter (3, ja)",
    "tekst": ", met als u wilt een korte toelichting erachter (ja, elk kwartaal)",
}


def _asked(item: NormItem) -> str:
    """Return in words what the answer must be."""
    most = f" van 0 tot en met {item.hoogste}" if item.hoogste is not None else ""
    kinds = {
        "ja-deels-nee": "",
        "datum": "een datum (01-03-2024)",
        "percentage": "een percentage van 0 tot en met 100 (62,5)",
        "aantal": "een aantal (1,5)" if item.met_decimalen else f"een heel aantal{most}",
        "niveau": f"een niveau van 1 tot en met {_HOOGSTE_NIVEAU}",
    }
    choices = [kinds[item.antwoord], *item.woorden] if kinds[item.antwoord] else [*item.woorden]
    return " of ".join(filter(None, [", ".join(choices[:-1]), choices[-1]]))


def valid_until(item: NormItem, text: str, peildatum: date) -> date | None:
    """Return the last day of an oordeel, where the source gives a term to the date in the answer.

    Nothing when that term was over by the peildatum: the oordeel, then mostly *ontbreekt*, is
    about that very fact and does not end with it.
    """
    until = _end_of_term(item, read_answer(item, text))
    return until if until and until >= peildatum else None


def _end_of_term(item: NormItem, found: Antwoord | None) -> date | None:
    if item.geldig_maanden is None or found is None or found.dag is None:
        return None
    return _months_later(found.dag, item.geldig_maanden)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def find_doubt(item: NormItem, oordeel: str, text: str, peildatum: date) -> str:
    """Return where oordeel and answer seem to contradict each other; nothing when they do not.

    Only words that speak for themselves and limits of the source count; the assessor decides.
    """
    found = read_answer(item, text)
    if found is None or oordeel not in ("uitgevoerd", "ontbreekt"):
        return ""
    done = oordeel == "uitgevoerd"
    if (done and found.woord in _NEGATIVE) or (not done and found.woord == "ja"):
        return f"het oordeel is '{oordeel}', maar het antwoord is '{found.woord}'"
    limit = _limit(item)
    if found.dag is None or not limit:
        return ""
    until = _end_of_term(item, found)
    fits = (until is None or peildatum <= until) and (
        item.vanaf_datum is None or found.dag >= item.vanaf_datum
    )
    if fits == done:
        return ""
    return f"het oordeel is '{oordeel}', maar de datum {'ligt' if fits else 'ligt niet'} {limit}"


def _limit(item: NormItem) -> str:
    """Return in words the limit that the source gives to a date; often there is none."""
    if item.vanaf_datum:
        return f"op of na {format_date(item.vanaf_datum)}, zoals de bron vraagt"
    if item.geldig_maanden:
        return f"binnen {item.geldig_maanden} maanden voor de peildatum, zoals de bron vraagt"
    return ""
