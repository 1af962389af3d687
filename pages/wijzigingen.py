"""What changed in the figures between two standen: the release note of the data."""

import streamlit as st

from pages.parts import choose, doors, noted, show, stands
from peil.changenote import changes_csv, counts_sentence
from peil.desk import Desk
from peil.loket import Loket
from peil.places import work_root
from peil.question import Question
from peil.stand import Stand


def page(desk: Desk, loket: Loket) -> None:
    """Show which published figures changed between two standen, and by which levering."""
    vraag = choose.question(desk, "wijzigingen", own=("van", "tot"))
    choose.header(
        desk, vraag, "wijzigingen", "Wat is er veranderd?",
        "Wijzigingen in de cijfers tussen twee publicaties", controls=(),
    )  # fmt: skip
    known = loket.standen()
    if len(known) < 2:
        show.empty(
            "Er is nog maar één stand. Na een volgende publicatie staat hier wat er veranderde."
            if known
            else "Er is nog geen stand. Die ontstaat bij elke publicatie."
        )
        return
    before, after = _two(vraag, known)
    noted.choose_two(vraag, known, before, after)
    if before.nummer == after.nummer:
        show.empty("U kiest twee keer dezelfde stand. Kies er een andere bij.")
        return
    with st.spinner("De standen worden vergeleken…"):
        old, new = (_open(desk, loket, stand) for stand in (before, after))
        found = new.changes_since(old)
    show.lead(f"<b>{counts_sentence(found)}.</b> {noted.sides(before, after)}")
    noted.show_fictief(found)
    noted.show_leveringen(found, new, old)
    noted.show_groups(found, new, old)
    if found:
        st.download_button(
            "Download alle wijzigingen als CSV",
            lambda: changes_csv(found),
            f"wijzigingen_{before.nummer}_{after.nummer}.csv",
            "text/csv",
            key="csv_wijzigingen",
            on_click="ignore",
        )
    noted.show_standen(vraag, known)


def _two(vraag: Question, known: list[Stand]) -> tuple[Stand, Stand]:
    """Return the two standen of the address; without them the last one and the one before."""
    by_number = {str(stand.nummer): place for place, stand in enumerate(known)}
    last = by_number.get(vraag.tot, by_number.get(stands.current(), len(known) - 1))
    first = by_number.get(vraag.van, max(0, last - 1))
    return known[min(first, last)], known[max(first, last)]


def _open(desk: Desk, loket: Loket, stand: Stand) -> Desk:
    """Return the desk of a stand, for the same viewer."""
    if stand.nummer == desk.snapshot.stand:
        return desk
    return Desk(doors.store(work_root(), loket.stand(stand.nummer)), desk.viewer)
