"""JupyterLab in a browser, as `make lab` starts it: its settings, Run All, a parameter changed, Run All again."""

import re
import sys
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import TimeoutError

import yomikurabe as yk
from browser.jupyterlab import running_lab
from browser.running import FOLDER, run_notebook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = Path(__file__).parent / "screenshots"
PATIENCE = 90_000
"""Milliseconds that a busy machine may take for anything."""
TRIES = 3
"""Times that a page is loaded until it shows what was asked for."""
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
DRAWN = f"""() => [...document.querySelectorAll('{SHOWN} .js-plotly-plot')].map(plot => ({{
  marks: plot.querySelectorAll('.main-svg .point, .main-svg .js-line').length,
  fits: Math.abs(plot.querySelector('.main-svg').clientWidth - plot.clientWidth) < 2,
}}))"""
LAID_OUT = f"[...document.querySelectorAll('{SHOWN} .jp-Cell')].map(e => getComputedStyle(e).contentVisibility)"
ALIGNED = f"[...document.querySelectorAll('{SHOWN} .wide td:not(.number)')].map(e => getComputedStyle(e).textAlign)"
FAULTS = f"{SHOWN} :is([data-mime-type$='.error'], [data-mime-type$='.stderr'])"
AT_HOME = re.compile(r"(file|data|blob):|(http|ws)://localhost:")
CHANGED = {"00_overview": ("lang", "ja"), "01_timeline": ("since", "2025-07")}


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


class Desk:
    """A browser at JupyterLab, with one notebook before it and all that it complained of and asked for."""

    def __init__(self, browser, lab):
        self.lab, self.complaints, self.asked = lab, [], []
        self.context = browser.new_context(viewport={"width": 1440, "height": 900})
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))

    def _hear(self, message):
        if message.type in ("warning", "error"):
            self.complaints.append(message.text)

    def __enter__(self):
        self.page.goto(self.lab.opening)
        self.page.wait_for_url(re.compile("/lab/tree/"))
        self.page.wait_for_selector(f"{SHOWN} .jp-Cell")
        return self

    def __exit__(self, *_):
        self.shoot("last")
        self.context.close()

    def open(self, name):
        """Open a notebook from the list of files."""
        self._turn_to(re.sub(r"[^/]+\.ipynb.*", f"{name}.ipynb", self.page.url), name)
        self.page.wait_for_selector(f"{SHOWN} .jp-Cell")
        self.cells = self.page.locator(f"{SHOWN} .jp-Cell")
        self.code = self.page.locator(f"{SHOWN} .jp-CodeCell")

    def _turn_to(self, address, name):
        """Load the page until the notebook is before us: on a busy machine JupyterLab may drop what it was asked."""
        tab = self.page.locator(f".lm-TabBar-tab.lm-mod-current[title*='{name}']")
        for _ in range(TRIES - 1):
            self.page.goto(address)
            with suppress(TimeoutError):
                return tab.wait_for(timeout=PATIENCE / TRIES)
        self.page.goto(address)
        return tab.wait_for()

    def choose(self, menu, entry):
        """Choose an entry of a menu."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.get_by_role("menuitem", name=entry, exact=True).click()

    def run_all(self, count):
        """Run all cells and wait until the last one has this number and the kernel rests."""
        self.choose("Run", "Run All Cells")
        self.code.last.locator(".jp-InputArea-prompt").get_by_text(f"[{count}]:").wait_for()
        self.rest()

    def rest(self):
        """Wait until the kernel has nothing to do."""
        self.page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()

    def change(self, name, value):
        """Type another value of a parameter over the one that stands in the parameter cell."""
        line = self.code.first.locator(".cm-line").filter(has_text=re.compile(rf"^{name}:"))
        line.click()
        typed = re.sub(r'= "[^"]*"', f'= "{value}"', line.text_content())
        self.page.keyboard.press("Home")
        self.page.keyboard.press("Shift+End")
        self.page.keyboard.insert_text(typed)
        assert line.text_content() == typed

    def drawn(self):
        """The figures of the notebook, all of them with marks and as wide as their cells."""
        self.page.wait_for_function(f"({DRAWN})().every(plot => plot.marks && plot.fits)")
        return self.page.evaluate(DRAWN)

    def shoot(self, what):
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"lab-{what}.png")


def committed(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def figures(notebook):
    """The number of figures among the outputs of a notebook."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return sum("application/vnd.plotly.v1+json" in output.data for output in outputs)


def answer(notebook):
    """The sentence that answers the question of a notebook."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return next(o.metadata["yomikurabe"]["answer"] for o in outputs if "answer" in o.metadata.get("yomikurabe", {}))


def test_it_opens_on_the_overview_with_the_settings_people_need(browser, lab):
    notebook = committed("00_overview")
    with Desk(browser, lab) as desk:
        assert desk.page.url.split("?")[0].endswith("/lab/tree/notebooks/00_overview.ipynb")
        desk.open("00_overview")
        assert len(desk.drawn()) == figures(notebook)  # before anything ran, so it is trusted
        assert "Notebook trusted" in desk.page.locator(".jp-StatusItem-trust").get_attribute("title")
        assert desk.cells.count() == len(notebook.cells)
        assert set(desk.page.evaluate(LAID_OUT)) == {"visible"}
        assert set(desk.page.evaluate(ALIGNED)) == {"left"}
        headings = re.findall(
            "^#+ (.+)", "\n".join(c.source for c in notebook.cells if "markdown" in c.cell_type), re.M
        )
        listed = desk.page.locator(".jp-TableOfContents-tree").inner_text()
        assert [line for line in listed.splitlines() if line.strip()] == headings
        desk.rest()
        assert desk.page.locator(".Toastify__toast").count() == 0
        assert desk.complaints == []
        assert [url for url in desk.asked if not AT_HOME.match(url)] == []


@pytest.mark.parametrize("name", CHANGED)
def test_all_cells_run_twice_and_the_second_time_with_another_parameter(browser, lab, name):
    parameter, value = CHANGED[name]
    corpus = yk.load(lang="ja" if parameter == "lang" else "en")
    other = run_notebook(name, corpus, **{parameter: value})
    with Desk(browser, lab) as desk:
        desk.open(name)
        desk.choose("Edit", "Clear Outputs of All Cells")
        for turn, wanted in enumerate([committed(name), other], 1):
            desk.run_all(turn * desk.code.count())
            assert desk.page.locator(FAULTS).count() == 0
            assert answer(wanted) in desk.code.nth(1).inner_text()
            assert len(desk.drawn()) == figures(wanted) > 0
            assert {command[0] for command in lab.kernels()} == {sys.executable}
            desk.page.locator(f"{SHOWN} .js-plotly-plot").first.scroll_into_view_if_needed()
            desk.shoot(f"{name}-{turn}")
            if turn == 1:
                desk.change(parameter, value)
        assert desk.complaints == []
        assert [url for url in desk.asked if not AT_HOME.match(url)] == []
    assert answer(other) != answer(committed(name))


def test_what_people_arrange_is_kept(lab):
    """The layout is written where none is, and nothing of ours goes into anybody's own settings."""
    (layout,) = (lab.project / "data" / "build" / "lab").iterdir()
    layout.write_text("arranged", "utf-8")
    lab.make(layout.relative_to(lab.project))
    assert layout.read_text("utf-8") == "arranged"
    assert list(lab.home.rglob("*.jupyterlab-settings")) == []
