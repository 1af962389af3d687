"""A chart for a projector: the same figure with larger type, heavier lines and more room."""

from typing import Any, Final

#: From 13 to 18 px for names; everything else grows along.
FACTOR: Final = 18 / 13


def enlarged(chart: Any, factor: float = FACTOR, height: int | None = None) -> Any:
    """Return the figure with type, lines, points and margins grown by ``factor``.

    ``height`` in px replaces the grown height, where the screen has less room.
    """
    margin = chart.layout.margin
    chart.update_layout(
        height=height or round((chart.layout.height or 350) * factor),
        margin={side: round(margin[side] * factor) for side in ("l", "r", "t", "b")},
        hoverlabel={"font": {"size": 16}},
    )
    chart.update_xaxes(tickfont={"size": round(12 * factor)})
    chart.update_yaxes(tickfont={"size": round(12 * factor)})
    for note in chart.layout.annotations:
        note.font.size = round((note.font.size or 12) * factor)
        note.xshift = round((note.xshift or 0) * factor)
        note.yshift = round((note.yshift or 0) * factor)
    for trace in chart.data:
        if trace.line.width:
            trace.line.width *= 1.6
        if trace.marker.size:
            trace.marker.size *= factor
        if trace.textfont.size:
            trace.textfont.size = round(trace.textfont.size * factor)
    return chart
