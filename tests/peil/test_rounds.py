"""The rules of a visit: its agenda, its topics and words, what is missing, and the year's list."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from sample import figure as sample_figure
from sample import indicator as sample_indicator

from peil.areas import Area, load_areas
from peil.catalogue import Catalogue, Indicator, load_catalogue
from peil.figure import Figure
from peil.norm import NormSet, load_norms
from peil.noteworthy import Noteworthy
from peil.records import Afspraak, Bezoek, Entry, Oordeel, Record, Score
from peil.rounds import agenda, checklist, progress, screen, sheet, topics, year
from peil.rounds.agenda import Stop
from peil.rounds.topics import Topic
from peil.scores import states_on

R = TypeVar("R", bound=Record)
HERE = "GM0001"
DAY = date(2026, 11, 22)


def entry(record: R, is_fictief: bool = False) -> Entry[R]:
    """A record as the journal would hand it over."""
    return Entry(1, 1, "proef", datetime(2026, 1, 1, tzinfo=UTC), is_fictief, record)


def score(item: str, oordeel: Oordeel, day: date, gebied: str = HERE, **more: Any) -> Entry[Score]:
    """An oordeel on one item."""
    record = Score(
        gebied=gebied, item=item, normset="weerbaarheid", normversie="1", oordeel=oordeel,
        peildatum=day, beoordelaar="RIEC-adviseur", **more,
    )  # fmt: skip
    return entry(record)


def afspraak(kenmerk: str, **more: Any) -> Entry[Afspraak]:
    """An afspraak of last year's visit."""
    fields: dict[str, Any] = {
        "gebied": HERE, "kenmerk": kenmerk, "tekst": "Een plan maken", "bezoekjaar": 2025,
        "eigenaar": "beleidsadviseur",
    }  # fmt: skip
    return entry(Afspraak(**{**fields, **more}))


def found(indicator: str, kind: Any = "vergelijking", is_fictief: bool = False) -> Noteworthy:
    """A finding about an indicator."""
    return Noteworthy(indicator, indicator, kind, "", (), "", (HERE,), is_fictief, 1.0)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The catalogue of the region."""
    return load_catalogue()


@pytest.fixture(scope="module")
def norm() -> NormSet:
    """The norm set of the region."""
    norm = load_norms().newest
    assert norm
    return norm


STOPS = [Stop("a", "1", "eerst"), Stop("a", "2", "dan"), Stop("b", "1", "slot")]


@pytest.mark.parametrize(
    ("stap", "nummer", "index"), [("a", "", 0), ("a", "2", 1), ("a", "9", 0), ("b", "1", 2)]
)
def test_an_address_finds_its_stop_or_the_first_of_its_step(
    stap: str, nummer: str, index: int
) -> None:
    assert agenda.locate(STOPS, stap, nummer) == index


def test_a_step_of_several_stops_is_counted_and_one_of_one_is_not() -> None:
    names = {"a": "Cijfer", "b": "Afronding"}
    assert agenda.count_text(STOPS, 1, names) == "Cijfer 2 van 2"
    assert agenda.count_text(STOPS, 2, names) == "Afronding"


def test_the_bar_marks_what_is_done_and_where_one_is() -> None:
    titles = {"a": "Afspraken <2025>", "b": "Slot"}
    bar = agenda.progress_bar(STOPS, 2, titles, lambda step: f"bezoek?stap={step}", "bezoek")
    assert bar.count('class="klaar"') == 1
    assert bar.count('aria-current="step"') == 1
    assert "&lt;2025&gt;" in bar


def test_real_findings_are_talked_about_first_and_two_of_a_theme_at_most(
    catalogue: Catalogue,
) -> None:
    theme = [i.slug for i in catalogue if i.thema == "drugs"][:3]
    other = next(i.slug for i in catalogue if i.thema != "drugs")
    items = [found(theme[0], is_fictief=True), *(found(slug) for slug in (*theme[1:], other))]
    chosen = [topic.indicator for topic in topics.choose(items, catalogue)]
    assert chosen == [theme[1], theme[2], other]


def test_key_figures_fill_up_when_little_stands_out(catalogue: Catalogue) -> None:
    chosen = topics.choose([], catalogue)
    assert len(chosen) == topics.LEAST
    assert all(catalogue[topic.indicator].kop for topic in chosen)


def test_a_change_gives_the_title_before_a_comparison() -> None:
    topic = Topic("x", (found("x"), found("x", "trend")))
    assert topic.first
    assert topic.first.kind == "trend"


RISING: dict[str, Any] = {"trend_woord": "stijgend", "trend_van": 2021, "trend_tot": 2025}
LOWER: dict[str, Any] = {"eenheid_rest": 12.0, "eenheid_woord": "lager"}


@pytest.mark.parametrize(
    ("kind", "values", "of", "title"),
    [
        ("trend", RISING, {}, "De politie registreert meer drugshandel"),
        ("vergelijking", LOWER, {}, "De politie registreert hier minder drugshandel"),
        ("trend", RISING, {"type": "probleem"}, "Meer drugshandel"),
        ("vergelijking", LOWER, {"type": "probleem"}, "Minder drugshandel dan elders"),
        ("trend", RISING, {"soort": "aandeel"}, "Drugshandel: stijgend"),
        (None, LOWER, {}, "De politie registreert hier minder drugshandel"),
        (None, {"eenheid_woord": "vergelijkbaar"}, {}, "Drugshandel: vergelijkbaar met elders"),
        (None, {}, {}, "Drugshandel: geen opvallende verandering"),
    ],
)
def test_the_title_says_what_was_found_by_type(
    kind: Any, values: dict[str, Any], of: dict[str, Any], title: str
) -> None:
    topic = Topic("proef", (found("proef", kind),) if kind else ())
    assert topics.title(topic, sample_figure(**values), sample_indicator(**of)) == title


def test_the_numbers_under_a_trend_tell_both_counts() -> None:
    series = [sample_figure(jaar=2021, periode="2021", teller=49.0), sample_figure()]
    topic = Topic("proef", (found("proef", "trend"),))
    text = topics.numbers(topic, sample_figure(**RISING), series, sample_indicator())
    assert "Van 49 registraties in 2021 naar <b>80 in 2025</b>." in text


def test_the_question_about_registrations_names_the_effort_of_the_police() -> None:
    topic = Topic("proef", (found("proef", "trend"),))
    asked = topics.question(topic, sample_figure(**RISING), sample_indicator())
    assert asked == "Komt dit door meer drugshandel, of door meer controle?"


def test_a_topic_escapes_what_comes_from_data() -> None:
    indicator: Indicator = sample_indicator(titel="A <b> & B")
    figure: Figure = sample_figure(gebied="<i>", eenheid_rest=12.0, eenheid_woord="lager")
    markup = screen.figure_topic("<u>", Topic("proef"), figure, [figure], indicator, {})
    assert "<i>" not in markup
    assert "<u>" not in markup
    assert "A <b>" not in markup


def test_progress_counts_what_moved_since_the_last_visit(norm: NormSet) -> None:
    first, second = norm.item[0].id, norm.item[1].id
    entries = [
        score(first, "ontbreekt", date(2025, 1, 1)),
        score(first, "uitgevoerd", date(2026, 2, 1)),
        score(second, "uitgevoerd", date(2025, 1, 1)),
        score(second, "ontbreekt", date(2026, 2, 1)),
    ]
    moved = progress.progress(norm, entries, HERE, date(2025, 11, 1), DAY)
    assert [i.id for i in moved.verbeterd] == [first]
    assert [i.id for i in moved.verslechterd] == [second]
    assert [i.id for i in moved.ontbreekt] == [second]
    assert (moved.toen.uitgevoerd, moved.totaal.uitgevoerd) == (1, 1)


def test_what_is_scored_at_the_visit_does_not_move_its_agenda(norm: NormSet) -> None:
    item = norm.item[0].id
    entries = [score(item, "ontbreekt", date(2025, 1, 1)), score(item, "uitgevoerd", DAY)]
    before = progress.before_visit(entries, DAY)
    assert progress.stand(before, HERE, item) == "ontbreekt"


def test_an_old_answer_asks_attention_before_what_lacks(norm: NormSet) -> None:
    first, second = norm.item[0].id, norm.item[1].id
    entries = [
        score(first, "ontbreekt", date(2025, 1, 1)),
        score(second, "uitgevoerd", date(2024, 1, 1), geldig_tot=date(2025, 1, 1)),
    ]
    pressing = progress.attention(norm, progress.before_visit(entries, DAY), HERE)
    assert [i.id for i in pressing[:2]] == [second, first]


def test_examples_come_from_peers_that_meet_what_lacks_here(norm: NormSet) -> None:
    first, second = norm.item[0].id, norm.item[1].id
    day = date(2025, 1, 1)
    entries = [
        score(first, "ontbreekt", day),
        score(second, "uitgevoerd", day),
        score(first, "uitgevoerd", day, "GM0002"),
        score(first, "ontbreekt", day, "GM0003"),
        score(second, "uitgevoerd", day, "GM0002"),
    ]
    states = progress.before_visit(entries, DAY)
    examples = progress.examples(norm, states, HERE, ["GM0002", "GM0003"])
    assert [(e.item.id, e.gebieden) for e in examples] == [(first, ("GM0002",))]


def test_the_checklist_names_what_was_not_delivered_scored_or_told(norm: NormSet) -> None:
    catalogue = load_catalogue()
    slug = next(iter(catalogue)).slug
    figures = [sample_figure(indicator=slug, status="niet geleverd", waarde=None)]
    assert [line.soort for line in checklist.missing_figures(figures, catalogue)] == ["cijfer"]
    scored = progress.before_visit([score(norm.item[0].id, "ontbreekt", date(2025, 1, 1))], DAY)
    assert len(checklist.missing_scores(norm, scored, HERE, 2026)) == len(norm.item) - 1
    told = [
        afspraak("open-1"),
        afspraak("verteld-1", resultaat="Er is een plan."),
        afspraak("klaar-1", status="klaar", resultaat="Gedaan."),
        afspraak("nieuw-1", bezoekjaar=2026),
    ]
    lines = checklist.missing_results(told, 2026)
    assert [line.kenmerk for line in lines] == ["afspraak-open-1-2026"]
    assert not checklist.missing_duiding(True, 2025)
    assert checklist.missing_duiding(False, 2025)


def two_areas() -> list[tuple[Area, str]]:
    """Two gemeenten of today with a district each."""
    areas = sorted(load_areas().at("gemeente"), key=lambda a: a.naam)
    return [(areas[0], "District B"), (areas[1], "District A")]


def test_the_list_counts_open_and_late_afspraken_of_each_gemeente() -> None:
    areas = two_areas()
    code = areas[0][0].code
    todo = [
        afspraak("laat-1", gebied=code, deadline=date(2026, 1, 1)),
        afspraak("later-1", gebied=code, deadline=date(2027, 1, 1)),
        afspraak("klaar-1", gebied=code, status="klaar", resultaat="Gedaan."),
    ]
    visit = entry(Bezoek(gebied=code, jaar=2026, status="voorbereid"), is_fictief=True)
    rows = year.visits(areas, [visit], todo, 2026, DAY)
    assert [r.district for r in rows] == ["District A", "District B"]
    assert [(r.status, r.open, r.te_laat) for r in rows] == [
        (year.GEEN, 0, 0),
        ("voorbereid", 2, 1),
    ]
    markup = year.table(rows, lambda gebied: f"bezoek?gebied={gebied}")
    assert markup.count("<tr>") == 3
    assert "Open het bezoek" in markup
    assert year.summary(rows, 2026) == (
        "In 2026 zijn 0 van de 2 gemeenten bezocht.",
        "1 is voorbereid. 1 afspraak is te laat.",
    )


def test_the_map_says_in_words_and_signs_how_far_each_visit_is() -> None:
    areas = two_areas()
    code = areas[0][0].code
    rows = year.visits(areas, [entry(Bezoek(gebied=code, jaar=2026))], [], 2026, DAY)
    payload = year.map_payload(rows, 2026, code)
    panel = payload["panelen"][0]
    assert len(set(panel["looks"])) == len(set(panel["tekens"])) == 2
    assert len(payload["legenda"]["vakken"]) == 5
    assert "gepland 1" in panel["alt"]


def test_a_year_without_visits_says_so_and_the_year_after_can_be_planned() -> None:
    rows = year.visits(two_areas(), [], [], 2027, DAY)
    assert year.summary(rows, 2027)[0] == "Voor 2027 zijn nog geen bezoeken gepland."
    kept = [entry(Bezoek(gebied=HERE, jaar=2026))]
    assert year.years(kept, DAY) == [2027, 2026]
    assert year.newest_year(kept, DAY) == 2026
    assert year.newest_year([], DAY) == 2026


def test_the_sheet_puts_the_earliest_deadline_first_and_marks_what_is_late() -> None:
    todo = [
        afspraak("zonder-1"),
        afspraak("later-1", deadline=date(2027, 1, 1)),
        afspraak("laat-1", deadline=date(2026, 1, 1), tekst="Een <b>plan</b>"),
    ]
    assert [e.record.kenmerk for e in sheet.by_deadline(todo)] == ["laat-1", "later-1", "zonder-1"]
    markup = sheet.afspraken_table(todo, DAY)
    assert markup.count("te laat") == 1
    assert "<b>plan" not in markup


def test_a_finding_that_is_given_twice_is_one_finding(catalogue: Catalogue) -> None:
    slug = next(iter(catalogue)).slug
    chosen = topics.choose([found(slug), found(slug), found(slug, "trend")], catalogue)
    assert [n.kind for n in chosen[0].found] == ["vergelijking", "trend"]


def test_the_screen_of_an_item_tells_the_oordeel_of_its_day_and_no_later_one(norm: NormSet) -> None:
    item = norm.item[0]
    before, after = date(2025, 11, 22), date(2026, 11, 22)
    entries = [
        score(item.id, "ontbreekt", before, toelichting="Toen was er niets."),
        score(item.id, "uitgevoerd", after, toelichting="Nu is het er."),
    ]
    state = states_on(entries, date(2025, 12, 1))[HERE, item.id]
    told = screen.item_topic("hier", item, state)
    assert "<b>ontbreekt</b>, beoordeeld op 22 november 2025" in told
    assert "Toen was er niets." in told
    assert "Nu is het er." not in told
    assert "niet beoordeeld" in screen.item_topic("hier", item, None)


def test_an_afspraak_that_is_klaar_is_never_late() -> None:
    past = date(2026, 1, 1)
    done = afspraak("klaar1", deadline=past, status="klaar", resultaat="Het is er.")
    assert "te laat" not in sheet.afspraken_table([done], DAY)
    assert "te laat" in sheet.afspraken_table([afspraak("open1", deadline=past)], DAY)
