"""One map as the address asks for it, and what was picked on it."""

import streamlit as st

from pages.parts import show
from pages.parts.areamap import area_map
from peil.desk import open_desk
from peil.mapfiles import read_map_files
from peil.maps import Panel, geometry_urls, map_payload
from peil.places import work_root

asked = st.query_params
desk = open_desk()
slugs = asked.get("indicator", "drugshandel").split(",")
codes = [a.code for a in desk.areas.at("gemeente")]
if inside := asked.get("binnen"):
    codes = [c for c in codes if desk.areas.ancestors(c)["district"].code == inside]
years = asked.get("jaren", "2025").split(",")
panels = [
    Panel(
        slug if len(slugs) > 1 else year,
        desk.indicator(slug).titel if len(slugs) > 1 else year,
        desk.figures(slug, gebied=codes, periode=year),
        desk.indicator(slug),
        desk.classes(slug),
    )
    for slug in slugs
    for year in years
]
show.show_html("<h1>Kaart</h1>", key="kop")
picked = st.session_state.setdefault("picked", {})
left, _ = st.columns([int(asked.get("breed", 7)), 12 - int(asked.get("breed", 7))])
with left, st.container(key="kaart_proef"):
    done = area_map(
        map_payload(
            panels,
            soort=asked.get("soort", "een"),
            kleur=asked.get("kleur", "klassen"),
            gekozen=picked.get("kies") or asked.get("gekozen"),
            toon=picked.get("periode") or asked.get("toon"),
            bron="Bron: proef",
            districten={a.code: a.naam_lang for a in desk.areas.at("district")},
        ),
        geometry_urls(read_map_files(work_root()).files, asked.get("map", "./kaart")),
        vorm=asked.get("vorm", "kaart"),
        key="proef",
    )
for name in ("kies", "open", "periode"):
    if getattr(done, name):
        picked[name] = getattr(done, name)
        st.rerun()
st.write(f"gekregen {picked}")
