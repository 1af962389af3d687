"""The figure that a question is about: as one line to keep with it, and as HTML."""

from html import escape

from peil import labels, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.labels import FICTIEF


def figure_text(figure: Figure, indicator: Indicator) -> str:
    """Return a figure in one line, as it stood on the screen: value, unit and period."""
    made_up = " (fictief)" if figure.is_fictief else ""
    value = labels.value_words(figure, indicator)
    return f"{value}, {wording.period_text(figure)}{made_up}"[:300]


def asked_figure(figure: Figure, indicator: Indicator, published: str) -> str:
    """Return the figure with what one needs to judge it.

    Args:
        figure: what is asked about.
        indicator: its indicator.
        published: the day of the publication, in words.
    """
    tag = f" {FICTIEF}" if figure.is_fictief else ""
    unit = wording.unit_text(indicator) if wording.has_value(figure) else ""
    if not wording.has_value(figure):
        below = wording.status_finding(figure)
    else:
        below = " · ".join(
            filter(
                None,
                (wording.count_text(figure, indicator), wording.margin_text(figure, indicator)),
            )
        )
    facts = [
        ("Gebied", figure.gebied),
        ("Periode", wording.period_text(figure)),
        ("Status", figure.status if figure.status != "cijfer" else _kind(figure)),
        ("Bron", figure.bron or "–"),
        ("Gepubliceerd", published),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts)
    return (
        f'<div class="kop"><h2>{escape(indicator.titel)}</h2>{tag}</div>'
        f'<p class="groot"><b>{escape(wording.value_text(figure, indicator))}</b> '
        f"<span>{escape(unit)}</span></p>"
        f'<p class="small">{escape(below)}</p><dl>{rows}</dl>'
    )


def _kind(figure: Figure) -> str:
    return "voorlopig cijfer" if figure.is_voorlopig else "cijfer"
