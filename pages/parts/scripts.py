"""Scripts of our own drawings, each fetched once by an address that carries its hash.

Streamlit writes the script of a component into every message about it: twenty drawings on a page
meant twenty copies per rerun. A component is given three lines that fetch the script instead, and
every drawing on the page shares one copy of it.

served(name, script) -> str       what to give to ``component(..., js=...)``
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
    return (
        f'const whole = await import(new URL("./script/{address}", document.baseURI));\n'
        "export default whole.default;\n"
    )


async def answer(request: Request) -> Response:
    """Return a served script."""
    script = _SERVED.get(request.path_params["naam"])
    if script is None:
        return Response("Dit bestand is er niet.", status_code=404, media_type="text/plain")
    return Response(script, media_type="text/javascript", headers=_HEADERS)
