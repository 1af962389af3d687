"""What more than one command tells: where long work is, what was left out, how many rows."""

import sys

from peil.errors import Finding
from peil.numbers import format_count


class Progress:
    """Shows where long work is: one line that is rewritten on a terminal, else a line a step."""

    def __init__(self) -> None:
        """Find out once whether someone is watching."""
        self._is_terminal = sys.stderr.isatty()

    def __call__(self, text: str) -> None:
        """Show a step."""
        line = f"\r\033[K{text}" if self._is_terminal else f"{text}\n"
        print(line, end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Wipe the line, so that the outcome stands alone."""
        if self._is_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def print_left_out(findings: tuple[Finding, ...]) -> None:
    """Say which rows of earlier leveringen were not published, and why."""
    for finding in findings:
        print(f"Niet gepubliceerd: {finding}", file=sys.stderr)


def count_rows(count: int) -> str:
    """Return a number of rows in words."""
    return f"{format_count(count)} {'regel' if count == 1 else 'regels'}"
