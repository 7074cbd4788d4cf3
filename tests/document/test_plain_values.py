"""Blocks as plain values: every sort comes back as it was, through JSON, and nothing that is none comes back at all."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from permanence_lib.document import html, plain_values
from permanence_lib.document.blocks import (
    Bar,
    Block,
    Chart,
    Checklist,
    Heading,
    Items,
    Line,
    Mark,
    Paragraph,
    Point,
    Quote,
    Space,
    Table,
)

_TABLE = Table("Waits", ("Step", "Days"), (("First", "3"), ("Second", "")), people=7)
_ALL: list[Block] = [
    Heading("One", 2), Paragraph("<b>Words</b>", lead="Said"), Quote("Two\nlines", by="Dee"), Items(("a", "b"), numbered=True),
    Checklist((("done", True), ("not", False))), _TABLE, Space(3),
    Chart("Bars", "Two bars.", _TABLE, bars=(Bar("A", 1.5, "1.5 days", was=2.0), Bar("B", 0, "-", drawn=False)), whole=2),
    Chart("Time", "A line.", _TABLE, marks=(Mark("born", 0, 0, "child", "on the first day"),), ticks=((0, "0"),), span=30),
    Chart("Years", "Up.", _TABLE, lines=(Line("All", (Point(1, "2020", 2.5, "2.5"), Point(2, "2021", None, "x", False))),)),
]  # fmt: skip


def test_every_sort_comes_back_as_it_was() -> None:
    assert {type(block) for block in _ALL} == set(get_args(Block))
    through = plain_values.blocks(json.loads(json.dumps(plain_values.of(_ALL))))
    assert through == _ALL and html.render(through) == html.render(_ALL)


@pytest.mark.parametrize(
    "value",
    [None, "Paragraph", {}, {"block": "Markup", "text": "x"}, {"block": ["Paragraph"]}, {"block": "Paragraph"},
     {"block": "Heading", "text": "x", "level": 9}, {"block": "Paragraph", "text": {"x": 1}},
     {"block": "Table", "caption": "c", "columns": ["a"], "rows": [["1", "2"]]}],
)  # fmt: skip
def test_what_is_no_block_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="not a"):
        plain_values.blocks([value])


def test_tags_in_words_stay_words() -> None:
    made = html.render(plain_values.blocks([{"block": "Quote", "text": "<img src=x onerror=alert(1)>", "by": "<i>"}]))
    assert "<img" not in made and "<i>" not in made
