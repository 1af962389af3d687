"""Who asks, and whether they may ask it. One rule, asked by the desk."""

import getpass
from dataclasses import dataclass
from typing import Literal

from peil.catalogue import Indicator
from peil.errors import GeenToegang

Rol = Literal["lezer", "analist"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Someone who looks: a name for the log and a rol."""

    naam: str
    rol: Rol


def os_viewer() -> Viewer:
    """Return the user of this computer, who has the rights of an analist until roles exist."""
    return Viewer(getpass.getuser(), "analist")


def may_see(viewer: Viewer, indicator: Indicator) -> bool:
    """Say whether the viewer may see figures of this indicator."""
    return viewer.rol == "analist" or indicator.openbaarheid == "openbaar"


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
