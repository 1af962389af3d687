"""Check a delivered file against catalogue, areas and bron: every finding at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

import polars as pl

from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from peil.errors import Finding, PeilError
from peil.personal import find_personal
from pipelines.check_doubt import check_doubt
from pipelines.check_packed import Packed
from pipelines.check_parse import NUMBERS, parse
from pipelines.check_private import known_words, refuse_private
from pipelines.check_problems import Problems
from pipelines.check_rules import check_duplicates, check_rows
from pipelines.check_values import Values, nearest
from pipelines.form_links import check_links
from pipelines.form_open import Opened, recognise_and_open
from pipelines.form_totals import add_totals
from pipelines.forms import STANDARD, kind_of, known_names
from pipelines.read import COLUMNS, read_book
from pipelines.translate import NoForm

#: How much of a text a finding shows.
_LONGEST = 300
#: One row per accepted cell of one levering, in the order of the file; ``kolom`` is the header of
#: the partner's column that held the value.
CELLS = {
    "regel": pl.Int64,
    "kolom": pl.String,
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


#: What is kept of every row until all have been read.
_COMPACT = {"rij": pl.Int64, "cel": pl.String, **CELLS}


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
    """The outcome for figures: with the good cells (``CELLS``), unfolded when they are asked.

    ``vorm`` is the form in which the file was delivered. With ``vraagt_periode`` the file does not
    say its period: it must be given beside it.
    """

    unfold: Callable[[], pl.DataFrame]
    vorm: str = STANDARD
    vraagt_periode: bool = False

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Return the good cells in the order of the file."""
        return self.unfold()


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
    content: bytes,
    bestand: str,
    bron: Bron,
    catalogue: Catalogue,
    areas: Areas,
    today: date,
    *,
    periode: str = "",
    history: pl.DataFrame | None = None,
    is_kept: bool = False,
) -> Checked:
    """Read and check a file as delivered; ``today`` decides what lies in the future.

    ``periode`` is what was answered when the file itself does not say it. ``history`` holds what
    the register held before: one row per indicator, gebied_code, periode and uitsplitsing, with
    waarde and is_fictief. A file that the register kept (``is_kept``) is not judged anew on
    personal data and doubt.
    """
    book = read_book(content, bestand, known_names(bron.vorm))
    check_links(bron, catalogue, areas)
    opened: Opened | Finding | None = None
    if book.sheets:
        others = [b for b in catalogue.bronnen.values() if b.slug != bron.slug]
        kind = kind_of(content)
        opened = recognise_and_open(book, kind, bestand, bron, others, areas, periode)
    if isinstance(opened, Opened):
        doubt = None if is_kept else partial(check_doubt, history=history, bron=bron)
        found = _check_rows(opened, bestand, bron, catalogue, areas, today, doubt)
    else:
        found = Checked(
            unfold=lambda: pl.DataFrame(schema=CELLS),
            findings=(opened,) if opened else (),
            regels=0,
        )
    findings = [*book.findings, *found.findings]
    if not is_kept:
        findings = [*book.doubts, *findings]
        findings = refuse_private(findings, book, bestand, known_words([bron], catalogue, areas))
    columns, numbers = COLUMNS, NUMBERS
    if isinstance(opened, Opened):
        columns, numbers = opened.columns, opened.numbers
    return replace(found, findings=in_order(findings, columns, numbers))


def _check_rows(
    opened: Opened,
    bestand: str,
    bron: Bron,
    catalogue: Catalogue,
    areas: Areas,
    today: date,
    doubt: Callable[..., None] | None,
) -> Checked:
    """Check the rows part by part, and then what needs all of them."""
    form, table = opened.form, opened.table
    problems = Problems(form.absent, form.headers)
    values = Values(catalogue, areas, bron)
    every = Packed(_COMPACT)
    # Without a whole header nothing below it can be judged.
    can_read = not isinstance(form, NoForm)
    for part in table.parts() if can_read else ():
        rows = parse(form.rows(part, problems), values, catalogue)
        check_rows(
            rows,
            catalogue,
            areas,
            today,
            problems,
            is_publication=bron.herkomst_uit_toelichting,
        )
        every.add(rows.with_columns(kolom=pl.col("cel")))
    check_duplicates(every.doubles(), problems)
    every.drop(problems.bad_rows())
    if doubt:
        for good in every.groups():
            doubt(good, catalogue=catalogue, areas=areas, problems=problems)

    def cells() -> pl.DataFrame:
        return add_totals(every.unfolded(), opened.optel, catalogue).select(list(CELLS))

    return Checked(
        unfold=cells,
        findings=(
            *(table.findings if can_read else ()),
            *opened.findings,
            *form.findings(bestand),
            *problems.findings(bestand),
        ),
        regels=table.height,
        vorm=opened.name,
        vraagt_periode=opened.vraagt_periode,
    )


def in_order(
    findings: Iterable[Finding], columns: Sequence[str], numbers: Collection[str] = NUMBERS
) -> tuple[Finding, ...]:
    """Return findings in the order of the file, each fit to print on one line.

    ``numbers`` are the columns that hold figures.
    """
    order = {name: place for place, name in enumerate(columns)}
    found = sorted(findings, key=lambda f: (f.regel or 0, order.get(f.kolom or "", -1)))
    return tuple(_readable(finding, numbers) for finding in found)


def _readable(finding: Finding, numbers: Collection[str]) -> Finding:
    """Return a finding that fits on a line, whatever the cell that it quotes holds.

    What points to a person is not quoted at all.
    """

    def plain(text: str) -> str:
        clean = "".join(c if c.isprintable() else " " for c in text)
        return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"

    person = find_personal(f"{finding.wat}\n{finding.doe}")
    # A count of nine digits may pass the eleven-test.
    if person and not (finding.kolom in numbers and person == "een burgerservicenummer"):
        doe = "haal het weg; hier horen alleen cijfers en functies"
        finding = replace(finding, wat=f"hier staat {person}", doe=doe)
    kolom = plain(finding.kolom) if finding.kolom else finding.kolom
    return replace(finding, kolom=kolom, wat=plain(finding.wat), doe=plain(finding.doe))


def lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Return findings as lines to print; a warning says that it is one."""
    for finding in findings:
        text = str(finding)
        yield text if finding.ernst == "fout" else f"{text} [{finding.ernst}]"
