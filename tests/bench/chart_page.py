"""One small page with three charts, drawn by plotly, by altair or by ourselves: ``?hoe=`` says.

A ranking of all gemeenten with their margins, the trend of one with its margin and what is around
it, and a small trend for each of six. The figures are the same; each way draws them plainly.
"""

import json
import os
import time
from pathlib import Path

import altair as alt
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from pages.parts import doors, show, walk
from peil import charts, places
from peil.access import os_viewer
from peil.desk import Desk
from peil.figure import Figure

BEGIN = time.process_time()
DESK = Desk(doors.store(places.work_root()), os_viewer())
CHOICE = [i for i in DESK.catalogue if DESK.periods(i.slug)][:3]
CODES = [area.code for area in DESK.areas.at("gemeente")]
COLUMNS = ("gebied", "jaar", "waarde", "laag", "hoog")


def by_plotly(ranked: list[Figure], trend: list[Figure], panels: list[Figure]) -> None:
    """Draw with plotly."""
    frame = table(ranked).sort_values("waarde")
    margins = {
        "array": frame["hoog"] - frame["waarde"],
        "arrayminus": frame["waarde"] - frame["laag"],
    }
    dots = go.Scatter(
        x=frame["waarde"], y=frame["gebied"], mode="markers", error_x={"type": "data", **margins}
    )
    st.plotly_chart(go.Figure(dots).update_layout(height=24 * len(frame)), key="ranglijst")
    lines = go.Figure()
    for name, own in table(trend).groupby("gebied"):
        lines.add_scatter(x=own["jaar"], y=own["waarde"], name=str(name), mode="lines+markers")
        lines.add_scatter(x=own["jaar"], y=own["hoog"], line={"width": 0}, showlegend=False)
        lines.add_scatter(
            x=own["jaar"], y=own["laag"], line={"width": 0}, fill="tonexty", showlegend=False
        )
    st.plotly_chart(lines, key="trend")
    small = table(panels)
    names = list(small["gebied"].unique())
    grid = make_subplots(rows=2, cols=3, subplot_titles=names, shared_yaxes="all")
    for number, name in enumerate(names):
        own = small[small["gebied"] == name]
        line = go.Scatter(x=own["jaar"], y=own["waarde"], showlegend=False)
        grid.add_trace(line, row=number // 3 + 1, col=number % 3 + 1)
    st.plotly_chart(grid, key="klein")


def by_altair(ranked: list[Figure], trend: list[Figure], panels: list[Figure]) -> None:
    """Draw with altair."""
    base = alt.Chart(table(ranked)).encode(y=alt.Y("gebied").sort("-x"))
    bars = base.mark_rule().encode(x="laag", x2="hoog") + base.mark_point().encode(x="waarde")
    st.altair_chart(bars, key="ranglijst")
    over = alt.Chart(table(trend)).encode(x="jaar:O", color="gebied")
    band = over.mark_area(opacity=0.2).encode(y="laag", y2="hoog")
    st.altair_chart(band + over.mark_line(point=True).encode(y="waarde"), key="trend")
    line = alt.Chart(table(panels)).mark_line().encode(x="jaar:O", y="waarde")
    st.altair_chart(line.properties(width=160, height=90).facet("gebied", columns=3), key="klein")


def own(ranked: list[Figure], trend: list[Figure], panels: list[Figure]) -> None:
    """Draw as the pages of this product do."""
    indicator = DESK.indicator(ranked[0].indicator)
    show.show_html(charts.ranking(ranked, indicator), key="ranglijst")
    show.show_html(charts.trend(trend, indicator, CODES[0]), key="trend")
    show.show_html(charts.small_multiples(panels, indicator), key="klein")


WAYS = {"plotly": by_plotly, "altair": by_altair, "eigen": own}


def table(figures: list[Figure]) -> pd.DataFrame:
    """Return figures as a frame."""
    return pd.DataFrame([{name: getattr(f, name) for name in COLUMNS} for f in figures])


def main() -> None:
    """Draw the page and write down how much processor time it took, in ms."""
    st.set_page_config(layout="wide")
    walk.register({}, DESK)
    st.title("Grafieken")
    slug = st.segmented_control(
        "Indicator",
        [i.slug for i in CHOICE],
        default=CHOICE[0].slug,
        format_func=lambda slug: str([i.slug for i in CHOICE].index(slug)),
        key="indicator",
        required=True,
    )
    ranked = DESK.figures(slug, niveau="gemeente", periode=DESK.periods(slug)[0])
    above = DESK.areas.ancestors(CODES[0])["eenheid"].code
    WAYS[st.query_params.get("hoe", "eigen")](
        ranked, DESK.series([CODES[0], above], slug), DESK.series(CODES[:6], slug)
    )
    # The last words of the page: who waits for them has the whole answer.
    st.html(f'<p class="klaar">{slug}</p>')
    with Path(os.environ["PEIL_METING"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(["pagina", (time.process_time() - BEGIN) * 1000]) + "\n")


main()
