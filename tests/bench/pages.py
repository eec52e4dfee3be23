"""Time until each page's first figure is drawn, against a page with one empty figure; and what pages weigh."""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

RUNS = 7
EMPTY = '<script type="application/json">{"data":[],"layout":{"height":300}}</script>'


def main() -> None:
    from playwright.sync_api import sync_playwright

    import yomikurabe as yk
    from browser.running import write_report
    from yomikurabe.parameters import NOTEBOOKS
    from yomikurabe.show.pdf import FLAGS, find_browser

    try:
        path = find_browser()
    except yk.OutputError as error:
        print(f"left out: {error}")
        return
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder)
        write_report(yk.load(), out)
        page = (out / "01_timeline.html").read_text("utf-8")
        start, words = (
            page.index('<script type="application/json">'),
            page.index('<script type="application/json" id="fig'),
        )
        (out / "empty.html").write_text(f"{page[:start]}{EMPTY}</figure>{page[words:]}", "utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        pages = [n for n in NOTEBOOKS if 'class="drawn"' in (out / f"{n}.html").read_text("utf-8")]
        names = ["empty", *pages]
        taken: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(RUNS):
            for name in names:  # in turn, so that what else the machine does meets all of them
                taken[name].append(_first_figure(browser, out / f"{name}.html"))
        browser.close()
        for name in pages:
            weight = (out / f"{name}.html").stat().st_size
            ratio = median(taken[name]) / median(taken["empty"])
            print(f"{name:18} first figure {ratio:.2f} × an empty one · {weight / 1000:.0f} kB")


def _first_figure(browser, path: Path) -> float:  # type: ignore[no-untyped-def]
    context = browser.new_context()
    page = context.new_page()
    begin = perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("figure.drawn[data-drawn]", state="attached")
    taken = perf_counter() - begin
    context.close()
    return taken


if __name__ == "__main__":
    main()
