"""The visits of one year: on a map, in a list, and the form to plan one."""

from html import escape

import streamlit as st

from pages.parts import choose, gather, show, visit_keep, walk
from pages.parts.areamap import area_map
from pages.parts.visit import PREPARE, Setting
from peil import mapfiles, maps, places, strips
from peil.errors import PeilError
from peil.periods import format_day, parse_day
from peil.records import Afspraak, Bezoek, make
from peil.rounds import year
from peil.rounds.year import Visit


def show_year(setting: Setting) -> None:
    """Show the visits of the year to the gemeenten of an eenheid or a district."""
    desk, vraag = setting.desk, setting.vraag
    area = desk.areas.get(vraag.gebied)
    chosen = area.code if area.niveau == "gemeente" else None
    scope = desk.areas.ancestors(area.code)["eenheid"].code if chosen else area.code
    rows = _rows(setting, scope)
    where = choose.area_name(desk.areas.get(scope))
    choose.header(desk, vraag, "bezoek", f"Bezoeken {setting.jaar}", where, (choose.GEBIED,))
    visit_keep.messages()
    first, second = year.summary(rows, setting.jaar)
    fictief = any(r.is_fictief for r in rows)
    note = strips.fictief_note([], "verantwoording#fictief") if fictief else ""
    own = next((_own(setting, r) for r in rows if r.gebied == chosen), "")
    show.show_html(
        strips.block(strips.lead(first, second), own, _years(setting), note),
        key="bezoeken_samenvatting",
    )
    left, right = st.columns([5, 7], gap="medium")
    with left:
        _map(setting, rows, chosen, fictief)
        _plan(setting, rows, chosen)
    with right:
        told, edge = (show.FICTIEF, " fic") if fictief else ("", "")
        table = year.table(rows, lambda code: _address(setting, code))
        show.show_html(
            strips.block(
                f'<div class="rol bz-rol{edge}" tabindex="0" role="region" aria-label="Bezoeken in '
                f'{setting.jaar}">{told}{table}</div>'
            ),
            key="bezoeken_lijst",
        )


def _rows(setting: Setting, scope: str) -> list[Visit]:
    desk, loket = setting.desk, setting.loket
    codes = gather.inside(desk, scope, "gemeente")
    areas = [(desk.areas.get(c), desk.areas.ancestors(c)["district"].naam) for c in codes]
    bezoeken, afspraken = loket.newest(Bezoek, codes), loket.newest(Afspraak, codes)
    return year.visits(areas, bezoeken, afspraken, setting.jaar, setting.today)


def _address(setting: Setting, code: str) -> str:
    question = setting.vraag.but(gebied=code, jaar=str(setting.jaar), stap=PREPARE)
    return walk.address("bezoek", question)


def _own(setting: Setting, row: Visit) -> str:
    """Return the way to the visit of the gemeente that the reader came from."""
    link = escape(_address(setting, row.gebied))
    status = f"het bezoek van {setting.jaar} is {row.status}"
    status = status if row.bezoek else f"in {setting.jaar} is er nog geen bezoek gepland"
    do = "Open het bezoek" if row.bezoek else "Bereid het voor"
    return f'<p><b>{escape(row.naam)}</b>: {status}. <a href="{link}">{do}</a></p>'


def _years(setting: Setting) -> str:
    """Return the years to choose from as links."""
    links: list[str] = []
    for number in year.years(setting.loket.newest(Bezoek), setting.today):
        here = ' aria-current="page"' if number == setting.jaar else ""
        link = escape(walk.address("bezoek", setting.vraag.but(jaar=str(number))))
        links.append(f'<a href="{link}"{here}>{number}</a>')
    return f'<nav class="bz-jaren" aria-label="Jaar">Jaar: {" ".join(links)}</nav>'


def _map(setting: Setting, rows: list[Visit], chosen: str | None, fictief: bool) -> None:
    built = mapfiles.read_map_files(places.work_root())
    urls = maps.geometry_urls(built.files, "./kaart")
    with show.card("bezoeken", fictief):
        tag = show.FICTIEF if fictief else ""
        show.show_html(
            f'<div class="kop"><h2 class="ct">Wie is bezocht?</h2>{tag}</div>'
            '<p class="cs">Kies een gemeente voor haar bezoek.</p>',
            key="kop_bezoeken",
        )
        if not {"gemeenten", "districten"} <= set(urls):
            show.error("De kaart is niet gebouwd. De lijst werkt wel. Voer 'peil publiceer' uit.")
            return
        payload = year.map_payload(rows, setting.jaar, chosen, built.credit)
        picked = area_map(payload, urls, key="vlak_bezoeken")
        code = picked.open or picked.kies
    if code:
        question = setting.vraag.but(gebied=code, jaar=str(setting.jaar), stap=PREPARE)
        walk.go("bezoek", question)


def _plan(setting: Setting, rows: list[Visit], chosen: str | None) -> None:
    """Offer to plan a visit, or to change the date of one that was not held yet."""
    open_rows = {r.gebied: r for r in rows if r.status not in ("gehouden", "vastgesteld")}
    if not open_rows:
        return
    with show.card("plannen"):
        show.heading("Plan een bezoek", "Of verander de datum van een bezoek dat nog komt.")
        codes = sorted(
            open_rows, key=lambda c: (open_rows[c].bezoek is not None, open_rows[c].naam)
        )
        code = st.selectbox(
            "Gemeente",
            codes,
            index=codes.index(chosen) if chosen in codes else 0,
            format_func=lambda c: _option(open_rows[c]),
            key=f"plan_gemeente_{setting.jaar}",
        )
        found = open_rows[code].bezoek
        text = st.text_input(
            "Datum (dd-mm-jjjj)",
            value=format_day(found.datum if found else None),
            key=f"plan_datum_{setting.jaar}_{code}",
        )
        label = "Verander de datum" if found else "Plan het bezoek"
        if st.button(label, type="primary", key="plan_bewaar"):
            _keep_date(setting, code, found, text)
            st.rerun()


def _option(row: Visit) -> str:
    return f"{row.naam} ({row.status})" if row.bezoek else row.naam


def _keep_date(setting: Setting, code: str, found: Bezoek | None, text: str) -> None:
    try:
        day = parse_day(text) if text.strip() else None
        if day is not None and day.year != setting.jaar:
            raise PeilError(f"Kies een datum in {setting.jaar}, of kies eerst een ander jaar.")
        before = dict(found) if found else {"gebied": code, "jaar": setting.jaar}
        record = make(Bezoek, **{**before, "datum": day})
    except PeilError as error:
        visit_keep.tell(str(error))
        return
    entry = setting.loket.find(Bezoek, record.onderwerp)
    said = "De datum is bewaard" if found else "Het bezoek is gepland"
    visit_keep.keep(setting, record, entry.versie if entry else 0, said)
