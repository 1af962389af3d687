"""Afspraken of an area: late ones first, to narrow, change, make and take along; and questions."""

from pages.parts import agreed, agreelist, asked, choose, show, stands
from peil import agreements
from peil.desk import Desk
from peil.loket import Loket
from peil.records import Afspraak, Vraag


def page(desk: Desk, loket: Loket) -> None:
    """Show the afspraken of an area and everything in it."""
    vraag = choose.question(desk, "afspraken", own=("nummer", "item", "jaar"))
    area = desk.areas.get(vraag.gebied)
    codes = agreed.inside(desk, vraag.gebied)
    entries = agreements.in_order(loket.newest(Afspraak, codes))
    questions = agreements.questions_in_order(loket.newest(Vraag, codes))
    choose.header(desk, vraag, "afspraken", "Afspraken", choose.area_name(area), (choose.GEBIED,))
    first, second = agreements.summary(entries, stands.viewed_on(desk))
    show.lead(f"<b>{first}</b> {second}")
    agreelist.note(entries)
    chosen = next((e for e in entries if e.record.kenmerk == vraag.nummer), None)
    if chosen:
        agreelist.show_one(desk, loket, vraag, chosen)
    agreelist.show_new(desk, loket, vraag)
    agreelist.show_list(desk, vraag, entries)
    asked.show_questions(desk, loket, vraag, questions)
    known = {e.record.kenmerk for e in (*entries, *questions)}
    if vraag.nummer and vraag.nummer not in known:
        show.empty("De afspraak uit het adres is hier niet gevonden. De lijst werkt wel.")
