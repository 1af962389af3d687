"""Check a delivered file against catalogue, areas and bron: every finding at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from peil.errors import Finding, PeilError
from peil.personal import find_personal
from pipelines.check_columns import check_columns
from pipelines.check_problems import KEY, Problems
from pipelines.check_rules import check_rows
from pipelines.check_sums import check_sums
from pipelines.check_values import ERROR, Values, lookup, nearest, number_kind
from pipelines.read import COLUMNS, REQUIRED, Table, read_table

_NUMBERS = ("waarde", "noemer", "marge_laag", "marge_hoog")
#: How much of a text a finding shows.
_LONGEST = 300
#: One row per accepted cell of one levering, in the order of the file.
CELLS = {
    "regel": pl.Int64,
    "indicator": pl.String,
    "gebied_code": pl.String,
    "periode": pl.String,
    "uitsplitsing": pl.String,
    "waarde": pl.Float64,
    "noemer": pl.Float64,
    "marge_laag": pl.Float64,
    "marge_hoog": pl.Float64,
    "status": pl.String,
    "is_voorlopig": pl.Boolean,
    "toelichting": pl.String,
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a check found, in the order of the file, and how many rows the file has."""

    findings: tuple[Finding, ...]
    regels: int

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return what makes the file unacceptable."""
        return tuple(f for f in self.findings if f.ernst == "fout")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what is only accepted with a reason."""
        return tuple(f for f in self.findings if f.ernst == "waarschuwing")


@dataclass(frozen=True, kw_only=True)
class Checked(Outcome):
    """The outcome for figures: with the good cells (``CELLS``)."""

    cells: pl.DataFrame


def find_bron(catalogue: Catalogue, name: str) -> Bron:
    """Return a bron by its short name.

    Raises:
        PeilError: unknown; the message lists those that are known.
    """
    if name in catalogue.bronnen:
        return catalogue.bronnen[name]
    guess = nearest(name, catalogue.bronnen)
    hint = f" Bedoelt u '{guess}'?" if guess else ""
    known = ", ".join(sorted(catalogue.bronnen))
    raise PeilError(f"De bron '{name}' is onbekend.{hint} Bekende bronnen: {known}.")


def check(
    content: bytes, bestand: str, bron: Bron, catalogue: Catalogue, areas: Areas, today: date
) -> Checked:
    """Read and check a file as delivered; ``today`` decides what lies in the future."""
    table = read_table(content, bestand)
    findings = list(table.findings)
    if not table.header:
        return Checked(cells=pl.DataFrame(schema=CELLS), findings=tuple(findings), regels=0)
    places, wrong = check_columns(table, bestand)
    findings += wrong
    absent = {name for name in REQUIRED if name not in places}
    if not {"waarde", "status"} & set(places):
        absent.add("waarde")
    parsed = _parse(_texts(table, places), Values(catalogue, areas, bron), catalogue)
    problems = Problems(absent)
    check_rows(
        parsed,
        catalogue,
        areas,
        today,
        problems,
        is_publication=bron.herkomst_uit_toelichting,
    )
    good = parsed.join(problems.bad_lines(), on="regel", how="anti", maintain_order="left")
    check_sums(good, catalogue, areas, problems)
    findings += problems.findings(bestand)
    cells = good.select(list(CELLS)).unique(KEY, keep="first", maintain_order=True)
    return Checked(cells=cells, findings=in_order(findings, COLUMNS), regels=table.frame.height)


def in_order(findings: Iterable[Finding], columns: Sequence[str]) -> tuple[Finding, ...]:
    """Return findings in the order of the file, each fit to print on one line."""
    order = {name: place for place, name in enumerate(columns)}
    found = sorted(findings, key=lambda f: (f.regel or 0, order.get(f.kolom or "", -1)))
    return tuple(map(_readable, found))


def _readable(finding: Finding) -> Finding:
    """Return a finding that fits on a line, whatever the cell that it quotes holds.

    What points to a person is not quoted at all.
    """

    def plain(text: str) -> str:
        clean = "".join(c if c.isprintable() else " " for c in text)
        return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"

    person = find_personal(f"{finding.wat}\n{finding.doe}")
    # A count of nine digits may pass the eleven-test.
    if person and not (finding.kolom in _NUMBERS and person == "een burgerservicenummer"):
        doe = "haal het weg; hier horen alleen cijfers en functies"
        finding = replace(finding, wat=f"hier staat {person}", doe=doe)
    kolom = plain(finding.kolom) if finding.kolom else finding.kolom
    return replace(finding, kolom=kolom, wat=plain(finding.wat), doe=plain(finding.doe))


def _texts(table: Table, places: dict[str, str]) -> pl.DataFrame:
    """Return ``regel`` and every known column as text, empty where it was not delivered."""
    return table.frame.select(
        "regel",
        *(pl.col(places[n]).alias(n) if n in places else pl.lit("").alias(n) for n in COLUMNS),
    )


def _parse(texts: pl.DataFrame, values: Values, catalogue: Catalogue) -> pl.DataFrame:
    """Add what every text means; ``<kolom>_wat`` and ``<kolom>_doe`` where it means nothing.

    The texts themselves stay as ``<kolom>_tekst``.
    """
    frame = texts.rename({name: f"{name}_tekst" for name in COLUMNS if name != "toelichting"})
    frame = lookup(frame, ["indicator_tekst"], values.indicator, _schema("indicator"))
    frame = lookup(frame, ["periode_tekst"], values.periode, _schema("periode", {"jaar": pl.Int64}))
    frame = lookup(
        frame, ["gebied_tekst", "jaar"], values.gebied, _schema("gebied", name="gebied_code")
    )
    frame = lookup(
        frame, ["indicator", "uitsplitsing_tekst"], values.uitsplitsing, _schema("uitsplitsing")
    )
    kinds = {i.slug: number_kind(i) for i in catalogue}
    frame = frame.with_columns(
        waarde_kind=pl.col("indicator").replace_strict(kinds, default="getal"),
        noemer_kind=pl.lit("telling"),
        marge_laag_kind=pl.col("indicator").replace_strict(_margins(kinds), default="getal"),
    ).with_columns(marge_hoog_kind=pl.col("marge_laag_kind"))
    for name in _NUMBERS:
        extra = {f"{name}_marker": pl.String, f"{name}_voorlopig": pl.Boolean}
        frame = lookup(
            frame,
            [f"{name}_tekst", f"{name}_kind"],
            values.number,
            _schema(name, extra, dtype=pl.Float64),
        )
    status = _schema("status", {"status_voorlopig": pl.Boolean}, name="status_woord")
    frame = lookup(frame, ["status_tekst"], values.status, status)
    return frame.with_columns(
        # A marker in waarde is a status in itself; an empty status beside a number is a cijfer.
        status=pl.coalesce(
            "status_woord",
            "waarde_marker",
            pl.when(pl.col("waarde").is_not_null()).then(pl.lit("cijfer")),
        ),
        is_voorlopig=pl.col("waarde_voorlopig") | pl.col("status_voorlopig"),
    )


def _margins(kinds: dict[str, str]) -> dict[str, str]:
    """A margin around a count need not be a whole number; around a percentage it is one."""
    return {slug: "getal" if kind == "telling" else kind for slug, kind in kinds.items()}


def _schema(
    kolom: str,
    extra: Mapping[str, type[pl.DataType]] | None = None,
    *,
    name: str | None = None,
    dtype: type[pl.DataType] = pl.String,
) -> dict[str, type[pl.DataType]]:
    errors = {f"{kolom}_{part}": kind for part, kind in ERROR.items()}
    return {name or kolom: dtype, **(extra or {}), **errors}


def lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Return findings as lines to print; a warning says that it is one."""
    for finding in findings:
        text = str(finding)
        yield text if finding.ernst == "fout" else f"{text} [{finding.ernst}]"
