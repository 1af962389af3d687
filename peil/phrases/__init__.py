"""The fixed sentences of a report: data, so that a region can word them without a programmer.

One TOML per edition in ``data/rapport``: tables of texts, with ``{names}`` where something of the
report comes. Which keys there are, which names each may use and how long it may be, is declared
here per edition; everything else is refused, by file and key.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from peil import places
from peil.declared import Strict
from peil.editions import UITGAVEN, Uitgave
from peil.errors import PeilError
from peil.phrases import raadsbrief, rapport, voorbereiding
from peil.phrases.declare import Phrase

#: What every edition may say, by key.
KEYS: Final[Mapping[Uitgave, Mapping[str, Phrase]]] = {
    "rapport": rapport.KEYS,
    "raadsbrief": raadsbrief.KEYS,
    "voorbereiding": voorbereiding.KEYS,
}
_NAME: Final = re.compile(r"\{([a-z_]+)\}")
#: Where the texts of a region that words none itself come from.
_OURS: Final = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one edition, by key (``samenvatting.titel``)."""

    uitgave: Uitgave
    teksten: Mapping[str, str]

    def __call__(self, key: str, **velden: str) -> str:
        """Return one sentence with its names filled in; what is filled in is never read again."""
        return _NAME.sub(lambda found: velden[found[1]], self.teksten[key])


class Rapporttekst(Strict):
    """The sentences of one edition as a publication keeps them."""

    uitgave: Uitgave
    teksten: Mapping[str, str]


def declared_in(data: Path) -> list[Rapporttekst]:
    """Return the sentences that a region words itself; no more than its folder holds.

    Raises:
        PeilError: every fault on a line of its own, with the file and the key.
    """
    found: list[Rapporttekst] = []
    for uitgave in UITGAVEN:
        path = data / "rapport" / f"{uitgave}.toml"
        if path.exists():
            found.append(Rapporttekst(uitgave=uitgave, teksten=_read(path, KEYS[uitgave])))
    return found


def load_phrases(data: Path | None = None) -> dict[Uitgave, Phrases]:
    """Return the sentences of every edition: of the region, and ours where it has none."""
    return complete(declared_in(data or places.data_root()))


def complete(own: Iterable[Rapporttekst]) -> dict[Uitgave, Phrases]:
    """Return these sentences; ours where one lacks, or asks a name that it may no longer use.

    An older publication was worded for the report of that time.
    """
    worded = {text.uitgave: text.teksten for text in own}
    found: dict[Uitgave, Phrases] = {}
    for uitgave in UITGAVEN:
        texts = {
            key: text
            for key, text in worded.get(uitgave, {}).items()
            if key in KEYS[uitgave] and not any(_wrong_names(key, text, KEYS[uitgave][key]))
        }
        if not KEYS[uitgave].keys() <= texts.keys():
            path = _OURS / "rapport" / f"{uitgave}.toml"
            texts = _read(path, KEYS[uitgave]) | texts
        found[uitgave] = Phrases(uitgave, {key: texts[key] for key in KEYS[uitgave]})
    return found


def _read(path: Path, known: Mapping[str, Phrase]) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise PeilError(f"{path.name} is geen UTF-8. Bewaar het bestand als UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise PeilError(
            f"{path.name} is geen geldige TOML: {error}. Verbeter het bestand."
        ) from error
    texts = dict(_flat(content))
    faults = [f"{path.name}: {fault}" for fault in _faults(texts, known)]
    if faults:
        raise PeilError("\n".join(faults))
    return {key: " ".join(str(text).split()) for key, text in texts.items()}


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(cast("dict[str, Any]", value), f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _faults(texts: Mapping[str, object], known: Mapping[str, Phrase]) -> Iterator[str]:
    for key in sorted(known.keys() - texts.keys()):
        yield f"sleutel '{key}' ontbreekt; vul hem in."
    for key, text in texts.items():
        if key not in known:
            yield f"sleutel '{key}' is onbekend; haal hem weg of verbeter de naam."
        elif not isinstance(text, str) or not text.strip():
            yield f"sleutel '{key}' is geen tekst; schrijf er een zin tussen aanhalingstekens."
        else:
            yield from _faults_in(key, " ".join(text.split()), known[key])


def _faults_in(key: str, text: str, phrase: Phrase) -> Iterator[str]:
    if len(text) > phrase.lengte:
        yield (
            f"sleutel '{key}' is te lang ({len(text)} tekens); maak er hooguit {phrase.lengte} van."
        )
    yield from _wrong_names(key, text, phrase)


def _wrong_names(key: str, text: str, phrase: Phrase) -> Iterator[str]:
    names = _NAME.findall(text)
    for name in sorted(set(names) - set(phrase.velden)):
        may = ", ".join(f"{{{v}}}" for v in phrase.velden) or "geen enkel woord tussen accolades"
        yield f"sleutel '{key}' kent {{{name}}} niet; gebruik {may}."
    if set(_NAME.sub("", text)) & set("{}"):
        yield f"sleutel '{key}' heeft een losse accolade; schrijf {{naam}} of haal hem weg."
