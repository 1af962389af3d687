"""What is asked: one frozen value that travels in the address, so that a view can be mailed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.errors import PeilError
from peil.periods import parse_period

#: Codes in ``vergelijk`` are joined by this in the address.
_JOIN = ","
#: Parts that one page has and another has not: they do not travel to the next page.
ONLY_HERE: Final[Mapping[str, str]] = {
    "jaar": "jaar",
    "stap": "stap",
    "nummer": "nummer",
    "pijler": "pijler",
    "item": "item",
    "kies": "bekend gebied om te kiezen",
    "vorm": "vorm van de kaart",
    "weergave": "weergave van de kaart",
    "kleur": "kleuring van de kaart",
    "met": "periode om naast te zetten",
    "deel": "onderdeel van een cijfer",
    "van": "nummer van een stand",
    "tot": "nummer van een stand",
}
#: In an address instead of the number of a stand: back to what is published now.
NOW: Final = "nu"
#: What the number of a stand looks like.
_NUMBER: Final = r"[1-9]\d{0,5}"
#: How a map can be drawn, looked at and coloured; the first is what one sees without a choice.
VORMEN: Final = ("kaart", "tegels")
WEERGAVEN: Final = ("een", "twee", "jaren", "thema", "afspelen")
KLEUREN: Final = ("klassen", "verschil")
#: Parts of a page with a map: the area that is marked, and how the map is drawn.
MAP_PARTS: Final = ("kies", "vorm", "weergave", "kleur", "met")


@dataclass(frozen=True, slots=True)
class Question:
    """One view: an area, an indicator, a period and what it is set against.

    ``gebied`` is a code, ``indicator`` and ``thema`` are slugs, ``periode`` is written as in a
    delivery; ``vergelijk`` is the reader's own group of gemeente codes (empty: the size class);
    ``uitsplitsing`` is a dimension of the indicator. ``jaar`` (of a visit, a duiding or a norm
    profile), ``stap`` and ``nummer`` (where in a visit one is), ``pijler`` and ``item`` (of the
    norm) belong to single pages: see ``ONLY_HERE``. So do the parts of a map: ``kies`` (the code of
    the area that is marked), ``vorm`` ("tegels"), ``weergave`` (see ``WEERGAVEN``), ``kleur``
    ("verschil") and ``met`` (a second periode). ``deel`` is one uitsplitsing of one figure, as in a
    delivery; ``van`` and ``tot`` are the numbers of two standen to compare. ``stand`` is the number
    of the earlier stand that is looked at, on every page. An empty text means "not chosen".
    """

    gebied: str = ""
    indicator: str = ""
    periode: str = ""
    vergelijk: tuple[str, ...] = ()
    uitsplitsing: str = ""
    thema: str = ""
    jaar: str = ""
    stap: str = ""
    nummer: str = ""
    pijler: str = ""
    item: str = ""
    kies: str = ""
    vorm: str = ""
    weergave: str = ""
    kleur: str = ""
    met: str = ""
    deel: str = ""
    van: str = ""
    tot: str = ""
    stand: str = ""

    def to_query(self) -> dict[str, str]:
        """Return the address parameters, without the parts that are not chosen."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values["vergelijk"] = _JOIN.join(self.vergelijk)
        return {name: value for name, value in values.items() if value}

    def but(self, **changes: str | tuple[str, ...]) -> "Question":
        """Return the same question with some parts changed.

        Another indicator leaves the uitsplitsing of the old one behind.
        """
        if changes.get("indicator", self.indicator) != self.indicator:
            changes = {"uitsplitsing": "", **changes}
        return replace(self, **changes)  # pyright: ignore[reportArgumentType] -- names are ours

    @classmethod
    def from_query(
        cls, query: Mapping[str, str], areas: Areas, catalogue: Catalogue
    ) -> tuple["Question", list[str]]:
        """Read address parameters; what is unknown falls back to "not chosen".

        Returns:
            The question, and one Dutch sentence for each value that could not be used.
        """
        messages: list[str] = []

        def accept(name: str, text: str, read: Callable[[str], str], what: str) -> str:
            try:
                return read(text)
            except (PeilError, KeyError, ValueError):
                messages.append(f"'{text[:60]}' in het adres is geen {what}. {_INSTEAD[name]}")
                return ""

        def one(name: str, read: Callable[[str], str], what: str) -> str:
            text = query.get(name, "").strip()
            return accept(name, text, read, what) if text else ""

        def each(name: str, read: Callable[[str], str], what: str) -> Iterator[str]:
            for text in filter(None, (part.strip() for part in query.get(name, "").split(_JOIN))):
                code = accept(name, text, read, what)
                if code:
                    yield code

        indicator = one("indicator", lambda text: catalogue[text].slug, "bekende indicator")
        question = cls(
            gebied=one("gebied", lambda text: areas.resolve(text).code, "bekend gebied"),
            indicator=indicator,
            periode=one("periode", lambda text: str(parse_period(text)), "periode"),
            vergelijk=tuple(
                dict.fromkeys(each("vergelijk", lambda t: _gemeente(t, areas), "bekende gemeente"))
            ),
            uitsplitsing=one(
                "uitsplitsing",
                lambda text: _dimension(text, indicator, catalogue),
                "uitsplitsing van deze indicator",
            ),
            thema=one("thema", lambda text: _theme(text, catalogue), "bekend thema"),
            kies=one("kies", lambda text: areas.resolve(text).code, ONLY_HERE["kies"]),
            stand=one("stand", _stand, "nummer van een stand"),
            **{name: one(name, read, ONLY_HERE[name]) for name, read in _SHAPES.items()},
        )
        return question, messages


_INSTEAD = {
    "jaar": "U ziet het nieuwste jaar.",
    "stap": "U ziet het begin.",
    "nummer": "U ziet het eerste.",
    "pijler": "U ziet alle pijlers.",
    "item": "U ziet alle items.",
    "kies": "Er is nu geen gebied gekozen.",
    "vorm": "U ziet de kaart.",
    "weergave": "U ziet één periode.",
    "kleur": "U ziet de klassen.",
    "met": "U ziet de periode ervoor.",
    "deel": "U ziet het totaal.",
    "van": "U ziet de vorige stand.",
    "tot": "U ziet de nieuwste stand.",
    "stand": "U ziet de stand van nu.",
    "gebied": "U ziet het gebied dat hieronder gekozen is.",
    "indicator": "U ziet de indicator die hieronder gekozen is.",
    "periode": "U ziet de nieuwste cijfers.",
    "vergelijk": "Deze gemeente is weggelaten uit de vergelijking.",
    "uitsplitsing": "U ziet de eerste uitsplitsing.",
    "thema": "U ziet alle thema's.",
}


def _shape(pattern: str) -> Callable[[str], str]:
    """Return a reader that only looks at the shape: whether it exists is for its page."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return read


def _word(*known: str) -> Callable[[str], str]:
    """Return a reader of one of some words; the first is what one sees without a choice."""

    def read(text: str) -> str:
        return "" if known.index(text) == 0 else text

    return read


_SHAPES: Final = {
    "jaar": _shape(r"20\d\d"),
    "stap": _shape(r"[a-z]{3,20}"),
    "nummer": _shape(r"[A-Za-z0-9-]{1,40}"),
    "pijler": _shape(r"[a-z][a-z-]{1,40}"),
    "item": _shape(r"[A-Z]{2}-\d{2}"),
    "vorm": _word(*VORMEN),
    "weergave": _word(*WEERGAVEN),
    "kleur": _word(*KLEUREN),
    "met": lambda text: str(parse_period(text)),
    "deel": _shape(r"[a-z0-9-]+:[a-z0-9-]+(\|[a-z0-9-]+:[a-z0-9-]+)*"),
    "van": _shape(_NUMBER),
    "tot": _shape(_NUMBER),
}


def _stand(text: str) -> str:
    return "" if text == NOW else _shape(_NUMBER)(text)


def _gemeente(text: str, areas: Areas) -> str:
    area = areas.resolve(text)
    if area.niveau != "gemeente":
        raise ValueError(text)
    return area.code


def _dimension(text: str, indicator: str, catalogue: Catalogue) -> str:
    dimensions = [split.dimensie for split in catalogue[indicator].uitsplitsing]
    if text not in dimensions:
        raise ValueError(text)
    return text


def _theme(text: str, catalogue: Catalogue) -> str:
    if text not in catalogue.themas:
        raise ValueError(text)
    return text
