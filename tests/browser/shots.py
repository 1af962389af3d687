"""Pictures of the dashboard: `readme` for the README, `alles` for every page, size and colour."""

import os
import sys
from pathlib import Path

from browser.driver import ROOT, SCHEMES, SCREENS, VIEWS, WIDTHS, launch, open_page, picture, serve
from playwright.sync_api import Browser, sync_playwright

README = ROOT / ".readme" / "gemeente.png"


def shoot(browser: Browser, address: str, path: Path, width: int, scheme: str, top: int | None):
    """Save one page as a picture and say which."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="nl-NL",
        reduced_motion="reduce",
    )
    picture(open_page(context, address), path, top)
    context.close()
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB", flush=True)


def main(what: str) -> None:
    """Take the pictures over the work folder that the dashboard itself uses."""
    work = (ROOT / os.environ.get("PEIL_DATA", "var")).resolve()
    with serve(work) as base, sync_playwright() as playwright:
        browser = launch(playwright)
        if what == "readme":
            shoot(browser, f"{base}/gemeente", README, 1440, "light", 1380)
            return
        for name, path in VIEWS.items():
            for width in WIDTHS:
                for scheme in SCHEMES:
                    target = SCREENS / f"{name}-{width}-{scheme}.png"
                    shoot(browser, base + path, target, width, scheme, None)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "alles")
