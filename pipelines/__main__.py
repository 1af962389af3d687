"""The command ``peil``: every outcome is an exit code and a Dutch sentence, never a traceback."""

import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence

from peil.errors import DEBUG, GeenToegang, PeilError
from pipelines.cli import DONE, NO_ACCESS, WRONG_INPUT, WRONG_USE, WrongUse, build_parser

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 the input is wrong, 2 wrong use, 3 geen toegang."""
    for stream in (sys.stdout, sys.stderr):
        # UTF-8 with plain line ends everywhere, whatever the habit of this computer is.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        asked = build_parser().parse_args(arguments)
        # Imported only now: `peil --help` then answers at once.
        from pipelines.cli_commands import run

        return run(asked)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except KeyboardInterrupt:
        return _say("\nAfgebroken. Er is niets half bewaard.", _INTERRUPTED)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; nothing more can be written, not at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    # The promise of this file: an exit code and a Dutch sentence, never a traceback.
    except Exception as error:
        return _explain(error)


def _explain(error: Exception) -> int:
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    match error:
        case WrongUse():
            return _say(str(error), WRONG_USE)
        case GeenToegang():
            return _say(str(error), NO_ACCESS)
        case PeilError():
            return _say(str(error), WRONG_INPUT)
        case PermissionError():
            place = error.filename or "de werkmap"
            return _say(f"Geen toegang tot {place}. Vraag de beheerder om rechten.", NO_ACCESS)
        case OSError():
            return _say(_explain_disk(error), WRONG_INPUT)
        case _:
            return _say(
                f"Er ging iets mis wat niet had mogen gebeuren ({type(error).__name__}). "
                f"Zet {DEBUG}=1 voor de opdracht om de details te zien en meld die.",
                WRONG_INPUT,
            )


def _explain_disk(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "De schijf is vol; er is niets veranderd. Maak ruimte en probeer het opnieuw."
    place = f" in {error.filename}" if error.filename else ""
    return (
        f"Lezen of schrijven lukt niet{place}. Kijk of die plek bestaat en een map of bestand is."
    )


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
