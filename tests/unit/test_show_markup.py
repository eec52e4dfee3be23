"""Articles' words on a page: always text, never markup; marks where the spans say."""

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yomikurabe.markup import (
    Span,
    element,
    escape,
    join,
    mark,
    page_link,
    page_name,
    place,
    source_address,
)
from yomikurabe.show.figures import escape_label, hover, label, lane_label, width
from yomikurabe.show.linking import Links
from yomikurabe.show.notebook_html import script_json


def text_of(markup):
    return unescape(re.sub(r"<[^>]*>", "", markup))


def test_markup_of_ours_stays_and_that_of_articles_becomes_text():
    assert element("td", "<b>", element("i", "x & y")) == "<td>&lt;b&gt;<i>x &amp; y</i></td>"
    assert element("a", "x", href='"><script>', class_="out", lang=None) == (
        '<a href="&quot;&gt;&lt;script&gt;" class="out">x</a>'
    )
    assert join(["<", escape("<")], ", ") == "&lt;, &lt;"


def test_characters_that_act_on_the_page_are_left_out():
    assert escape("a\u202eb\u200bc\x00d\ud800e") == "abcde"
    assert escape("一\u3000二\n三") == "一\u3000二 三"
    assert escape(None) == escape(float("nan")) == ""


def test_spans_are_marked_in_place_and_nested():
    spans = [Span(12, 18, "quote", "彼"), Span(14, 16, "mention")]
    assert mark("「今年は豊作だ」と", spans, 10) == (
        '「今<mark class="quote" title="彼">年は<mark class="mention">豊作</mark>だ」</mark>と'
    )


def test_of_spans_that_cross_the_later_goes_on_alone_and_one_that_reaches_out_is_left_aside():
    marked = mark("abcdef", [Span(0, 3, "x"), Span(2, 5, "y"), Span(4, 9, "z")])
    assert marked == '<mark class="x">ab<mark class="y">c</mark></mark><mark class="y">de</mark>f'


spans = st.builds(Span, st.integers(-2, 30), st.integers(-2, 30), st.sampled_from(["a", "b"]))


@given(st.text(alphabet="米の<&>\"'x1", max_size=25), st.lists(spans, max_size=8), st.integers(0, 3))
def test_marking_never_changes_the_text_and_closes_what_it_opens(text, found, offset):
    marked = mark(text, found, offset)
    assert text_of(marked) == text
    assert marked.count("<mark") == marked.count("</mark>")


@pytest.mark.parametrize("doc_id", ["003_59e3", "記事-1", "a.b"])
def test_a_plain_name_is_the_page_s_name(doc_id):
    assert page_name(doc_id) == f"{doc_id}.html"


def test_any_other_name_gets_a_safe_and_own_one():
    names = {page_name(d) for d in ['a"b', "a'b", "a/b", "a\nb", ".hidden", "x" * 200, "\ud800", "<script>"]}
    assert len(names) == 8
    assert all(re.fullmatch(r"\w[\w.-]{0,75}\.html", name) for name in names)


def test_places_become_links_in_a_report_and_nothing_else_does():
    body = f"<p>{place('<003>', '記事', '記事#s41')} {page_link('Timeline', '01_timeline')}</p>"
    links = Links()
    assert links.link(body, "01_timeline.html", "Timeline") == (
        '<p><a class="place" id="r1" href="sources/%E8%A8%98%E4%BA%8B.html#s41">&lt;003&gt;</a> '
        '<a class="place" href="01_timeline.html">Timeline</a></p>'
    )
    hostile = '<span class="place" data-at="javascript:alert(1)">x</span>'
    assert links.link(hostile, "01_timeline.html", "Timeline") == hostile
    assert links.uses("%E8%A8%98%E4%BA%8B.html") == {"s41": [("01_timeline.html", "Timeline", "r1", 1)]}
    assert source_address("a b", "a b#s0").startswith("sources/a_b-")


class Scripts(HTMLParser):
    """What a browser takes for the content of script elements, and every other element that it meets."""

    def __init__(self, page):
        super().__init__()
        self.contents, self.others = [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.contents.append("")
        else:
            self.others.append(tag)

    def handle_data(self, data):
        if self.contents:
            self.contents[-1] += data


PIECES = st.sampled_from(["</script>", "</SCRIPT ", "<!--", "-->", "<script>", "<b>", "&lt;", "\u2028", "\\", '"', "x"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_json_can_not_end_its_script_nor_be_read_otherwise(text):
    written = script_json({"x": text})
    scripts = Scripts(f"<script>{written}</script>")
    assert scripts.others == []
    assert json.loads(scripts.contents[0]) == {"x": text}
    assert not re.search(r"</|<!|<s|[\u2028\u2029]", written, re.IGNORECASE)


def test_plotly_is_given_text_that_it_can_t_read_as_markup():
    assert escape_label('<a href="x">&lt;') == '&lt;a href="x"&gt;&amp;lt;'
    assert hover("<i>", "b") == "<b>&lt;i&gt;</b><br>b"


def test_long_labels_are_cut_or_set_in_two_lines():
    assert label("長い名前" * 10) == "長い名前長い名前長い名前長い…"
    assert lane_label("Ministry of Agriculture and Forestry") == "Ministry of Agriculture<br>and Forestry"


@given(st.text(max_size=120))
def test_a_hover_text_holds_no_markup_but_line_ends_and_its_first_line(text):
    left = hover("x", text).replace("<br>", "").replace("<b>x</b>", "", 1)
    assert "<" not in left
    assert ">" not in left


@given(st.text(max_size=80), st.integers(4, 40))
def test_a_label_is_never_wider_than_asked(text, columns):
    assert width(unescape(label(text, columns))) <= columns
