"""Loading the reference tables of chips refuses what breaks their rules, by file, row and column."""

import pytest

from yomikurabe.errors import TopicError
from yomikurabe.topic import load_topic

ENTITIES = "entity_id,kind,name_ja,name_en\nplum,chip,プラム,Plum\npear,chip,ナシ,Pear\nacme,company,アクメ,Acme\n"
ATTRIBUTES = """attribute,kind,unit,label_en,label_ja,lowest,highest,bits,bases
rate,number,TFLOPS,rate,速度,1,1000,16,dense|sparse
memory,number,GB,memory,容量,1,4000,,
born,day,,born,誕生,,,,
"""
CELLS = "chip_id,attribute,value,unit,basis,confidence,variant\n"
RULES = "rule_id,label_en,label_ja,starts,ends,threshold,status,makers,confidence\n"
LINEAGE = "chip_id,relation,of_id,confidence\n"


@pytest.fixture
def topic(tmp_path):
    def write(**files):
        (tmp_path / "topic.toml").write_text('title_en = "Fruit"\ntitle_ja = "果物"\nbase = []\n', "utf-8")
        for name, text in {"entities": ENTITIES, "attributes": ATTRIBUTES, **files}.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return load_topic(str(tmp_path))

    return write


def test_a_table_that_keeps_the_rules_is_loaded(topic):
    loaded = topic(
        chip_specs=CELLS + "plum,rate,500,TFLOPS,dense,one_source,\nplum,rate,1000,TFLOPS,sparse,one_source,\n"
        "plum,rate,1,PFLOPS,dense,one_source,big\nplum,memory,,GB,,unverified,\nplum,born,2024-Q2,,,one_source,\n",
        export_rules=RULES + "small,Small,小,2024-01-01,,rate >= 4 and memory < 90,licence,acme,one_source\n",
        lineage=LINEAGE + "plum,successor,pear,one_source\n",
    )
    assert (len(loaded.chip_specs), len(loaded.export_rules), len(loaded.lineage)) == (5, 1, 1)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("plum,colour,1,GB,,one_source,\n", "row 2, column attribute: 'colour' is no known attribute (allowed: rate"),
        ("plum,memory,80,furlong,,one_source,\n", "row 2, column unit: 'furlong' is no known unit (allowed: GB)"),
        ("plum,memory,80,,,one_source,\n", "row 2, column unit: '' is no known unit (allowed: GB)"),
        ("plum,memory,80,TB/s,,one_source,\n", "row 2, column unit: 'TB/s' is no unit of memory (allowed: GB)"),
        ("plum,memory,-80,GB,,one_source,\n", "row 2, column value: '-80' GB can't be (allowed: 1 to 4000 GB)"),
        ("plum,memory,80,TB,,one_source,\n", "row 2, column value: '80' TB can't be (allowed: 1 to 4000 GB)"),
        ("plum,memory,nan,GB,,one_source,\n", "row 2, column value: 'nan' GB can't be"),
        ("plum,memory,lots,GB,,one_source,\n", "row 2, column value: 'lots' is no number"),
        ("plum,memory,=2*40,GB,,one_source,\n", "row 2, column value: '=2*40' is a formula"),
        (
            "plum,rate,500,TFLOPS,roughly,one_source,\n",
            "row 2, column basis: 'roughly' is no basis of rate (allowed: d",
        ),
        ("plum,rate,500,TFLOPS,dense,hearsay,\n", "row 2, column confidence: 'hearsay'"),
        ("plum,born,yesterday,,,one_source,\n", "row 2, column value: 'yesterday' is no day (allowed: YYYY, YYYY-Qn"),
        ("fig,memory,80,GB,,one_source,\n", "row of memory, column chip_id: 'fig' is no known row"),
    ],
)
def test_a_broken_cell_is_told_by_file_row_and_column(topic, cells, told):
    with pytest.raises(TopicError) as caught:
        topic(chip_specs=CELLS + cells)
    assert f"chip_specs.csv, {told}" in str(caught.value)


@pytest.mark.parametrize("twice", ["800", "801"])
def test_a_sparse_rate_given_as_dense_is_refused(topic, twice):
    rows = f"plum,rate,400,TFLOPS,dense,one_source,\nplum,rate,{twice},TFLOPS,dense,conflict,\n"
    with pytest.raises(TopicError, match=rf"row 3, column basis: {twice} is twice 400, so no dense figure; call it sp"):
        topic(chip_specs=CELLS + rows)


@pytest.mark.parametrize(
    "other",
    [
        "plum,rate,1000,TFLOPS,sparse,one_source,",
        "plum,rate,1000,TFLOPS,dense,one_source,two dies",
        "pear,rate,1000,TFLOPS,dense,one_source,",
        "plum,rate,980,TFLOPS,dense,conflict,",
    ],
)
def test_another_basis_variant_or_chip_may_be_twice_as_fast(topic, other):
    assert topic(chip_specs=f"{CELLS}plum,rate,500,TFLOPS,dense,one_source,\n{other}\n").chip_specs


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            "small,Small,小,2024-01-01,,rate >=,licence,,one_source\n",
            "row 2, column threshold: 'rate >=' is no expression",
        ),
        (
            "small,Small,小,2024-01-01,,colour > 2,licence,,one_source\n",
            "row 2, column threshold: 'colour' is no attribute",
        ),
        (
            "small,Small,小,2024-01-01,,born > 2,licence,,one_source\n",
            "row 2, column threshold: 'born' is no attribute with",
        ),
        ("small,Small,小,someday,,rate > 2,licence,,one_source\n", "row 2, column starts: 'someday'"),
        ("small,Small,小,2024-01-01,,rate > 2,maybe,,one_source\n", "row 2, column status: 'maybe'"),
        ("small,Small,小,2024-01-01,,rate > 2,licence,nobody,one_source\n", "column makers: 'nobody' is no known row"),
    ],
)
def test_a_broken_rule_is_told_by_file_row_and_column(topic, rule, told):
    with pytest.raises(TopicError) as caught:
        topic(export_rules=RULES + rule)
    assert "export_rules.csv, " in str(caught.value)
    assert told in str(caught.value)


def test_an_attribute_with_an_unknown_unit_and_a_wrong_relation_are_refused(topic):
    with pytest.raises(TopicError, match=r"attributes\.csv, row 2, column unit: 'furlong' is no known unit"):
        topic(attributes="attribute,kind,unit,label_en,label_ja\nlength,number,furlong,length,長さ\n")
    with pytest.raises(TopicError, match=r"lineage\.csv, row 2, column relation: 'cousin'"):
        topic(lineage=LINEAGE + "plum,cousin,pear,one_source\n")
