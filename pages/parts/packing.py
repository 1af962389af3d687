"""How text travels to a drawing of ours: as zlib bytes, a sixth of its size.

The browser unpacks it by itself: ``peilUitpakken`` in ``static/deel.js``, for the markup of a
drawing, the content of a map, and all that the search box can find.

packed(text) -> bytes
"""

import zlib
from typing import Final

#: The smallest; on what we send (some kilobytes) the fastest takes as long.
_LEVEL: Final = 9


def packed(text: str) -> bytes:
    """Return text as it travels: the same bytes for the same text, so an old one is not resent."""
    return zlib.compress(text.encode(), _LEVEL)
