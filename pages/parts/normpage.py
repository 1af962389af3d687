"""The norm profile of a gemeente on the screen.

show_profile(desk, loket, vraag)     the whole page below its header
show_block(desk, loket, vraag)       the card Weerbaarheid for the page of a gemeente
unpublished_note(desk, loket)        what was typed since the publication, and a button
"""

from typing import TYPE_CHECKING

import streamlit as st

from pages.parts import held, published, show, stands, walk
from pages.parts.normitem import KEPT, none_open, open_item
from peil import normprofile, strips
from peil.figure import Figure
from peil.norm import NormItem
from peil.normprofile import Beside, Profile
from peil.question import Question
from peil.records import Score
from peil.terms import NVT

if TYPE_CHECKING:
    from peil.desk import Desk
    from peil.loket import Loket

_NO_NORM = (
    "Deze regio heeft nog geen norm. Zet een normset in data/norm en publiceer opnieuw; "
    "daarna staat hier het profiel."
)
_PRINT = "Druk dit profiel af met Ctrl+P (op een Mac: Cmd+P). Het past op één A4."


def profile_of(desk: "Desk", loket: "Loket", vraag: Question) -> Profile | None:
    """Return the profile of the gemeente of a question; nothing in a region without a norm."""
    naam = desk.areas.get(vraag.gebied).naam
    entries = loket.entries(Score, [vraag.gebied])
    jaar = int(vraag.jaar) if vraag.jaar else None
    return normprofile.build(desk.norms, entries, vraag.gebied, naam, jaar, stands.viewed_on(desk))


def show_profile(desk: "Desk", loket: "Loket", vraag: Question) -> None:
    """Show the profile, what lacks and the figures that belong to it; open the chosen item."""
    profile = profile_of(desk, loket, vraag)
    if profile is None:
        show.empty(_NO_NORM)
        return
    known = {p.slug for p in profile.norm.pijler}
    vraag = vraag.but(pijler=vraag.pijler if vraag.pijler in known else "")

    def detail(item: str) -> str:
        return walk.address("weerbaarheid", vraag.but(item=item))

    unpublished_note(desk, loket)
    first, second = normprofile.lead(profile)
    words = f'<div class="np-lead">{strips.lead(first, second)}</div>'
    sheet = normprofile.sheet(profile, detail, vraag.pijler)
    show.show_html(f"{normprofile.print_head(profile)}{words}{sheet}", "normprofiel")
    with st.container(key="niet_drukken"):
        _choose_item(profile, vraag)
        left, right = st.columns(2, gap="medium")
        with left:
            _lacking(desk, loket, vraag, profile)
        with right:
            _beside(desk, vraag, profile)
    item = profile.norm.items.get(vraag.item)
    if item is not None:
        open_item(desk, loket, vraag, profile, item, beside(desk, vraag, profile, item))
        return
    none_open()
    if vraag.item:
        show.error(f"Item {vraag.item} staat niet in deze norm. Kies hierboven een ander item.")


def _choose_item(profile: Profile, vraag: Question) -> None:
    """Offer every item by name: the way in for who does not aim at a line of the profile."""
    left, right = st.columns([7, 5], vertical_alignment="bottom", gap="medium")
    names = {item.id: f"{item.id} {item.titel}" for item in profile.norm.item}
    turn = st.session_state.setdefault("_normbeurt", 0)
    with left:
        chosen = st.selectbox(
            "Bekijk of beoordeel een item",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="Kies een item",
            key=f"normitem_{turn}",
        )
    with right:
        show.show_html(f'<p class="small np-hint">{_PRINT}</p>', "norm_afdrukken")
    if chosen:
        st.session_state["_normbeurt"] = turn + 1
        walk.go("weerbaarheid", vraag.but(item=chosen))


def _lacking(desk: "Desk", loket: "Loket", vraag: Question, profile: Profile) -> None:
    found = normprofile.lacks(profile, held.on(desk, loket, profile.dag))
    found = [lack for lack in found if vraag.pijler in ("", lack.item.pijler)]
    under = "Eerst wat ontbreekt, dan wat verlopen is, dan wat in ontwikkeling is."
    show.heading("Wat ontbreekt", under)
    if not found:
        done = profile.totaal.beoordeeld > 0
        show.empty(
            "Hier ontbreekt niets van wat is beoordeeld."
            if done
            else "Nog geen item is beoordeeld."
        )
        return
    whole = desk.areas.ancestors(vraag.gebied).get("eenheid")
    eenheid = whole.code if whole else vraag.gebied

    def detail(item: str) -> str:
        return walk.address("weerbaarheid", vraag.but(item=item))

    def who(item: str) -> str:
        return walk.address("weerbaarheid", vraag.but(gebied=eenheid, item=item, pijler=""))

    def agree(item: str) -> str:
        return walk.address("afspraken", vraag.but(item=item, jaar="", pijler=""))

    markup = normprofile.lacking(found, detail, who, agree)
    edge, tag = (" fic", show.FICTIEF) if profile.is_fictief else ("", "")
    show.show_html(f'<div class="np-vak{edge}">{tag}{markup}</div>', "norm_ontbreekt")


def _beside(desk: "Desk", vraag: Question, profile: Profile) -> None:
    found = [
        b
        for b in beside(desk, vraag, profile)
        if any(vraag.pijler in ("", item.pijler) for item in b.items)
    ]
    if not found:
        return
    show.heading("Cijfers bij de norm", "Wat een gemeente doet, naast wat er wordt geteld.")

    def detail(item: str) -> str:
        return walk.address("weerbaarheid", vraag.but(item=item))

    markup = normprofile.figures(profile, found, detail)
    fictief = any(b.figure.is_fictief for b in found)
    edge = " fic" if fictief else ""
    show.show_html(f'<div class="np-vak{edge}">{markup}</div>', "norm_cijfers")


def beside(
    desk: "Desk", vraag: Question, profile: Profile, only: NormItem | None = None
) -> list[Beside]:
    """Return the figures that belong to items of the norm, in the order of the norm."""
    items: dict[str, list[NormItem]] = {}
    for item in [only] if only else profile.norm.item:
        for slug in item.indicatoren:
            items.setdefault(slug, []).append(item)
    if not items:
        return []
    every = frozenset(slug for item in profile.norm.item for slug in item.indicatoren)
    figures = _figures(desk, vraag.gebied, profile.jaar, every)
    return [
        Beside(
            figures[slug],
            desk.catalogue[slug],
            own,
            walk.address("indicator", vraag.but(indicator=slug, thema="", periode="")),
        )
        for slug, own in items.items()
        if slug in figures
    ]


def _figures(
    desk: "Desk", gebied: str, jaar: int | None, wanted: frozenset[str]
) -> dict[str, Figure]:
    """Return the figures that belong to any item of the norm."""
    found = desk.profile(gebied, jaar)
    return {f.indicator: f for f in found if f.indicator in wanted and f.status != NVT}


def show_block(desk: "Desk", loket: "Loket", vraag: Question) -> None:
    """Show the card Weerbaarheid: its finding, and one row of blocks per pijler."""
    profile = profile_of(desk, loket, vraag.but(jaar=""))
    if profile is None:
        return
    first, second = normprofile.lead(profile)
    apart = normprofile.apart(profile.totaal) if profile.totaal.beoordeeld else ""
    under = " ".join(filter(None, (first, second, apart)))
    show.heading("Weerbaarheid", under, waits=True)
    link = walk.address("weerbaarheid", Question(gebied=vraag.gebied))
    show.show_html(normprofile.card(profile, link), "norm_kaart")


def unpublished_note(desk: "Desk", loket: "Loket") -> None:
    """Say that oordelen were kept after the publication, with a button that publishes them."""
    said = st.session_state.pop(KEPT, "")
    waiting = any(e.nummer > desk.snapshot.journaal for e in loket.newest(Score))
    if not waiting:
        if said:
            show.show_html(f'<p class="small" role="status">{said}</p>', "norm_bewaard")
        return
    later = "Op de andere pagina's telt dit mee na publiceren."
    text = f"{said or 'Er zijn nieuwe oordelen.'} {later}"
    markup = f'<p class="small np-hint" role="status">{text}</p>'
    if published.publish_now(loket, markup, "norm"):
        st.session_state[KEPT] = "Gepubliceerd. De nieuwe oordelen tellen overal mee."
        st.rerun()
