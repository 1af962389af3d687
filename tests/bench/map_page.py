"""One small page with one map, made in four ways: ``?hoe=`` says which.

    voor de hand    geopandas and go.Choropleth, the boundaries in the figure
    adres           go.Choropleth, the boundaries by an address of their own
    eigen           the map of this product, drawn with the whole page
    deel            the same, in a part of the page that is drawn by itself

Besides the map each page has a choice and a table of the ten highest, as a page of ours has.
"""

import json
import os
import time
from html import escape
from pathlib import Path

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import areamap, doors
from peil import mapfiles, maps, places
from peil.access import os_viewer
from peil.desk import Desk
from peil.figure import Figure

BEGIN = time.process_time()


def figures() -> list[Figure]:
    """Draw the choice, and return the figures of what was chosen."""
    slug = st.segmented_control(
        "Indicator",
        [i.slug for i in CHOICE],
        default=CHOICE[0].slug,
        format_func=lambda slug: str([i.slug for i in CHOICE].index(slug)),
        key="indicator",
        required=True,
    )
    return DESK.figures(slug, niveau="gemeente", periode=DESK.periods(slug)[0])


@st.cache_data
def boundaries() -> gpd.GeoDataFrame:
    """Read the boundaries as everyone does, once."""
    return gpd.read_file(Path(os.environ["PEIL_REGIO"]) / "geo" / "gemeenten.geojson")


def choropleth(shown: list[Figure], geojson: object) -> None:
    """Draw with plotly; the geometry is a dict or an address."""
    table = pd.DataFrame({"code": [f.gebied_code for f in shown], "z": [f.waarde for f in shown]})
    figure = go.Figure(
        go.Choropleth(
            geojson=geojson,
            featureidkey="properties.code",
            locations=table["code"],
            z=table["z"],
            text=[f.gebied for f in shown],
        )
    )
    figure.update_geos(visible=False, projection_type="mercator", **VIEW)
    figure.update_layout(height=600, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    st.plotly_chart(figure, key="kaart", config={"topojsonURL": "./wereld/"})


def obvious(shown: list[Figure]) -> None:
    """Put the boundaries in the figure."""
    choropleth(shown, json.loads(boundaries().to_json()))


def by_address(shown: list[Figure]) -> None:
    """Give the figure the address of the boundaries."""
    choropleth(shown, f"./kaart/{FILES['gemeenten']}")


def own(shown: list[Figure]) -> None:
    """Draw with our own component."""
    indicator = DESK.indicator(shown[0].indicator)
    panel = maps.Panel("nu", "", shown, indicator, DESK.classes(indicator.slug))
    payload = maps.map_payload([panel], soort="een")
    areamap.area_map(payload, maps.geometry_urls(FILES, "./kaart"), key="kaart")


def ten_highest(shown: list[Figure]) -> None:
    """Draw a table."""
    first = sorted(shown, key=lambda f: -(f.waarde or 0))[:10]
    rows = "".join(f"<tr><td>{escape(f.gebied)}</td><td>{f.waarde}</td></tr>" for f in first)
    st.html(f"<table><caption>De tien hoogste</caption>{rows}</table>")


DESK = Desk(doors.store(places.work_root()), os_viewer())
CHOICE = [i for i in DESK.catalogue if DESK.periods(i.slug)][:3]
FILES = mapfiles.read_map_files(places.work_root()).files
#: Plotly must be told where to look: it cannot fit what it only has an address of.
VIEW = {"lonaxis_range": [3.3, 7.1], "lataxis_range": [50.7, 53.6]}
WAYS = {"voor de hand": obvious, "adres": by_address, "eigen": own, "deel": own}


def main() -> None:
    """Draw the page and write down how much processor time it took, in ms."""
    st.set_page_config(layout="wide")
    way = st.query_params.get("hoe", "eigen")
    st.title("Kaart")
    left, right = st.columns([8, 4])
    if way == "deel":
        with left:
            st.fragment(part)(way)
        with right:
            ten_highest(DESK.figures(CHOICE[0].slug, niveau="gemeente"))
        return
    with left:
        shown = figures()
        WAYS[way](shown)
    with right:
        ten_highest(shown)
    note(way, BEGIN)


def part(way: str) -> None:
    """Draw the choice and the map, alone when something is chosen."""
    begin = time.process_time()
    WAYS[way](figures())
    note(way, begin)


def note(name: str, begin: float) -> None:
    """Keep how much processor time something took."""
    with Path(os.environ["PEIL_METING"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps([name, (time.process_time() - begin) * 1000]) + "\n")


main()
