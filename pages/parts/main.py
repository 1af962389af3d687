"""The main script, run once per view: who asks, which desk answers, which page draws.

It stands in a folder without a ``pages/`` folder beside it, on purpose: see ``app.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from pages import (
    aanlevering,
    afspraken,
    bezoek,
    district,
    duiding,
    eenheid,
    gemeente,
    herkomst,
    indicator,
    stijl,
    toegankelijkheid,
    verantwoording,
    vraag,
    weerbaarheid,
    wijzigingen,
)
from pages.parts import doors, guard, shell, show, stands, walk
from pages.parts.web import TITLE
from peil.access import os_viewer
from peil.desk import Desk
from peil.errors import GeenSnapshot, PeilError
from peil.loket import Loket
from peil.places import work_root
from pipelines.check_records import record_checker
from pipelines.loket import JournalLoket
from pipelines.look_back import snapshot_of


@dataclass(frozen=True, slots=True)
class _Place:
    """A page: its title, what draws it, and whether the menu names it."""

    titel: str
    draw: Callable[[Desk, Loket], None]
    menu: Literal["visible", "hidden"] = "visible"


def _only_asks(page: Callable[[Desk], None]) -> Callable[[Desk, Loket], None]:
    """Return a page that only asks, as one that is handed both doors."""
    return lambda desk, _: page(desk)


_PAGES: dict[str, _Place] = {
    "eenheid": _Place("Eenheid", eenheid.page),
    "district": _Place("District", district.page),
    "gemeente": _Place("Gemeente", gemeente.page),
    "indicator": _Place("Indicator", indicator.page),
    "weerbaarheid": _Place("Weerbaarheid", weerbaarheid.page),
    "afspraken": _Place("Afspraken", afspraken.page),
    "bezoek": _Place("Bezoek", bezoek.page),
    "duiding": _Place("Duiding", duiding.page, "hidden"),
    "vraag": _Place("Vraag over een cijfer", vraag.page, "hidden"),
    "herkomst": _Place("Herkomst", herkomst.page, "hidden"),
    "wijzigingen": _Place("Wijzigingen", wijzigingen.page, "hidden"),
    "toegankelijkheid": _Place("Toegankelijkheid", _only_asks(toegankelijkheid.page), "hidden"),
    "stijl": _Place("Stijl", _only_asks(stijl.page), "hidden"),
    "aanlevering": _Place("Aanlevering", aanlevering.page),
    "verantwoording": _Place("Verantwoording", _only_asks(verantwoording.page)),
}


#: Pages about what is still to be done: at an earlier stand there is nothing to do.
_NOW_ONLY: Final = ("aanlevering",)


def _loket(desk: Desk | None) -> Loket:
    """Return this viewer's second door: what people type, live; also before a publication."""
    work = work_root()
    if desk is None:
        check = doors.checker("", record_checker)
        return JournalLoket(work, doors.journal(work), os_viewer(), check)
    check = doors.checker(desk.snapshot.inhoud, record_checker)
    then = desk.snapshot.journaal if stands.current() else None
    closed = stands.reason(desk)
    return JournalLoket(work, doors.journal(work), desk.viewer, check, closed, then, desk)


def _desk(stand: str) -> Desk:
    """Return this viewer's desk; it is kept per visit, and replaced after a publication.

    ``stand`` is the number of an earlier one, which stays as it is.
    """
    desk: Desk | None = st.session_state.get("_balie")
    if desk is None or st.session_state.get("_balie_stand") != stand or not _holds(desk):
        desk = _opened(stand)
        _ = desk.areas  # every page needs them; a publication without them is refused here
        st.session_state["_balie"], st.session_state["_balie_stand"] = desk, stand
    return desk


def _holds(desk: Desk) -> bool:
    try:
        return desk.is_current()
    except GeenSnapshot:  # an earlier stand whose file was cleaned up: it can be built again
        return False


def _opened(stand: str) -> Desk:
    """Open the desk of now, or of an earlier stand; one that is not kept is built first."""
    work = work_root()
    if not stand:
        return Desk(doors.store(work), os_viewer())
    with st.spinner("De stand van toen wordt opgebouwd…"):
        path = snapshot_of(work, int(stand))
    return Desk(doors.store(work, path), os_viewer())


def _draw(name: str, place: _Place, desk: Desk | None, refused: str) -> Callable[[], None]:
    """Return the page as a function that shows a message where it would have failed."""

    def draw() -> None:
        if refused:
            show.error(refused)
            show.show_html(stands.refused(name), key="terug_naar_nu")
        elif desk is None and name == "aanlevering":
            aanlevering.first(_loket(None))
        elif desk is None:
            shell.no_snapshot()
        else:
            if stands.current():
                show.show_html(stands.banner(desk, name), key="stand_balk")
            if stands.current() and name in _NOW_ONLY:
                show.show_html(f"<h1>{place.titel}</h1>", key="titel_alleen_nu")
                show.empty(stands.reason(desk))
            else:
                place.draw(desk, _loket(desk))
            shell.footer(desk)

    return guard.guarded(draw)


def main() -> None:
    """Draw one view."""
    st.set_page_config(page_icon=shell.ICON, layout="wide")
    st.logo(shell.logo(), size="large", link=None)
    desk, refused = None, ""
    try:
        desk = _desk(stands.asked())
    except GeenSnapshot:
        pass
    except PeilError as error:
        refused = str(error)
    pages = {
        name: st.Page(
            _draw(name, place, desk, refused),
            title=place.titel,
            url_path=name,
            default=name == "eenheid",
            visibility=place.menu,
        )
        for name, place in _PAGES.items()
    }
    walk.register(pages, desk)
    # During a visit its own style takes the menu away: the screen is for the conversation.
    chosen = st.navigation(list(pages.values()), position="top")
    # Tabs, bookmarks and screen readers tell pages apart by their title.
    st.set_page_config(page_title=f"{chosen.title} – {TITLE}")
    walk.arrive(chosen.url_path or "eenheid")
    chosen.run()


main()
