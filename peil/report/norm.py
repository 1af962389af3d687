"""The part on weerbaarheid: how the gemeente stands on the norm, what moved and what lacks."""

from peil import normprofile, wording
from peil.gather import same_size
from peil.normprofile import Profile
from peil.normprofile.lacks import others_words, since_words
from peil.normprofile.static import draw_pijlers
from peil.normprofile.words import all_counts, count_text, difference_words, when
from peil.report.found import Found
from peil.report.model import Blok, Cel, Deel, Kop, Lijst, Tabel, Tekening
from peil.report.write import lead, line, para, paras, some, some_items
from peil.rounds import progress
from peil.rounds.progress import Progress
from peil.scores import year_end

#: In points: less than the page, for the edge around what is made up.
_WIDTH = 480.0
#: As many items are named; of the others the number.
_MOST = 6


def part(found: Found) -> Deel:
    """Return the part, also for a region without a norm or a gemeente without an oordeel."""
    zeg, profile = found.zeg, found.norm
    if profile is None:
        return Deel("norm", zeg("norm.titel"), (para(zeg("norm.geen_norm")),))
    naam = profile.naam
    first, second = normprofile.lead(profile)
    if not profile.totaal.beoordeeld:
        blocks: tuple[Blok, ...] = (lead(first), para(zeg("norm.geen_oordeel", gebied=naam)))
        return Deel("norm", zeg("norm.titel"), blocks)
    said = zeg("norm.inleiding", versie=profile.norm.versie, status=profile.norm.status)
    blocks = (
        lead(first, second, is_fictief=profile.is_fictief),
        para(f"{wording.upper_first(when(profile))}. {said}"),
        _drawn(profile, found),
        *moved(found, profile),
        *_lacking(found, profile),
        *nearby(found, profile),
    )
    return Deel("norm", zeg("norm.titel"), blocks)


def _drawn(profile: Profile, found: Found) -> Tekening:
    drawing = draw_pijlers(profile, width=_WIDTH)
    return Tekening(drawing, found.zeg("norm.bijschrift"), is_fictief=profile.is_fictief)


def pijlers(profile: Profile, found: Found) -> Tabel:
    """Return how many items of each pijler are done, beside the end of the year before."""
    rows = [
        (
            Cel(pijler.titel),
            Cel(count_text(now), is_fictief=now.is_fictief),
            Cel(wording.upper_first(difference_words(now, then, profile.vorig_jaar))),
            Cel(wording.upper_first(all_counts(now))),
        )
        for pijler in profile.norm.pijler
        for now, then in [(profile.telling[pijler.slug], profile.telling_toen[pijler.slug])]
    ]
    return Tabel(
        bijschrift=found.zeg("norm.bijschrift"),
        kop=("Pijler", "Uitgevoerd", f"Verschil met {profile.vorig_jaar}", "Alle items"),
        rijen=tuple(rows),
        breedtes=(3.0, 1.8, 2.0, 3.8),
        kanten=("links", "links", "links", "links"),
    )


def moved(found: Found, profile: Profile) -> tuple[Blok, ...]:
    """Return the items that came further or went back since the end of the year before."""
    zeg, step = found.zeg, steps(found, profile)
    blocks: list[Blok] = [Kop(zeg("norm.vooruitgang", jaar=str(profile.vorig_jaar)))]
    for key, items in (("norm.verbeterd", step.verbeterd), ("norm.minder", step.verslechterd)):
        if items:
            blocks.append(
                para(f"{zeg(key)} {some_items(items, _MOST)}", is_fictief=profile.is_fictief)
            )
    if len(blocks) == 1:
        blocks.append(para(zeg("norm.niets_veranderd", jaar=str(profile.vorig_jaar))))
    return tuple(blocks)


def steps(found: Found, profile: Profile) -> Progress:
    """Return what moved on the norm since the end of the year before."""
    since = year_end(profile.vorig_jaar, profile.dag)
    return progress.progress(profile.norm, found.scores, profile.gebied, since, profile.dag)


def _lacking(found: Found, profile: Profile) -> tuple[Blok, ...]:
    """Return what asks for something, most useful first, with how many others do it."""
    lacks = normprofile.lacks(profile, found.elsewhere)
    head = Kop(found.zeg("norm.ontbreekt"))
    if not lacks:
        return head, para(found.zeg("norm.niets_ontbreekt"))
    rows = [
        (
            Cel(f"{lack.item.id} {lack.item.titel}", is_fictief=lack.state.is_fictief),
            Cel(since_words(lack)),
            Cel(wording.upper_first(others_words(lack))),
        )
        for lack in lacks[:_MOST]
    ]
    left = len(lacks) - _MOST
    more = paras([found.zeg("norm.nog", aantal=str(left))] if left > 0 else [], "klein")
    table = Tabel(
        bijschrift=found.zeg("norm.ontbreekt"),
        kop=("Item", "Stand", "Wie doet dit al?"),
        rijen=tuple(rows),
        breedtes=(4.0, 2.6, 3.0),
        kanten=("links", "links", "links"),
        is_bijschrift_zichtbaar=False,
    )
    return head, table, *more


def nearby(found: Found, profile: Profile) -> tuple[Blok, ...]:
    """Return what lacks here and is done by gemeenten of the same size."""
    peers = same_size(found.desk, profile.gebied)
    seen = progress.examples(profile.norm, found.elsewhere, profile.gebied, peers.codes)
    head = Kop(found.zeg("norm.elders"))
    if not seen:
        return head, para(found.zeg("norm.geen_elders"))
    names = {a.code: a.naam for a in found.desk.areas.all}
    rows = tuple(
        (
            *line(f"{e.item.titel}: ", vet=True),
            *line(some([names[c] for c in e.gebieden], _MOST)),
            *line(" (fictief)." if e.is_fictief else "."),
        )
        for e in seen
    )
    return head, para(f"{peers.titel}."), Lijst(rows)
