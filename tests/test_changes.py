"""What changed between two runs: rows are matched by what they say, so one article shows only what it brings."""

import csv
import io
import re
import shutil
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

import report_stubs
import yomikurabe as yk
from browser.running import write_report
from yomikurabe.build import build_cached
from yomikurabe.changes import KINDS, compare_corpora, find_run, open_run
from yomikurabe.cli import main
from yomikurabe.errors import InputError
from yomikurabe.parameters import validate
from yomikurabe.show import View, changes, changes_exports, changes_found
from yomikurabe.topic import load_topic

DOCUMENTS = Path(__file__).parent / "golden" / "annotated" / "documents"
NAMES = sorted(path.name for path in DOCUMENTS.glob("*.txt"))
SALE = (
    "トランプ米大統領は2025年12月8日、エヌビディアのH200の中国向け輸出を許可すると発表した。"
    "売上高の25%を米政府に納めることが条件となる。\n\nエヌビディアの8～10月期の売上高は570億ドルだった。\n"
)
SALE_AGAIN = (
    "2025年12月9日\n\nトランプ大統領は8日、米半導体大手エヌビディアがH200を中国に輸出することを認めると表明した。\n"
)
CUT = "2025年8月12日\n\nエヌビディアはH20の対中販売で、売上の15%を米政府に支払うことで合意した。\n"
OTHER_CUT = "2025年8月13日\n\nエヌビディアはH20の中国での売上の20%を米政府に納める。\n"
FOR = "2025年12月9日\n\n米商務省のハワード・ラトニック長官はH200の中国への販売に賛成した。\n"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A corpus of texts by the names of their files."""
    monkeypatch.setenv("YOMIKURABE_CACHE", str(tmp_path / "cache"))
    made = iter(range(100))

    def corpus(lang="en", **texts):
        folder = tmp_path / f"articles-{next(made)}"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        return yk.load(folder, lang=lang)

    return corpus


def news(old, new):
    return Counter((change.kind, change.news) for change in compare_corpora(old, new))


def parsed(feed):
    return ElementTree.fromstring(feed)  # noqa: S314 - our own


def told(old, new, **parameters):
    return "\n".join(changes.lines(found(old, new, **parameters)))


def found(old, new, **parameters):
    return changes_found.between(old, View(new, validate("05_changes", {"lang": new.lang, **parameters})))


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """A corpus of all the annotated documents, or of all but one."""
    home = tmp_path_factory.mktemp("documents")

    def corpus(without=""):
        folder = shutil.copytree(DOCUMENTS, home / f"without-{without}", dirs_exist_ok=True)
        (folder / without).unlink() if without else None
        return yk.load(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YOMIKURABE_CACHE", str(home / "cache"))
        complete = corpus()
        yield lambda without: (corpus(without), complete)


# -- what is no news -------------------------------------------------------------------------------------------------


def test_the_same_corpus_twice_says_nothing():
    corpus = yk.load(["seeds", DOCUMENTS])
    assert len(corpus.events) > 50
    assert compare_corpora(corpus, corpus) == []


def test_a_menu_above_an_article_moves_every_row_and_changes_none(read):
    old = read(a=SALE, b=CUT)
    new = read(a="ホーム\nニュース\n経済\nログイン\n会員登録\n\n" + SALE, b=CUT)
    assert set(new.events["start"]).isdisjoint(old.events.loc[old.events["doc_id"] == "a", "start"])
    assert set(old.claims["claim_id"]) & set(new.claims["claim_id"]) == {
        c for c in old.claims["claim_id"] if c[0] == "b"
    }
    assert compare_corpora(old, new) == []


def test_a_file_with_another_name_is_the_same_article(read):
    old, new = read(a=SALE, b=CUT), read(z=SALE, b=CUT)
    assert news(old, new) == {("article", "changed"): 1}
    assert "file: a.txt → z.txt" in told(old, new)


def test_two_files_that_swap_their_names_swap_nothing_else(read):
    assert news(read(a=SALE, b=CUT), read(a=CUT, b=SALE)) == {("article", "changed"): 2}


@pytest.mark.parametrize("name", ["b", "0"], ids=["that is not counted", "that is counted from now on"])
def test_a_copy_brings_nothing_but_itself(read, name):
    old, new = read(a=SALE), read(a=SALE, **{name: SALE})
    assert news(old, new) == {("article", "new"): 1}
    assert "the same text as a" in told(old, new)
    assert news(new, old) == {("article", "gone"): 1}


# -- what is news ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_an_article_that_is_added_shows_only_what_it_brings(name, documents):
    old, new = documents(name)
    there, own = compare_corpora(old, new), {Path(name).stem}
    assert {row.doc_id for change in there for row in change.gained or change.told} == own
    assert {change.new.doc_id for change in there if change.news == "new" and change.kind != "conflict"} == own
    assert not [change for change in there if change.lost or (change.news == "gone" and change.kind != "conflict")]
    back = {"new": "gone", "gone": "new", "changed": "changed"}
    assert news(new, old) == {(kind, back[what]): n for (kind, what), n in news(old, new).items()}


def test_a_further_source_changes_a_happening_a_position_and_a_verdict(read):
    old, new = read(a=SALE), read(a=SALE, b=SALE_AGAIN)
    there = {change.kind: change for change in compare_corpora(old, new)}
    assert {kind: change.news for kind, change in there.items()} == {
        "conflict": "changed",
        "position": "changed",
        "event": "changed",
        "article": "new",
    }
    assert [row.doc_id for row in there["event"].gained] == ["b"]
    assert there["conflict"].facts["verdict"] == ("single", "agree")
    assert "verdict: single source → agree | now also told by b" in told(old, new)


def test_a_contradiction_that_an_article_brings_is_a_new_conflict(read):
    old, new = read(a=CUT), read(a=CUT, b=OTHER_CUT)
    (conflict,) = (change for change in compare_corpora(old, new) if change.kind == "conflict")
    assert (conflict.news, conflict.facts["verdict"]) == ("new", ("single", "conflict"))
    assert {row.doc_id for row in conflict.told} == {"a", "b"}
    assert f"\n1 new conflict\n- {conflict.new.explanation} | verdict: single source → conflict" in told(old, new)
    assert ("conflict", "gone") in news(new, old)


def test_an_agreement_that_becomes_a_contradiction_is_a_new_conflict(read):
    agreed, other = read(a=CUT, b=OTHER_CUT.replace("20%", "15%")), read(a=CUT, b=OTHER_CUT)
    (conflict,) = (change for change in compare_corpora(agreed, other) if change.kind == "conflict")
    assert (conflict.news, conflict.facts["verdict"]) == ("new", ("agree", "conflict"))


def test_a_conflict_that_another_source_bears_out_goes_on(read):
    third = "2025年8月14日\n\nエヌビディアはH20の中国での売上高の20%を米政府に支払う。\n"
    there = compare_corpora(read(a=CUT, b=OTHER_CUT), read(a=CUT, b=OTHER_CUT, c=third))
    assert ("conflict", "new") not in {(change.kind, change.news) for change in there}


def test_a_sentence_that_changed_shows_its_rows_and_no_others(read):
    old = read(a=SALE, b=SALE_AGAIN)
    new = read(a=SALE.replace("12月8日", "12月5日"), b=SALE_AGAIN)
    there = compare_corpora(old, new)
    (article,) = (change for change in there if change.kind == "article")
    assert article.news == "changed"
    assert [row.text for row in article.gained] == [SALE.split("。")[0].replace("12月8日", "12月5日") + "。"]
    assert {row.doc_id for change in there for row in (*change.gained, *change.lost)} == {"a"}


def test_a_date_from_the_sidecar_that_was_mended_changes_the_article(read, tmp_path):
    old = read(a=FOR)
    folder = tmp_path / "dated"
    folder.mkdir()
    (folder / "a.txt").write_text(FOR, "utf-8")
    (folder / "sources.csv").write_text("file,label,publisher\na.txt,甲,例新聞\n", "utf-8")
    assert "publisher: – → 例新聞" in told(old, yk.load(folder))


def test_a_date_of_publication_that_was_mended_moves_the_events_that_rest_on_it(tmp_path):
    runs = []
    for day in ("2025-12-09", "2026-01-09"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "a.txt").write_text(SALE_AGAIN.partition("\n\n")[2], "utf-8")
        (tmp_path / day / "sources.csv").write_text(f"file,published\na.txt,{day}\n", "utf-8")
        runs.append(yk.load(tmp_path / day))
    there = told(*runs)
    assert "published: 2025-12-09 → 2026-01-09" in there
    assert "date: 2025-12-08 → 2026-01-08" in there
    assert "new event" not in there


def test_a_position_tells_what_was_held_until_now(read):
    against = FOR.replace("賛成", "反対").replace("12月9日", "12月20日")
    there = told(read(a=FOR), read(a=FOR, b=against))
    assert "Howard Lutnick, “Sell the H200 to China”: against | until now: for" in there


def test_an_article_that_is_refused_now_is_gone_with_the_reason(read, tmp_path):
    old = read(a=SALE, b=CUT)
    folder = tmp_path / "refused"
    folder.mkdir()
    (folder / "a.txt").write_text(SALE, "utf-8")
    (folder / "b.txt").write_text("", "utf-8")
    assert "the file could not be read: " in told(old, yk.load(folder))


def test_parameters_narrow_what_is_shown(read):
    old, new = read(a=SALE), read(a=SALE, b=SALE_AGAIN, c=CUT)
    everything, narrowed = found(old, new).changes, found(old, new, sources="c").changes
    assert narrowed == [c for c in everything if "c" in {row.doc_id for row in c.told}]
    assert len(narrowed) < len(everything)
    assert found(old, new, since="2025-12-09", until="2025-12-09").changes[-1].new.doc_id == "b"


def test_sentences_come_in_both_languages(read):
    old, new = read("ja", a=CUT), read("ja", a=CUT, b=OTHER_CUT)
    assert told(old, new).startswith("前回の実行からの変化：新しい矛盾1件、")
    assert told(old, old) == "前回の実行から変わったことはありません。"


# -- for other programs ----------------------------------------------------------------------------------------------

HOSTILE = "=1+1</title><script>alert(1)</script>&amp; ]]>\u202e\ufffe"


@pytest.fixture
def hostile(read, tmp_path):
    """An article more, with a name and a sentence that mean no good."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "a.txt").write_text(CUT, "utf-8")
    (folder / "b.txt").write_text(OTHER_CUT.replace("H20", f"「{HOSTILE}」とH20"), "utf-8")
    (folder / "sources.csv").write_text(f"file,label\nb.txt,{HOSTILE}\n", "utf-8")
    return found(read(a=CUT), yk.load(folder))


def test_the_table_has_a_row_a_change_and_no_formula(hostile):
    rows = list(csv.DictReader(io.StringIO(changes_exports.as_csv(hostile))))
    assert [(row["kind"], row["news"]) for row in rows] == [(c.kind, c.news) for c in hostile.changes]
    assert "'=1+1</title>" in {row["sources"][:13] for row in rows}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert len({row["change_id"] for row in rows}) == len(rows)


def test_the_feed_is_atom_also_with_hostile_titles(hostile):
    feed = parsed(changes_exports.as_atom(hostile.new, hostile, linked=True))
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == len(hostile.changes) > 0
    for element in (feed, *entries):
        for tag in ("title", "id", "updated"):
            (child,) = element.findall(f"a:{tag}", ATOM)
            assert child.text
        assert element.find("a:id", ATOM).text.startswith("urn:uuid:")
        assert datetime.fromisoformat(element.find("a:updated", ATOM).text).tzinfo
    assert [e for e in entries if "</title><script>alert(1)</script>&amp;" in e.find("a:title", ATOM).text]
    assert feed.find("a:author/a:name", ATOM).text == "Yomikurabe"
    assert all(entry.find("a:content", ATOM).get("type") == "text" for entry in entries)
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == "changes.atom"
    links = [link.get("href") for link in feed.iterfind("a:entry/a:link", ATOM)]
    assert links
    assert all(re.fullmatch(r"sources/[\w.%-]+\.html(#s\d+)?", link) for link in links)
    assert max(e.find("a:updated", ATOM).text for e in entries) == feed.find("a:updated", ATOM).text


def test_a_feed_made_again_is_the_same_and_its_ids_hold_in_both_languages(read):
    both = [found(read(lang, a=CUT), read(lang, a=CUT, b=OTHER_CUT)) for lang in ("en", "en", "ja")]
    english, again, japanese = (changes_exports.as_atom(one.new, one) for one in both)
    ids = [[e.text for e in parsed(feed).iterfind(".//a:id", ATOM)] for feed in (english, japanese)]
    assert english == again
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


# -- the page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(hostile, runs, tmp_path):
    """The folder of a report that compares the hostile articles with an earlier run."""
    out = tmp_path / "report"
    feed = changes_exports.as_atom(hostile.new, hostile, linked=True)
    write_report(hostile.new.corpus, out, feed=feed, before=str(runs / "old"))
    return out


def test_the_page_lists_what_changed_conflicts_first_with_links_to_sentences_that_are_there(pages):
    page = (pages / "05_changes.html").read_text("utf-8")
    titles = re.findall(r"<h2>(.*?)</h2>", page)
    assert titles[0] == "Conflicts and comparisons"
    assert titles[-1] == "Articles"
    links = re.findall(r'href="(sources/[^"#]+)#(s\d+)"', page)
    assert links
    assert all(f'id="{anchor}"' in (pages / source).read_text("utf-8") for source, anchor in links)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_leads_to_the_feed_and_the_feed_to_the_pages(pages):
    page = (pages / "05_changes.html").read_text("utf-8")
    assert '<link rel="alternate" type="application/atom+xml" href="changes.atom"' in page
    assert '<a href="changes.atom">' in page
    feed = parsed((pages / "changes.atom").read_bytes())
    links = [link.get("href").partition("#") for link in feed.iterfind("a:entry/a:link", ATOM)]
    assert all(f'id="{anchor}"' in (pages / path).read_text("utf-8") for path, _, anchor in links if anchor)


def test_the_index_quotes_the_numbers(pages):
    assert "Since the last run: 1 new conflict" in (pages / "index.html").read_text("utf-8")


def test_without_an_earlier_run_a_sentence_says_so_and_the_feed_is_empty(read):
    view = View(read(a=SALE), validate("05_changes", {}))
    assert changes_found.find_changes(view) is None
    assert changes.answer(view, None).sentences == ["There is no earlier run to compare with."]
    assert changes.list_changes(view, None).bundles() == []
    feed = parsed(changes_exports.as_atom(view, None))
    assert feed.find("a:updated", ATOM).text
    assert feed.find("a:entry", ATOM) is None


def test_an_earlier_run_that_is_not_there_stops_the_notebook(read):
    with pytest.raises(InputError, match="there is no folder 'nowhere'"):
        changes_found.find_changes(View(read(a=SALE), validate("05_changes", {"before": "nowhere"})))


@pytest.mark.slow
def test_a_report_compares_itself_with_the_last_good_one(tmp_path):
    articles, stubs = report_stubs.write_articles(tmp_path / "articles"), tmp_path / "stubs"
    report_stubs.write_stubs(stubs, changes="globals().get('before')")
    assert report_stubs.run(stubs, articles, cwd=tmp_path).returncode == 0
    first = (tmp_path / "reports" / "latest").resolve()
    assert entries(tmp_path / "reports" / "changes.atom") == []

    (articles / "two.txt").write_text(CUT, "utf-8")
    assert report_stubs.run(stubs, articles, cwd=tmp_path).returncode == 0
    second = (tmp_path / "reports" / "latest").resolve()
    assert str(first / "tables") in (second / "05_changes.html").read_text("utf-8")
    assert "article-new" in entries(tmp_path / "reports" / "changes.atom")

    (second / "tables" / "events.parquet").unlink()
    done = report_stubs.run(stubs, articles, cwd=tmp_path)
    assert done.returncode == 0
    assert "no comparison with the last run: " in done.stdout
    assert entries(tmp_path / "reports" / "changes.atom") == []


def entries(path):
    return [e.get("term") for e in parsed(path.read_bytes()).iterfind("a:entry/a:category", ATOM)]


# -- the command -----------------------------------------------------------------------------------------------------


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Tables of two runs, the later one with a contradiction more; the earlier one lies as a report keeps it."""
    home, topic = tmp_path_factory.mktemp("runs"), load_topic("ai-chips")
    for name, texts in {"old": {"a": CUT}, "new": {"a": CUT, "b": OTHER_CUT}}.items():
        (home / f"{name}-articles").mkdir()
        for stem, text in texts.items():
            (home / f"{name}-articles" / f"{stem}.txt").write_text(text, "utf-8")
        tables = home / "old" / "tables" if name == "old" else home / "new"
        shutil.copytree(build_cached([home / f"{name}-articles"], topic), tables)
    return home


@pytest.fixture
def diff(runs, monkeypatch, capsys):
    """Run the command on two runs; its exit code and what it says."""

    def run(*more, old="old", new="new"):
        monkeypatch.setattr(sys, "argv", ["yomikurabe", "diff", *map(str, (runs / old, runs / new, *more))])
        with pytest.raises(SystemExit) as stopped:
            main()
        return Done(stopped.value.code, *capsys.readouterr())

    return run


def test_the_command_tells_what_changed_and_writes_the_table_and_the_feed(diff, tmp_path):
    done = diff("--csv", tmp_path / "out" / "changes.csv", "--atom", tmp_path / "out" / "changes.atom")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Since the last run: 1 new conflict")
    assert (tmp_path / "out" / "changes.csv").read_text("utf-8-sig").startswith("kind,news,what,")
    assert parsed((tmp_path / "out" / "changes.atom").read_bytes()).tag.endswith("feed")


def test_the_exit_code_alerts_to_what_is_new(diff):
    assert diff("--fail-on", "conflict").returncode == 1
    assert diff("--fail-on", "finding", "--fail-on", "article").returncode == 1
    assert diff("--fail-on", "finding").returncode == 0
    assert diff("--fail-on", "conflict", old="new", new="old").returncode == 0
    same = [part for kind in KINDS for part in ("--fail-on", kind)]
    done = diff(*same, "--lang", "ja", old="new")
    assert (done.returncode, done.stdout) == (0, "前回の実行から変わったことはありません。\n")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"old": "nowhere"}, "there is no folder"),
        ({"new": "new-articles"}, "there are no tables in it"),
    ],
)
def test_what_can_t_be_read_is_told_in_one_line(diff, more, said):
    done = diff(**more)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


@pytest.mark.parametrize("given", [("--fail-on", "conflicts"), ("--lang", "fr"), ("--topic", "nope")])
def test_an_option_that_can_t_be_used_is_told_in_one_line(diff, given):
    done = diff(*given)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_run_of_another_topic_is_refused(runs, tmp_path):
    shutil.copytree(runs / "old", tmp_path / "run")
    (tmp_path / "run" / "run.json").write_text('{"topic": {"name": "/srv/topics/rice"}}', "utf-8")
    with pytest.raises(InputError, match="it was built with the topic '/srv/topics/rice', not with 'ai-chips'"):
        open_run(tmp_path / "run", load_topic("ai-chips"))


def test_a_report_s_folder_means_its_latest_run(runs, tmp_path):
    shutil.copytree(runs / "old", tmp_path / "reports" / "latest")
    assert find_run(tmp_path / "reports", load_topic("ai-chips")) == tmp_path / "reports" / "latest" / "tables"


def test_tables_of_another_version_are_refused(runs, tmp_path):
    topic = load_topic("ai-chips")
    tables = shutil.copytree(runs / "new", tmp_path / "tables")
    events = pq.read_table(tables / "events.parquet")
    pq.write_table(events.drop(["status"]), tables / "events.parquet")
    with pytest.raises(InputError, match=r"events\.parquet is of another version: .*status"):
        open_run(tmp_path, topic)
    (tables / "events.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"events\.parquet can't be read"):
        open_run(tmp_path, topic)
    (tables / "events.parquet").unlink()
    with pytest.raises(InputError, match=r"events\.parquet is missing"):
        open_run(tmp_path, topic)
