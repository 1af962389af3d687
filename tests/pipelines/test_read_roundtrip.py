"""Whatever is delivered in any notation is read as the number that was meant, or refused."""

import csv
import io
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.check import Checked

CheckFile = Callable[..., Checked]
#: More than that of a part of the country is no count.
COUNTS = st.integers(0, 10**7 - 1)
PERCENTAGES = st.decimals(0, 100, places=2, allow_nan=False)


def as_csv(value: str, indicator: str, delimiter: str) -> str:
    """Return a file with one cell, written by an independent writer."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["indicator", "gebied", "periode", "waarde"])
    writer.writerow([indicator, "GM0001", "2021", value])
    return out.getvalue()


@settings(max_examples=60)
@given(
    count=COUNTS,
    notation=st.sampled_from(["{:d}", "{:,d}", "dutch"]),
    delimiter=st.sampled_from(";,"),
    is_voorlopig=st.booleans(),
)
def test_a_count_in_any_notation_is_that_count(
    check_file: CheckFile, count: int, notation: str, delimiter: str, is_voorlopig: bool
) -> None:
    text = f"{count:,d}".replace(",", ".") if notation == "dutch" else notation.format(count)
    found = check_file(as_csv(text + "*" * is_voorlopig, "TE-01", delimiter))
    assert not found.findings
    assert found.cells.select("waarde", "is_voorlopig").row(0) == (count, is_voorlopig)


@settings(max_examples=60)
@given(value=PERCENTAGES, comma=st.booleans(), delimiter=st.sampled_from(";,"))
def test_a_percentage_with_two_decimals_is_that_percentage(
    check_file: CheckFile, value: object, comma: bool, delimiter: str
) -> None:
    text = str(value).replace(".", ",") if comma else str(value)
    found = check_file(as_csv(text, "TE-03", delimiter))
    assert not found.findings
    assert found.cells["waarde"].to_list() == [float(str(value))]


@settings(max_examples=80)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_text_as_value_is_read_or_refused_and_never_a_crash(
    check_file: CheckFile, text: str
) -> None:
    found = check_file(as_csv(text, "TE-01", ";").encode())
    assert found.errors or found.cells.height == 1


@settings(max_examples=80)
@given(content=st.binary(max_size=200))
@example(content=b"\x1c")
def test_any_bytes_are_read_or_refused_and_never_a_crash(
    check_file: CheckFile, content: bytes
) -> None:
    assert check_file(content).errors
