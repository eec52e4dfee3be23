"""Take screenshots of every page of a report, in light and dark, at three widths: to be looked at.

usage: take_screenshots.py REPORT_DIR OUT_DIR
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from yomikurabe.show.pdf import FLAGS, find_browser

WIDTHS = (360, 768, 1440)
HEIGHT = 2600
UNDRAWN = "figure.drawn:not([data-drawn])"


def main() -> None:
    report, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for page_file in sorted(report.rglob("*.html")):
            for scheme in ("light", "dark"):
                for width in WIDTHS:
                    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
                    page = context.new_page()
                    page.goto(page_file.as_uri())
                    page.wait_for_selector(UNDRAWN, state="detached")
                    page.screenshot(path=out / f"{page_file.stem}-{scheme}-{width}.png")
                    context.close()
        browser.close()


if __name__ == "__main__":
    main()
