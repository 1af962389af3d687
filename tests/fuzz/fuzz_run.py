"""`make fuzz`: thousands of spoiled deliveries; every broken promise is printed with its number.

``python -m fuzz.fuzz_run 2000`` runs cases 0 to 1999 of every kind of file;
``python -m fuzz.fuzz_run csv-17`` runs one of them and keeps its file.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from fuzz.cases import FORMATS, make_case
from fuzz.judge import Wrong, judge
from fuzz.setting import Setting


def main(arguments: list[str]) -> int:
    """Run the cases; return 1 when a promise was broken."""
    setting = Setting.load()
    if arguments and not arguments[0].isdigit():
        return _one(setting, arguments[0])
    count = int(arguments[0]) if arguments else 2000
    broken = 0
    for soort in FORMATS:
        outcomes: Counter[str] = Counter()
        for number in range(count):
            case = make_case(soort, number, setting.builders(soort))
            try:
                outcomes[judge(case, setting.catalogue, setting.areas, setting.plain)] += 1
            except Wrong as wrong:
                outcomes["FOUT"] += 1
                broken += 1
                print(f"{case.name} ({case.bron}; {', '.join(case.done)}): {wrong}", flush=True)
        told = ", ".join(f"{number} {word}" for word, number in sorted(outcomes.items()))
        print(f"{soort}: {count} bestanden, {told}", flush=True)
    return 1 if broken else 0


def _one(setting: Setting, name: str) -> int:
    soort, _, number = name.partition("-")
    case = make_case(soort, int(number), setting.builders(soort))
    path = Path(tempfile.gettempdir()) / f"{case.name}.{soort}"
    path.write_bytes(case.content)
    print(path, case.bron, *case.done)
    for row in case.draft.all_rows if case.draft else ():
        print(row)
    try:
        print(judge(case, setting.catalogue, setting.areas, setting.plain))
    except Wrong as wrong:
        print("FOUT:", wrong)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
