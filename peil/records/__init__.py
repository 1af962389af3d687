"""What people type: one frozen record per kind, and which version may follow which.

A record is the whole new state of one thing; its ``onderwerp`` says which thing. The journal keeps
every version (``Entry``) with who and when. Owners and assessors are roles, never names.
"""

from peil.records.base import (
    FIRST_YEAR,
    KEPT,
    LAST_YEAR,
    Entry,
    Kenmerk,
    Record,
    Regel,
    Tekst,
    make,
)
from peil.records.bezoek import (
    AFGEROND,
    AFSPRAAK_AARDEN,
    AFSPRAAK_STATUSSEN,
    BEZOEK_STATUSSEN,
    HELD,
    Afspraak,
    AfspraakAard,
    AfspraakStatus,
    Bezoek,
    BezoekStatus,
)
from peil.records.kinds import KINDS, Botsing
from peil.records.oordeel import BEOORDEELD, OORDELEN, Normblad, Oordeel, Score
from peil.records.tekst import (
    DUIDING_STATUSSEN,
    VRAAG_STATUSSEN,
    Duiding,
    DuidingStatus,
    Vraag,
    VraagStatus,
)

__all__ = [
    "AFGEROND",
    "AFSPRAAK_AARDEN",
    "AFSPRAAK_STATUSSEN",
    "BEOORDEELD",
    "BEZOEK_STATUSSEN",
    "DUIDING_STATUSSEN",
    "FIRST_YEAR",
    "HELD",
    "KEPT",
    "KINDS",
    "LAST_YEAR",
    "OORDELEN",
    "VRAAG_STATUSSEN",
    "Afspraak",
    "AfspraakAard",
    "AfspraakStatus",
    "Bezoek",
    "BezoekStatus",
    "Botsing",
    "Duiding",
    "DuidingStatus",
    "Entry",
    "Kenmerk",
    "Normblad",
    "Oordeel",
    "Record",
    "Regel",
    "Score",
    "Tekst",
    "Vraag",
    "VraagStatus",
    "make",
]
