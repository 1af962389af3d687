"""Read a PDF back as its readers get it: text per page, tags in order, letters, a picture."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass(frozen=True)
class Tag:
    """One element of the structure: its kind (``H1``, ``TH``), how deep it lies, its alt text."""

    kind: str
    depth: int
    alt: str
    page: int | None


def opened(content: bytes) -> PdfReader:
    """Open a PDF strictly: what has to be repaired is an error."""
    return PdfReader(io.BytesIO(content), strict=True)


def page_count(content: bytes) -> int:
    """Count the pages."""
    return len(opened(content).pages)


def page_texts(content: bytes) -> list[str]:
    """Return the text of each page, with a space for every run of white space."""
    document = pypdfium2.PdfDocument(content)
    return [plain(page.get_textpage().get_text_range()) for page in document]


def whole_text(content: bytes) -> str:
    """Return all text, pages after each other."""
    return " ".join(page_texts(content))


def plain(text: str) -> str:
    """Return text without soft hyphens and breaks; a word torn at the end of a line is one again.

    pdfium gives the hyphen of a torn word as U+0002 or U+FFFE.
    """
    text = re.sub("[\u00ad\u200b\u0002\ufffe]\\s*", "", text)
    return re.sub(r"\s+", " ", text).strip()


def squeezed(text: str) -> str:
    """Return text without any white space or hyphen, for finding what was torn over lines."""
    return re.sub(r"[\s\-‐]", "", plain(text))


def largest_letter(content: bytes) -> float:
    """The size in points of the largest letters in a PDF."""
    found = {0.0}
    for page in opened(content).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: found.add(size))
    return max(found)


def tags(content: bytes) -> list[Tag]:
    """Return the elements of the structure, in the order in which they are read out."""
    reader = opened(content)
    pages = {
        page.indirect_reference.idnum: n
        for n, page in enumerate(reader.pages)
        if page.indirect_reference
    }
    root = _at(reader.trailer["/Root"], "/StructTreeRoot")
    return list(_walk(root, 0, pages)) if root is not None else []


def alts(content: bytes) -> list[str]:
    """Return the alternative texts of the figures, in order."""
    return [tag.alt for tag in tags(content) if tag.kind == "Figure"]


def fonts(content: bytes) -> dict[str, bool]:
    """Return the name of every font without its prefix, and whether it came along in the file."""
    found: dict[str, bool] = {}
    for page in opened(content).pages:
        for font in _fonts_of(_at(page, "/Resources"), set()):
            inner = _at(font, "/DescendantFonts")
            face = inner[0].get_object() if isinstance(inner, ArrayObject) else font
            descriptor = _at(face, "/FontDescriptor") or {}
            name = str(font["/BaseFont"]).lstrip("/").split("+")[-1]
            found[name] = any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
    return found


def outline(content: bytes) -> list[tuple[int, str]]:
    """Return the bookmarks as (depth, title)."""

    def walk(items: list[Any], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield depth, str(item.title)

    return list(walk(opened(content).outline, 0))


def is_pdf_ua(content: bytes) -> bool:
    """Say whether the file claims PDF/UA-1, is tagged, and has a language and a title."""
    reader = opened(content)
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    claims = re.search(r"pdfuaid:part(=\"|>)1", xmp) is not None
    marked = bool(root["/MarkInfo"]["/Marked"])
    title = bool(reader.metadata and reader.metadata.title)
    shows_title = bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    return claims and marked and title and shows_title and str(root["/Lang"]).startswith("nl")


def picture(content: bytes, page: int, dpi: int = 80) -> Image.Image:
    """Return a page, counted from 0, as it is printed."""
    drawn: Any = pypdfium2.PdfDocument(content)[page]
    return drawn.render(scale=dpi / 72).to_pil()


def ink_box(content: bytes, page: int) -> tuple[float, float, float, float]:
    """Return how much of a page stays white at its left, top, right and bottom, in points."""
    dark = [255 if value < 250 else 0 for value in range(256)]
    grey = picture(content, page, 72).convert("L").point(dark)
    box = grey.getbbox()
    if box is None:
        return (grey.width, grey.height, grey.width, grey.height)
    return (box[0], box[1], grey.width - box[2], grey.height - box[3])


def _walk(element: Any, depth: int, pages: dict[int, int]) -> Iterator[Tag]:
    kids = _at(element, "/K")
    for raw in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = raw.get_object() if hasattr(raw, "get_object") else raw
        if not isinstance(kid, DictionaryObject) or "/S" not in kid:
            continue
        page = kid.raw_get("/Pg") if "/Pg" in kid else None
        where = pages.get(page.idnum) if page is not None and hasattr(page, "idnum") else None
        yield Tag(str(kid["/S"]).lstrip("/"), depth, str(kid.get("/Alt", "")), where)
        yield from _walk(kid, depth + 1, pages)


def _fonts_of(resources: Any, seen: set[int]) -> Iterator[Any]:
    if resources is None or id(resources) in seen:
        return
    seen.add(id(resources))
    for font in (_at(resources, "/Font") or {}).values():
        yield font.get_object()
    for thing in (_at(resources, "/XObject") or {}).values():
        yield from _fonts_of(_at(thing.get_object(), "/Resources"), seen)


def _at(holder: Any, name: str) -> Any:
    found = holder.get(name)
    return found.get_object() if hasattr(found, "get_object") else found
