"""The fixed sentences of reports: what a file may hold, and whether ours can be read."""

import re
from pathlib import Path

import pytest
from asking import ask

from peil.access import Rol
from peil.editions import Uitgave
from peil.errors import PeilError
from peil.phrases import KEYS, Phrases, Rapporttekst, complete, declared_in, load_phrases
from peil.report import build

#: Words that a reader of level B1 need not know, and their better half.
HARD = (
    "middels", "teneinde", "aangaande", "betreffende", "derhalve", "tevens", "dient te", "inzake",
    "conform", "significant", "correlatie", "implementeren", "ten aanzien van", "desbetreffende",
)  # fmt: skip
LONGEST_SENTENCE = 20


@pytest.mark.parametrize("uitgave", list(KEYS))
def test_our_sentences_are_short_and_use_no_hard_words(uitgave: str) -> None:
    texts = next(p.teksten for name, p in load_phrases().items() if name == uitgave)
    for key, text in texts.items():
        assert not [w for w in HARD if w in text.lower()], key
        for sentence in re.split(r"(?<=[.!?:])\s+", re.sub(r"\([^)]*\)", "", text)):
            assert len(sentence.split()) <= LONGEST_SENTENCE, (key, sentence)


def test_what_is_filled_in_is_never_read_again() -> None:
    say = load_phrases()["rapport"]
    assert "{jaar}" in say("norm.geen_oordeel", gebied="{jaar}")


@pytest.fixture
def own(tmp_path: Path, repo: Path) -> Path:
    """A region with the sentences of the rapport only."""
    path = tmp_path / "rapport" / "rapport.toml"
    path.parent.mkdir()
    path.write_text((repo / "data" / "rapport" / "rapport.toml").read_text("utf-8"), "utf-8")
    return tmp_path


def change(region: Path, before: str, after: str) -> None:
    """Put something else in the file of the region."""
    path = region / "rapport" / "rapport.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('opvalt = "Wat opvalt"', 'opvalt = "Wat opvalt"\nextra = "x"', "'samenvatting.extra' is"),
        ('opvalt = "Wat opvalt"', "", "'samenvatting.opvalt' ontbreekt"),
        ('opvalt = "Wat opvalt"', f'opvalt = "{"x" * 61}"', "te lang (61 tekens)"),
        ('opvalt = "Wat opvalt"', 'opvalt = "Wat opvalt in {jaar}"', "kent {jaar} niet"),
        ('opvalt = "Wat opvalt"', 'opvalt = "Wat } opvalt"', "losse accolade"),
        ('opvalt = "Wat opvalt"', "opvalt = 3", "is geen tekst"),
        ("[samenvatting]", "[samenvatting", "geen geldige TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_key(
    own: Path, before: str, after: str, said: str
) -> None:
    change(own, before, after)
    with pytest.raises(PeilError, match=re.escape(said)) as refused:
        declared_in(own)
    assert str(refused.value).startswith("rapport.toml")


def test_a_file_of_an_old_editor_is_refused_in_dutch(own: Path) -> None:
    (own / "rapport" / "rapport.toml").write_bytes("[voet]\ntekst = 'één'".encode("cp1252"))
    with pytest.raises(PeilError, match=r"^rapport.toml is geen UTF-8. Bewaar"):
        declared_in(own)


def test_a_region_without_sentences_gets_ours(own: Path) -> None:
    change(own, 'opvalt = "Wat opvalt"', 'opvalt = "Dit valt op"')
    found = load_phrases(own)
    assert found["rapport"]("samenvatting.opvalt") == "Dit valt op"
    assert found["raadsbrief"].teksten == load_phrases()["raadsbrief"].teksten
    assert complete([]) == load_phrases()


def test_an_older_publication_says_what_can_still_be_said() -> None:
    older = {
        "samenvatting.opvalt": "Dit valt op",
        "fictief.echt": "Echt zijn de cijfers over {themas}.",
        "fictief.niet_meer": "Weg.",
    }
    found = complete([Rapporttekst(uitgave="rapport", teksten=older)])["rapport"]
    assert found("samenvatting.opvalt") == "Dit valt op"
    assert found("fictief.echt", cijfers="x") == load_phrases()["rapport"](
        "fictief.echt", cijfers="x"
    )
    assert found.teksten.keys() == KEYS["rapport"].keys()


@pytest.mark.parametrize("gebied", ["GM0513", "G", "DH"])
@pytest.mark.parametrize("uitgave", list(KEYS))
def test_every_name_that_a_sentence_may_use_is_filled_in(
    demo_work: Path, uitgave: Uitgave, gebied: str
) -> None:
    # A region may use all of them; what the report forgot to give would stop it.
    loud = {
        name: Phrases(
            name, {key: " ".join(f"{{{v}}}" for v in p.velden) for key, p in keys.items()}
        )
        for name, keys in KEYS.items()
    }
    rol: Rol = "lezer" if uitgave == "raadsbrief" else "analist"
    asked = ask(demo_work, gebied, rol=rol, uitgave=uitgave, teksten=loud)
    if uitgave != "rapport" and asked.area.niveau != "gemeente":
        with pytest.raises(PeilError):
            build(asked)
        return
    assert build(asked).delen
