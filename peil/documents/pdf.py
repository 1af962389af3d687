"""A report as PDF: tagged, with its own letters, the same bytes for the same report."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from peil.documents.flow import Flow, breakable, staff
from peil.documents.letters import printable
from peil.documents.row_headers import with_row_headers
from peil.documents.typeset import typeset
from peil.editions import Uitgave
from peil.palette import LIGHT
from peil.report.model import Report

#: The margins in mm, and how large the letters are set.
_MARGES: Final[dict[Uitgave, dict[str, float]]] = {
    "rapport": {"left": 18, "right": 18, "top": 20, "bottom": 20},
    "raadsbrief": {"left": 22, "right": 22, "top": 20, "bottom": 22},
    "voorbereiding": {"left": 14, "right": 14, "top": 13, "bottom": 19},
}
#: An edition has at most so many pages, and is set smaller, in these steps, until it has. A long
#: one only a little: its smallest print stays 6.5 points.
_PAGES: Final[dict[Uitgave, int]] = {"rapport": 10, "raadsbrief": 2, "voorbereiding": 1}
_SHORT_STEPS: Final = (1.0, 0.95, 0.9, 0.85, 0.8)
_STEPS: Final[dict[Uitgave, tuple[float, ...]]] = {
    "rapport": (1.0, 0.96, 0.92),
    "raadsbrief": _SHORT_STEPS,
    "voorbereiding": _SHORT_STEPS,
}
_COUNT: Final = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")
_KLEUREN: Final = (
    *("ground", "ink", "ink2", "petrol", "petrol_soft", "hoger", "lager", "fictief"),
    *("fictief_soft", "control", "line"),
)


def to_pdf(report: Report) -> bytes:
    """Lay the report out on A4 and return it as PDF/UA-1.

    The moment in the file is that of the stand, so a report made tomorrow has the same bytes.
    """
    moment, data = int(report.gepubliceerd_op.timestamp()), _data(report)
    first, content = b"", b""
    for step in _STEPS[report.uitgave]:
        content = typeset(_source(), data | {"maat": step}, "pdf", moment=moment)
        first = first or content
        if page_count(content) <= _PAGES[report.uitgave]:
            break
    else:  # too long however small: then at least as readable as any
        content = first
    return with_row_headers(content)


def page_count(content: bytes) -> int:
    """Return how many pages one of our own PDFs has."""
    found = _COUNT.search(content)
    return int(found[1]) if found else 0


@cache
def _source() -> str:
    return (Path(__file__).parent / "report.typ").read_text(encoding="utf-8")


def _data(report: Report) -> dict[str, Any]:
    flow = Flow(report.gebied)
    said = (report.voettekst, report.status, report.merk)
    return {
        "uitgave": report.uitgave,
        "marges": _MARGES[report.uitgave],
        "kleuren": {token: getattr(LIGHT, token) for token in _KLEUREN},
        "peilschaal": {"een": staff(1), "rij": staff(15)},
        "documenttitel": printable(f"{report.titel}: {report.ondertitel}"),
        "titel": breakable(report.titel),
        "ondertitel": breakable(report.ondertitel),
        "jaar": report.jaar,
        "kopregel": breakable(f"{report.gebied} · {report.ondertitel}"),
        "concept": "" if report.vastgesteld_op else printable(report.status.upper()),
        "voet": breakable(" · ".join(part for part in said if part)),
        "fictief": breakable(report.fictief),
        "titelblad": flow.part(report.titelblad),
        "delen": [
            {
                "titel": breakable(deel.titel),
                "nieuw": deel.op_nieuwe_pagina,
                "blokken": flow.part(deel.blokken),
            }
            for deel in report.delen
        ],
    }
