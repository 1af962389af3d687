"""What goes wrong with a delivery: one small change each, chosen by a seeded generator.

``MUTATIONS`` change a draft, ``BYTES`` the file that was made of it.
"""

import io
import math
import zipfile
from collections.abc import Callable
from datetime import datetime
from random import Random

from fuzz.draft import Cell, Draft, Formula, Shown, written

Mutation = Callable[[Draft, Random], None]

#: Texts that look like a number, or did once.
ODD = (
    *(
        "1.041",
        "1,041",
        "1.234.567",
        "1,234.5",
        "12,50",
        "12.5",
        "0,5",
        "0.125",
        "1e5",
        "1E3",
        "١٢",
    ),
    *("１２", "²", "½", "Ⅳ", "NaN", "nan", "inf", "-inf", "Infinity", "0x1F", "1_000", "1 000"),
    *("1\u00a0000", "1\u202f000", "12*", "12 *", "12**", "*", "-", "–", "−5", "-5", "+5", ".", "x"),
    *("X", "..", "nvt", "n.v.t.", "geheim", "onbekend", "?", "#N/B", "#REF!", "TRUE", "WAAR", "ja"),
    *("12%", "12 %", "€ 12", "12,-", "<5", "0-4", "9" * 16, "9" * 400, "1" + "0" * 15, "007", "-0"),
    *("=1+1", "=cmd|' /C calc'!A1", "@SUM(A1)", "+1", "\t12", "12\n13", '12"', "'12", "\u200b12"),
    *("12\u200b", "\ufeff12", "1\u066b5", "1'000", "1.000,", ",5", "5,", "1..2", "1,2,3", "000.5"),
)
#: Texts for any cell.
WORDS = ("", " ", "totaal", "Totaal", "\x0b", "\x00", "\x1f", "é", "🙂", "null", "None", "a" * 5000)
#: Personal values, and the word that must stand beside some of them.
PERSONAL = (
    "Burgerservicenummer 111222333",
    "BSN 123456782",
    "jan.devries@voorbeeld.nl",
    "bel 06-12345678",
    "Dorpsstraat 12, 1234 AB",
    "kenteken 12-AB-CD",
    "mevrouw J. de Boer",
    "KvK 12345678",
)


def swap_cells(draft: Draft, rng: Random) -> None:
    """Exchange two cells."""
    (a, b), (c, d) = _place(draft, rng), _place(draft, rng)
    draft.rows[a][b], draft.rows[c][d] = draft.rows[c][d], draft.rows[a][b]


def empty_cell(draft: Draft, rng: Random) -> None:
    """Empty a cell."""
    line, column = _place(draft, rng)
    draft.rows[line][column] = rng.choice((None, "", " "))


def odd_number(draft: Draft, rng: Random) -> None:
    """Write something that may be a number."""
    line, column = _place(draft, rng)
    draft.rows[line][column] = rng.choice(ODD)


def odd_word(draft: Draft, rng: Random) -> None:
    """Write something that is none."""
    line, column = _place(draft, rng, head=True)
    draft.rows[line][column] = rng.choice(WORDS)


def other_notation(draft: Draft, rng: Random) -> None:
    """Write every number of a column in one other way."""
    column = rng.randrange(len(draft.rows[0]))
    way = rng.choice(
        (
            lambda n: f"{n:,.0f}".replace(",", "."),
            lambda n: f"{n:,.0f}",
            lambda n: f"{n:.2f}",
            lambda n: f"{n:.2f}".replace(".", ","),
            lambda n: f"{n:.3f}",
            lambda n: f"{n:g}*",
            lambda n: f" {n:g} ",
            lambda n: f"{n:,.0f}".replace(",", "\u00a0"),
        )
    )
    for row in draft.body:
        cell = row[column] if column < len(row) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            row[column] = way(cell)


def as_number(draft: Draft, rng: Random) -> None:
    """Make a text cell a number of Excel, or a formula, or a date, or another odd thing."""
    line, column = _place(draft, rng)
    number = rng.choice((0.1 + 0.2, 1.041, 1041.0, 12.5, 1e15, 1e16, 1e300, -3.0, 0.045, 2021.0))
    odd: tuple[Cell, ...] = (
        *(number, int(number) if number < 1e17 else 0, math.nan, math.inf, True, False),
        *(Formula("=SUM(A1:A3)", number), Formula("=SUM(A1:A3)", None)),
        *(Formula('=IF(1,"x","")', "x"), Formula("=1/0", "#DIV/0!"), Formula("=NA()", "#N/A")),
        *(Shown(0.455, "0%"), Shown(1041.5, "#,##0"), Shown(2.4, "0"), Shown(44256, "dd-mm-yyyy")),
        *(datetime(2021, 3, 1), datetime(2021, 3, 14), datetime(1904, 1, 1, 12)),  # noqa: DTZ001 -- as a cell has it
    )
    draft.rows[line][column] = rng.choice(odd)


def as_percentages(draft: Draft, rng: Random) -> None:
    """Let Excel keep a hundredth of every number in a column, and show it as a percentage."""
    column = rng.randrange(len(draft.rows[0])) if draft.rows[0] else 0
    for row in draft.body:
        cell = row[column] if column < len(row) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < 1e6:
            row[column] = Shown(round(cell / 100, 6), rng.choice(("0%", "0.0%", '0.00" %"')))


def months_to_dates(draft: Draft, rng: Random) -> None:
    """Let Excel make dates of what looks like a month."""
    for row in draft.body:
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) == 7 and cell[4] == "-" and cell[5:].isdigit():
                row[column] = datetime(int(cell[:4]), int(cell[5:]), 1)  # noqa: DTZ001 -- as a cell has it


def double_row(draft: Draft, rng: Random) -> None:
    """Repeat a row."""
    draft.rows.insert(rng.randint(1, len(draft.rows)), list(rng.choice(draft.rows)))


def drop_row(draft: Draft, rng: Random) -> None:
    """Leave a row out, the header too."""
    if len(draft.rows) > 1:
        del draft.rows[rng.randrange(len(draft.rows))]


def empty_rows(draft: Draft, rng: Random) -> None:
    """Put rows without anything between the others."""
    for _ in range(rng.randint(1, 3)):
        draft.rows.insert(rng.randint(0, len(draft.rows)), [""] * rng.randint(0, 4))


def shuffle_rows(draft: Draft, rng: Random) -> None:
    """Deliver the rows in another order."""
    body = draft.body
    rng.shuffle(body)
    draft.rows[1:] = body


def move_column(draft: Draft, rng: Random) -> None:
    """Put a column elsewhere."""
    old, new = (rng.randrange(len(draft.rows[0])) for _ in range(2))
    for row in draft.rows:
        if old < len(row):
            row.insert(min(new, len(row) - 1), row.pop(old))


def double_column(draft: Draft, rng: Random) -> None:
    """Repeat a column."""
    column = rng.randrange(len(draft.rows[0]))
    for row in draft.rows:
        row.append(row[column] if column < len(row) else None)


def drop_column(draft: Draft, rng: Random) -> None:
    """Leave a column out."""
    column = rng.randrange(len(draft.rows[0]))
    for row in draft.rows:
        if column < len(row) > 1:
            del row[column]


def rename_header(draft: Draft, rng: Random) -> None:
    """Call a column otherwise."""
    column = rng.randrange(len(draft.rows[0]))
    name = written(draft.rows[0][column])
    draft.rows[0][column] = rng.choice(
        (name.upper(), f" {name} ", name[:-1], f"{name}s", name.replace("_", " "), "Aantal", "")
    )


def shift_row(draft: Draft, rng: Random) -> None:
    """Move the cells of one row to the right, or to the left."""
    row = draft.rows[rng.randrange(len(draft.rows))]
    if rng.random() < 0.5:
        row.insert(0, None)
    elif row:
        del row[0]


def total_row(draft: Draft, rng: Random) -> None:
    """Add a row of totals, as a spreadsheet does."""
    sums: list[Cell] = []
    for column in range(len(draft.rows[0])):
        cells = [row[column] for row in draft.body if column < len(row)]
        numbers = [c for c in cells if isinstance(c, int | float) and not isinstance(c, bool)]
        sums.append(sum(numbers) if numbers else None)
    word = rng.choice(("Totaal", "totaal", "Eindtotaal", ""))
    sums[0] = word or sums[0]
    draft.rows.append(sums)


def text_above(draft: Draft, rng: Random) -> None:
    """Put a title above the header."""
    draft.above = [["Overzicht over het jaar"], [], ["Stand van 1 maart"]][: rng.randint(1, 3)]


def note_below(draft: Draft, rng: Random) -> None:
    """Put a note under the table."""
    draft.rows += [[], [rng.choice(("Bron: eigen registratie", "* voorlopig", "Peildatum 2024"))]]


def another_sheet(draft: Draft, rng: Random) -> None:
    """Put a sheet beside the figures: notes, the same again, or a hidden one."""
    name = rng.choice(("Toelichting", "Oud", "Blad2"))
    draft.others[name] = rng.choice(
        ([["Zo vult u dit in"]], [list(row) for row in draft.rows], [["12", "13"], ["14"]])
    )
    if rng.random() < 0.5:
        draft.hidden.add(name)


def merge_down(draft: Draft, rng: Random) -> None:
    """Merge a cell with the ones below it."""
    if len(draft.rows) > 3:
        first = rng.randrange(len(draft.rows) - 2)
        column = rng.randrange(len(draft.rows[0]))
        last = min(first + rng.randint(1, 3), len(draft.rows) - 1)
        for row in draft.rows[first + 1 : last + 1]:
            if column < len(row):
                row[column] = None
        draft.merged.append((first, column, last, column))


def hide_rows(draft: Draft, rng: Random) -> None:
    """Hide rows that hold figures."""
    draft.hidden_rows.add(rng.randrange(len(draft.rows)))


def other_file(draft: Draft, rng: Random) -> None:
    """Write the file otherwise: delimiter, encoding, ends of lines, quotes, a mark in front."""
    draft.delimiter = rng.choice((";", ",", ";", ",", "\t", "|"))
    draft.encoding = rng.choice(("utf-8", "cp1252", "latin-1", "utf-16", "utf-8"))
    draft.newline = rng.choice(("\n", "\r\n", "\r"))
    draft.quote_all = rng.random() < 0.3
    draft.has_bom = rng.random() < 0.3
    draft.hint = rng.choice(("", "", f"sep={draft.delimiter}\n", "sep=;\r\n", "\n\n"))


def something_personal(draft: Draft, rng: Random) -> None:
    """Put something about a person in a cell, a header, a name of a sheet or a remark."""
    secret = rng.choice(PERSONAL)
    draft.secrets.append(secret)
    line, column = _place(draft, rng)
    where = rng.randrange(4)
    if where == 0:
        draft.rows[line][column] = secret
    elif where == 1:
        draft.rows[0].append(secret)
    elif where == 2:
        draft.rows[0].append("opmerking")
        draft.rows[line] += [None] * (len(draft.rows[0]) - 1 - len(draft.rows[line]))
        draft.rows[line].append(f"zie {secret} in het dossier")
    else:
        draft.rows[line][column] = f"{written(draft.rows[line][column])} {secret}"


def name_column(draft: Draft, rng: Random) -> None:
    """Add a column of names, which look like nothing but are under a heading that tells."""
    if not written(draft.rows[0][0] if draft.rows[0] else None):
        return
    name = f"{rng.choice(('Wouter', 'Fatima', 'Anneke'))} {rng.choice(('Vermeulen', 'Haddou'))}"
    draft.names.append(name)
    draft.rows[0].append(rng.choice(("naam", "achternaam", "contactpersoon", "Naam betrokkene")))
    for row in draft.body:
        row += [None] * (len(draft.rows[0]) - 1 - len(row))
        row.append(name)


def _place(draft: Draft, rng: Random, *, head: bool = False) -> tuple[int, int]:
    lines = [n for n, row in enumerate(draft.rows) if row and (n or head or len(draft.rows) < 2)]
    line = rng.choice(lines) if lines else 0
    if not draft.rows[line]:
        draft.rows[line].append(None)
    return line, rng.randrange(len(draft.rows[line]))


MUTATIONS: tuple[Mutation, ...] = (
    *(swap_cells, empty_cell, odd_number, odd_number, odd_word, other_notation, as_number),
    *(
        as_percentages,
        months_to_dates,
        double_row,
        drop_row,
        empty_rows,
        shuffle_rows,
        move_column,
        double_column,
    ),
    *(move_column, double_column, drop_column, rename_header, shift_row, total_row, text_above),
    *(note_below, another_sheet, merge_down, hide_rows, other_file, something_personal),
    name_column,
)


def flip(content: bytes, rng: Random) -> bytes:
    """Change a few bytes."""
    changed = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut_off(content: bytes, rng: Random) -> bytes:
    """Lose the end."""
    return content[: rng.randrange(len(content))]


def lose_part(content: bytes, rng: Random) -> bytes:
    """Lose or repeat a part in the middle."""
    at, size = rng.randrange(len(content)), rng.randint(1, 200)
    again = content[at : at + size] * rng.choice((0, 2, 3))
    return content[:at] + again + content[at + size :]


def rewrite_part(content: bytes, rng: Random) -> bytes:
    """Spoil a file inside a workbook, and pack it again as if nothing happened."""
    if not content.startswith(b"PK"):
        return flip(content, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        spoiled = rng.choice([n for n in names if n.startswith("xl/")] or names)
        way = rng.choice((flip, cut_off, lose_part, _with_entities, _dropped, _as_text))
        for name in names:
            part = way(old.read(name), rng) if name == spoiled else old.read(name)
            if part or way is not _dropped:
                new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_entities(part: bytes, rng: Random) -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    head, end, rest = part.partition(b"?>")
    return head + end + doctype + rest.replace(b"<v>", b"<v>&b;", 1).replace(b"<t>", b"<t>&b;", 1)


def _dropped(part: bytes, rng: Random) -> bytes:
    return b""


def _as_text(part: bytes, rng: Random) -> bytes:
    old, new = rng.choice(
        ((b't="s"', b't="str"'), (b't="s"', b't="b"'), (b't="s"', b""), (b'r="', b'x="'))
    )
    return part.replace(old, new, rng.randint(1, 5))


BYTES = (flip, flip, cut_off, lose_part, rewrite_part)
