"""All kinds of record, and the one that holds another: a text that came second."""

from typing import ClassVar, Final

from pydantic import ValidationError

from peil.errors import PeilError
from peil.records.base import KEPT, Kenmerk, Record
from peil.records.bezoek import Afspraak, Bezoek
from peil.records.oordeel import Normblad, Score
from peil.records.tekst import Duiding, Vraag


class Botsing(Record):
    """A text that came second: kept beside the first until someone has dealt with it.

    ``naam`` is the onderwerp both wrote, ``tegen_versie`` the version that came first, ``inhoud``
    the whole second record as JSON.
    """

    soort: ClassVar[str] = "botsing"
    kenmerk: Kenmerk
    naam: str
    tegen_versie: int
    inhoud: str
    is_afgehandeld: bool = False

    @property
    def onderwerp(self) -> str:
        """Return its own mark."""
        return f"botsing:{self.kenmerk}"

    def second(self) -> Record:
        """Return the record that came second, read as the journal reads what was kept.

        Raises:
            PeilError: it is of a kind that this program does not know, or damaged.
        """
        kind = KINDS.get(self.naam.partition(":")[0])
        try:
            if kind is not None:
                return kind.model_validate_json(self.inhoud, context=KEPT)
        except ValidationError:
            pass
        raise PeilError(
            "De tekst die ernaast is bewaard, is niet te lezen. Meld dit aan de beheerder."
        )


KINDS: Final[dict[str, type[Record]]] = {
    kind.soort: kind for kind in (Score, Normblad, Duiding, Afspraak, Bezoek, Vraag, Botsing)
}
