"""Two hundred spoiled files of each kind; `make fuzz` runs two thousand."""

import pytest
from fuzz.cases import FORMATS, make_case
from fuzz.judge import judge
from fuzz.setting import Setting

COUNT = 200
BATCH = 50


@pytest.fixture(scope="module")
def setting() -> Setting:
    """The region, read once."""
    return Setting.load()


@pytest.mark.parametrize("soort", FORMATS)
@pytest.mark.parametrize("first", range(0, COUNT, BATCH))
def test_no_spoiled_file_gives_a_traceback_a_secret_or_another_number(
    setting: Setting, soort: str, first: int
) -> None:
    outcomes: set[str] = set()
    for number in range(first, first + BATCH):
        case = make_case(soort, number, setting.builders(soort))
        outcomes.add(judge(case, setting.catalogue, setting.areas, setting.plain))
    assert outcomes == {"aanvaard", "geweigerd"}
