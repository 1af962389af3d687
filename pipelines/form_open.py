"""Open a recognised file in its form: header judged, period known, ready to give its rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from peil.areas import Areas
from peil.bronnen import Bron, Optel
from peil.errors import Finding
from pipelines.check_columns import match_header
from pipelines.check_parse import NUMBERS
from pipelines.form_compare import ComparedForm
from pipelines.form_partner import PartnerForm
from pipelines.form_places import file_period
from pipelines.forms import STANDARD, Recognised, recognise
from pipelines.read import COLUMNS, Book, Table
from pipelines.translate import Form, NoForm, StandardForm


@dataclass(frozen=True)
class Opened:
    """A file in its form; ``findings`` say what is wrong with its header and period.

    ``columns`` are the names in the order in which findings are told, ``numbers`` those that hold
    figures.
    """

    name: str
    table: Table
    findings: list[Finding]
    form: Form
    columns: Sequence[str] = COLUMNS
    numbers: Collection[str] = NUMBERS
    vraagt_periode: bool = False
    optel: Sequence[Optel] = ()


def recognise_and_open(
    book: Book,
    kind: str,
    bestand: str,
    bron: Bron,
    others: Collection[Bron],
    areas: Areas,
    periode: str,
) -> Opened | Finding:
    """Find the form of a file and open it, or say why none can be chosen.

    A file in the form of one of the ``others`` was given to the wrong bron: that is suggested.
    """
    found = recognise(book, kind, bron.vorm, bestand, areas)
    if isinstance(found, Finding):
        return found
    if found.missing:
        for other in others:
            fit = recognise(book, kind, other.vorm, bestand, areas) if other.vorm else None
            if isinstance(fit, Recognised) and fit.vorm and not fit.missing:
                wat = f"dit bestand heeft de vorm van {_named(other)}, niet van {_named(bron)}"
                return Finding(bestand, fit.line, "kop", wat, f"kies bron {_named(other)}")
    return open_form(found, bestand, bron, areas, periode)


def open_form(found: Recognised, bestand: str, bron: Bron, areas: Areas, periode: str) -> Opened:
    """Judge the header of a recognised file and make its form; ``periode`` is what was answered."""
    table = found.sheet.table(found.line)
    header = match_header(table, bestand, found.names)
    if found.vorm is None:
        form = StandardForm(table, header) if header.places else NoForm()
        return Opened(STANDARD, table, header.findings, form)
    known, asks, wrong = file_period(found.vorm, bestand, periode)
    findings = [*header.findings, *wrong]
    missing = found.names.missing(table.header)
    if found.vorm.compares:
        compared: Form = NoForm() if missing else ComparedForm(found.vorm, table, header, areas)
        return Opened(found.vorm.naam, table, findings, compared, table.header, ())
    form = PartnerForm(found.vorm, table, header, areas, known, bron.afgerond_op)
    if not form.groups and not missing:
        wat = "er is geen kolom met cijfers van deze regio"
        findings.append(
            Finding(bestand, table.header_line, "kop", wat, "zet de naam van het gebied in de kop")
        )
    can_read = not wrong and not missing and form.groups
    return Opened(
        found.vorm.naam,
        table,
        findings,
        form if can_read else NoForm(),
        table.header,
        {group.cel for group in form.groups},
        asks,
        found.vorm.optel,
    )


def _named(bron: Bron) -> str:
    """Return a bron as it is chosen: by its title in the browser, by its slug on a command line."""
    return f"{bron.titel} ('{bron.slug}')"
