"""Articles at addresses: the same tables as those of a folder, and refusals in one line."""

import zipfile
from pathlib import Path

import fsspec
import pytest

import yomikurabe as yk
from yomikurabe.errors import InputError
from yomikurabe.read import Limits, ReadError, find_sources, ingest_row, load_source

RICE = Path(__file__).parents[1] / "rice"


@pytest.fixture
def address():
    memory = fsspec.filesystem("memory")
    memory.put(str(RICE / "articles"), "/rice", recursive=True)
    memory.pipe("/rice/.hidden.txt", b"no article")
    memory.pipe("/rice/notes.pdf", b"%PDF")
    yield "memory://rice"
    memory.rm("/rice", recursive=True)


def test_what_lies_at_an_address_is_offered_as_what_lies_in_a_folder(address):
    local, _ = find_sources([RICE / "articles"])
    remote, refused = find_sources([address])
    assert [load_source(one) for one in remote] == [load_source(one) for one in local]
    assert {row.path: (row.status, row.reason) for row in refused if row.reason != "sidecar"} == {
        ".hidden.txt": ("skipped", "hidden"),
        "notes.pdf": ("skipped", "kind"),
    }


def test_a_corpus_is_loaded_from_an_address_and_from_an_archive(address, tmp_path):
    with zipfile.ZipFile(tmp_path / "rice.zip", "w") as archive:
        for path in sorted((RICE / "articles").iterdir()):
            archive.write(path, f"articles/{path.name}")
    topic = str(RICE / "topic")
    local = yk.load(RICE / "articles", topic=topic)
    for place in (address, f"zip://articles::file://{tmp_path}/rice.zip"):
        remote = yk.load(place, topic=topic)
        assert remote.mentions.equals(local.mentions)
        assert remote.documents.equals(local.documents)


def test_a_file_that_vanishes_or_is_too_large_gets_its_row(address):
    memory = fsspec.filesystem("memory")
    memory.pipe("/rice/gone.txt", b"x")
    memory.pipe("/rice/large.txt", b"x" * 1000)
    offered = {one.path: one for one in find_sources([address])[0]}
    memory.rm("/rice/gone.txt")
    for path, reason in (("gone.txt", "vanished"), ("large.txt", "too-large")):
        with pytest.raises(ReadError) as error:
            load_source(offered[path], Limits(max_bytes=500))
        assert ingest_row(offered[path], error.value).reason == reason


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("memory://nowhere", "memory://nowhere: there is no such folder; give the folder that holds the articles"),
        ("nonsense://x", "nonsense://x: can't be opened: Protocol not known: nonsense"),
    ],
)
def test_an_address_that_can_t_be_opened_is_told_in_one_line(place, said):
    with pytest.raises(InputError) as error:
        yk.load(place)
    assert str(error.value).startswith(said)
