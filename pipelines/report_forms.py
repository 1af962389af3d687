"""A report as files: each form by its own maker."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peil.editions import Bestandsvorm, Document

if TYPE_CHECKING:
    from peil.report.model import Report


def lay_out(report: "Report", vormen: Sequence[Bestandsvorm]) -> list[Document]:
    """Return the files of a report, in the order in which the forms were asked."""
    return [Document(f"{report.bestandsnaam}.{v}", v, _laid_out(report, v)) for v in vormen]


def _laid_out(report: "Report", vorm: Bestandsvorm) -> bytes:
    # Imported only now: each has a library behind it that takes long to start.
    if vorm == "pdf":
        from peil.documents.pdf import to_pdf

        return to_pdf(report)
    if vorm == "docx":
        from peil.documents.word import to_docx

        return to_docx(report)
    from peil.documents.workbook import to_xlsx

    return to_xlsx(report)
