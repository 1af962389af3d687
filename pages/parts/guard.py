"""Whatever goes wrong on a page or in a part of it, the reader gets a sentence.

guarded(draw) -> draw                shows a Dutch message where drawing would have failed
part(draw) -> draw                   a part of a page that can be drawn again by itself
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec

import streamlit as st

from pages.parts import walk
from peil.errors import PeilError

_LOG = logging.getLogger(__name__)
P = ParamSpec("P")
PAGE: Final = "Deze pagina"
PART: Final = "Dit deel van de pagina"


def guarded(draw: Callable[P, None], what: str = PAGE) -> Callable[P, None]:
    """Return a function that shows a message where ``draw`` would have failed.

    Args:
        draw: draws a page or a part of one.
        what: how the message calls it.
    """

    @wraps(draw)
    def safe(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except PeilError as error:
            _say(str(error))
        # Whatever goes wrong, the reader gets a sentence and the beheerder the details.
        except Exception:
            _LOG.exception("%s kon niet worden getoond", what)
            _say(
                f"{what} kan nu niet worden getoond. Laad de pagina opnieuw. "
                "Gebeurt het weer? Meld het dan aan de beheerder."
            )

    return safe


def _say(text: str) -> None:
    from pages.parts import show  # what it shows behind a figure is itself such a part

    show.error(text)


def part(draw: Callable[P, None]) -> Callable[P, None]:
    """Return a part of a page: a choice inside it draws only that part again.

    A choice that the whole page must follow (see ``walk.WHOLE``) draws the page.
    """

    def inside(*args: Any, **kwargs: Any) -> None:
        if st.session_state.pop(walk.WHOLE, False):
            st.rerun()
        draw(*args, **kwargs)

    return wraps(draw)(st.fragment(guarded(wraps(draw)(inside), PART)))
