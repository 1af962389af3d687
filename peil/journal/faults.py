"""What can be wrong with the file of the journal, in words that help."""

import errno
import os
import shutil
from pathlib import Path
from typing import Final

from peil.errors import GeenToegang, PeilError

_RESTORE: Final = "Zet het terug uit een reservekopie met `peil herstel`."
_KNOWN: Final = {
    "locked": "iemand anders schrijft",
    "full": "de schijf is vol",
    "not a database": "het is geen journaal",
    "malformed": "het is beschadigd",
    "disk I/O": "de schijf geeft een fout",
    "no such table": "het is geen journaal",
}
#: To read the journal, this much must be free: its index beside it is made anew.
_ROOM: Final = 64 << 10
_NO_RIGHTS: Final = ("readonly", "unable to open", "authoriz")


def unreadable(path: Path, error: BaseException) -> PeilError:
    """Say why the journal cannot be read."""
    if not os.access(path, os.R_OK):
        return GeenToegang(f"U mag {path} niet lezen. Vraag de beheerder om rechten.")
    if "locked" in str(error):
        return PeilError(f"Het journaal ({path}) is even bezet. Probeer het zo opnieuw.")
    # The disk then only tells that it fails; nothing is wrong with what was kept.
    if "disk I/O" in str(error) and shutil.disk_usage(path.parent).free < _ROOM:
        return PeilError("De schijf is vol. Maak ruimte en probeer het opnieuw.")
    return PeilError(f"Het journaal ({path}) is niet te lezen: {_reason(error)}. {_RESTORE}")


def unwritten(path: Path, error: BaseException) -> PeilError:
    """Say why nothing was kept."""
    if isinstance(error, PermissionError) or any(part in str(error) for part in _NO_RIGHTS):
        return GeenToegang(
            f"U mag niet schrijven in {path}. Er is niets bewaard. Vraag de beheerder om rechten."
        )
    return PeilError(
        f"Bewaren in het journaal ({path}) lukt nu niet: {_reason(error)}. "
        "Er is niets veranderd; probeer het zo opnieuw."
    )


def uncopied(path: Path, error: BaseException) -> PeilError:
    """Say why a copy of the journal could not be made."""
    if any(part in str(error) for part in _NO_RIGHTS):
        return GeenToegang(f"U mag niet schrijven in {path.parent}. Kies een andere plek.")
    return PeilError(f"Het journaal kopiëren naar {path} lukt niet: {_reason(error)}.")


def other_layout(found: int, known: int) -> PeilError:
    """Say that the journal was made by an older or newer program, or is none."""
    if found > known:
        return PeilError(
            f"Het journaal is gemaakt door een nieuwere versie van het dashboard (indeling {found},"
            f" deze versie kent {known}). Werk het dashboard bij en probeer het opnieuw."
        )
    if found <= 0:
        return PeilError(f"Het journaal is leeg of geen journaal. {_RESTORE}")
    return PeilError(
        f"Het journaal heeft een oudere indeling ({found}, deze versie werkt met {known}). "
        "Draai eerst `peil werkbij`."
    )


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _KNOWN["full"]
    said = str(getattr(error, "orig", None) or error)
    return next((words for part, words in _KNOWN.items() if part in said), said)
