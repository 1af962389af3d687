"""Where and when: what a partner calls a gebied and a periode."""

import re
from collections.abc import Callable
from pathlib import PurePath

from peil.areas import Areas
from peil.bronnen import Vorm, VormGebied
from peil.errors import Finding, PeilError
from peil.periods import parse_period
from pipelines.form_values import same

#: What a reader answers for a gebied that is not of this region, or a periode of another kind.
ELSEWHERE = "\0elders"


class AreaReader:
    """Reads what a partner calls a gebied."""

    def __init__(self, gebied: VormGebied, areas: Areas) -> None:
        """Prepare the partner's words."""
        self._codes = {same(text): code for text, code in gebied.codes.items()}
        self._skipped = {same(text) for text in gebied.overslaan}
        self._skips_unknown = gebied.onbekend == "overslaan"
        self._areas = areas

    def __call__(self, text: str) -> str:
        """Return a code, ``ELSEWHERE``, or the text itself to be judged with its year."""
        plain = same(text)
        if plain in self._codes:
            return self._codes[plain]
        if plain in self._skipped:
            return ELSEWHERE
        return ELSEWHERE if self._skips_unknown and plain and not self._resolves(text) else text

    def knows(self, text: str) -> bool:
        """Say whether a text is a gebied, of this region or not."""
        return self(text) != text or self._resolves(text)

    def _resolves(self, text: str) -> bool:
        try:
            return bool(self._areas.resolve(text)) if text.strip() else False
        except PeilError:
            return False


def period_reader(vorm: Vorm) -> Callable[[str], str]:
    """Return how a period is read: as the standard form writes it, or as it stands."""

    def read(text: str) -> str:
        if vorm.periode.anders and re.fullmatch(vorm.periode.anders, text, re.IGNORECASE):
            return ELSEWHERE
        return read_period(text, vorm.periode.patroon) or text

    return read


def read_period(text: str, patroon: str = "") -> str | None:
    """Return a period as the standard form writes it, or nothing where it is none.

    With ``patroon`` (groups ``jaar``, ``kwartaal``, ``maand``) the whole text must fit it.
    """
    if not patroon:
        try:
            return str(parse_period(text))
        except ValueError:
            return None
    found = re.fullmatch(patroon, text.strip(), re.IGNORECASE)
    return _written(found) if found else None


def _written(found: re.Match[str]) -> str | None:
    groups = {name: text for name, text in found.groupdict().items() if text}
    if "jaar" not in groups:
        return None
    if "kwartaal" in groups:
        return f"{groups['jaar']}-K{int(groups['kwartaal'])}"
    return f"{groups['jaar']}-{int(groups['maand']):02}" if "maand" in groups else groups["jaar"]


def told_period(vorm: Vorm, bestand: str) -> str:
    """Return the period in the name of the file, or nothing where the name does not say it."""
    if vorm.periode.uit != "bestandsnaam":
        return ""
    # The register puts its own id before the name: digits that say nothing.
    name = PurePath(bestand).name
    found = re.search(vorm.periode.patroon, name, re.IGNORECASE)
    return (_written(found) or "") if found else ""


def file_period(vorm: Vorm, bestand: str, asked: str) -> tuple[str, bool, list[Finding]]:
    """Return the period of a whole file, whether it must be asked, and what is wrong with it."""
    if vorm.periode.uit not in ("bestandsnaam", "gevraagd"):
        return "", False, []
    told = told_period(vorm, bestand)

    def wrong(wat: str, doe: str) -> list[Finding]:
        return [Finding(bestand, None, "periode", wat, doe)]

    if not told and not asked:
        wat = "het bestand zegt niet over welke periode het gaat"
        return "", True, wrong(wat, "geef de periode erbij, zoals 2024")
    answer = read_period(asked) if asked else told
    if answer is None:
        wat = "de gegeven periode is geen periode"
        return "", not told, wrong(wat, "schrijf bijvoorbeeld 2024, 2024-K1 of 2024-03")
    if told and answer != told:
        wat = f"de naam van het bestand zegt {told}, maar gegeven is {answer}"
        return "", False, wrong(wat, "verander de naam van het bestand of de gegeven periode")
    return answer, not told, []
