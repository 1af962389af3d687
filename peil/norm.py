"""Norm sets: the items of weerbaarheid as data, in versions. Each file says how far it may be used.

No threshold is invented here. Where the source gives one (``geldig_maanden``, ``vanaf_datum``,
``hoogste``) it is in the file; everywhere else the assessor judges. How an answer must be written
is in ``peil.norm`` too (``explain_answer``); whether it is good enough never is.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from peil import places
from peil.catalogue import Slug
from peil.declared import Strict, read_toml
from peil.errors import PeilError
from peil.numbers import format_date, parse_number
from peil.periods import parse_day

#: The words of an item that names none itself.
JA_DEELS_NEE: Final = ("ja", "deels", "nee")
ItemId = Annotated[str, Field(pattern=r"^[A-Z]{2}-\d{2}$")]
Antwoordsoort = Literal["ja-deels-nee", "datum", "percentage", "aantal", "niveau"]
Aanvulling = Literal["datum", "aantal", "ja-nee", "tekst"]


class Pijler(Strict):
    """One of the groups of items; ``kort`` fits in a narrow column."""

    slug: Slug
    titel: str
    kort: str = ""


class NormItem(Strict):
    """One item: what is asked, of whom, how it is answered and what shows that it is so.

    ``meetwijze`` is the wording of the source. ``keuzes`` are the words that may be the answer,
    ``aanvulling`` is what may stand behind it after a comma, ``met_decimalen`` a count in parts
    (fte). ``geldig_maanden`` is how long a date holds, ``vanaf_datum`` the first day it may have,
    ``hoogste`` the largest possible count, ``indicatoren`` the figures that belong beside it.
    """

    id: ItemId
    titel: str
    pijler: Slug
    soort: Literal["bestuurlijk", "ambtelijk", "maatschappelijk"]
    antwoord: Antwoordsoort
    keuzes: tuple[str, ...] = ()
    aanvulling: Aanvulling | None = None
    met_decimalen: bool = False
    meetwijze: str
    geldig_maanden: int | None = None
    vanaf_datum: date | None = None
    hoogste: int | None = None
    bewijs: str
    bron: str
    indicatoren: tuple[Slug, ...] = ()

    @property
    def woorden(self) -> tuple[str, ...]:
        """The words that may be the answer; none for an item that asks for a number or a date."""
        default = JA_DEELS_NEE if self.antwoord == "ja-deels-nee" else ()
        return self.keuzes or default


class Streefnorm(Strict):
    """What one district agreed for itself about an item; it stands beside the oordeel."""

    district: str
    item: ItemId
    tekst: str
    bron: str


class NormSet(Strict):
    """One version of a norm set; it holds from ``vanaf`` until a later version does."""

    set: Slug
    versie: str
    vanaf: date
    titel: str
    status: str
    toelichting: str = ""
    pijler: tuple[Pijler, ...]
    item: tuple[NormItem, ...]
    streefnorm: tuple[Streefnorm, ...] = ()

    @model_validator(mode="after")
    def _check_links(self) -> Self:
        known, seen = {p.slug for p in self.pijler}, set[str]()
        for item in self.item:
            if item.pijler not in known:
                raise ValueError(f"item {item.id} noemt pijler '{item.pijler}', die er niet is")
            if item.id in seen:
                raise ValueError(f"item {item.id} staat er twee keer in")
            seen.add(item.id)
        for extra in self.streefnorm:
            if extra.item not in seen:
                raise ValueError(f"streefnorm noemt item {extra.item}, dat er niet is")
        return self

    @cached_property
    def items(self) -> Mapping[str, NormItem]:
        """The items by id, in the order of the file."""
        return {item.id: item for item in self.item}

    def of_pijler(self, slug: str) -> list[NormItem]:
        """Return the items of one pijler."""
        return [item for item in self.item if item.pijler == slug]

    def streefnormen(self, item: str, district: str) -> list[Streefnorm]:
        """Return what a district agreed for itself about an item."""
        return [s for s in self.streefnorm if s.item == item and s.district == district]


@dataclass(frozen=True)
class Norms:
    """All versions of the norm set of a region, oldest first; there may be none."""

    versions: tuple[NormSet, ...]

    def on(self, day: date) -> NormSet | None:
        """Return the version that holds on a day; before the first one, the first."""
        found = [v for v in self.versions if v.vanaf <= day]
        return found[-1] if found else next(iter(self.versions), None)

    @property
    def newest(self) -> NormSet | None:
        """The last version, or nothing."""
        return self.versions[-1] if self.versions else None

    def version(self, name: str) -> NormSet | None:
        """Return a version by its name, or nothing."""
        return next((v for v in self.versions if v.versie == name), None)


def load_norms(data: Path | None = None) -> Norms:
    """Read the norm sets below ``data/norm``; a region without that folder has none.

    Raises:
        PeilError: a file that does not fit the schema, a version twice, or two different sets.
    """
    folder = (data or places.data_root()) / "norm"
    found = [read_toml(path, NormSet) for path in sorted(folder.glob("*.toml"))]
    found.sort(key=lambda n: (n.vanaf, n.versie))
    if len({n.set for n in found}) > 1:
        raise PeilError("In data/norm staan twee verschillende normsets. Houd er één.")
    if len({n.versie for n in found}) < len(found):
        raise PeilError(
            "In data/norm staat één versie van de norm twee keer. Geef elke versie een eigen naam."
        )
    return Norms(tuple(found))


# Answers: how they are written, and what the source itself says about them.


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
    "datum": ", met als u wilt een datum erachter (ja, 2024-03-01)",
    "aantal": ", met als u wilt een aantal per jaar erachter (ja, 6)",
    "ja-nee": ", met als u wilt ja of nee erachter (3, ja)",
    "tekst": ", met als u wilt een korte toelichting erachter (ja, elk kwartaal)",
}


def _asked(item: NormItem) -> str:
    """Return in words what the answer must be."""
    most = f" van 0 tot en met {item.hoogste}" if item.hoogste is not None else ""
    kinds = {
        "ja-deels-nee": "",
        "datum": "een datum (2024-03-01)",
        "percentage": "een percentage van 0 tot en met 100 (62,5)",
        "aantal": "een aantal (1,5)" if item.met_decimalen else f"een heel aantal{most}",
        "niveau": f"een niveau van 1 tot en met {_HOOGSTE_NIVEAU}",
    }
    choices = [kinds[item.antwoord], *item.woorden] if kinds[item.antwoord] else [*item.woorden]
    return " of ".join(filter(None, [", ".join(choices[:-1]), choices[-1]]))


def valid_until(item: NormItem, text: str) -> date | None:
    """Return the last day on which the date in an answer holds, where the source gives a term."""
    found = read_answer(item, text)
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
    until = valid_until(item, text)
    fits = (until is None or peildatum <= until) and (
        item.vanaf_datum is None or found.dag >= item.vanaf_datum
    )
    if fits == done:
        return ""
    return f"het oordeel is '{oordeel}', maar de datum {'valt' if fits else 'valt niet'} {limit}"


def _limit(item: NormItem) -> str:
    """Return in words the limit that the source gives to a date; often there is none."""
    if item.vanaf_datum:
        return f"op of na {format_date(item.vanaf_datum)}, zoals de bron vraagt"
    if item.geldig_maanden:
        return f"binnen {item.geldig_maanden} maanden voor de peildatum, zoals de bron vraagt"
    return ""
