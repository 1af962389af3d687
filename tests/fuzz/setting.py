"""What every case needs: the region as the product reads it, and as a plain reader does."""

from dataclasses import dataclass

from fuzz.cases import Builder, partner, standard
from plain_reader import Plain
from region import REPOSITORY
from vormen.partners import FILES

from peil.areas import Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue


@dataclass(frozen=True)
class Setting:
    """The declared region, twice."""

    catalogue: Catalogue
    areas: Areas
    plain: Plain

    @classmethod
    def load(cls) -> "Setting":
        """Read the region of the repository."""
        return cls(load_catalogue(), load_areas(), Plain(REPOSITORY / "data"))

    def builders(self, soort: str) -> list[Builder]:
        """Return the builders of sound deliveries of this kind of file."""
        forms = [
            file
            for file in FILES
            for vorm in self.plain.bronnen[file.bron].get("vorm", ())
            if vorm["naam"] == file.vorm and soort in vorm["bestand"]
        ]
        own = [] if soort == "odata" else [standard(self.plain)] * max(1, len(forms))
        return [*own, *map(partner, forms)]
