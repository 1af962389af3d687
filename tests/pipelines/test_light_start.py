"""What a command does not use, it does not load: the libraries take longer than the work."""

import subprocess
import sys

#: What reads the question is only Python's own; what answers it draws no boundaries, tests nothing.
_SCRIPT = """
import sys
from pipelines.cli import build_parser
build_parser()
asked = set(sys.modules)
import peil.documents.pdf, peil.report
import pipelines.cli_commands, pipelines.cli_report_tasks, pipelines.look_back
import pipelines.report_forms, pipelines.report_runs, pipelines.reports
for found in (asked, set(sys.modules)):
    print(*sorted(name for name in found if "." not in name))
"""
_QUESTION = {"duckdb", "numpy", "pandas", "polars", "pyarrow", "pydantic", "sqlalchemy"}
_REPORT = {"geopandas", "pandas", "pyogrio", "requests", "scipy", "shapely", "streamlit"}


def test_neither_the_question_nor_a_report_loads_what_it_does_not_use() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    question, report = (set(line.split()) for line in told)
    assert "pipelines" in question
    assert "typst" in report
    assert not question & (_QUESTION | _REPORT)
    assert not report & _REPORT
