"""What holds of every chronology: dates, order and gaps, and that a file read back is the chronology it came from."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permanence_lib.kind import Material
from permanence_lib.kinds.chronology.documents import csv_file, excel
from permanence_lib.kinds.chronology.model import (
    Definition,
    Entry,
    Response,
    When,
    gaps_in,
    in_order,
    read_when,
    say_when,
)
from permanence_lib.kinds.chronology.model.moments import NO_DATE, SEASONS, days_meant_by
from permanence_lib.kinds.chronology.model.readback import LOOKS, findings
from permanence_lib.kinds.chronology.model.sheets import read_file
from permanence_lib.kinds.chronology.model.timetable import due_day

KIND = Path(__file__).resolve().parent.parent.parent / "permanence_lib" / "kinds" / "chronology"
SETTLED = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
WRITTEN = {
    "what",
    "meaning",
    "analysis",
    "source",
    "said_by",
    "written",
    "child_words",
    "pen",
    "category",
    "from_event",
}
DEFINITION = Definition.model_validate(
    {
        "kind": "chronology", "title": "T", "purpose": "P", "prompt": "Q", "minutes": 5,
        "fields": [{"id": "response", "question": "What was done, and by whom?"}],
    }
)  # fmt: skip

days = st.dates(date(1950, 1, 1), date(2049, 12, 31))
#: Words as people and machines write them: formula signs, quotation marks, separators, other alphabets, several lines.
words = st.text(st.sampled_from("abcÅé مr👩;,\t\n\"'=+-@/ ?0159"), max_size=24).map(str.strip)
said = words.filter(bool)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A date as far as it is known."""
    day, known = draw(days), draw(st.sampled_from(["day", "month", "season", "year", "none"]))
    season = draw(st.sampled_from(sorted(SEASONS)))
    boxes = {"day": str(day.day), "month": str(day.month), "year": str(day.year), "season": season, "known": known}
    return When.model_validate(boxes) if known != "none" else NO_DATE


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Up to six entries, some of them going on for a while."""
    made = []
    for n in range(draw(st.integers(0, 6))):
        when = draw(whens())
        until = draw(whens()) if when.known != "none" and draw(st.booleans()) else NO_DATE
        ends, begins = read_when(until)["last"], read_when(when)["first"]
        until = until if ends and begins and ends >= begins else NO_DATE
        texts = {name: draw(words) for name in WRITTEN - {"what"}}
        tags = tuple(dict.fromkeys(draw(st.lists(said.filter(lambda tag: ";" not in tag), max_size=2))))
        made.append(
            Entry(
                id=f"n{n + 1}", when=when, until=until, what=draw(said), order=n, tags=tags, **texts,
                significance=draw(st.sampled_from(["", "High", "Some", "Background"])),
                first_hand=draw(st.sampled_from(["", "first", "repeated", "unclear"])),
                more={"response": draw(words)},
            )
        )  # fmt: skip
    return tuple(made)


@pytest.fixture(scope="module")
def in_browser() -> Iterator[Callable[..., Any]]:
    """Calls a function of view.js or more.js by name, in one Node process for all examples."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    code = (
        f"import * as view from {json.dumps((KIND / 'view.js').as_uri())};"
        f"import * as more from {json.dumps((KIND / 'more.js').as_uri())};"
        "import {createInterface} from 'node:readline'; const module = {...view, ...more};"
        "for await (const line of createInterface({input: process.stdin}))"
        " { const [name, args] = JSON.parse(line); console.log(JSON.stringify(module[name](...args))); }"
    )
    run = subprocess.Popen(
        [node, "--input-type=module", "-e", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert run.stdin and run.stdout

    def call(name: str, *args: Any) -> Any:
        run.stdin.write(json.dumps([name, args]) + "\n")  # type: ignore[union-attr]
        run.stdin.flush()  # type: ignore[union-attr]
        return json.loads(run.stdout.readline())  # type: ignore[union-attr]

    yield call
    run.stdin.close()
    run.wait(timeout=5)


ASKED = {
    "significance": ["High", "Some", "Background"],
    "fields": [{"id": "response", "question": "What was done, and by whom?"}],
}


def same(entry: Entry) -> dict[str, Any]:
    """What is the same of two entries: their words, marks and the days they mean, however the boxes were filled."""
    kept = entry.model_dump(include=WRITTEN | {"tags", "significance", "first_hand"})
    spans = {name: (say_when(when), read_when(when)) for name, when in (("when", entry.when), ("until", entry.until))}
    return kept | spans | {"more": {name: text for name, text in entry.more.items() if text}}


def in_rows(chronology: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """The entries as they come in a file: in order, those without a date last."""
    order = in_order(chronology)
    by_id = {entry.id: entry for entry in chronology}
    return [same(by_id[name]) for name in (*order["dated"], *order["apart"])]


def taken(read: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries that were read, when nothing was left behind."""
    assert (read["problems"], read["notes"], read["doubts"]) == ([], [], {})
    return [same(Entry.model_validate(row)) for row in read["entries"]]


class TestRoundTrip:
    @SETTLED
    @given(chronology=entries())
    def test_a_csv_file_read_back_gives_the_same_chronology(
        self, chronology: tuple[Entry, ...], in_browser: Any
    ) -> None:
        """Every word, date, mark and answer, in the same order."""
        text = csv_file(DEFINITION, Response(entries=chronology), Material()).decode()
        assert taken(in_browser("readRows", text, ASKED)) == in_rows(chronology)

    @settings(SETTLED, max_examples=10)
    @given(chronology=entries())
    def test_an_excel_file_read_back_gives_the_same_chronology(
        self, chronology: tuple[Entry, ...], in_browser: Any
    ) -> None:
        """Through openpyxl both ways, and through the browser's reading of rows."""
        content = excel(DEFINITION, Response(entries=chronology), Material())
        (sheet,) = read_file(DEFINITION, Material(), "chronology.xlsx", content)["sheets"]
        text = in_browser("textOfSheet", sheet["rows"])
        assert taken(in_browser("readRows", text, ASKED)) == in_rows(chronology)

    @SETTLED
    @given(chronology=entries())
    def test_no_cell_of_a_csv_file_is_taken_for_a_formula(self, chronology: tuple[Entry, ...]) -> None:
        """Whatever was typed, no cell begins with a sign that a spreadsheet runs."""
        text = csv_file(DEFINITION, Response(entries=chronology), Material()).decode()
        cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


class TestDates:
    @SETTLED
    @given(when=whens(), until=whens())
    def test_what_went_on_never_ends_before_it_may_have_begun(self, when: When, until: When) -> None:
        """First, last and end stand in order, whatever the second date is."""
        if found := days_meant_by(when, until):
            first, last, end = found
            assert first <= last <= end

    @SETTLED
    @given(chronology=entries())
    def test_order_keeps_every_entry_once(self, chronology: tuple[Entry, ...]) -> None:
        """Nothing is lost or doubled, and first days never go back."""
        order = in_order(chronology)
        assert sorted([*order["dated"], *order["apart"]]) == sorted(entry.id for entry in chronology)
        firsts = [read_when(entry.when)["first"] for name in order["dated"] for entry in chronology if entry.id == name]
        assert firsts == sorted(firsts)  # type: ignore[type-var]

    @SETTLED
    @given(chronology=entries(), weeks=st.integers(1, 520))
    def test_nothing_sure_lies_in_a_gap(self, chronology: tuple[Entry, ...], weeks: int) -> None:
        """A gap is longer than was asked, and no entry known to the month falls into it; a longer measure finds no more."""
        found = gaps_in(chronology, weeks)
        for gap in found:
            start, end = date.fromisoformat(gap["start"]), date.fromisoformat(gap["end"])
            assert (end - start).days == gap["days"] > weeks * 7
            for entry in chronology:
                span = days_meant_by(entry.when, entry.until)
                if span and entry.when.known in ("day", "month"):
                    assert span[0] >= end or span[0] <= start
        assert len(gaps_in(chronology, min(520, weeks + 50))) <= len(found)

    @SETTLED
    @given(start=days, amount=st.integers(1, 60), unit=st.sampled_from(["days", "weeks", "months", "working_days"]))
    def test_limits_grow(self, start: date, amount: int, unit: str) -> None:
        """A longer limit is never due sooner, and working days are never counted short."""
        assert start < due_day(start, amount, unit) <= due_day(start, amount + 1, unit)
        if unit == "working_days":
            weekdays = sum(
                (start + timedelta(days=n)).weekday() < 5
                for n in range(1, (due_day(start, amount, unit) - start).days + 1)
            )
            assert weekdays >= amount


class TestReadingBack:
    @SETTLED
    @given(chronology=entries())
    def test_python_and_the_browser_find_the_same(self, chronology: tuple[Entry, ...], in_browser: Any) -> None:
        """Rule for rule, entry for entry, fact for fact; and every finding rests on entries that are there."""
        response = Response(entries=chronology, alias="Wren")
        found = json.loads(json.dumps(findings(DEFINITION, response, Material())))
        reads = DEFINITION.reads.model_dump(mode="json")
        born = response.born.model_dump(mode="json")
        assert in_browser("readBack", response.model_dump(mode="json"), reads, 6, "Wren", born, []) == found
        ids = {entry.id for entry in chronology}
        assert all(x["entries"] and set(x["entries"]) <= ids and x["rule"] in DEFINITION.reads.rules for x in found)
        assert len({x["key"] for x in found}) == len(found)
        assert LOOKS
