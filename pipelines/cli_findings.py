"""``--bevindingen UIT.xlsx``: the findings of a check as a workbook to send back to the partner."""

import os
import tempfile
from argparse import Namespace
from pathlib import Path

from peil.bronnen import Bron
from peil.errors import PeilError
from pipelines.check import Outcome
from pipelines.cli import WrongUse


def write_findings(
    arguments: Namespace, content: bytes, name: str, found: Outcome, bron: Bron
) -> None:
    """Write the workbook that was asked for, whole or not at all; nothing when none was asked.

    Raises:
        PeilError: the file would replace the levering, or cannot be written.
    """
    if not arguments.bevindingen:
        return
    from pipelines.findings_book import findings_workbook

    path = Path(arguments.bevindingen)
    if path.suffix.lower() != ".xlsx":
        raise WrongUse("De bevindingen worden een Excelbestand. Geef een naam op .xlsx op.")
    if path.resolve() == Path(arguments.bestand).resolve():
        raise WrongUse("Dan verdwijnt de levering zelf. Geef voor de bevindingen een andere naam.")
    book = findings_workbook(content, name, found, bron)
    try:
        handle, aside = tempfile.mkstemp(prefix=".bevindingen-", dir=path.parent)
    except OSError as error:
        raise _unwritten(path) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(book)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except OSError as error:
        Path(aside).unlink(missing_ok=True)
        raise _unwritten(path) from error
    print(f"De bevindingen staan in {path}.")


def _unwritten(path: Path) -> PeilError:
    return PeilError(
        f"Het bestand '{path}' is niet te schrijven. Kijk na of de map bestaat, of er ruimte is "
        "en of het bestand niet open staat."
    )
