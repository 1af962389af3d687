"""Afspraken: what is late stands first and says so, every change is told, all text is escaped."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from peil import agreements
from peil.agreements import lists
from peil.agreements.lists import Words
from peil.numbers import format_moment
from peil.records import Afspraak, Entry, Vraag

TODAY = date(2026, 3, 1)
MOMENT = datetime(2025, 10, 14, 9, 30, tzinfo=UTC)


def afspraak(number: int = 1, **changes: Any) -> Entry[Afspraak]:
    """One afspraak as the journal keeps it; the test changes what it is about."""
    is_fictief = changes.pop("is_fictief", False)
    values = {
        "gebied": "GM0001",
        "kenmerk": f"A-{number:04}",
        "tekst": "Bibob-beleid aanpassen",
        "eigenaar": "Beleidsadviseur veiligheid",
    }
    moment = MOMENT + timedelta(days=number)
    record = Afspraak(**{**values, **changes})
    return Entry(number, 1, "tester", moment, is_fictief, record)


def vraag(number: int = 1, **changes: Any) -> Entry[Vraag]:
    values = {
        "gebied": "GM0001",
        "kenmerk": f"V-{number:04}",
        "indicator": "proef",
        "tekst": "Dit lijkt te hoog",
    }
    return Entry(number, 1, "tester", MOMENT, False, Vraag(**{**values, **changes}))


def address(page: str, query: Mapping[str, str]) -> str:
    return f"{page}?{urlencode(query)}"


WORDS = Words({"GM0001": "Aadorp"}, {"BH-04": "Bibob-beleid"}, {"proef": "Drugshandel"}, address)


def test_what_is_late_stands_first_and_what_is_done_last() -> None:
    entries = [
        afspraak(1, status="klaar", resultaat="Gedaan"),
        afspraak(2),
        afspraak(3, deadline=date(2026, 4, 1)),
        afspraak(4, deadline=date(2025, 9, 1), status="loopt"),
        afspraak(5, deadline=date(2026, 2, 1)),
        afspraak(6, status="vervallen", resultaat="Niet meer nodig", deadline=date(2020, 1, 1)),
    ]
    assert [e.nummer for e in agreements.in_order(entries)] == [4, 5, 3, 2, 6, 1]


@pytest.mark.parametrize(
    ("deadline", "status", "words"),
    [
        (date(2026, 2, 28), "open", "Te laat sinds 1 dag"),
        (date(2026, 2, 20), "open", "Te laat sinds 9 dagen"),
        (date(2025, 12, 7), "loopt", "Te laat sinds 12 weken"),
        (date(2025, 3, 1), "loopt", "Te laat sinds 12 maanden"),
        (date(2023, 3, 1), "loopt", "Te laat sinds 3 jaar"),
        (date(2026, 3, 1), "loopt", "Loopt"),
        (None, "open", "Open"),
        (date(2020, 1, 1), "klaar", "Klaar"),
    ],
)
def test_a_status_says_in_words_how_late_it_is(
    deadline: date | None, status: str, words: str
) -> None:
    entry = afspraak(deadline=deadline, status=status, resultaat="Gedaan")
    assert agreements.status_words(entry.record, TODAY) == words


def test_the_summary_counts_what_runs_and_names_the_oldest() -> None:
    late = afspraak(1, deadline=date(2025, 12, 7))
    runs = afspraak(2, deadline=date(2026, 12, 7))
    assert agreements.summary([], TODAY)[0] == "Er zijn hier nog geen afspraken."
    assert agreements.summary([runs], TODAY) == ("Eén afspraak loopt nog.", "Er is niets te laat.")
    first, second = agreements.summary([late, runs], TODAY)
    assert first == "Twee afspraken lopen nog."
    assert second == "Daarvan is er één te laat, al 12 weken."
    _, both = agreements.summary([late, afspraak(3, deadline=date(2026, 2, 20))], TODAY)
    assert both == "Daarvan zijn er twee te laat, de oudste al 12 weken."


def test_the_filter_knows_late_as_a_status_of_its_own() -> None:
    late = afspraak(1, deadline=date(2025, 12, 7), status="loopt", bezoekjaar=2025, item="BH-04")
    runs = afspraak(2, deadline=date(2026, 12, 7), status="loopt", aard="aanbeveling")
    both = [late, runs]
    assert agreements.Filter().keep(both, TODAY) == both
    assert agreements.Filter(status="te laat").keep(both, TODAY) == [late]
    assert agreements.Filter(status="loopt").keep(both, TODAY) == [runs]
    assert agreements.Filter(bezoekjaar="2025", item="BH-04").keep(both, TODAY) == [late]
    assert agreements.Filter(aard="aanbeveling").keep(both, TODAY) == [runs]


def test_only_what_is_late_has_a_colour_and_every_status_a_sign() -> None:
    late = afspraak(1, deadline=date(2025, 12, 7))
    runs = afspraak(2, status="loopt", is_fictief=True)
    markup = lists.table([late, runs], WORDS, TODAY, with_area=True)
    assert markup.count('class="stand laat"') == 1
    assert len(re.findall(r'<i aria-hidden="true">[^<]', markup)) == 2
    assert "Te laat sinds 12 weken" in markup
    assert markup.count("ftag") == 1
    assert "Aadorp" in markup


def test_what_was_typed_cannot_become_markup() -> None:
    nasty = "<script>alert(1)</script>"
    entry = afspraak(tekst=nasty, eigenaar=nasty, resultaat=nasty)
    changed = Entry(2, 2, nasty, MOMENT, False, entry.record.model_copy(update={"tekst": "<b>x"}))
    asked = vraag(tekst=nasty, antwoord=nasty, eigenaar=nasty, waarde=nasty)
    markup = "".join(
        [
            lists.table([entry], WORDS, TODAY, with_area=False),
            lists.short_list([entry], WORDS, TODAY),
            lists.detail(entry, WORDS, TODAY),
            lists.history([entry, changed], nasty),
            lists.questions([asked], WORDS, with_area=True),
        ]
    )
    assert "<script" not in markup
    assert "<b>x" not in markup


def test_an_afspraak_links_to_its_norm_item_and_its_indicator() -> None:
    entry = afspraak(item="BH-04", indicator="proef")
    markup = lists.detail(entry, WORDS, TODAY)
    assert 'href="weerbaarheid?gebied=GM0001&amp;item=BH-04">BH-04 Bibob-beleid' in markup
    assert 'href="indicator?gebied=GM0001&amp;indicator=proef">Drugshandel' in markup


def test_the_history_tells_what_each_version_changed() -> None:
    first = afspraak(1)
    record = first.record.model_copy(
        update={"status": "klaar", "resultaat": "Beleid is klaar", "deadline": date(2026, 4, 1)}
    )
    second = Entry(2, 2, "ander", MOMENT + timedelta(days=30), False, record)
    told = [(c.veld, c.was, c.werd) for c in agreements.changes(first.record, record)]
    assert told == [
        ("Status", "open", "klaar"),
        ("Resultaat", "", "Beleid is klaar"),
        ("Deadline", "", "1 april 2026"),
    ]
    markup = lists.history([first, second], "Wat er gebeurde")
    assert markup.index("ander") < markup.index("Vastgelegd")
    assert "<b>Deadline</b>: leeg <span>→</span> 1 april 2026" in markup


def test_questions_that_wait_come_before_answers() -> None:
    done = vraag(1, status="beantwoord", antwoord="Klopt")
    entries = [done, vraag(3), vraag(2, status="in behandeling")]
    assert [e.nummer for e in agreements.questions_in_order(entries)] == [2, 3, 1]


def test_the_roles_used_most_are_suggested_first() -> None:
    entries = [afspraak(n, eigenaar="Burgemeester") for n in (1, 2)]
    assert agreements.roles([afspraak(3), *entries]) == [
        "Burgemeester",
        "Beleidsadviseur veiligheid",
    ]


def test_the_sheet_holds_exactly_the_list_with_dates_as_dates() -> None:
    entries = [
        afspraak(1, deadline=date(2025, 12, 7), item="BH-04", indicator="proef", bezoekjaar=2025),
        afspraak(2, is_fictief=True),
    ]
    header, rows = lists.export_rows(entries, WORDS, TODAY)
    first, second = (dict(zip(header, row, strict=True)) for row in rows)
    assert first["Status"] == "Te laat sinds 12 weken"
    assert (first["Deadline"], first["Bezoek"]) == (date(2025, 12, 7), 2025)
    assert (first["Normitem"], first["Indicator"]) == ("BH-04 Bibob-beleid", "Drugshandel")
    assert (first["Fictief"], second["Fictief"]) == ("nee", "ja")
    assert second["Deadline"] is None


@pytest.mark.parametrize(
    ("status", "deadline", "is_open", "is_late"),
    [
        ("open", TODAY - timedelta(1), True, True),
        ("loopt", TODAY, True, False),
        ("open", None, True, False),
        ("klaar", TODAY - timedelta(1), False, False),
        ("vervallen", TODAY - timedelta(1), False, False),
    ],
)
def test_late_is_still_open_after_the_day_agreed_upon(
    status: str, deadline: date | None, is_open: bool, is_late: bool
) -> None:
    record = afspraak(1, status=status, deadline=deadline, resultaat="Gedaan").record
    assert (record.is_open, record.is_late(TODAY)) == (is_open, is_late)


def test_the_history_tells_a_moment_as_the_rest_of_the_screen_does() -> None:
    entry = afspraak(1)
    assert format_moment(entry.wanneer) in lists.history([entry], "Geschiedenis")
