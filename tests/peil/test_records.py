"""What people type: what a record may hold, and which version may follow which."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from peil.errors import PeilError
from peil.records import (
    BEOORDEELD,
    BEZOEK_STATUSSEN,
    KEPT,
    KINDS,
    OORDELEN,
    Afspraak,
    Bezoek,
    Botsing,
    Duiding,
    Normblad,
    Record,
    Score,
    Vraag,
    make,
)

SCORE = {
    "gebied": "GM0001",
    "item": "BO-01",
    "normset": "weerbaarheid",
    "normversie": "1",
    "oordeel": "uitgevoerd",
    "peildatum": "2025-03-31",
    "beoordelaar": "RIEC-adviseur",
}
AFSPRAAK = {
    "gebied": "GM0001",
    "kenmerk": "abcd-1",
    "tekst": "Plan maken",
    "eigenaar": "burgemeester",
}
VRAAG = {"gebied": "GM0001", "kenmerk": "abcd-1", "indicator": "drugs", "tekst": "Klopt dit?"}


def follows(record: Record, before: Record | None) -> str:
    """Return why a record may not follow, or nothing when it may."""
    try:
        record.follow(before)
    except PeilError as error:
        return str(error)
    return ""


def duiding(status: str | None, tekst: str = "tekst") -> Duiding | None:
    """A text in a status, or nothing."""
    fields = {"gebied": "GM0001", "jaar": 2025, "tekst": tekst, "status": status}
    return Duiding.model_validate(fields) if status else None


DUIDING_MAY = {
    (None, "concept"),
    ("concept", "concept"),
    ("ter controle", "concept"),
    ("vastgesteld", "concept"),
    ("concept", "ter controle"),
    ("ter controle", "ter controle"),
    ("ter controle", "vastgesteld"),
}
_TEXTS = ("concept", "ter controle", "vastgesteld")


@pytest.mark.parametrize("old", [None, *_TEXTS])
@pytest.mark.parametrize("new", _TEXTS)
def test_a_text_goes_from_concept_over_controle_to_vastgesteld(old: str | None, new: str) -> None:
    record = duiding(new)
    assert record is not None
    assert (follows(record, duiding(old)) == "") == ((old, new) in DUIDING_MAY)


def test_what_is_vastgesteld_is_the_text_that_was_checked() -> None:
    record, other = duiding("vastgesteld"), duiding("ter controle", "andere tekst")
    assert record is not None
    assert "na de controle veranderd" in follows(record, other)


@pytest.mark.parametrize("status", _TEXTS)
def test_an_empty_text_is_at_most_a_concept(status: str) -> None:
    record = duiding(status, " ")
    assert record is not None
    said = follows(record, duiding("ter controle", " "))
    assert ("De tekst is leeg" in said) == (status != "concept")


def bezoek(status: str | None, datum: str | None = "2025-05-01", reden: str = "") -> Bezoek | None:
    """A visit in a status, or nothing."""
    fields = {"gebied": "GM0001", "jaar": 2025, "status": status, "datum": datum, "reden": reden}
    fields |= {"verslag": "Besproken wat er speelt."}
    return Bezoek.model_validate(fields) if status else None


def bezoek_may() -> Iterable[tuple[str | None, str]]:
    """Every step that needs no reason: one on, none, or one back while it is not vastgesteld."""
    yield (None, "gepland")
    for number, old in enumerate(BEZOEK_STATUSSEN[:3]):
        for new in BEZOEK_STATUSSEN[max(number - 1, 0) : number + 2]:
            yield (old, new)


@pytest.mark.parametrize("old", [None, *BEZOEK_STATUSSEN])
@pytest.mark.parametrize("new", BEZOEK_STATUSSEN)
def test_a_visit_goes_forward_one_step_at_a_time(old: str | None, new: str) -> None:
    record = bezoek(new)
    assert record is not None
    assert (follows(record, bezoek(old)) == "") == ((old, new) in set(bezoek_may()))


@pytest.mark.parametrize("new", BEZOEK_STATUSSEN)
def test_a_visit_that_is_vastgesteld_only_opens_again_for_a_reason(new: str) -> None:
    record = bezoek(new, reden="verslag klopt niet")
    assert record is not None
    assert (follows(record, bezoek("vastgesteld")) == "") == (new == "gehouden")


def test_a_visit_does_not_open_again_for_the_reason_of_the_last_time() -> None:
    before, same = bezoek("vastgesteld", reden="oud"), bezoek("gehouden", reden="oud ")
    assert same is not None
    assert "met de reden van nu" in follows(same, before)


def test_a_visit_without_a_report_is_not_vastgesteld() -> None:
    record, before = bezoek("vastgesteld"), bezoek("gehouden")
    assert record is not None
    bare = record.model_copy(update={"verslag": " "})
    assert "Schrijf eerst het verslag" in follows(bare, before)
    assert follows(record, before) == ""


@pytest.mark.parametrize("mark", ["Jan de Vries", "afspraak-", "x" * 200, "06-12345678"])
def test_a_tick_is_a_mark_and_never_words(mark: str) -> None:
    with pytest.raises(PeilError):
        make(Bezoek, gebied="GM0001", jaar=2025, klaar=(mark,))
    ticked = ("cijfer-drugs-2024", "afspraak-0b1c-1-2025")
    assert make(Bezoek, gebied="GM0001", jaar=2025, klaar=ticked).klaar == ticked


@pytest.mark.parametrize("new", BEZOEK_STATUSSEN)
def test_a_visit_that_was_held_has_a_date(new: str) -> None:
    record = bezoek(new, None)
    assert record is not None
    said = follows(record, bezoek("gehouden"))
    assert ("Vul de datum" in said) == (new in ("gehouden", "vastgesteld"))


@pytest.mark.parametrize("status", ["open", "loopt", "klaar", "vervallen"])
def test_an_afspraak_is_closed_with_what_became_of_it(status: str) -> None:
    bare = make(Afspraak, **AFSPRAAK, status=status)
    told = make(Afspraak, **AFSPRAAK, status=status, resultaat="Het plan is er.")
    assert bool(follows(bare, None)) == (status in ("klaar", "vervallen"))
    assert follows(told, bare) == ""
    assert follows(make(Afspraak, **AFSPRAAK), told) == ""


@pytest.mark.parametrize("status", ["klaar", "vervallen"])
def test_of_a_closed_afspraak_only_the_result_is_corrected(status: str) -> None:
    closed = {**AFSPRAAK, "status": status, "resultaat": "Het plan is er."}
    before = make(Afspraak, **closed)
    better = make(Afspraak, **{**closed, "resultaat": "Het plan geldt.", "resultaat_jaar": 2026})
    assert follows(better, before) == ""
    for change in ({"tekst": "Ander plan"}, {"eigenaar": "raad"}, {"deadline": "2026-01-01"}):
        said = follows(make(Afspraak, **{**closed, **change}), before)
        assert f"Deze afspraak is {status}." in said
        assert follows(make(Afspraak, **{**closed, **change, "status": "loopt"}), before) == ""


def test_an_afspraak_stays_with_its_gemeente() -> None:
    moved = make(Afspraak, **{**AFSPRAAK, "gebied": "GM0002"})
    assert "blijft bij haar gemeente" in follows(moved, make(Afspraak, **AFSPRAAK))


@pytest.mark.parametrize("status", ["open", "in behandeling", "beantwoord"])
def test_a_question_is_closed_with_an_answer(status: str) -> None:
    bare = make(Vraag, **VRAAG, status=status)
    assert bool(follows(bare, None)) == (status == "beantwoord")
    assert follows(make(Vraag, **VRAAG, status=status, antwoord="Ja."), bare) == ""


def test_a_question_keeps_its_gebied_and_its_answer() -> None:
    before = make(Vraag, **VRAAG, status="beantwoord", antwoord="Ja.")
    assert "al geantwoord" in follows(make(Vraag, **VRAAG), before)
    assert follows(make(Vraag, **VRAAG, antwoord="Ja. Of toch?"), before) == ""
    moved = make(Vraag, **{**VRAAG, "gebied": "GM0002"}, antwoord="Ja.")
    assert "blijft bij haar gebied" in follows(moved, before)


def test_a_norm_sheet_is_loaded_once() -> None:
    sheet = Normblad(bestand="blad.csv", sha256="ab", regels=3)
    assert follows(sheet, None) == ""
    assert "al geladen" in follows(sheet, sheet)


def test_an_oordeel_follows_any_other() -> None:
    for old in OORDELEN:
        for new in OORDELEN:
            before = make(Score, **{**SCORE, "oordeel": old})
            assert follows(make(Score, **{**SCORE, "oordeel": new}), before) == ""
    assert {"onbekend", "niet van toepassing"}.isdisjoint(BEOORDEELD)


def test_every_kind_has_a_subject_of_its_own() -> None:
    records: list[Record] = [
        make(Score, **SCORE),
        Normblad(bestand="blad.csv", sha256="ab", regels=3),
        Duiding(gebied="GM0001", jaar=2025, tekst=""),
        make(Afspraak, **AFSPRAAK),
        Bezoek(gebied="GM0001", jaar=2025),
        make(Vraag, **VRAAG),
        Botsing(gebied="GM0001", kenmerk="abcd-1", naam="x", tegen_versie=1, inhoud="{}"),
    ]
    assert {r.soort for r in records} == KINDS.keys()
    assert all(r.onderwerp.startswith(f"{r.soort}:") for r in records)
    for record in records:
        assert KINDS[record.soort].model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        (Score, {**SCORE, "peildatum": "eergisteren"}, "'peildatum' is geen datum"),
        (Score, {**SCORE, "oordeel": "goed"}, "'oordeel' heeft een onbekende waarde"),
        (Score, {**SCORE, "item": "B1"}, "'item' heeft niet de juiste vorm"),
        (Score, {**SCORE, "geldig_tot": "2025-01-01"}, "ligt voor de peildatum"),
        (Score, {k: v for k, v in SCORE.items() if k != "item"}, "Vul 'item' in"),
        (Score, {**SCORE, "toelichting": "x" * 301}, "'toelichting' is te lang"),
        (Score, {**SCORE, "cijfer": 3}, "'cijfer' klopt niet"),
        (Afspraak, {**AFSPRAAK, "tekst": "x"}, "Vul 'tekst' in"),
        (
            Afspraak,
            {**AFSPRAAK, "eigenaar": "iemand@gemeente.nl"},
            "bij 'eigenaar' staat een e-mail",
        ),
        (Vraag, {**VRAAG, "antwoord": "Bel 06-12345678"}, "staat een telefoonnummer"),
    ],
)
def test_what_does_not_fit_is_told_in_dutch(
    kind: type[Record], fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(PeilError) as error:
        make(kind, **fields)
    assert said.lower() in str(error.value).lower()


def test_what_the_program_fills_in_is_not_taken_for_a_person() -> None:
    sheet = Normblad(bestand="blad 123456782.csv", sha256="123456782", regels=1)
    assert sheet.sha256 == "123456782"
    assert make(Afspraak, **{**AFSPRAAK, "kenmerk": "123456782"}).deadline is None


def test_dates_may_be_given_as_text_or_as_dates() -> None:
    given = make(Score, **{**SCORE, "peildatum": date(2025, 3, 31)})
    assert given == make(Score, **SCORE)


def test_an_oordeel_is_only_taken_back_with_the_reason_and_when_it_is_there() -> None:
    fields = {**SCORE, "is_ingetrokken": True}
    with pytest.raises(PeilError, match="waarom dit oordeel wordt ingetrokken"):
        make(Score, **fields)
    back = make(Score, **fields, toelichting="Dit was een andere gemeente.")
    with pytest.raises(PeilError, match="geen oordeel om in te trekken"):
        back.follow(None)
    back.follow(make(Score, **SCORE))


def test_a_text_beside_is_read_as_the_journal_reads_what_was_kept() -> None:
    fields = {"gebied": "GM0001", "jaar": 2025, "tekst": "Bel 06-12345678"}
    kept = Duiding.model_validate(fields, context=KEPT)
    beside = {"gebied": "GM0001", "kenmerk": "abcd-1", "naam": kept.onderwerp, "tegen_versie": 1}
    assert make(Botsing, **beside, inhoud=kept.model_dump_json()).second() == kept
    for change in ({"inhoud": "{"}, {"inhoud": "{}", "naam": "iets:anders"}):
        with pytest.raises(PeilError, match="niet te lezen"):
            make(Botsing, **{**beside, **change}).second()


def test_signs_that_cannot_be_seen_are_not_kept() -> None:
    typed = "\u200b=HYPERLINK(1)\u202e\x07\r\nen \u00e9\u00e9n regel"
    made = make(Duiding, gebied="GM0001", jaar=2025, tekst=typed)
    assert made.tekst == "=HYPERLINK(1)\nen \u00e9\u00e9n regel"
    again = Duiding.model_validate_json(made.model_dump_json())
    assert again == made
    with pytest.raises(PeilError, match="te weinig"):
        make(
            Vraag, gebied="GM0001", kenmerk="abcd", indicator="x", tekst="\u200b\u200b\u200b\u200b"
        )
