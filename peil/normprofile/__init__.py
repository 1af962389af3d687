"""The norm profile of one gemeente: what holds on a day, in words and as HTML.

``build`` gives the ``Profile``; ``sheet`` the whole of it on one screen and one printed page,
``card`` the short form for the page of the gemeente, ``panel`` one item with its history,
``lacking`` and ``figures`` what stands below. Everything that comes from data is escaped.
"""

from peil.normprofile.beside import Beside, figures
from peil.normprofile.lacks import lacking, lacks
from peil.normprofile.panel import panel
from peil.normprofile.profile import Profile, build
from peil.normprofile.sheet import card, print_head, sheet
from peil.normprofile.words import apart, lead

__all__ = [
    "Beside",
    "Profile",
    "apart",
    "build",
    "card",
    "figures",
    "lacking",
    "lacks",
    "lead",
    "panel",
    "print_head",
    "sheet",
]
