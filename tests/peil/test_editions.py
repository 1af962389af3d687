"""What files of a report are called."""

from peil.editions import file_stem


def test_a_name_of_a_file_has_plain_letters_only() -> None:
    assert file_stem("rapport", "GM0513", "Gouda", 2024) == "rapport-GM0513-gouda-2024"
    long_name = "Súdwest-Fryslân / 's-Gravenhage (deel)"
    assert file_stem("raadsbrief", "GM1900", long_name, 2024) == (
        "raadsbrief-GM1900-sudwest-fryslan-s-gravenhage-deel-2024"
    )
    assert file_stem("voorbereiding", "GM0001", "北京", 2024) == "voorbereiding-GM0001-2024"
