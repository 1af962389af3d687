"""What a declared form points at must exist: indicatoren, uitsplitsingen and gebieden."""

from collections.abc import Iterator

from peil.areas import Areas
from peil.bronnen import Bron, Vorm
from peil.catalogue import Catalogue
from peil.errors import PeilError
from peil.terms import STATUSSEN


def check_links(bron: Bron, catalogue: Catalogue, areas: Areas) -> None:
    """Check what the forms of a bron point at.

    Raises:
        PeilError: every link that leads nowhere, with the file and the key.
    """
    wrong = [
        f"{bron.slug}.toml: vorm '{vorm.naam}', sleutel '{key}': {why}"
        for vorm in bron.vorm
        for key, why in (*_meanings(vorm, catalogue), *_places(vorm, areas), *_names(vorm))
    ]
    for code in bron.verwacht.gebieden if bron.verwacht else ():
        if not areas.knows(code):
            wrong.append(f"{bron.slug}.toml: sleutel 'verwacht': het gebied '{code}' bestaat niet.")
    if wrong:
        raise PeilError("\n".join(wrong))


def _meanings(vorm: Vorm, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    links = [("kolom", k.indicator, k.uitsplitsing) for k in vorm.kolom]
    links += [("wat", w.indicator, w.uitsplitsing) for w in vorm.wat]
    links += [("optel", o.indicator, "") for o in vorm.optel]
    for key, slug, uitsplitsing in links:
        indicator = catalogue.find(slug) if slug else None
        if slug and indicator is None:
            yield key, f"de indicator '{slug}' bestaat niet."
        elif indicator is not None:
            try:
                indicator.breakdown(uitsplitsing)
            except PeilError as error:
                yield key, str(error)
    for kolom in vorm.kolom:
        indicator = catalogue.find(kolom.indicator)
        if kolom.maal != 1 and (indicator is None or indicator.soort != "bedrag"):
            yield "kolom", f"'{kolom.kolom}' heeft maal; dat kan alleen bij een bedrag."
    for optel in vorm.optel:
        indicator = catalogue.find(optel.indicator)
        names = {d.dimensie for d in indicator.uitsplitsing if d.telt_op} if indicator else set()
        if indicator and optel.dimensie not in names:
            yield "optel", f"'{optel.dimensie}' van '{optel.indicator}' telt niet op."


def _places(vorm: Vorm, areas: Areas) -> Iterator[tuple[str, str]]:
    for code in filter(None, (vorm.gebied.vast, *vorm.gebied.codes.values())):
        if not areas.knows(code):
            yield "gebied", f"het gebied '{code}' bestaat niet."


def _names(vorm: Vorm) -> Iterator[tuple[str, str]]:
    """Say where the form contradicts itself."""
    for word, ours in vorm.notatie.status.items():
        if ours not in ("", "voorlopig", *STATUSSEN):
            yield "notatie.status", f"'{word}' wordt '{ours}', en dat is geen status."
    keys = {wat.als[0] for wat in vorm.wat}
    for som in (som for som in vorm.som if som.langs == "rijen"):
        for text in {som.totaal, *som.delen} - keys:
            yield "som", f"'{text}' staat niet in wat."
