"""Scripts of our own drawings, each fetched once by an address that carries its hash.

Streamlit writes the script of a component into every message about it: twenty drawings on a page
meant twenty copies per rerun. A component is given two lines that fetch the script instead, and
every drawing on the page shares one copy of it. ``static/deel.js``, which stands in the page
itself, does the fetching and says in Dutch when a script cannot be had.

served(name, script) -> str       what to give to ``component(..., js=...)``
stub(address, what="") -> str     the same for a script that has an address already
answer(request) -> Response       for the route ``/script/{naam}``
"""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

#: Under this address, and for ever: another content has another name.
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}
_SERVED: dict[str, str] = {}


def served(name: str, script: str) -> str:
    """Serve this module from now on; returns a small module that stands for it."""
    address = f"{name}-{hashlib.sha256(script.encode()).hexdigest()[:12]}.js"
    _SERVED[address] = script
    # Every page is one level deep, so the address holds on each of them.
    return stub(f"./script/{address}")


def stub(address: str, what: str = "") -> str:
    """Return a small module that stands for the script at an address of ours.

    Args:
        address: relative to the page.
        what: ``kaart`` for a map, which has a place of its own while it is fetched.
    """
    extra = f',"{what}"' if what else ""
    # Two lines: one line is taken for the name of a file. It travels with every rerun: no spaces.
    return f'export default c=>\npeilDeel(c,"{address}"{extra})'


async def answer(request: Request) -> Response:
    """Return a served script."""
    script = _SERVED.get(request.path_params["naam"])
    if script is None:
        return Response("Dit bestand is er niet.", status_code=404, media_type="text/plain")
    return Response(script, media_type="text/javascript", headers=_HEADERS)
