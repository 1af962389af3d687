"""The norm: its sets in versions (``sets``) and how its items are answered (``answers``)."""

from peil.norm.answers import (
    Antwoord,
    answer_words,
    explain_answer,
    find_doubt,
    read_answer,
    valid_until,
)
from peil.norm.sets import (
    JA_DEELS_NEE,
    Aanvulling,
    Antwoordsoort,
    ItemId,
    NormItem,
    Norms,
    NormSet,
    Pijler,
    Streefnorm,
    load_norms,
)

__all__ = [
    "JA_DEELS_NEE",
    "Aanvulling",
    "Antwoord",
    "Antwoordsoort",
    "ItemId",
    "NormItem",
    "NormSet",
    "Norms",
    "Pijler",
    "Streefnorm",
    "answer_words",
    "explain_answer",
    "find_doubt",
    "load_norms",
    "read_answer",
    "valid_until",
]
