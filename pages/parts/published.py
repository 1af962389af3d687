"""Publishing from a page: what was kept after the publication, and the button that publishes it."""

import streamlit as st

from pages.parts import show
from peil.errors import PeilError
from peil.loket import Loket


def publish_now(loket: Loket, markup: str, key: str) -> bool:
    """Say what waits for publication, with the button for who may; say if it was published.

    What stops a publication is told below the button; the page around it goes on.

    Args:
        loket: where is published.
        markup: what waits, as markup.
        key: of the line on this page.
    """
    with st.container(key=f"{key}_publiceren", horizontal=True, vertical_alignment="center"):
        show.show_html(markup, f"{key}_bewaard")
        pressed = loket.viewer.rol == "analist" and st.button(
            "Publiceer nu", key=f"{key}_publiceer_nu"
        )
    if not pressed:
        return False
    try:
        with st.spinner("Publiceren…"):
            loket.publish()
    except PeilError as error:
        show.error(str(error))
        return False
    return True
