"""The pages in a browser, opened as files: figures drawn, nothing fetched, nothing run, nothing cut."""

import re
import shutil
from pathlib import Path

import pytest

import yomikurabe as yk
from browser.running import write_report
from unit.test_show_corpus import make_corpus
from yomikurabe.build import build_cached
from yomikurabe.parameters import NOTEBOOKS
from yomikurabe.topic import load_topic

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
WIDTHS = (360, 768, 1440)
PAGES = ("index", *NOTEBOOKS)
UNDRAWN_PAGES = ("index", "05_changes")
"""Pages without figures."""
UNDRAWN = "figure.drawn:not([data-drawn])"
FITTED = """() => [...document.querySelectorAll('.plot')].every(plot =>
  Math.abs(plot.clientWidth - plot.querySelector('svg.main-svg').clientWidth) < 2)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll('.plot')].flatMap(plot => {
  const area = plot.getBoundingClientRect();
  return [...plot.querySelectorAll('.xtick text, .ytick text, .xtitle, .ytitle, .legendtext')]
    .filter(text => {
      const box = text.getBoundingClientRect();
      return box.width && (box.left < area.left - 2 || box.right > area.right + 2 || box.bottom > area.bottom + 2);
    })
    .map(text => text.textContent);
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    out = tmp_path_factory.mktemp("hostile")
    write_report(make_corpus(), out)
    return out


class Visit:
    """One page opened in a browser of its own, with all that it complained of and asked for."""

    def __init__(self, browser, path, width=1440, scheme="light"):
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.complaints, self.asked = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def __enter__(self):
        self.page.wait_for_selector(UNDRAWN, state="detached", timeout=20_000)
        return self

    def __exit__(self, *_):
        self.context.close()


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """The report of an article more than the run had that it is compared with."""
    seeds, home = sorted(SEEDS.glob("*.txt")), tmp_path_factory.mktemp("compared")
    for name, chosen in (("before", seeds[:-1]), ("now", seeds)):
        (home / name).mkdir()
        for path in chosen:
            shutil.copy(path, home / name)
    before = build_cached([home / "before"], load_topic("ai-chips"))
    write_report(yk.load(home / "now"), home / "report", feed=b"<feed/>", before=str(before))
    return home / "report"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_changes_fits_and_leads_to_sentences_and_the_feed(browser, compared, width):
    with Visit(browser, compared / "05_changes.html", width) as visit:
        assert visit.page.evaluate(WIDER) <= 0
        assert visit.page.query_selector("a[href='changes.atom']").is_visible()
        assert visit.page.query_selector_all("section.listing tbody tr")
        place = visit.page.query_selector("td a.place[href*='#s']")
        address = place.get_attribute("href").partition("#")[2]
        place.click()
        assert visit.page.query_selector(f"#{address}").is_visible()
        assert visit.complaints == []


def foreign(asked, folder):
    return [url for url in asked if not url.startswith((folder.as_uri(), "data:", "blob:"))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_its_figures_and_asks_for_nothing_else(browser, report, name):
    with Visit(browser, report / f"{name}.html") as visit:
        figures = visit.page.query_selector_all("figure.drawn")
        assert all(
            figure.query_selector("svg.main-svg .xtick, svg.main-svg .ytick, svg.main-svg .scatterlayer .point")
            for figure in figures
        )
        assert bool(figures) == (name not in UNDRAWN_PAGES)
        assert visit.complaints == []
        assert foreign(visit.asked, report) == []
        assert not visit.page.query_selector(".modebar [data-title*='cloud' i], .modebar [data-title*='share' i]")
        assert not visit.page.query_selector(".plotlyjsicon")


def test_no_page_is_wider_than_the_screen_and_no_label_is_cut(browser, report):
    sources = [path.relative_to(report).as_posix()[:-5] for path in sorted((report / "sources").glob("*.html"))]
    for name in (*PAGES, sources[0]):
        with Visit(browser, report / f"{name}.html") as visit:
            for width in WIDTHS:
                visit.page.set_viewport_size({"width": width, "height": 900})
                visit.page.wait_for_function(FITTED)  # figures are drawn anew
                assert visit.page.evaluate(WIDER) <= 0, (name, width)
                assert visit.page.evaluate(CUT) == [], (name, width)


def test_a_reader_page_opens_at_its_sentence(browser, report):
    page = sorted((report / "sources").glob("*.html"))[0]
    address = re.findall(r'id="(s\d+)"', page.read_text("utf-8"))[-1]
    with Visit(browser, page) as visit:
        visit.page.goto(f"{page.as_uri()}#{address}")
        assert visit.page.evaluate("document.querySelector(':target').className") == "s"
        assert visit.complaints == []


def test_a_mark_leads_to_its_sentence(browser, report):
    with Visit(browser, report / "01_timeline.html") as visit:
        visit.page.evaluate(
            "document.querySelector('.plot').emit('plotly_click', {points: [{customdata: 'javascript:alert(1)'}]})"
        )
        assert visit.page.url.endswith("01_timeline.html")
        visit.page.evaluate(
            "const plot = document.querySelector('.plot');"
            "const address = plot.data.flatMap(t => t.customdata ?? []).find(a => a.includes('#'));"
            "plot.emit('plotly_click', {points: [{customdata: address}]})"
        )
        visit.page.wait_for_url(re.compile(r"/sources/.+\.html#s\d+$"))
        assert visit.page.query_selector(":target mark")


def test_figures_take_the_colours_of_the_dark(browser, report):
    colours = {}
    for scheme in ("light", "dark"):
        with Visit(browser, report / "01_timeline.html", 768, scheme) as visit:
            colours[scheme] = visit.page.evaluate("getComputedStyle(document.querySelector('.xtick text')).fill")
    assert colours["light"] != colours["dark"]


def test_the_keyboard_reaches_the_content_first(browser, report):
    with Visit(browser, report / "index.html") as visit:
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.id") == "content"


def test_hostile_words_do_nothing(browser, hostile):
    for path in sorted(hostile.rglob("*.html")):
        with Visit(browser, path) as visit:
            assert visit.complaints == [], path.name
            assert foreign(visit.asked, hostile) == [], path.name
            assert visit.page.query_selector("main a[href^='javascript']") is None


def test_what_an_article_would_run_the_policy_stops(browser, hostile, tmp_path):
    """The second line of defence, seen at work: were a word to slip through as markup, it would still not run."""
    page = hostile / "slipped.html"
    text = (hostile / "index.html").read_text("utf-8")
    page.write_text(text.replace("</main>", "<script>alert(1)</script><img src=x onerror=alert(2)></main>"), "utf-8")
    with Visit(browser, page) as visit:
        visit.page.wait_for_timeout(300)
        assert any("Content Security Policy" in complaint for complaint in visit.complaints)
        assert not {"1", "2"} & set(visit.complaints)
