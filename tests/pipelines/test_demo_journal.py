"""The fictitious journal: believable, the same everywhere, and never over what a user typed."""

import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from kleine_regio import build_region
from region import make_region

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.errors import PeilError
from peil.journal import Draft, Journal
from peil.norm import explain_answer, find_doubt, load_norms, valid_until
from peil.personal import find_personal
from peil.records import (
    AFGEROND,
    BEOORDEELD,
    BEZOEK_STATUSSEN,
    KINDS,
    Afspraak,
    Bezoek,
    Duiding,
    Entry,
    Record,
    Score,
    Vraag,
)
from peil.scores import VERLOPEN, State, states_on, tally, total
from pipelines.demo.journal import journal_drafts, seed_journal
from pipelines.demo.journal_recipes import load_journal_recipes
from pipelines.demo.world import load_world

DATA = Path(__file__).parents[2] / "data"
AREAS = load_areas(DATA)
NORM = load_norms(DATA).versions[-1]
TODAY = date(2026, 11, 22)
CODES = sorted(area.code for area in AREAS.at("gemeente"))


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    """The journal of the region of this repository; read it only."""
    work = tmp_path_factory.mktemp("journaal")
    seed_journal(work, DATA, "peil demo")
    return Journal(work)


def all_of(journal: Journal) -> list[Entry[Record]]:
    """Every entry, in the order of the journal."""
    found = [entry for kind in KINDS.values() for entry in journal.entries(kind)]
    return sorted(found, key=lambda entry: entry.nummer)


def share_done(journal: Journal, jaar: int, codes: Sequence[str] = CODES) -> float:
    """The part of the assessed items that is uitgevoerd at the end of a year."""
    states = states_on(journal.entries(Score), date(jaar, 12, 31))
    counted = total(part for code in codes for part in tally(NORM, states, code).values())
    return counted.uitgevoerd / counted.beoordeeld


def states_at(journal: Journal, day: date) -> dict[tuple[str, str], State]:
    """What holds on a day."""
    return states_on(journal.entries(Score), day)


def test_two_folders_get_the_same_entries_with_the_same_times(
    seeded: Journal, tmp_path: Path
) -> None:
    seed_journal(tmp_path, DATA, "peil demo")
    assert all_of(Journal(tmp_path)) == all_of(seeded)


def test_a_second_demo_adds_no_entry(tmp_path: Path) -> None:
    assert seed_journal(tmp_path, DATA, "peil demo") > 0
    before = Journal(tmp_path).position()
    assert seed_journal(tmp_path, DATA, "peil demo") == 0
    assert Journal(tmp_path).position() == before


def test_what_a_user_typed_before_the_demo_is_left_as_it_is(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    own = Bezoek(gebied=CODES[0], jaar=2025, aandachtspunten="Eigen woorden.")
    journal.append([Draft(own)], "gebruiker")
    seed_journal(tmp_path, DATA, "peil demo")
    kept = journal.history(Bezoek, own.onderwerp)
    assert [(e.record, e.wie, e.is_fictief) for e in kept] == [(own, "gebruiker", False)]


def test_what_a_user_typed_after_the_demo_survives_the_next_demo(tmp_path: Path) -> None:
    seed_journal(tmp_path, DATA, "peil demo")
    journal = Journal(tmp_path)
    visit = journal.find(Bezoek, f"bezoek:{CODES[0]}:2026")
    assert visit is not None
    mine = visit.record.model_copy(update={"aandachtspunten": "Eigen woorden."})
    journal.append([Draft(mine, visit.versie)], "gebruiker")
    seed_journal(tmp_path, DATA, "peil demo")
    now = journal.find(Bezoek, mine.onderwerp)
    assert now is not None
    # What goes on from something made up stays made up; who typed it is kept all the same.
    assert (now.record, now.wie, now.is_fictief) == (mine, "gebruiker", True)


def test_every_entry_is_fictief_and_was_written_before_the_running_visits_end(
    seeded: Journal,
) -> None:
    entries = all_of(seeded)
    assert all(entry.is_fictief and entry.wie == "peil demo" for entry in entries)
    assert entries[-1].wanneer.date() < TODAY
    moments = [entry.wanneer for entry in entries]
    assert moments == sorted(moments)


def test_there_are_thousands_of_oordelen_but_not_one_per_item_and_year(seeded: Journal) -> None:
    count = len(seeded.entries(Score))
    assert 3_000 <= count <= 6_000
    assert count < len(CODES) * len(NORM.item) * 7 / 2


def test_oordelen_run_from_2019_up_to_2025_and_name_the_norm_that_held(seeded: Journal) -> None:
    scores = [entry.record for entry in seeded.entries(Score)]
    assert {score.peildatum.year for score in scores} == set(range(2019, 2026))
    norms = load_norms(DATA)
    for score in scores:
        norm = norms.on(score.peildatum)
        assert norm is not None
        assert (score.normset, score.normversie) == (norm.set, norm.versie)


def test_the_eenheid_grows_from_about_a_third_to_more_than_half(seeded: Journal) -> None:
    shares = [share_done(seeded, jaar) for jaar in range(2019, 2026)]
    assert 0.25 <= shares[0] <= 0.35
    assert 0.50 <= shares[-1] <= 0.65
    assert shares == sorted(shares)


def test_gemeenten_differ_and_the_larger_half_starts_higher(seeded: Journal) -> None:
    each = [share_done(seeded, 2025, [code]) for code in CODES]
    assert max(each) - min(each) > 0.3
    world = load_world(DATA)
    by_size = sorted(CODES, key=lambda code: world.people(code, 2019))
    half = len(by_size) // 2
    assert share_done(seeded, 2019, by_size[half:]) > share_done(seeded, 2019, by_size[:half])


def test_almost_all_items_are_assessed_by_2025_and_some_never(seeded: Journal) -> None:
    states = states_at(seeded, date(2025, 12, 31))
    counts = Counter(state.stand for state in states.values())
    assessed = sum(counts[oordeel] for oordeel in BEOORDEELD) / len(CODES)
    assert 49 <= assessed <= 53
    assert counts["onbekend"] > 0
    assert counts["niet van toepassing"] > 0
    assert len(states) < len(CODES) * len(NORM.item)


def test_some_oordelen_have_run_out_by_the_day_of_the_visit(seeded: Journal) -> None:
    assert VERLOPEN in {state.stand for state in states_at(seeded, TODAY).values()}


def test_an_item_now_and_then_takes_a_step_back(seeded: Journal) -> None:
    lines: dict[str, list[str]] = {}
    for entry in seeded.entries(Score):
        lines.setdefault(entry.record.onderwerp, []).append(entry.record.oordeel)
    back = sum(
        (before, after) == ("uitgevoerd", "in ontwikkeling")
        for line in lines.values()
        for before, after in pairwise(line)
    )
    assert 0 < back < len(lines) / 5


def test_every_answer_fits_its_item_and_does_not_contradict_the_oordeel(seeded: Journal) -> None:
    for entry in seeded.entries(Score):
        score, item = entry.record, NORM.items[entry.record.item]
        assert explain_answer(item, score.antwoord, score.peildatum) == "", score
        assert find_doubt(item, score.oordeel, score.antwoord, score.peildatum) == "", score
        assert score.geldig_tot == valid_until(item, score.antwoord, score.peildatum)


def test_the_kinds_of_answers_are_all_there(seeded: Journal) -> None:
    answered = {
        NORM.items[e.record.item].antwoord for e in seeded.entries(Score) if e.record.antwoord
    }
    assert answered == {item.antwoord for item in NORM.item}


def test_the_scan_is_assessed_every_other_year(seeded: Journal) -> None:
    for code in CODES:
        scans = seeded.entries(Score, [code])
        years = [e.record.peildatum.year for e in scans if e.record.item == "BO-01"]
        assert all((later - first) % 2 == 0 for first, later in pairwise(years))


def test_two_years_of_visits_are_vastgesteld_and_the_running_year_has_every_step(
    seeded: Journal,
) -> None:
    visits = {(e.record.gebied, e.record.jaar): e for e in seeded.newest(Bezoek)}
    assert set(visits) == {(code, jaar) for code in CODES for jaar in (2024, 2025, 2026)}
    for (_, jaar), entry in visits.items():
        assert (entry.record.status == "vastgesteld") == (jaar < 2026)
        assert entry.versie == BEZOEK_STATUSSEN.index(entry.record.status) + 1
        assert entry.record.klaar == ()
    running = Counter(visits[code, 2026].record.status for code in CODES)
    assert 2 <= running["gehouden"] <= 3
    assert running["gepland"] > 0
    assert running["voorbereid"] > len(CODES) / 2
    assert visits[CODES[0], 2026].record.status == "voorbereid"


def test_visits_to_come_lie_in_november_and_december(seeded: Journal) -> None:
    for entry in seeded.newest(Bezoek):
        record = entry.record
        if record.jaar == 2026 and record.status == "voorbereid":
            assert record.datum is not None
            assert TODAY < record.datum <= date(2026, 12, 31)
        if record.status in ("gehouden", "vastgesteld"):
            assert record.datum is not None
            assert record.datum < TODAY
            assert record.datum.weekday() < 5


def test_a_score_of_a_visit_year_is_given_on_the_day_of_the_visit(seeded: Journal) -> None:
    days = {(e.record.gebied, e.record.jaar): e.record.datum for e in seeded.newest(Bezoek)}
    for entry in seeded.entries(Score):
        score = entry.record
        if score.peildatum.year >= 2024:
            assert score.peildatum == days[score.gebied, score.peildatum.year]


def test_every_gemeente_has_a_few_afspraken_of_both_visits(seeded: Journal) -> None:
    counts = Counter(
        (e.record.gebied, e.record.bezoekjaar, e.record.aard) for e in seeded.newest(Afspraak)
    )
    for code in CODES:
        for jaar in (2024, 2025):
            assert 3 <= counts[code, jaar, "afspraak"] <= 5
    assert any(aard == "aanbeveling" for _, _, aard in counts)


def test_a_visit_that_was_held_this_year_has_new_afspraken_and_no_oordelen_yet(
    seeded: Journal,
) -> None:
    visits = [e.record for e in seeded.newest(Bezoek) if e.record.jaar == 2026]
    held = {record.gebied for record in visits if record.status == "gehouden"}
    agreed = [e.record for e in seeded.newest(Afspraak) if e.record.bezoekjaar == 2026]
    assert {record.gebied for record in agreed} == held
    assert all(record.status == "open" for record in agreed)


def test_the_next_visit_said_what_became_of_every_afspraak_of_2024(seeded: Journal) -> None:
    ended = [e.record for e in seeded.newest(Afspraak) if e.record.bezoekjaar == 2024]
    assert all(r.resultaat and r.resultaat_jaar == 2025 for r in ended)
    by_status = Counter(r.status for r in ended if r.aard == "afspraak")
    assert by_status["klaar"] > len([r for r in ended if r.aard == "afspraak"]) / 2
    assert by_status["loopt"] > 0
    assert by_status["vervallen"] > 0
    assert all(len(seeded.history(Afspraak, r.onderwerp)) > 1 for r in ended)


def test_an_afspraak_is_about_what_lacked_and_a_finished_one_shows_in_the_norm(
    seeded: Journal,
) -> None:
    years = {jaar: states_at(seeded, date(jaar, 12, 31)) for jaar in (2024, 2025, 2026)}
    for entry in seeded.newest(Afspraak):
        record = entry.record
        assert bool(record.item) != bool(record.indicator)
        if record.item and record.bezoekjaar:
            key = (record.gebied, record.item)
            assert years[record.bezoekjaar][key].stand in ("ontbreekt", "in ontwikkeling")
            if record.bezoekjaar == 2024 and record.status == "klaar":
                assert years[2025][key].entry.record.oordeel == "uitgevoerd"


def test_a_few_open_afspraken_are_overdue_and_most_are_not(seeded: Journal) -> None:
    going = [e.record for e in seeded.newest(Afspraak) if e.record.status not in AFGEROND]
    late = [r for r in going if r.deadline and r.deadline < TODAY]
    assert 0 < len(late) < len(going) / 2
    assert {r.deadline.year for r in going if r.deadline} == {2026, 2027}


def test_every_named_item_indicator_and_theme_exists(seeded: Journal) -> None:
    catalogue = load_catalogue(DATA)
    for entry in seeded.newest(Afspraak):
        assert not entry.record.item or entry.record.item in NORM.items
        assert not entry.record.indicator or entry.record.indicator in catalogue
    for question in seeded.newest(Vraag):
        assert question.record.indicator in catalogue
    themes = {entry.record.thema for entry in seeded.newest(Duiding)}
    assert themes <= {"", *catalogue.themas}


def test_recipes_name_only_what_the_norm_and_catalogue_have() -> None:
    recipes, catalogue = load_journal_recipes(DATA / "demo"), load_catalogue(DATA)
    assert recipes is not None
    agreed = recipes.afspraken
    assert set(agreed.items) == set(NORM.items)
    assert set(agreed.aanbevelingen) <= set(NORM.items)
    assert set(recipes.scores.items) <= set(NORM.items)
    assert set(recipes.scores.pijlers) == {pijler.slug for pijler in NORM.pijler}
    assert all(slug in catalogue for slug in agreed.indicatoren)
    assert all(asked.indicator in catalogue for asked in recipes.vragen.vraag)


def test_every_area_has_words_about_the_whole_for_both_years(seeded: Journal) -> None:
    wanted = {a.code for n in ("gemeente", "district", "eenheid") for a in AREAS.at(n)}
    whole = {(e.record.gebied, e.record.jaar) for e in seeded.newest(Duiding) if not e.record.thema}
    assert whole == {(code, jaar) for code in wanted for jaar in (2024, 2025)}
    stages = Counter((e.record.jaar, e.record.status) for e in seeded.newest(Duiding))
    assert stages[2024, "concept"] == stages[2024, "ter controle"] == 0
    assert stages[2025, "vastgesteld"] > stages[2025, "concept"] > 0
    assert stages[2025, "ter controle"] > 0


def test_nobody_can_take_an_example_text_for_a_real_one(seeded: Journal) -> None:
    for entry in seeded.entries(Duiding):
        assert entry.record.tekst.startswith("*Voorbeeldtekst.*")
        assert 60 <= len(entry.record.tekst.split()) <= 120
        if entry.record.status != "concept":
            assert entry.record.reactie


def test_questions_come_in_every_stage(seeded: Journal) -> None:
    stages = {entry.record.status for entry in seeded.newest(Vraag)}
    assert stages == {"open", "in behandeling", "beantwoord"}


def test_no_entry_points_to_a_person_or_an_address(seeded: Journal) -> None:
    for entry in all_of(seeded):
        for name, value in entry.record:
            if isinstance(value, str) and name not in ("gebied", "kenmerk"):
                assert find_personal(value) is None, value


def other_region(folder: Path) -> Path:
    """A made-up region with the norm and the recipes of this one."""
    make_region(folder, 8, 2, range(2018, 2026), 12)
    shutil.copytree(DATA / "norm", folder / "data" / "norm", dirs_exist_ok=True)
    shutil.copytree(DATA / "demo" / "journaal", folder / "data" / "demo" / "journaal")
    return folder / "data"


def test_another_region_gets_a_journal_of_its_own(tmp_path: Path) -> None:
    data, work = other_region(tmp_path / "regio"), tmp_path / "werk"
    assert seed_journal(work, data, "peil demo") > 0
    journal, areas = Journal(work), load_areas(data)
    codes = {area.code for area in areas.at("gemeente")}
    assert {entry.record.gebied for entry in journal.entries(Score)} == codes
    assert {entry.record.gebied for entry in journal.newest(Bezoek)} == codes
    assert {entry.record.gebied for entry in journal.newest(Duiding)} > codes
    catalogue = load_catalogue(data)
    named = {e.record.indicator for e in journal.newest(Afspraak) if e.record.indicator}
    assert all(slug in catalogue for slug in named)


def test_a_region_without_recipes_or_norm_gets_no_journal(tmp_path: Path) -> None:
    data = other_region(tmp_path / "regio")
    shutil.rmtree(data / "norm")
    assert seed_journal(tmp_path / "werk", data, "peil demo") == 0
    build_region(tmp_path / "klein")
    assert seed_journal(tmp_path / "werk", tmp_path / "klein" / "data", "peil demo") == 0
    assert Journal(tmp_path / "werk").position() == 0


def test_a_recipe_with_an_unknown_key_is_refused_by_file_and_key(tmp_path: Path) -> None:
    shutil.copytree(DATA / "demo" / "journaal", tmp_path / "journaal")
    path = tmp_path / "journaal" / "bezoeken.toml"
    path.write_text(f"vreemd = 1\n{path.read_text('utf-8')}", "utf-8")
    with pytest.raises(PeilError, match=r"bezoeken\.toml: sleutel 'vreemd'"):
        load_journal_recipes(tmp_path)


def test_drafts_are_told_in_the_order_in_which_they_would_be_written() -> None:
    recipes = load_journal_recipes(DATA / "demo")
    assert recipes is not None
    drafts = journal_drafts(load_world(DATA), load_norms(DATA), recipes)
    moments = [draft.wanneer for draft in drafts]
    assert all(isinstance(moment, datetime) for moment in moments)
