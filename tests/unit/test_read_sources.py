"""Folders as people keep them: what is an article, what isn't, and why; nothing hostile stops the rest."""

import os
import pickle
from pathlib import Path

import pytest

from yomikurabe.errors import InputError
from yomikurabe.messages import render
from yomikurabe.read import Limits, ReadError, Source, find_sources, ingest_row, load_source, read_article
from yomikurabe.tables import Ingest

TEXT = "雨は夕方までに上がり、気温は20度まで上がる見込みだという。\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def reasons(rows: list[Ingest]) -> dict[str, tuple[str, str | None]]:
    return {row.path: (row.status, row.reason) for row in rows}


def test_articles_are_found_in_folders_inside_sorted_by_path(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt=TEXT, a__c_dot_md=TEXT, a__d_dot_HTML="<p>雨</p>", z_dot_pdf="%PDF", _dot_hidden=TEXT)
    offered, refused = find_sources([tmp_path])
    assert [(one.path, one.doc_id) for one in offered] == [("a/c.md", "c"), ("a/d.HTML", "d"), ("b.txt", "b")]
    assert reasons(refused) == {".hidden": ("skipped", "hidden"), "z.pdf": ("skipped", "kind")}


def test_files_that_share_a_stem_get_their_path_as_id(tmp_path: Path) -> None:
    write(tmp_path, one__a_dot_txt=TEXT, two__a_dot_txt=TEXT, b_dot_txt=TEXT)
    assert [one.doc_id for one in find_sources([tmp_path])[0]] == ["b", "one--a.txt", "two--a.txt"]


def test_several_folders_are_one_corpus_each_with_its_own_sources_csv(tmp_path: Path) -> None:
    write(tmp_path / "x", a_dot_txt=TEXT, sources_dot_csv="file,label\na.txt,first\n")
    write(tmp_path / "y", a_dot_txt=TEXT, sources_dot_csv="file,label\na.txt,second\n")
    offered, refused = find_sources([tmp_path / "x", tmp_path / "y"])
    assert [(one.path, one.doc_id, one.sidecar and one.sidecar.label) for one in offered] == [
        ("x/a.txt", "x--a.txt", "first"),
        ("y/a.txt", "y--a.txt", "second"),
    ]
    assert [row.path for row in refused] == ["x/sources.csv", "y/sources.csv"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        find_sources([tmp_path / "missing"])
    with pytest.raises(InputError, match="no folder"):
        find_sources([write(tmp_path, a_dot_txt=TEXT) / "a.txt"])


def test_links_that_loop_leave_or_break_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    home = write(tmp_path / "home", a_dot_txt=TEXT)
    outside = write(tmp_path / "other", secret_dot_txt=TEXT)
    (home / "loop.txt").symlink_to(home / "loop.txt")
    (home / "up").symlink_to(home)
    (home / "out.txt").symlink_to(outside / "secret.txt")
    (home / "broken.txt").symlink_to(home / "nowhere.txt")
    (home / "again.txt").symlink_to(home / "a.txt")
    offered, refused = find_sources([home])
    assert [one.path for one in offered] == ["a.txt"]
    assert reasons(refused) == {
        "again.txt": ("skipped", "link-inside"),
        "broken.txt": ("rejected", "link-broken"),
        "loop.txt": ("rejected", "link-loop"),
        "out.txt": ("rejected", "link-outside"),
        "up": ("rejected", "link-loop"),
    }


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path, a_dot_txt=TEXT)
    offered, refused = find_sources([tmp_path])
    assert [one.path for one in offered] == ["a.txt"]
    assert reasons(refused) == {"pipe.txt": ("rejected", "not-a-file")}
    late = offered[0]._replace(file=tmp_path / "pipe.txt")
    with pytest.raises(ReadError) as error:
        load_source(late)
    assert error.value.reason == "not-a-file"


@pytest.mark.parametrize(
    "name", ["a'b\"c.txt", "new\nline.txt", "<script>alert(1)<.txt", "雨 と 風.txt", "a..b.txt", "a#b1.txt"]
)
def test_any_name_makes_an_id_and_a_row(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, "utf-8")
    (one,), _ = find_sources([tmp_path])
    source = load_source(one)
    row = ingest_row(source, read_article(source).document)
    assert (row.path, row.doc_id, row.status) == (name, name.removesuffix(".txt"), "ok")


def test_a_name_that_is_no_unicode_is_shown_with_escapes(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as file:
        file.write(TEXT.encode())
    (one,), _ = find_sources([tmp_path])
    assert one.path == "caf\\xe9.txt"
    assert load_source(one).data == TEXT.encode()


def test_a_file_that_vanishes_or_is_too_large_gets_its_row(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=TEXT, b_dot_txt=TEXT * 10)
    gone, large = find_sources([tmp_path])[0]
    gone.file.unlink()
    rows = []
    for one in (gone, large):
        with pytest.raises(ReadError) as error:
            load_source(one, Limits(max_bytes=200))
        rows.append(ingest_row(one, error.value))
    assert [(row.path, row.status, row.reason) for row in rows] == [
        ("a.txt", "rejected", "vanished"),
        ("b.txt", "rejected", "too-large"),
    ]
    assert "200 are read (max_bytes)" in (render(rows[1].note) or "")


def test_a_line_or_a_number_of_lines_beyond_the_limits_is_refused_with_the_limit() -> None:
    long = Source("a.txt", "a", b"a" * 60 + b"\n" + TEXT.encode())
    with pytest.raises(ReadError, match="at most 50 are read") as error:
        read_article(long, Limits(max_line=50))
    assert error.value.reason == "long-line"
    with pytest.raises(ReadError, match="more than 3 lines"):
        read_article(Source("a.txt", "a", TEXT.encode() * 4), Limits(max_lines=3))


def test_characters_that_turn_the_writing_are_read_and_noted(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="値段は\u202e001\u202c円である。今年は去年より安いとみられている。\n")
    (one,), _ = find_sources([tmp_path])
    row = ingest_row(one, read_article(load_source(one)).document)
    assert (row.status, row.reason, render(row.note)) == (
        "ok",
        None,
        "the text has 2 characters that turn the direction of writing",
    )


@pytest.mark.parametrize(
    ("table", "reason", "said"),
    [
        ("name,date\na.txt,2025\n", "sidecar-column", "no column file"),
        ("file,published\na.txt,2025-13-01\n", "sidecar-cell", "row 2, column published: “2025-13-01”"),
        ("file,published\na.txt,yesterday\n", "sidecar-cell", "column published"),
        ("file,published\na.txt,2025-05-02/2025-05-01\n", "sidecar-cell", "column published"),
        ("file,label\na.txt,x\na.txt,y\n", "sidecar-cell", "row 3, column file: “a.txt”"),
        ('file,label\n"a.txt,x\n', "sidecar-unreadable", "list of sources can't be read"),
        ("", "sidecar-unreadable", "no text"),
    ],
)
def test_a_broken_sources_csv_is_refused_and_its_articles_go_on(
    tmp_path: Path, table: str, reason: str, said: str
) -> None:
    write(tmp_path, a_dot_txt=TEXT, sources_dot_csv=table)
    offered, (row,) = find_sources([tmp_path])
    assert [one.path for one in offered] == ["a.txt"]
    assert (row.path, row.status, row.reason) == ("sources.csv", "rejected", reason)
    assert said in (render(row.note) or "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_sources_csv_from_a_spreadsheet_is_read(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, a_dot_txt=TEXT)
    table = "file,label,publisher,published,basis\r\na.txt,雨,天気新聞,2025-05,月だけ\r\n"
    (tmp_path / "sources.csv").write_bytes(table.encode(encoding))
    (one,), (row,) = find_sources([tmp_path])
    document = read_article(load_source(one)).document
    assert (row.status, row.reason) == ("skipped", "sidecar")
    assert (document.label, document.publisher, document.published, document.published_basis) == (
        "雨",
        "天気新聞",
        None,
        "sidecar",
    )
    assert (str(document.published_earliest), str(document.published_latest)) == ("2025-05-01", "2025-05-31")


def test_a_refusal_travels_between_processes() -> None:
    error = ReadError("too-large", where="a.txt", n=3, limit=2)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(copy), copy.reason, copy.note) == (str(error), error.reason, error.note)
