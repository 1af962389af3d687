"""The leveringen themselves: each an immutable folder with its card and the bytes as they came.

A levering is ``leveringen/<id>/`` with the original bytes, ``levering.json`` and what was found in
it. It is written aside and renamed in one step, so that it is there whole or not at all.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from peil.errors import Finding, PeilError
from pipelines.durable import sync, write_new
from pipelines.entries import LEVERINGEN, Entry, cleaned, read_entries, withdrawn

#: The folder of the register in the working folder, the card in each levering, and its name.
FOLDER = LEVERINGEN
CARD = "levering.json"
FINDINGS = "bevindingen.json"
ID = re.compile(r"\d{8}T\d{6}Z-\d{6}-[0-9a-f]{8}")
_ASIDE = ".nieuw-"


class Levering(BaseModel):
    """The card of one accepted levering; ``regels`` counts its rows, ``geladen_op`` is UTC.

    ``catalogus`` is the fingerprint of what was declared then, ``vorm`` the form that the file
    had, ``periode`` what was asked where the file does not say it. An exercise (``is_oefening``)
    is fictief too. Cards of earlier versions have none of these.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    volgnr: int
    bestand: str
    origineel: str
    sha256: str
    bron: str
    geladen_op: datetime
    wie: str
    is_fictief: bool
    bevestiging: str = ""
    regels: int
    catalogus: str = ""
    vorm: str = ""
    periode: str = ""
    is_oefening: bool = False


def deliveries(work: Path) -> list[Levering]:
    """Return the accepted leveringen in the order of loading, those that were withdrawn too.

    Foreign files are skipped, and what was cleaned up is gone.

    Raises:
        PeilError: a levering or an entry of the register that cannot be read.
    """
    return _deliveries(work, read_entries(work))


def _deliveries(work: Path, found: Sequence[Entry]) -> list[Levering]:
    folder, gone = work / FOLDER, cleaned(found)
    if not folder.is_dir():
        return []
    names = (path for path in sorted(folder.iterdir()) if ID.fullmatch(path.name))
    cards = [_read_card(path) for path in names if path.name not in gone]
    return sorted(cards, key=lambda card: card.volgnr)


def _read_card(folder: Path) -> Levering:
    try:
        card = Levering.model_validate_json((folder / CARD).read_bytes())
        # A card that was edited by hand would change the order in which leveringen go before.
        _, number, digest = card.id.split("-")
        if card.id != folder.name or card.volgnr != int(number) or card.sha256[:8] != digest:
            raise ValueError("the card is of another folder")
        return card
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise PeilError(
            f"De levering {folder.name} in het register is beschadigd. "
            "Zet deze map terug uit een reservekopie."
        ) from error


def counting(work: Path, tot: int | None = None) -> list[Levering]:
    """Return the leveringen that count, in the order of loading: all, or as it was up to ``tot``.

    ``tot`` is a number of the register: what came later, leveringen and intrekkingen, is not known.
    """
    found = read_entries(work)
    gone = withdrawn(found, tot)
    cards = (card for card in _deliveries(work, found) if card.id not in gone)
    return [card for card in cards if tot is None or card.volgnr <= tot]


def store(folder: Path, card: Levering, content: bytes, found: Sequence[Finding]) -> None:
    """Write the levering aside, make it durable, and let it appear in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    try:
        # The folder is made for one user only; the register is as open as its parent.
        aside.chmod(folder.stat().st_mode & 0o777)
        write_new(aside / card.origineel, content)
        said = [asdict(finding) for finding in found]
        text = json.dumps(said, ensure_ascii=False, indent=2)
        write_new(aside / FINDINGS, text.encode() + b"\n")
        write_new(aside / CARD, card.model_dump_json(indent=2).encode() + b"\n")
        sync(aside)
        aside.rename(folder / card.id)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    sync(folder)


def findings(work: Path, card: Levering) -> list[Finding]:
    """Return what was found in a levering when it was accepted; nothing of earlier versions."""
    path = folder_of(work, card) / FINDINGS
    return [Finding(**said) for said in json.loads(path.read_bytes())] if path.is_file() else []


def folder_of(work: Path, card: Levering) -> Path:
    """Return the folder of a levering."""
    return work / FOLDER / card.id


def original(work: Path, card: Levering) -> bytes:
    """Return the bytes as delivered.

    Raises:
        PeilError: they are gone or no longer the same.
    """
    path = folder_of(work, card) / card.origineel
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise PeilError(
            f"Het bestand van levering {card.id} is na het laden veranderd of weg. "
            "Zet deze map terug uit een reservekopie."
        )
    return content
