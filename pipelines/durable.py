"""Writing what must stay: aside first, then durable, then there in one step."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

#: What is kept for ever may be read by all and written by none.
READ_ONLY: Final = 0o444


def write_new(path: Path, content: bytes) -> None:
    """Write a new file that nobody changes any more, and make its bytes durable."""
    write_blocks(path, [content])


def write_blocks(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a new file in pieces, so that it need not be in memory as a whole."""
    with path.open("xb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(READ_ONLY)


def put_file(path: Path, content: bytes) -> None:
    """Let a file appear in one step, whole or not at all; its folder is made when needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".nieuw-{path.name}")
    aside.unlink(missing_ok=True)
    try:
        write_new(aside, content)
        aside.rename(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
