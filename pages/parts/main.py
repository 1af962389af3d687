"""The main script, run once per view: who asks, which desk answers, which page draws.

It stands in a folder without a ``pages/`` folder beside it, on purpose: see ``app.py``.
"""

import logging
from collections.abc import Callable

import streamlit as st

from pages import district, eenheid, gemeente, indicator, verantwoording
from pages.parts import shell, show, walk
from pages.parts.web import TITLE
from peil.access import os_viewer
from peil.desk import Desk, open_store
from peil.errors import GeenSnapshot, PeilError
from peil.places import work_root

_LOG = logging.getLogger(__name__)
_PAGES: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "eenheid": ("Eenheid", eenheid.page),
    "district": ("District", district.page),
    "gemeente": ("Gemeente", gemeente.page),
    "indicator": ("Indicator", indicator.page),
    "verantwoording": ("Verantwoording", verantwoording.page),
}

# One store per working folder serves everyone: it holds a connection, never an answer.
_store = st.cache_resource(show_spinner=False)(open_store)


def _desk() -> Desk:
    """Return this viewer's desk; it is kept per visit, and replaced after a publication."""
    desk: Desk | None = st.session_state.get("_balie")
    if desk is None or not desk.is_current():
        desk = Desk(_store(work_root()), os_viewer())
        st.session_state["_balie"] = desk
    return desk


def _draw(page: Callable[[Desk], None], desk: Desk | None) -> Callable[[], None]:
    """Return the page as a function that shows a message where it would have failed."""

    def draw() -> None:
        try:
            if desk is None:
                shell.no_snapshot()
                return
            page(desk)
            shell.footer(desk)
        except PeilError as error:
            show.error(str(error))
        # Whatever goes wrong, the reader gets a sentence and the beheerder the details.
        except Exception:
            _LOG.exception("Een pagina kon niet worden getoond")
            show.error(
                "Deze pagina kan nu niet worden getoond. Laad de pagina opnieuw. "
                "Gebeurt het weer? Meld het dan aan de beheerder."
            )

    return draw


def main() -> None:
    """Draw one view."""
    st.set_page_config(page_icon=shell.ICON, layout="wide")
    st.logo(shell.logo(), size="large", link=None)
    try:
        desk = _desk()
    except GeenSnapshot:
        desk = None
    pages = {
        name: st.Page(_draw(draw, desk), title=title, url_path=name, default=name == "eenheid")
        for name, (title, draw) in _PAGES.items()
    }
    walk.register(pages, desk)
    chosen = st.navigation(list(pages.values()), position="top")
    # Tabs, bookmarks and screen readers tell pages apart by their title.
    st.set_page_config(page_title=f"{chosen.title} – {TITLE}")
    chosen.run()


main()
