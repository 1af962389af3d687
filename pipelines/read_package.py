"""Open a workbook as the zip of XML files that it is, without trusting its size or its XML.

A zip may say anything about itself, so every part is inflated here first, in pieces, and counted.
A document type is refused: with one, a few bytes of XML can name files or become gigabytes.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pyexpat import ExpatError, ParserCreate, XMLParserType

from pipelines.book import Unreadable

#: What all parts together may hold, how many there may be, and how far a part may be packed.
#: These do not follow the setting for the size of a file: what was accepted must stay readable.
INFLATED = 1_000_000_000
PARTS = 5_000
PACKED = 200
_SMALL = 10_000_000
_PIECE = 1_000_000
_LOCAL_HEADER = 30
_DAMAGED = (
    "dit Excelbestand is beschadigd, beveiligd of van een ander soort; "
    "open het in Excel en sla het opnieuw op als .xlsx"
)
_BOMB = (
    "dit Excelbestand wordt uitgepakt veel te groot; "
    "laat alleen het werkblad met cijfers over en sla het opnieuw op als .xlsx"
)

Attributes = dict[str, str]


def damaged() -> Unreadable:
    """Return what is said of a workbook that cannot be read."""
    return Unreadable(_DAMAGED)


class Package:
    """The parts of a workbook by their name; opening it checks that each is what it says."""

    def __init__(self, content: bytes) -> None:
        """Look at the list of parts; nothing is inflated yet.

        Raises:
            Unreadable: no zip, another kind of document, or too large when it is inflated.
        """
        self._content = content
        try:
            package = zipfile.ZipFile(io.BytesIO(content))
        # A list of parts that is damaged ends in any of these, by the byte that is wrong.
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise damaged() from error
        infos = package.infolist()
        self.comment = package.comment.decode("utf-8", "replace").strip()
        self._parts = {_plain(info.filename): info for info in infos}
        if len(self._parts) < len(infos) or any(info.flag_bits & 1 for info in infos):
            raise damaged()
        if (
            len(infos) > PARTS
            or sum(info.file_size for info in infos) > INFLATED
            or sum(info.compress_size for info in infos) > len(content)
            or any(i.file_size > max(_SMALL, PACKED * i.compress_size) for i in infos)
        ):
            raise Unreadable(_BOMB)
        self._refuse_others()

    def _refuse_others(self) -> None:
        if "xl/workbook.xml" in self._parts:
            return
        if "xl/workbook.bin" in self._parts:
            raise Unreadable("dit is een .xlsb-bestand; sla het op als .xlsx")
        if "content.xml" in self._parts:
            raise Unreadable("dit is een bestand van LibreOffice (.ods); sla het op als .xlsx")
        raise damaged()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, in lower case."""
        return tuple(self._parts)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part in pieces of at most a megabyte.

        Raises:
            Unreadable: it is not what the list of parts says, or larger.
        """
        info = self._parts[name]
        start = info.header_offset
        fixed = self._content[start : start + _LOCAL_HEADER]
        if len(fixed) < _LOCAL_HEADER or not fixed.startswith(b"PK\x03\x04"):
            raise damaged()
        named, extra = struct.unpack("<HH", fixed[26:30])
        begin = start + _LOCAL_HEADER + named + extra
        packed = memoryview(self._content)[begin : begin + info.compress_size]
        size, check = 0, 0
        for piece in _inflated(packed, info.compress_type):
            size += len(piece)
            if size > info.file_size:
                raise Unreadable(_BOMB)
            check = zlib.crc32(piece, check)
            yield piece
        if size != info.file_size or check != info.CRC:
            raise damaged()

    def parse(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        text: Callable[[str], None] | None = None,
        end: Callable[[str], None] | None = None,
    ) -> None:
        """Read a part as XML; names of elements and attributes come without their prefix.

        Raises:
            Unreadable: this is no sound XML, or it has a document type.
        """
        parser = safe_parser()
        parser.StartElementHandler = lambda tag, attributes: start(local(tag), attributes)
        if text:
            parser.CharacterDataHandler = text
        if end:
            parser.EndElementHandler = lambda tag: end(local(tag))
        self.feed(name, parser)

    def feed(self, name: str, parser: XMLParserType) -> None:
        """Give a part to a parser, piece by piece.

        Raises:
            Unreadable: this is no sound XML, or it has a document type.
        """
        try:
            for piece in self.pieces(name):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (ExpatError, LookupError, ValueError) as error:
            raise damaged() from error

    def verify(self, name: str) -> None:
        """Inflate a part and look at its size only."""
        for _ in self.pieces(name):
            pass

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part names: id -> (the end of its kind, name or address)."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels"
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, a: Attributes) -> None:
            if tag != "Relationship":
                return
            target = a.get("Target", "")
            if a.get("TargetMode", "") != "External":
                path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                target = _plain(posixpath.normpath(path))
            found[a.get("Id", "")] = (a.get("Type", "").rpartition("/")[2], target)

        if rels in self._parts:
            self.parse(rels, start)
        return found


def safe_parser() -> XMLParserType:
    """Return a parser of XML that refuses a document type, and so every entity."""
    parser = ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise damaged()

    parser.StartDoctypeDeclHandler = refuse
    return parser


def local(tag: str) -> str:
    """Return the name of an element without its prefix."""
    return tag.rpartition(":")[2] if ":" in tag else tag


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _inflated(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for begin in range(0, len(packed), _PIECE):
            yield bytes(packed[begin : begin + _PIECE])
        return
    if method != zipfile.ZIP_DEFLATED:
        raise damaged()
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for begin in range(0, len(packed), _PIECE):
            rest = bytes(packed[begin : begin + _PIECE])
            while piece := inflate.decompress(rest, _PIECE):
                yield piece
                rest = inflate.unconsumed_tail
    except zlib.error as error:
        raise damaged() from error
