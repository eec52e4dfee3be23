"""Reading a report in a browser: tables that sort, filter and download, marks that switch, single files, paper, axe."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import yomikurabe as yk
from browser.running import write_report
from browser.test_pages import PAGES, Visit, foreign
from yomikurabe.show.options import Options

pytestmark = pytest.mark.browser

SERIOUS = {"serious", "critical"}
FIRST = "document.querySelector('.listing table')"
VISIBLE = "[...document.querySelector('.listing table').tBodies[0].rows].filter(row => !row.hidden)"
UNREACHED = """() => [...document.querySelectorAll('main a, main button, main input, main summary, .wide')]
  .filter(e => e.checkVisibility() && e.tabIndex < 0).map(e => e.outerHTML.slice(0, 80))"""


def sources(report):
    return [f"sources/{path.stem}" for path in sorted((report / "sources").glob("*.html"))]


def test_a_table_sorts_by_any_column_both_ways_and_says_so(browser, english):
    with Visit(browser, english / "02_stakeholders.html") as visit:
        heading = visit.page.locator(".listing thead th").first
        told = {}
        for way in ("ascending", "descending"):
            heading.locator("button").press("Enter")
            assert heading.get_attribute("aria-sort") == way
            told[way] = visit.page.evaluate(f"[...{FIRST}.tBodies[0].rows].map(row => row.cells[0].textContent)")
        assert told["ascending"] == sorted(told["ascending"], key=str.casefold)
        assert told["descending"] == sorted(told["ascending"], key=str.casefold, reverse=True)
        assert visit.complaints == []


def test_numbers_are_sorted_as_numbers(browser, english):
    with Visit(browser, english / "index.html") as visit:
        visit.page.locator("thead th", has_text="Characters").locator("button").click()
        cells = visit.page.evaluate(
            "[...document.querySelector('table').tBodies[0].rows].map(row => row.cells[5].textContent)"
        )
        assert [int(c.replace(",", "")) for c in cells] == sorted(int(c.replace(",", "")) for c in cells)


def test_a_filter_leaves_the_rows_that_hold_the_words_and_counts_them(browser, english):
    with Visit(browser, english / "02_stakeholders.html") as visit:
        before = len(visit.page.evaluate(f"{VISIBLE}.map(row => 1)"))
        visit.page.locator(".listing .tools input").first.fill("lutnick")
        rows = visit.page.evaluate(f"{VISIBLE}.map(row => row.textContent.toLowerCase())")
        assert rows
        assert all("lutnick" in row for row in rows)
        assert str(len(rows)) in visit.page.locator(".listing .tools output").first.text_content()
        visit.page.locator(".listing .tools input").first.fill("")
        assert len(visit.page.evaluate(f"{VISIBLE}.map(row => 1)")) == before


def test_a_table_is_downloaded_whole_and_no_cell_is_a_formula(browser, english):
    with Visit(browser, english / "02_stakeholders.html") as visit:
        visit.page.evaluate(f"{FIRST}.tBodies[0].rows[0].cells[1].textContent = '=1+1'")
        with visit.page.expect_download() as download:
            visit.page.locator(".listing .tools button").first.click()
        with open(download.value.path(), encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        assert len(rows) - 1 == visit.page.evaluate(f"{FIRST}.tBodies[0].rows.length")
        assert rows[1][1] == "'=1+1"
        assert visit.complaints == []


def test_folded_rows_open_and_an_address_opens_the_fold_it_lies_in(browser, english):
    with Visit(browser, english / "02_stakeholders.html") as visit:
        more = visit.page.locator(".listing button.more").first
        more.click()
        assert more.get_attribute("aria-expanded") == "true"
        last = visit.page.evaluate("[...document.querySelectorAll('.listing td a.place[id]')].pop().id")
        visit.page.goto(f"{(english / '02_stakeholders.html').as_uri()}#{last}")
        visit.page.reload()
        assert visit.page.locator(f"#{last}").is_visible()


def test_a_legend_switches_a_kind_of_mark_without_moving_the_text(browser, english):
    with Visit(browser, english / f"{sources(english)[1]}.html") as visit:
        colour = "getComputedStyle(document.querySelector('p mark.mention')).backgroundColor"
        place = "document.querySelector('.s:last-of-type').getBoundingClientRect().top"
        before = visit.page.evaluate(colour), visit.page.evaluate(place)
        visit.page.locator("#show-mention").press("Space")
        assert visit.page.evaluate(colour) != before[0]
        assert abs(visit.page.evaluate(place) - before[1]) < 60
        visit.page.locator("#show-mention").press("Space")
        assert visit.page.evaluate(colour) == before[0]


def test_single_files_work_alone(browser, tmp_path):
    write_report(yk.load(), tmp_path, options=Options(single_file=True))
    for name in ("index", "03_claims", "04_chips", *sources(tmp_path)[:1]):
        with Visit(browser, tmp_path / f"{name}.html") as visit:
            assert visit.complaints == [], name
            assert [url for url in visit.asked if not url.startswith(("data:", "blob:"))] == [
                (tmp_path / f"{name}.html").as_uri()
            ]


def test_pages_are_printed_whole(browser, tmp_path):
    made = write_report(yk.load(), tmp_path, options=Options(pdf=True))
    printed = [tmp_path / name for name in made if name.endswith(".pdf")]
    assert len(printed) == 1 + len(PAGES) - 1 + 5
    for path in printed:
        data = path.read_bytes()
        assert data.startswith(b"%PDF")
        assert len(data) > 20_000, path.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, report, scheme):
    for name in (*PAGES, *sources(report)[1:4]):
        with Visit(browser, report / f"{name}.html", scheme=scheme) as visit:
            found = Axe().run(visit.page).response["violations"]
            told = [(v["id"], v["nodes"][0]["html"][:120]) for v in found if v["impact"] in SERIOUS]
            assert told == [], (name, scheme)


def test_the_keyboard_reaches_everything(browser, report):
    for name in (*PAGES, *sources(report)[:1]):
        with Visit(browser, report / f"{name}.html") as visit:
            assert visit.page.evaluate(UNREACHED) == [], name
            visit.page.keyboard.press("Tab")
            seen = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert seen != "none"


HOSTILE = {
    "<b>evil</b>.txt": "<script>alert(1)</script>「トランプ」が=HYPERLINK('//x')\n2025年12月9日\n\n"
    "トランプ大統領は「<img src=x onerror=alert(2)><a href='javascript:alert(3)'>[x](http://evil.example)</a>」と述べた。"
    "米政府はH200の対中輸出を許可した。</script><script>alert(4)</script>売上高の25%を米政府に納める。"
    "\u202e逆さ\u202c" + "長" * 400 + "w" * 400 + "\n",
    "page.html": "<!doctype html><html><head><title><script>alert(5)</script>米政府の発表</title></head>"
    "<body onload='alert(6)'><article><h1>米政府の発表&lt;script&gt;alert(7)&lt;/script&gt;</h1>"
    "<p onclick='alert(8)'>米政府は2025年12月9日、H200の対中輸出を禁止した。<a href='javascript:alert(9)'>続き</a>"
    "<iframe src='http://evil.example'></iframe></p><p>ルトニック商務長官は「&lt;svg onload=alert(10)&gt;」と語った。"
    "売上の15%を米政府に支払う。</p></article></body></html>",
    "sources.csv": "file,label,publisher,author,url,published,basis\n"
    '<b>evil</b>.txt,<i>L</i>,"=cmd|x",<script>alert(11)</script>,javascript:alert(12),2025-12-09,'
    '"<img src=x onerror=alert(13)>"\n',
}


def test_a_hostile_corpus_goes_all_the_way_and_does_nothing(browser, tmp_path):
    """Built, run by papermill, rendered and opened: the same way as anyone's articles."""
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    for name, text in HOSTILE.items():
        (folder / name.replace("/", "⁄")).write_text(text.replace("</b>.txt", "<⁄b>.txt"), "utf-8")
    run = subprocess.run(  # noqa: S603 - our own command
        [Path(sys.executable).parent / "yomikurabe", "report", str(folder), "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-500:]
    ours = {"https", "http"}
    for path in sorted(out.rglob("*.html")):
        for width in (360, 1440):
            with Visit(browser, path, width) as visit:
                assert visit.complaints == [], path.name
                assert foreign(visit.asked, out) == [], path.name
                links = visit.page.evaluate("[...document.querySelectorAll('a')].map(a => a.href)")
                assert not [link for link in links if "evil" in link and "sources/" not in link], path.name
                assert not [link for link in links if link.partition(":")[0] not in {"file", *ours}], path.name
                wide = visit.page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert wide <= 0, (path.name, width)
    with Visit(browser, out / "index.html") as visit:
        with visit.page.expect_download() as download:
            visit.page.locator(".tools button").first.click()
        with open(download.value.path(), encoding="utf-8-sig", newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
    assert any("=cmd" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
