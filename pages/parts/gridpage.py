"""The weerbaarheid of a district or the eenheid: matrix, what lacks, who does it, the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import choose, gather, held, show, stands, walk
from peil import normgrid, scores, wording
from peil.norm import NormItem, NormSet
from peil.normgrid import Choice, Links, WhoDoes
from peil.question import Question
from peil.records import Entry, Score
from peil.scores import States

if TYPE_CHECKING:
    from peil.access import Scope
    from peil.desk import Desk
    from peil.loket import Loket

#: Where the page says who meets the chosen item.
_WHO: Final = "norm_wie"


@dataclass(frozen=True, slots=True)
class _View:
    """What one run works with: who is asked about, on which day, and what holds then."""

    desk: "Desk"
    vraag: Question
    norm: NormSet
    codes: tuple[str, ...]
    names: dict[str, str]
    links: Links
    entries: Sequence[Entry[Score]]
    day: date
    before: date
    now: States
    earlier: States

    @property
    def where(self) -> str:
        """The gebied as it stands in a sentence."""
        area = self.desk.areas.get(self.vraag.gebied)
        return wording.place(area.niveau, area.naam)

    @property
    def is_fictief(self) -> bool:
        """Whether any oordeel that holds was made up."""
        wanted = set(self.codes)
        return any(s.is_fictief for s in self.now.values() if s.gebied in wanted)


def show_grid(desk: "Desk", loket: "Loket", vraag: Question) -> None:
    """Show the gemeenten of a district or the eenheid beside each other on the norm."""
    view = _view(desk, loket, vraag)
    if view is None:
        show.empty("Voor deze regio is geen norm. Zet een normset in data/norm en publiceer.")
        return
    if not view.entries:
        show.empty("Nog geen oordelen. Laad een normblad of vul het profiel van een gemeente in.")
        return
    _lead(view)
    _matrix(view)
    lacks = normgrid.lacking(view.norm, view.now, view.codes)
    item = _item(view, lacks)
    left, right = st.columns(2)
    with left, show.card("norm_gemis", view.is_fictief):
        text = "Items die bij de meeste beoordeelde gemeenten niet zijn uitgevoerd"
        _caption(view, "norm_gemis", f"Wat ontbreekt het meest in {view.where}", text)
        chosen = item.id if item else ""
        show.show_html(normgrid.lack_list(lacks, view.links, chosen), key="norm_gemis_lijst")
    with right:
        if item:
            _who(view, item)
    _years(view)


def _caption(view: _View, key: str, title: str, text: str) -> None:
    """Show the words above a frame; on this page each frame is a part of its own."""
    tag = show.FICTIEF if view.is_fictief else ""
    show.show_html(
        f'<div class="kop" id="{key}"><h2 class="ct">{escape(title)}</h2>{tag}</div>'
        f'<p class="cs">{escape(text)}</p>',
        key=f"kop_{key}",
    )


def _view(desk: "Desk", loket: "Loket", vraag: Question) -> _View | None:
    now = stands.viewed_on(desk)
    day = scores.year_end(int(vraag.jaar), now) if vraag.jaar else now
    norm = desk.norms.on(day)
    if norm is None:
        return None
    codes = gather.inside(desk, vraag.gebied, "gemeente")
    entries = loket.entries(Score, codes)
    before = date(day.year - 1, 12, 31)
    return _View(
        desk=desk,
        vraag=vraag,
        norm=norm,
        codes=tuple(codes),
        names=gather.names(desk),
        links=_links(norm, codes, vraag),
        entries=entries,
        day=day,
        before=before,
        now=held.on(desk, loket, day),
        earlier=held.on(desk, loket, before),
    )


def _links(norm: NormSet, codes: Sequence[str], vraag: Question) -> Links:
    def link(**changes: str) -> str:
        return walk.address("weerbaarheid", vraag.but(**changes))

    return Links(
        gemeente={code: link(gebied=code) for code in codes},
        item={item.id: link(item=item.id) for item in norm.item},
        pijler={p.slug: link(pijler=p.slug) for p in norm.pijler},
    )


def _lead(view: _View) -> None:
    norm = view.norm
    now = normgrid.together(norm, view.now, view.codes)
    before = normgrid.together(norm, view.earlier, view.codes)
    since = f"eind {view.before.year}"
    step = normgrid.moved(norm, view.now, view.earlier, view.codes)
    first, second = normgrid.lead_words(norm, view.where, len(view.codes), now, step, since)
    show.lead(f"<b>{escape(first)}</b> {escape(second)}")
    show.fictief_note(view.is_fictief)
    with show.card("norm_pijlers", view.is_fictief):
        text = f"{norm.titel}, versie {norm.versie}: {norm.status}."
        _caption(view, "norm_pijlers", "De pijlers", text)
        table = normgrid.pijler_table(norm, now, before, view.links, since)
        show.show_html(table, key="norm_pijlers_tabel")
        if step:
            show.foot(normgrid.moved_words(step, since), "norm_pijlers")


def _matrix(view: _View) -> None:
    show.heading(
        "Gemeenten en items",
        "Kies een gemeente voor haar profiel, of een item: boven de tabel staat wie dat al doet.",
    )
    choice = _choice(view)
    grid = normgrid.arrange(view.norm, view.now, view.codes, choice)
    with show.card("norm_raster", view.is_fictief):
        if not grid.items or not grid.gebieden:
            show.empty("Met deze keuze blijft er niets over. Kies een andere pijler of soort.")
            return
        title = f"{len(grid.gebieden)} gemeenten, {len(grid.items)} items"
        table = normgrid.matrix(view.norm, grid, view.names, view.links, choice, title)
        key = normgrid.item_key(view.norm, grid.items, view.links)
        show.show_html(
            f"{normgrid.legend()}{_chosen_line(view)}{table}{key}", key="norm_raster_tabel"
        )


def _chosen_line(view: _View) -> str:
    """Return the answer to a click on an item, with the way to the rest of it."""
    item = view.norm.items.get(view.vraag.item)
    if item is None:
        return ""
    tally = scores.count([view.now.get((code, item.id)) for code in view.codes])
    return normgrid.chosen_line(item, tally, _WHO)


def _choice(view: _View) -> Choice:
    """Show what can be chosen beside year and pijler, which stand in the head of the page."""
    vraag, norm = view.vraag, view.norm
    soorten = ["", *dict.fromkeys(item.soort for item in norm.item)]
    pijler = vraag.pijler if vraag.pijler in {p.slug for p in norm.pijler} else ""
    two, three, four, _ = st.columns([3, 3, 3, 3], vertical_alignment="bottom")
    with two:
        soort = st.selectbox(
            "Soort", soorten, format_func=lambda s: s or "alle soorten", key="norm_soort"
        )
    with three:
        sorts = [s for s in normgrid.SORTS if s != "item" or vraag.item in norm.items]
        sort = st.selectbox(
            "Sorteer op", sorts, format_func=normgrid.SORTS.__getitem__, key="norm_sorteer"
        )
    with four:
        only = st.toggle("Alleen wat ontbreekt", key="norm_gemis_aan")
    return Choice(pijler, soort or "", sort or "naam", vraag.item, only)


def _chosen(key: str, name: str) -> None:
    """Turn a choice in a widget of this page into the next question."""
    asked = walk.remembered() or Question()
    walk.wish(asked.but(**{name: st.session_state[key] or ""}))


def _item(view: _View, lacks: Sequence[normgrid.Lack]) -> NormItem | None:
    """Return the chosen item, or else the one that lacks in most gemeenten."""
    chosen = view.norm.items.get(view.vraag.item)
    if chosen:
        return chosen
    return lacks[0].item if lacks else view.norm.item[0]


def _who(view: _View, item: NormItem) -> None:
    with show.card(_WHO, view.is_fictief):
        text = f"{item.id} · {item.soort} · {item.meetwijze}"
        _caption(view, _WHO, f"Wie doet dit al? {item.titel}", text)
        _choose_item(view, item)
        peers, nearby = _near(view)
        who = normgrid.who_does(
            view.entries, item.id, view.day, view.codes, peers=peers, nearby=nearby
        )
        show.show_html(normgrid.who_list(who, item, view.names, view.links), key="norm_wie_lijst")
        for slug in item.indicatoren:
            _beside(view, who, slug)


def _choose_item(view: _View, item: NormItem) -> None:
    key = f"norm_item_{item.id}"
    ids = list(view.norm.items)
    st.selectbox(
        "Item",
        ids,
        index=ids.index(item.id),
        format_func=lambda name: f"{name} {view.norm.items[name].titel}",
        key=key,
        on_change=_chosen,
        args=(key, "item"),
    )


def _near(view: _View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask for whom one looks, and return who is comparable to it and who is of its district."""
    code = st.selectbox(
        "Zet vooraan wie lijkt op",
        ["", *view.codes],
        format_func=lambda c: view.names[c] if c else "geen voorkeur",
        key=f"norm_voor_{view.vraag.gebied}",
    )
    if not code:
        return (), ()
    group = choose.peers(view.desk, view.vraag.but(gebied=code))
    district = view.desk.areas.ancestors(code).get("district")
    near = gather.inside(view.desk, district.code, "gemeente") if district else []
    return group.codes, tuple(near)


def _beside(view: _View, who: WhoDoes, slug: str) -> None:
    """Show a figure that belongs to the item, for the year of the view or the newest before it."""
    indicator = next((i for i in view.desk.catalogue if i.slug == slug), None)
    if indicator is None:
        return
    periods = view.desk.periods(slug, "gemeente")
    known = [p for p in periods if p.isdigit() and int(p) <= view.day.year]
    figures = view.desk.figures(slug, gebied=list(view.codes), periode=known[0]) if known else []
    address = walk.address("indicator", Question(gebied=view.vraag.gebied, indicator=slug))
    markup = normgrid.beside(who, figures, indicator, view.names, view.links, address)
    show.show_html(markup, key=f"norm_bij_{slug}")


@st.cache_data(show_spinner=False, max_entries=100)
def _progress(
    _view: _View, gebied: str, day: date, mark: held.Mark, inhoud: str, scope: "Scope"
) -> list[normgrid.Year]:
    """Return the years; counted again whenever someone keeps something or publishes."""
    del gebied, mark, inhoud, scope  # only there to keep answers apart
    return normgrid.progress(_view.desk.norms, _view.entries, _view.codes, day)


def _years(view: _View) -> None:
    mark, inhoud = held.mark(view.entries), view.desk.snapshot.inhoud
    years = _progress(view, view.vraag.gebied, view.day, mark, inhoud, view.desk.scope)
    with show.card("norm_jaren", view.is_fictief):
        text = "Uitgevoerd als percentage van beoordeeld, per pijler aan het einde van elk jaar"
        _caption(view, "norm_jaren", "Voortgang door de jaren", text)
        show.show_html(normgrid.year_panels(view.norm, years), key="norm_jaren_beeld")
        with st.expander("Tabel"):
            show.show_table(normgrid.year_table(view.norm, years), key="norm_jaren_tabel")
