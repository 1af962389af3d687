"""LibreOffice opens the Word file and writes it again: no letter is lost."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import report_sample
import word_seen

from peil.documents.word import to_docx

OFFICE = shutil.which("soffice") or ""
#: Signs that say how to break or turn a line, not what stands there.
_SILENT = re.compile("[\\s\u00ad\u200d\u202a-\u202e]+")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice (soffice) is not on this machine")
def test_an_office_reads_the_file_and_loses_nothing(tmp_path: Path) -> None:
    content = to_docx(report_sample.report())
    (tmp_path / "rapport.docx").write_bytes(content)
    home = (tmp_path / "thuis").as_uri()
    command = [OFFICE, "--headless", f"-env:UserInstallation={home}", "--convert-to"]
    command += ["docx:Office Open XML Text", "--outdir", "uit", "rapport.docx"]
    subprocess.run(command, capture_output=True, check=True, timeout=240, cwd=tmp_path)
    read = word_seen.body_text((tmp_path / "uit" / "rapport.docx").read_bytes())
    assert _SILENT.sub("", read) == _SILENT.sub("", word_seen.body_text(content))
