"""The map for a report: the looks and words of the screen as one SVG with its own legend.

draw_map(shapes, panel, width=260.0) -> Drawing
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from peil import labels, svg, terms
from peil.drawing import Drawing
from peil.maps import Kleur, Panel, map_payload
from peil.maps.inks import ink
from peil.maps.printed import draw_column, draw_legend
from peil.maps.shapes import Area, Picture, Shapes
from peil.maps.spots import LEADING, Letters, Spot, lay_out
from peil.palette import LIGHT

#: From this width on there is place for names beside the land.
_WIDE: Final = 380.0
#: A map of a narrow, long region is made no higher than this.
_TALLEST: Final = 330.0
#: From this width on there is place to tell how the classes were made.
_TELLS: Final = 280.0
_EDGE: Final = 3.0
#: How wide the legend beside a small map is.
_LEGEND: Final = 74.0
#: The outline of the chosen area: ink in a casing; on a small map it leaves the area to see.
_CHOSEN: Final = {True: (2.25, 4.5), False: (1.6, 3.4)}
_SIGNS: Final = {"▲": "hoger", "▼": "lager"}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is written on one area."""

    look: str
    teken: str

    @property
    def getal(self) -> str:
        """The figure, without the signs that the font lacks."""
        return self.teken.rstrip("▲▼ ")

    @property
    def signs(self) -> list[str]:
        """The signs behind it."""
        return [_SIGNS[c] for c in self.teken[len(self.getal) :] if c in _SIGNS]

    def wide(self, size: float) -> float:
        """Return how wide figure and signs are."""
        own = svg.width_of(self.getal, size, 700)
        return own + (2 + len(self.signs) * size if self.signs else 0)


def draw_map(
    shapes: Shapes,
    panel: Panel,
    *,
    kleur: Kleur = "klassen",
    benchmark: terms.Niveau | None = "eenheid",
    gekozen: str | None = None,
    width: float = 260.0,
    tallest: float = _TALLEST,
    credit: str = "",
) -> Drawing:
    """Return the areas of one period, with names and figures where they fit.

    Args:
        shapes: the boundaries.
        panel: the figures; an area without a boundary is in the legend and in the words only.
        kleur: by the classes of the indicator, or by the difference with the rest.
        benchmark: of what the rest is.
        gekozen: code of the area that gets a heavy outline.
        width: in points.
        tallest: how high the land is at most, in points; the legend comes below it.
        credit: where the boundaries come from; that of the shapes when left out.
    """
    content = map_payload(
        [panel], kleur=kleur, benchmark=benchmark, credit=credit or shapes.credit or labels.CREDIT
    )
    part = content["panelen"][0]
    rows = zip(content["codes"], part["looks"], part["tekens"], strict=True)
    told = {code: _Told(look, sign) for code, look, sign in rows}
    side = 30.0 if width >= _WIDE else _EDGE
    picture = shapes.picture(told, width - 2 * side, tallest)
    if picture is None:
        return _without(width, part["alt"])
    shift = (width - picture.width) / 2
    chosen = next((a for a in picture.areas if a.code == gekozen), None)
    drawn = _land(picture, told, chosen) + _texts(picture, told, shift, width)
    body = f'<g transform="translate({svg.number(shift)} {svg.number(_EDGE)})">{drawn}</g>'
    top = picture.height + 2 * _EDGE + 6
    notes = [_note(content, is_wide=width >= _TELLS)]
    legend, end = draw_legend(content["legenda"], part["looks"], notes, width, top)
    return Drawing(svg.document(width, end, [body, legend]), width, end, part["alt"])


def draw_small_map(
    shapes: Shapes, panel: Panel, *, gekozen: str | None, width: float, tallest: float
) -> Drawing:
    """Return a map without names and figures, its legend beside it: where a large one has those.

    Args:
        shapes: the boundaries; whose they are is for the words below it.
        panel: the figures.
        gekozen: code of the area that gets a heavy outline.
        width: in points, with the legend.
        tallest: how high the land is at most, in points.
    """
    part = (content := map_payload([panel]))["panelen"][0]
    told = {
        code: _Told(look, "") for code, look in zip(content["codes"], part["looks"], strict=True)
    }
    picture = shapes.picture(told, width - _LEGEND - 2 * _EDGE, tallest)
    if picture is None:
        return _without(width, part["alt"])
    chosen = next((a for a in picture.areas if a.code == gekozen), None)
    drawn = _land(picture, told, chosen)
    body = f'<g transform="translate({svg.number(_EDGE)} {svg.number(_EDGE)})">{drawn}</g>'
    high = picture.height + 2 * _EDGE
    left = picture.width + 2 * _EDGE + 8
    legend, end = draw_column(content["legenda"], part["looks"], left, width - left, high)
    return Drawing(
        svg.document(width, max(high, end), [body, legend]), width, max(high, end), part["alt"]
    )


def _without(width: float, alt: str) -> Drawing:
    parts = [
        svg.rect(0.5, 0.5, width - 1, 47, stroke=LIGHT.line),
        svg.text(width / 2, 24, "Van deze gebieden is er geen kaart", size=8, anchor="middle"),
    ]
    return Drawing(svg.document(width, 48, parts), width, 48.0, alt)


def _note(content: Mapping[str, Any], *, is_wide: bool) -> str:
    """Return what stands below the legend; how classes were made only where there is room."""
    star, credit = content["ster"], content["credit"]
    by_class = content["kleur"] == "klassen"
    parts = (
        f"{star}." if star else "",
        content["legenda"]["methode"] if is_wide or not by_class else "",
        f"{credit}.".replace("..", ".") if credit else "",
    )
    return " ".join(filter(None, parts))


def _land(picture: Picture, told: Mapping[str, _Told], chosen: Area | None) -> str:
    parts: list[str] = []
    for area in picture.areas:
        own = ink(told[area.code].look)
        thin = svg.path(area.path, fill=own.vulling, stroke=own.rand, width=0.6, dash=own.dash)
        parts.append(thin)
    for colour, wide in ((LIGHT.edge, 2.8), (LIGHT.district, 1.1)):
        parts += [svg.path(d.path, stroke=colour, width=wide) for d in picture.districts]
    if chosen:
        line, casing = _CHOSEN[picture.width > _WIDE / 2]
        parts.append(svg.path(chosen.path, stroke=LIGHT.card, width=casing))
        parts.append(svg.path(chosen.path, stroke=LIGHT.ink, width=line))
    return "".join(parts)


def _texts(picture: Picture, told: Mapping[str, _Told], shift: float, width: float) -> str:
    size = 7.0 if width >= _WIDE else 6.2
    widest = max(t.wide(size + 0.5) for t in told.values())
    # Figures of about one width stand in the same places: those are looked for once.
    letters = Letters(size, size + 0.5, float(ceil(widest / 2) * 2))
    spots = lay_out(picture, letters, shift, width, picture.height)
    lines = "".join(_leader(spot) for spot in spots)
    words = "".join(_words(spot, told[spot.code], letters) for spot in spots)
    return lines + words + _signs(picture, told, {s.code for s in spots})


def _leader(spot: Spot) -> str:
    if spot.leader is None:
        return ""
    (x1, y1), (x2, y2) = spot.leader
    under = svg.line(x1, y1, x2, y2, LIGHT.edge, 2.2) + svg.line(x1, y1, x2, y2, LIGHT.ink2, 0.7)
    return under + svg.circle(x1, y1, 1.6, fill=LIGHT.ink, stroke=LIGHT.edge, width=0.6)


def _words(spot: Spot, told: _Told, letters: Letters) -> str:
    own = ink(told.look)
    colour, halo = (LIGHT.ink, LIGHT.card) if spot.leader else (own.tekst, own.halo)
    top = spot.y - (len(spot.namen) * letters.naam + letters.cijfer) * LEADING / 2
    parts: list[str] = []
    for n, name in enumerate(spot.namen):
        y = top + letters.naam * LEADING * (n + 0.5)
        parts.append(
            svg.text(spot.x, y, name, size=letters.naam, fill=colour, anchor=spot.anchor, halo=halo)
        )
    y = top + letters.naam * LEADING * len(spot.namen) + letters.cijfer * LEADING / 2
    return "".join(parts) + _figure(spot, told, letters.cijfer, y, colour, halo)


def _figure(spot: Spot, told: _Told, size: float, y: float, colour: str, halo: str) -> str:
    wide = told.wide(size)
    x = spot.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[spot.anchor]
    drawn = svg.text(x, y, told.getal, size=size, weight=700, fill=colour, halo=halo)
    at = x + svg.width_of(told.getal, size, 700) + 2
    return drawn + "".join(
        svg.sign(name, at + size * (n + 0.5), y, size - 1, colour)
        for n, name in enumerate(told.signs)
    )


def _signs(picture: Picture, told: Mapping[str, _Told], written: set[str]) -> str:
    """Return higher and lower where no figure fits: by more than their colour."""
    return "".join(
        svg.sign(told[a.code].signs[0], a.x, a.y, 5.5, ink(told[a.code].look).tekst)
        for a in picture.areas
        if a.code not in written and told[a.code].signs
    )
