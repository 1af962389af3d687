"""The report of the area on the screen: take it along, or keep it for ever.

show_button(desk, loket, gebied, jaar=None)     one button; what is behind it is made when it opens
"""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import guard, published, show, stands
from peil.editions import MIME, Bestandsvorm, Gesloten, Uitgave, Vastgesteld, file_stem
from peil.errors import PeilError
from peil.labels import FICTIEF
from peil.loket import Loket
from peil.numbers import format_date
from peil.records import Afspraak, Bezoek, Duiding, Record, Score

if TYPE_CHECKING:
    from peil.desk import Desk

_FORMS: Final[dict[Bestandsvorm, str]] = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
#: The short editions: what their button says, and what they are for.
_SHORT: Final[dict[Uitgave, tuple[str, str]]] = {
    "raadsbrief": ("Raadsbrief", "Twee bladzijden voor de gemeenteraad. Openbaar."),
    "voorbereiding": ("Ter voorbereiding", "Eén bladzijde voor de adviseur."),
}
#: What people type that a report tells.
_TYPED: Final[tuple[type[Record], ...]] = (Score, Duiding, Afspraak, Bezoek)
_YEARS: Final = "_rapport_jaren"
_SAID: Final = "_rapport_gezegd"
#: Why a file could not be made: it is made outside the page, which tells it the next time.
_FAILED: Final = "_rapport_mislukt"


@guard.part
def show_button(desk: "Desk", loket: Loket, gebied: str, jaar: int | None = None) -> None:
    """Offer the report of an area; ``jaar`` is chosen first if there is a report over it."""
    with st.container(key="rapport_knop", horizontal=True):
        box = st.popover("Rapport", key="rapport_open", on_change="rerun")
    if not box.open:
        return
    with box:
        try:
            _inside(desk, loket, gebied, jaar)
        except PeilError as error:
            show.error(str(error))


def _inside(desk: "Desk", loket: Loket, gebied: str, jaar: int | None) -> None:
    naam = desk.areas.get(gebied).naam
    years = loket.rapporten.years(gebied)
    # The panel hangs outside the app, where the browser does not know which scheme was chosen.
    scheme = " rp-donker" if st.context.theme.type == "dark" else ""
    show.show_html(f'<h2 class="rp-kop{scheme}">Rapport over {escape(naam)}</h2>', "rapport_titel")
    if not years:
        show.empty("Van dit gebied zijn er nog geen cijfers, dus er is nog geen rapport.")
        return
    # A panel that closes forgets what was chosen in it.
    chosen_before: dict[tuple[str, int | None], int] = st.session_state.setdefault(_YEARS, {})
    first = chosen_before.get((gebied, jaar), jaar)
    chosen = st.selectbox(
        "Jaar van de cijfers",
        years,
        index=years.index(first) if first in years else 0,
        key=f"rapport_jaar_{gebied}_{jaar}",
    )
    chosen_before[gebied, jaar] = chosen
    _messages()
    kept = loket.rapporten.kept(gebied, chosen)
    for entry in kept:
        _kept(loket, entry, gebied, naam, is_only=len(kept) == 1)
    closed = loket.rapporten.closed(gebied, chosen)
    if closed:
        _closed(closed[0])
    # Of the stand that is kept already a concept would say the same.
    is_news = all(entry.stand != desk.snapshot.stand for entry in kept)
    _waiting(desk, loket, gebied)
    if is_news:
        _concept(desk, loket, gebied, naam, chosen, is_new=not kept)
    # A council and a visit are of one gemeente.
    if desk.areas.get(gebied).niveau == "gemeente":
        _short(loket, gebied, naam, chosen)
    if is_news and not closed:
        _may_fix(desk, loket, gebied, chosen, kept)


def _messages() -> None:
    """Tell what was done, and why a file that was asked for did not come."""
    said = st.session_state.pop(_SAID, "")
    if said:
        show.show_html(f'<p class="rp-klaar" role="status">{escape(said)}</p>', "rapport_gezegd")
    failed: list[str] = st.session_state.get(_FAILED, [])
    for text in dict.fromkeys(failed):
        show.error(f"Het laatste bestand is niet gemaakt. {text}")
    failed.clear()


def _may_fix(desk: "Desk", loket: Loket, gebied: str, jaar: int, kept: list[Vastgesteld]) -> None:
    """Let an analist fix the report, or say who does it and when."""
    if loket.viewer.rol != "analist":
        why = "Vaststellen doet een analist van het RIEC."
    elif stands.current():
        why = stands.reason(desk)
    else:
        _fix(loket, gebied, jaar, kept)
        return
    show.show_html(f'<p class="small">{escape(why)}</p>', "rapport_niet_vast")


def _kept(loket: Loket, entry: Vastgesteld, gebied: str, naam: str, *, is_only: bool) -> None:
    """Offer the files of a report that is vastgesteld, as they were kept."""
    day = format_date(entry.vastgesteld_op)
    version = f" (versie {entry.versie})" if entry.versie > 1 else ""
    why = f'<p class="small">Reden: {escape(entry.reden)}</p>' if entry.reden else ""
    tag = f" {FICTIEF}" if entry.is_fictief else ""
    show.show_html(
        f"<h3>Vastgesteld op {escape(day)}{version}{tag}</h3>"
        f'<p class="small">Dit rapport blijft zoals het is. Het hoort bij stand {entry.stand}.</p>'
        f"{why}",
        f"rapport_vast_{entry.nummer}",
    )
    stem = file_stem("rapport", gebied, naam, entry.jaar)
    stem += f"-versie-{entry.versie}" if entry.versie > 1 else ""
    name = "Rapport" if is_only else f"Versie {entry.versie}"
    with st.container(horizontal=True, key=f"rapport_bewaard_{entry.nummer}"):
        for vorm in entry.vormen:
            _download(
                f"{name} als {_FORMS[vorm]}",
                partial(_read, loket, entry.nummer, vorm),
                f"{stem}.{vorm}",
                vorm,
                f"bewaard_{entry.nummer}_{vorm}",
            )


def _closed(entry: Gesloten) -> None:
    """Say that there is a report that this viewer may not open, and whom to ask."""
    day = format_date(entry.vastgesteld_op)
    tag = f" {FICTIEF}" if entry.is_fictief else ""
    show.show_html(
        f"<h3>Vastgesteld op {escape(day)}{tag}</h3>"
        '<p class="small">In dit rapport staan ook vertrouwelijke gegevens. Daarom kunt u het hier '
        "niet openen. Wilt u het lezen? Vraag een analist van het RIEC.</p>",
        "rapport_gesloten",
    )


def _concept(
    desk: "Desk", loket: Loket, gebied: str, naam: str, jaar: int, *, is_new: bool
) -> None:
    """Offer the report as the stand that is looked at gives it."""
    when = f"stand {desk.snapshot.stand} van {format_date(desk.snapshot.gepubliceerd_op)}"
    title = "Concept" if is_new or stands.current() else "Nieuw concept"
    show.show_html(
        f'<h3>{title}</h3><p class="small">Met de cijfers van {escape(when)}. '
        "Maken duurt een paar tellen.</p>",
        "rapport_concept",
    )
    with st.container(horizontal=True, key="rapport_vormen"):
        for vorm, label in _FORMS.items():
            name = f"{file_stem('rapport', gebied, naam, jaar)}.{vorm}"
            make = partial(_make, loket, gebied, jaar, "rapport", vorm)
            key, is_first = f"concept_{vorm}", vorm == "pdf" and is_new
            _download(f"Concept als {label}", make, name, vorm, key, is_first=is_first)


def _short(loket: Loket, gebied: str, naam: str, jaar: int) -> None:
    show.show_html("<h3>Kort</h3>", "rapport_kort")
    for uitgave, (label, use) in _SHORT.items():
        if uitgave == "voorbereiding" and loket.viewer.rol != "analist":
            continue
        name = f"{file_stem(uitgave, gebied, naam, jaar)}.pdf"
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"rapport_regel_{uitgave}"
        ):
            _download(
                label,
                partial(_make, loket, gebied, jaar, uitgave, "pdf"),
                name,
                "pdf",
                uitgave,
            )
            show.show_html(f'<p class="small">{escape(use)}</p>', f"rapport_{uitgave}_uitleg")


def _download(
    label: str,
    make: Callable[[], bytes],
    name: str,
    vorm: Bestandsvorm,
    key: str,
    *,
    is_first: bool = False,
) -> None:
    """Offer a file that is made when it is asked for, and never before."""
    failed: list[str] = st.session_state.setdefault(_FAILED, [])
    st.download_button(
        label,
        partial(_asked, make, failed),
        file_name=name,
        mime=MIME[vorm],
        key=f"rapport_{key}",
        on_click="ignore",
        type="primary" if is_first else "secondary",
    )


def _asked(make: Callable[[], bytes], failed: list[str]) -> bytes:
    """Return a file; why it cannot be made is kept, for what asks it only says that it failed."""
    try:
        return make()
    except PeilError as error:
        failed.append(str(error))
        raise
    except Exception:  # whatever goes wrong: the panel promises that it tells
        failed.append("Er ging iets mis. Probeer het opnieuw, of meld het de beheerder.")
        raise


def _make(loket: Loket, gebied: str, jaar: int, uitgave: Uitgave, vorm: Bestandsvorm) -> bytes:
    return loket.rapporten.make(gebied, jaar, uitgave, vorm).content


def _read(loket: Loket, nummer: int, vorm: Bestandsvorm) -> bytes:
    return loket.rapporten.read(nummer, vorm).content


def _waiting(desk: "Desk", loket: Loket, gebied: str) -> None:
    """Say that something came which is not in this stand, and offer to publish it."""
    if stands.current():
        return
    typed = any(
        e.nummer > desk.snapshot.journaal for kind in _TYPED for e in loket.newest(kind, [gebied])
    )
    came = loket.viewer.rol == "analist" and loket.leveringen.waiting() > 0
    if not typed and not came:
        return
    what = " en ".join(["iets ingevoerd"] * typed + ["iets geleverd"] * came)
    text = (
        f'<p class="small" role="status">Er is na deze stand {what}. '
        "Na publiceren staat het in het rapport.</p>"
    )
    if published.publish_now(loket, text, "rapport"):
        st.session_state[_SAID] = "Gepubliceerd. Het rapport gebruikt nu de nieuwe stand."
        st.rerun()


def _fix(loket: Loket, gebied: str, jaar: int, kept: list[Vastgesteld]) -> None:
    """Let an analist keep the concept for ever, after saying that it was read."""
    again = bool(kept)
    title = "Nieuwe versie vaststellen" if again else "Vaststellen"
    show.show_html(
        f'<h3>{title}</h3><p class="small">Een vastgesteld rapport wordt voor altijd bewaard en '
        "verandert niet meer. Wordt een cijfer later herzien, dan staat dat in het rapport van "
        "volgend jaar.</p>",
        "rapport_vaststellen_uitleg",
    )
    here = f"{gebied}_{jaar}_{len(kept)}"
    reden = (
        st.text_input("Waarom is er een nieuwe versie nodig?", key=f"rapport_reden_{here}")
        if again
        else ""
    )
    has_read = st.checkbox("Ik heb het concept gelezen.", key=f"rapport_gelezen_{here}")
    ready = has_read and (bool(reden.strip()) or not again)
    if not st.button("Stel vast", key=f"rapport_stel_vast_{here}", disabled=not ready):
        return
    try:
        with st.spinner("Het rapport wordt gemaakt en bewaard…"):
            entry = loket.rapporten.fix(gebied, jaar, reden)
    except PeilError as error:
        show.error(str(error))
        return
    day = format_date(entry.vastgesteld_op)
    st.session_state[_SAID] = f"Het rapport over {jaar} is vastgesteld op {day}."
    st.rerun()
