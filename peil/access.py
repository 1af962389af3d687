"""Who asks, and whether they may ask it. One rule, asked by the desk."""

import getpass
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from peil.catalogue import Indicator
from peil.errors import GeenToegang

Rol = Literal["lezer", "analist"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Someone who looks: a name for the log and a rol."""

    naam: str
    rol: Rol


#: Who sees only what is public, as for what leaves the house.
EVERYONE: Final = Viewer("iedereen", "lezer")


def os_viewer() -> Viewer:
    """Return the user of this computer, who has the rights of an analist until roles exist."""
    return Viewer(getpass.getuser(), "analist")


class Scope(NamedTuple):
    """Everything that decides what a viewer may see, and nothing else about that viewer.

    Whatever is kept between visits is kept under it: two viewers share an answer only when their
    scopes are equal. What comes to decide as well (a gemeente, a dossier) becomes a field here.
    """

    rol: Rol


def scope(viewer: Viewer) -> Scope:
    """Return what decides what this viewer may see."""
    return Scope(viewer.rol)


def may_see(viewer: Viewer, indicator: Indicator) -> bool:
    """Say whether the viewer may see figures of this indicator."""
    # Asked of the scope and not of the viewer: what is not in it cannot decide.
    return scope(viewer).rol == "analist" or indicator.openbaarheid == "openbaar"


def require(viewer: Viewer, indicator: Indicator) -> None:
    """Refuse a question about an indicator that is not for this viewer.

    Raises:
        GeenToegang: the indicator is vertrouwelijk and the viewer is not an analist.
    """
    if not may_see(viewer, indicator):
        raise GeenToegang(
            f"De cijfers van '{indicator.titel}' zijn vertrouwelijk. "
            "Vraag een analist van het RIEC om toegang."
        )
