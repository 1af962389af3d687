"""A line of a few pixels high: the course of one area, without axes."""

from collections.abc import Sequence
from html import escape

from peil import labels
from peil.catalogue import Indicator
from peil.charts import markup
from peil.charts.series import Scale, last_known, ordered, place, runs, split
from peil.figure import Figure


def sparkline(figures: Sequence[Figure], indicator: Indicator) -> str:
    """Return one area's figures as a line; zero is the bottom, a gap stays a gap.

    It takes the width of what it stands in. Without any value it is nothing.
    """
    own = ordered(figures)
    last = last_known(own)
    if last is None:
        return ""
    highest = max(f.waarde or 0.0 for f in own) or 1.0
    air = max((place(own[-1]) - place(own[0])) * 0.02, 0.1)
    scale = Scale(place(own[0]) - air, place(own[-1]) + air, highest)
    parts = [split(run) for run in runs(own, indicator)]
    strokes = [
        markup.stroke("".join(markup.path([scale.spot(f) for f in run]) for run in side), kind)
        for side, kind in (
            ([firm for firm, _ in parts if len(firm) > 1], "lijn gekozen k1"),
            ([loose for _, loose in parts if len(loose) > 1], "lijn los gekozen k1"),
        )
        if side
    ]
    end = scale.spot(last)
    first = next(f for f in own if f.waarde is not None)
    words = (
        f"{first.gebied}: {labels.value_words(first, indicator)} in {first.periode}, "
        f"{labels.value_words(last, indicator)} in {last.periode}"
    )
    kind = f"stip gekozen{' open' if last.is_voorlopig else ''}"
    return (
        f'<div class="vonk mini" role="img" aria-label="{escape(words)}">'
        f"{markup.drawing(''.join(strokes))}"
        f'<i class="{kind}" style="{markup.at(end.x, end.y)}"></i></div>'
    )
