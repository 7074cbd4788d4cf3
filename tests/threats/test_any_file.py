"""T31: whatever bytes are brought in, they are read or refused in words; nothing else comes of it, and it takes no long time.

The files are made by chance from what such files hold, and by altering whole ones; the same ones in every run.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import bombs
import handing
import participant
import pytest
import small_extract
import zips
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.kind import Material
from permanence_lib.kinds.chronology.model import Definition as Chronology
from permanence_lib.kinds.chronology.model.sheets import read_file as read_sheets
from permanence_lib.kinds.delay_timeline.model.episodes import read_rows
from permanence_lib.portfolio import archive
from permanence_lib.portfolio.before import share
from permanence_lib.portfolio.certificate import reading
from permanence_lib.portfolio.evaluation import given as evaluation
from permanence_lib.portfolio.packs import returned
from permanence_lib.store import open_store

DEFINITION = Chronology.model_validate(
    {"kind": "chronology", "title": "T", "purpose": "P", "prompt": "Q", "minutes": 5}
)
NEVER = ("Traceback", "Error:", "site-packages", "/home/", "Exception")
#: The same files in every run, and an end: a slow computer tries fewer in no case.
bounded = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)  # fmt: skip
ODD = st.sampled_from(
    [
        "",
        "=1+1",
        "NA",
        "\x00",
        "\ufeff",
        '"',
        ",",
        "\t",
        "'",
        "\ud7ff",
        "é" * 20,
        "9" * 400,
        "31/02/2024",
        "2024-13-45",
        "<a>",
        "../x",
        "\r",
    ]
)
CELL = st.one_of(ODD, st.text(max_size=12))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), CELL),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(CELL, inner, max_size=4)),
    max_leaves=12,
)


def harmless(read: Callable[[], object]) -> None:
    """It is read, or refused as a file that cannot be: in words for whoever chose it."""
    said = "read"
    try:
        read()
    except UnreadableFile as refused:
        said = str(refused)
    assert said.strip()
    assert not [word for word in NEVER if word in said]


def altered(whole: bytes, data: st.DataObject) -> bytes:
    """A whole file with bytes changed, cut out, put in, or cut off at the end."""
    made = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(made) - 1)))
        way = data.draw(st.sampled_from(["change", "cut", "put", "end"]))
        if way == "change" and made:
            made[at] ^= data.draw(st.integers(1, 255))
        elif way == "cut":
            del made[at : at + data.draw(st.integers(1, 40))]
        elif way == "put":
            made[at:at] = data.draw(st.binary(max_size=40))
        else:
            del made[at:]
    return bytes(made)


@pytest.fixture(scope="module")
def sent(content: Content) -> Iterator[tuple[dict[str, Any], bytes, bytes]]:
    """The packs of a small workbook by id, an honest answer to one, and the whole workbook as a file."""
    store = open_store("sqlite://")
    desk = participant.study(store, content, ["w07"])
    record = handing.made(desk, "w07", "w07a2@1")
    yield {record["sent"]["id"]: record}, handing.file(handing.answered(record)), archive.everything(desk)
    store.close()


@bounded
@given(data=st.data())
def test_t31_any_portfolio_file_is_read_or_refused_in_words(
    sent: tuple[Any, bytes, bytes], data: st.DataObject
) -> None:
    """Altered as a whole, or in one of its parts with everything counted anew."""
    whole = sent[2]
    if data.draw(st.booleans()):
        hostile = altered(whole, data)
    else:
        hostile = zips.with_records(whole, lambda records: _spoil(data.draw(st.sampled_from(records)), data))
    harmless(lambda: archive.read(hostile))


def _spoil(record: dict[str, Any], data: st.DataObject) -> None:
    record[data.draw(st.sampled_from([*record, "more"]))] = data.draw(JSON)


@bounded
@given(data=st.data())
def test_t31_any_return_of_an_authority_is_read_or_refused_in_words(content: Content, data: st.DataObject) -> None:
    """CSV, XML and zip: altered, or rows of anything under the right headings."""
    name = data.draw(st.sampled_from(["episodes.csv", "return.xml", "all.zip"]))
    head = data.draw(st.sampled_from([small_extract.EPISODES, small_extract.HEADER, small_extract.AD1]))
    rows = data.draw(st.lists(st.lists(CELL, max_size=14), max_size=5))
    table = "\r\n".join([head, *(",".join(row) for row in rows)]).encode("utf-8", "replace")
    xml = f"<EXPSSDA903><CHILD><HEADER><CHILD>{data.draw(CELL)}</CHILD></HEADER></CHILD></EXPSSDA903>".encode(
        "utf-8", "replace"
    )
    whole = {"episodes.csv": table, "return.xml": xml, "all.zip": bombs.zipped({"episodes.csv": table})}[name]
    hostile = altered(whole, data) if data.draw(st.booleans()) else whole
    harmless(lambda: small_extract.read({name: hostile}, content))


@bounded
@given(data=st.data())
def test_t31_any_table_is_read_or_refused_in_words(content: Content, data: st.DataObject) -> None:
    """Pasted or chosen for the timeline of one child."""
    assert content.ssda903
    head = data.draw(st.sampled_from([small_extract.EPISODES, small_extract.REVIEWS, small_extract.AD1, "a,b", ""]))
    sign = data.draw(st.sampled_from([",", "\t"]))
    rows = data.draw(st.lists(st.lists(CELL, max_size=14), max_size=5))
    text = "\n".join([head.replace(",", sign), *(sign.join(row) for row in rows)])
    harmless(lambda: read_rows(text, content.ssda903))
    harmless(
        lambda: read_sheets(DEFINITION, Material(ssda903=content.ssda903), "rows.csv", text.encode("utf-8", "replace"))
    )


def test_t31_a_cell_without_end_is_refused_in_words(content: Content) -> None:
    """Longer than a reader of tables takes."""
    assert content.ssda903
    with pytest.raises(UnreadableFile, match="cannot be told apart"):
        read_rows(f'{small_extract.EPISODES}\n"{"x" * 200_000}"', content.ssda903)


PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "[Content_Types].xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
]


def test_t31_a_workbook_packed_by_a_program_to_come_is_refused_in_words() -> None:
    """The zip says that it needs a later reader of zips."""
    made = bytearray(bombs.book([["Date", "What happened"]]))
    made[made.index(b"PK\x01\x02") + 6] = 156
    with pytest.raises(UnreadableFile, match="not an Excel workbook"):
        read_sheets(DEFINITION, Material(), "rows.xlsx", bytes(made))


@bounded
@given(data=st.data())
def test_t31_any_workbook_of_excel_is_read_or_refused_in_words(data: st.DataObject) -> None:
    """The whole file altered, or one of its parts inside a sound one."""
    whole = bombs.book([["Date", "What happened"], ["1/2/2025", 7], [None, "=1+1"]])
    if data.draw(st.booleans()):
        hostile = altered(whole, data)
    else:
        part = data.draw(st.sampled_from(PARTS))
        with zipfile.ZipFile(io.BytesIO(whole)) as book:
            hostile = bombs.book_with(part, altered(book.read(part), data))
    harmless(lambda: read_sheets(DEFINITION, Material(), "rows.xlsx", hostile))


@bounded
@given(data=st.data())
def test_t31_any_answer_of_a_manager_is_read_or_refused_in_words(
    sent: tuple[Any, bytes, bytes], data: st.DataObject
) -> None:
    """Altered letter by letter, or with anything in the place of one of its parts."""
    packs, whole, _ = sent
    if data.draw(st.booleans()):
        hostile = altered(whole, data)
    else:
        value = json.loads(whole)
        value[data.draw(st.sampled_from([*value, "more"]))] = data.draw(JSON)
        hostile = json.dumps(value).encode("utf-8", "surrogatepass")
    harmless(lambda: returned.read(hostile, packs, participant.AFTERWARDS))


SMALL: dict[str, Callable[[bytes], object]] = {
    "before a workshop": lambda content: share.read(content, "a.json", "w18"),
    "evaluation": lambda content: evaluation.read(content, "a.json"),
    "certificate": reading.read,
}


@pytest.mark.parametrize("sort", SMALL)
@bounded
@given(
    content=st.one_of(
        st.binary(max_size=200), JSON.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass"))
    )
)
def test_t31_any_small_file_is_read_or_refused_in_words(sort: str, content: bytes) -> None:
    """What a room, a cohort or a reader of certificates is handed."""
    harmless(lambda: SMALL[sort](content))
    harmless(lambda: SMALL[sort](b"[" * 5000 + content))
