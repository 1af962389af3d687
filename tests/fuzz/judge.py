"""What must hold of any delivery: a Dutch answer, no secret in it, and no number changed."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType

from fuzz.cases import Case
from plain_forms import PlainForm
from plain_grid import NotPlain
from plain_reader import Figure, Figures, Key, Plain

from peil.areas import Areas
from peil.catalogue import Catalogue
from pipelines.check import Checked, check

TODAY = date(2026, 11, 22)
#: Words that Python or a library would say, and no sentence of ours.
FOREIGN = re.compile(
    r"Traceback|Exception|\w+Error\b|\bNone\b|<class|object at 0x|polars|calamine|\bnull\b"
    r"|\bnot found\b|\binvalid\b|\bfailed\b|\bunexpected\b",
)
#: So long no file of a few rows takes, whatever else the machine does.
HANGS = 120


class Wrong(AssertionError):
    """A case that breaks a promise; the text says which one."""


def judge(case: Case, catalogue: Catalogue, areas: Areas, plain: Plain) -> str:
    """Check one case; return ``geweigerd`` or ``aanvaard``.

    Raises:
        Wrong: a traceback, a hang, a foreign or empty message, a repeated secret, an accepted
            secret, or an accepted number that another reader reads otherwise.
    """
    bron = catalogue.bronnen[case.bron]
    try:
        with limited():
            found = check(
                case.content, case.bestand, bron, catalogue, areas, TODAY, periode=case.asked
            )
    # Any exception is the finding: a spoiled file may give messages, never a traceback.
    except Exception as error:
        raise Wrong(f"{type(error).__name__}: {error}") from error
    _check_messages(case, found)
    if found.errors:
        return "geweigerd"
    if case.secrets and case.content == case.sound:
        raise Wrong("something personal was accepted")
    _compare(_expected(case, plain), accepted(found))
    return "aanvaard"


def _expected(case: Case, plain: Plain) -> Figures:
    """Return what the file says; one that is damaged but readable must say what it said before."""
    try:
        return _plainly(case, case.content, plain)
    except NotPlain as reason:
        if case.content == case.sound:
            raise Wrong(f"accepted, but a plain reader cannot: {reason}") from reason
    try:
        return _plainly(case, case.sound, plain)
    except NotPlain as reason:
        raise Wrong(f"accepted damaged, and unreadable before: {reason}") from reason


def _plainly(case: Case, content: bytes, plain: Plain) -> Figures:
    own = plain.bronnen[case.bron].get("vorm", ())
    vorm = next((vorm for vorm in own if vorm["naam"] == case.vorm), None)
    if vorm is None:
        return plain.read(content, case.bron)
    return PlainForm(plain, case.bron, vorm).read(content, case.bestand, case.asked)


def _check_messages(case: Case, found: Checked) -> None:
    for finding in found.findings:
        told = str(finding)
        if not finding.wat.strip() or not finding.doe.strip():
            raise Wrong(f"half a sentence: {told}")
        # What the partner typed may be quoted.
        own = re.sub(r"'.*?'", "", f"{finding.wat}; {finding.doe}")
        if FOREIGN.search(own) or "\n" in told:
            raise Wrong(f"not a sentence of ours: {told[:200]}")
        for secret in case.secrets:
            if secret in told or secret in repr(finding):
                raise Wrong("a message repeats something personal")
    if any(f.regel is None and f.kolom is None for f in found.errors):
        raise Wrong(f"an error without a place: {found.errors[0]}")
    if found.errors and found.regels and not found.findings:
        raise Wrong("refused without a reason")


def accepted(found: Checked) -> Figures:
    """Return the cells of a check as the plain reader gives them."""
    return {
        Key(row["indicator"], row["gebied_code"], row["periode"], row["uitsplitsing"]): Figure(
            *(row[name] for name in Figure._fields)
        )
        for row in found.cells.iter_rows(named=True)
    }


def _compare(expected: Figures, got: Figures) -> None:
    for key in sorted(set(expected) | set(got)):
        if expected.get(key) != got.get(key):
            raise Wrong(f"{key}: plain {expected.get(key)}, accepted {got.get(key)}")


@contextmanager
def limited() -> Iterator[None]:
    """Stop what does not end by itself."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"no answer within {HANGS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
