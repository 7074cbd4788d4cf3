"""What holds for every comparison, whatever is entered: the draft adds no word, and filling a cell opens no claim elsewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.kinds.options_matrix.model import BOXES, Comparison, Response, draft, gaps, reading
from permanence_lib.kinds.options_matrix.model.draft import FRAME

KIND = Path(exercises.KINDS) / "options_matrix"
FACTORS, OPTIONS = ("needs", "ties", "need-1"), ("a", "b", "own-1")
STUDIES = {
    "B01": {"cite": "citeB", "limits": "limitsB.", "elsewhere": False, "outside": False},
    "S01": {"cite": "citeS", "limits": "limitsS.", "elsewhere": True, "outside": False},
}
GROUND: dict[str, Any] = {
    "options": [{"id": x, "label": f"Option-{x}", "studies": ["B01"]} for x in OPTIONS],
    "left": [{"id": "route.w", "label": "Route-w"}],
    "factors": [{"id": x, "label": f"Factor-{x}", "covers": ["l:1"] * (x == "ties")} for x in FACTORS],
    "shortest": 12,
    "checklist": [["l:1", "line"], ["l:2", "line"]],
    "records": {"e01": "recordE"},
    "studies": STUDIES,
}
#: Entries are made of these alone, so that any other word in a draft is one that nobody entered.
WORDS = [f"entry{n}" for n in range(20)]
entry = st.sampled_from(
    ["", " ", "entry0", "entry1 entry2?", "“entry3”", "entry4\nentry5", "entry6 (entry7)", "entry8 entry9."]
)
item = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["i1", "i2"]),
        "words": entry,
        "side": st.sampled_from(["", "may_help", "may_harm"]),
        "sort": st.sampled_from(["", "record", "person", "research", "other"]),
        "source": st.sampled_from(["", "e01", "B01", "S01", "entry1"]),
        "limits": entry,
    }
)
cell = st.fixed_dictionaries(
    {box: entry for box in (*BOXES, "voice")}
    | {"items": st.lists(item, max_size=2, unique_by=lambda x: x["id"]), "sure": st.sampled_from(["", "firm", "first"])}
)


def keyed(keys: tuple[str, ...], of: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these names, each with something of its own."""
    return st.dictionaries(st.sampled_from(keys), of, max_size=2)


answers = st.fixed_dictionaries(
    {
        "sifted": keyed(
            (*OPTIONS, "route.w"),
            st.fixed_dictionaries({"realistic": st.sampled_from(["", "yes", "unsure", "no"]), "why": entry}),
        ),
        "weighed": keyed(
            FACTORS,
            st.fixed_dictionaries({"matters": st.sampled_from(["", "high", "medium", "lower"]), "why": entry}),
        ),
        "cells": keyed(FACTORS, keyed(OPTIONS, cell)),
        "plans": keyed(
            OPTIONS, st.fixed_dictionaries({x: entry for x in ("siblings", "support", "cost", "family_time")})
        ),
        "conclusion": st.sampled_from(["", "a", "more-than-one", "gone"]),
        "best": entry,
        "others": keyed(OPTIONS, entry),
        "change_mind": entry,
        "contingency": entry,
        "failed": keyed(OPTIONS, entry),
        "reasons": st.lists(st.sampled_from(FACTORS), max_size=2, unique=True),
        "unknowns": st.lists(st.fixed_dictionaries({"what": entry, "who": entry}), max_size=1),
    }
).map(lambda fields: Response.model_validate(fields).model_dump(mode="json"))


def tokens(text: str) -> set[str]:
    """The words of a text, without what stands round them."""
    return set(re.findall(r"[\w-]+", text))


FRAME_WORDS = tokens(" ".join(FRAME.values()))
NAMES = tokens(" ".join(x["label"] for part in ("options", "left", "factors") for x in GROUND[part]))
SOURCES = tokens(
    " ".join(
        [
            *GROUND["records"],
            *GROUND["records"].values(),
            *STUDIES,
            *(x["cite"] + " " + x["limits"] for x in STUDIES.values()),
        ]
    )
)


@settings(max_examples=50, deadline=None)
@given(answers)
def test_the_draft_never_says_a_word_that_was_not_entered(value: dict[str, Any]) -> None:
    """Every word is the participant's, the name of something, its source, or the fixed frame's."""
    allowed = set(WORDS) | FRAME_WORDS | NAMES | SOURCES
    for sentence in draft(GROUND, value):
        assert tokens(sentence["made"]) <= allowed


@settings(max_examples=50, deadline=None)
@given(answers)
def test_every_sentence_leads_back_to_its_own_entry(value: dict[str, Any]) -> None:
    """Ids are unique, and no entry that is blank makes a sentence of its own."""
    found = draft(GROUND, value)
    ids = [x["id"] for x in found]
    assert len(ids) == len(set(ids))
    for sentence in found:
        box, *place = sentence["id"].split(".", 2)
        if box in BOXES or box == "voice":
            assert value["cells"][place[0]][place[1]][box].strip()


@settings(max_examples=50, deadline=None)
@given(answers, st.sampled_from(FACTORS), st.sampled_from(OPTIONS), cell)
def test_filling_a_cell_opens_no_claim_elsewhere(value: dict[str, Any], factor: str, option: str, new: Any) -> None:
    """What is asked of every other cell stays as it was."""
    after = json.loads(json.dumps(value))
    after["cells"].setdefault(factor, {})[option] = new
    elsewhere = [[g for g in gaps(GROUND, x) if g[1] and (g[1], g[2]) != (factor, option)] for x in (value, after)]
    assert elsewhere[0] == elsewhere[1]


@settings(max_examples=50, deadline=None)
@given(answers)
def test_a_gap_names_a_rule_and_a_place_once(value: dict[str, Any]) -> None:
    """And answering every plan and voice leaves none of those gaps."""
    found = gaps(GROUND, value)
    assert len({tuple(x) for x in found}) == len(found)
    filled = dict(
        value, contingency="said", no_siblings=True, plans={o: {"cost": "c", "family_time": "t"} for o in OPTIONS}
    )
    assert not {"support", "family-time", "siblings", "contingency"} & {x[0] for x in gaps(GROUND, filled)}


@settings(max_examples=50, deadline=None)
@given(answers, st.sampled_from(FACTORS))
def test_importance_moves_the_reading_and_loses_nothing(value: dict[str, Any], twice: str) -> None:
    """The same factors, the one held to matter twice before them all."""
    order = reading(FACTORS, value, twice)
    assert sorted(order) == sorted(FACTORS)
    assert order[0] == twice
    assert [x for x in order if x != twice] == [x for x in reading(FACTORS, value) if x != twice]


@settings(max_examples=50, deadline=None)
@given(answers, entry)
def test_a_wording_of_ones_own_is_never_written_over(value: dict[str, Any], words: str) -> None:
    """Whatever becomes of the entry, the wording stands, and the draft says when its entry has changed or gone."""
    edit = {"section": "recommendation", "option": "", "text": f"mine {words}", "made_from": "before", "out": False}
    [mine] = [x for x in draft(GROUND, value | {"draft": {"best": edit}}) if x["id"] == "best"]
    assert mine["text"] == f"mine {words}"
    assert mine["state"] == ("changed" if value["best"].strip() else "gone")


_RUN = """
import {readFileSync} from "node:fs";
const {more, dates, definition, material, value, due} = JSON.parse(readFileSync(0, "utf8"));
const rules = await import(more), kit = await import(dates), ground = rules.groundOf(definition, material, value, due, kit);
console.log(JSON.stringify({ground, gaps: rules.gaps(ground, value), draft: rules.draft(ground, value, kit)}));
"""


@pytest.mark.parametrize("name", ["example", "w16a2", "w16a2:followed"])
def test_the_browser_finds_the_same_in_a_whole_exercise(name: str, content: Content) -> None:
    """Names, sources, gaps and draft, from the definition and the material as they are sent to a page."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    exercise, response = _exercise(name, content)
    material = exercise.material
    if name.endswith("followed"):
        material = replace(material, case=None, followed="Wren")
    comparison = Comparison(exercise.definition, response, material)
    sent = {
        "more": (KIND / "more.js").as_uri(),
        "dates": (KIND.parent.parent / "screen" / "kit" / "dates.js").as_uri(),
        "definition": exercise.definition.model_dump(mode="json"),
        "material": material.to_json(),
        "value": response.model_dump(mode="json"),
        "due": comparison.decision.date.isoformat() if comparison.decision else None,
    }
    run = [node, "--input-type=module", "-e", _RUN]
    found = subprocess.run(run, input=json.dumps(sent), capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    there = json.loads(found.stdout)
    assert there["ground"] == comparison.ground
    assert there["gaps"] == comparison.gaps()
    assert there["draft"] == comparison.draft()
    assert there["gaps"] and there["draft"]


def _exercise(name: str, content: Content) -> tuple[Any, Any]:
    if name != "example":
        exercise = exercises.find("w16a2", content)
        return exercise, exercise.example()
    written = yaml.safe_load((KIND / "example.yaml").read_text("utf-8"))
    kind = exercises.find_kind("options_matrix")
    definition = kind.definition.model_validate(written["definition"])
    placed = exercises.place("w99a1", KIND / "example.yaml", kind, definition, content)
    return placed, kind.response.model_validate(written["response"])
