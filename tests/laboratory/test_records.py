"""Single records: each story is in its rows, opens in both exercises, and carries no code, no birth and no name."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date
from typing import Any

import pytest
from small_extract import SMALL, read
from test_authority_page import finished, page, send

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.laboratory import sitting
from permanence_lib.laboratory.apart import Parcel
from permanence_lib.laboratory.pages import Reader, answer
from permanence_lib.laboratory.records import History, filling, invented, own, own_pages, telling
from permanence_lib.laboratory.records.stories import STORIES, Story
from permanence_lib.laboratory.sitting import Children
from permanence_lib.privacy import guard
from permanence_lib.screen.asked import Asked, Given, Made, Went, Whole
from permanence_lib.store import open_store
from permanence_lib.workbook import slots
from permanence_lib.workbook.card import Card

#: The small extract with births on a day on which nothing else happened, and how old each was when the rows begin, by hand.
OWN = {
    name: data if name == "episodes.csv" else data.replace(b",01/05/20", b",19/05/20") for name, data in SMALL.items()
}
AGES = {"arlo": 0, "bea": 12, "cy": 5, "dot": 3, "eli": 1, "gus": 0}


@pytest.fixture(scope="module")
def found(content: Content) -> dict[str, tuple[Story, History]]:
    """The stories with their records."""
    return dict(invented.records(content.ssda903))


@pytest.fixture(scope="module")
def mine(content: Content) -> dict[str, Any]:
    """The children of the small extract, as they leave the process beside the workbook."""
    return own.children(read(OWN, content))


def test_every_story_has_a_child_of_its_own(found: dict[str, tuple[Story, History]]) -> None:
    """Twelve stories, twelve records, each from the day care began, none twice."""
    assert list(found) == [story.id for story in STORIES] and len(found) == 12
    records = [json.dumps(history.plain(), sort_keys=True) for _, history in found.values()]
    assert len(set(records)) == 12
    assert all(history.episodes[0].why == "S" and 2 <= len(history.episodes) <= 16 for _, history in found.values())


def test_the_rows_say_what_the_story_says(found: dict[str, tuple[Story, History]]) -> None:
    """Looked up in the rows by hand, not by the story's own test."""

    def rows(name: str) -> list[dict[str, str]]:
        return [dict(one.row()) for one in found[name][1].episodes]

    wait = found["adopted-after-a-long-wait"][1]
    decided = date.fromisoformat(wait.dated["PlacedAdoption"][0]["DATE_PLACED"])
    moved = min(date.fromisoformat(row["DECOM"]) for row in rows("adopted-after-a-long-wait") if row["PLACE"][0] == "A")
    assert (moved - decided).days > 270 and rows("adopted-after-a-long-wait")[-1]["REC"] in ("E11", "E12")
    assert {row["PLACE"] for row in rows("adopted-where-they-lived")} & {"A3", "A5"}
    assert (
        rows("placement-order-still-waiting")[-1]["LS"] == "E1" and not rows("placement-order-still-waiting")[-1]["DEC"]
    )
    assert found["adoption-plan-given-up"][1].dated["PlacedAdoption"][0]["DATE_PLACED_CEASED"]
    assert rows("special-guardianship")[-1]["REC"] in ("E45", "E46", "E47", "E48")
    assert sum(row["RNE"] == "S" for row in rows("home-and-back")) == 2
    assert sum(row["RNE"] in ("S", "P", "B") for row in rows("many-moves")) >= 6
    assert {row["LS"] for row in rows("long-under-section-20")} == {"V2"}
    assert rows("home-soon")[-1]["REC"] in ("E4A", "E4B")
    assert found["came-alone"][1].age is not None and found["came-alone"][1].age >= 15


@pytest.mark.parametrize("name", filling.OPENINGS)
def test_every_record_opens_in_both_exercises(
    name: str, found: dict[str, tuple[Story, History]], content: Content
) -> None:
    """Every day of the rows is in the answer; the kind reports it and counts its progress; the guard finds nothing in it."""
    for story, history in found.values():
        exercise, response = filling.answer(name, history, story.alias, content)
        value = response.model_dump(mode="json")
        dated = (
            [one["when"] for one in value["entries"]] if name == "chronology" else [x["date"] for x in value["points"]]
        )
        days = {date(int(x["year"]), int(x["month"]), int(x["day"])) for x in dated}
        assert {one.start for one in history.episodes if one.why != "U" or name == "chronology"} <= days
        assert value["alias"] == story.alias and "INV" not in json.dumps(value)
        material = slots.material_for(exercise, "followed", story.alias)
        assert exercise.kind.report(exercise.definition, response, material)
        assert exercise.kind.progress(exercise.definition, response, material).filled >= 1
        assert guard.find(json.dumps(value, ensure_ascii=False)) == ()


def test_the_pages_of_an_invented_record(content: Content) -> None:
    """A list, the rows in words, a page under a policy of its own, a file that the exercise takes."""
    reader = Reader(content, "invented")
    assert all(story.title in page(reader, "/records").body for story in STORIES)
    body = page(reader, "/records/many-moves").body
    assert "Invented. Nobody in this record exists" in body and "Interim care order" in body
    opened = answer(reader, Asked("/records/many-moves/chronology"))
    assert isinstance(opened, Whole)
    given = answer(reader, Asked("/records/many-moves/delay-timeline.json"))
    assert isinstance(given, Given) and given.name == "w02a2-answer.json"
    held = json.loads(given.content)
    assert held["exercise"] == "w02a2"
    exercises.find("w02a2", content).kind.response.model_validate(held["value"])
    for nowhere in ("/records/nobody", "/records/many-moves/w15a2", "/records/many-moves/chronology/x"):
        assert answer(reader, Asked(nowhere)) is None


@pytest.mark.parametrize("name", filling.OPENINGS)
def test_the_file_opens_in_the_exercise(name: str, content: Content) -> None:
    """As a participant opens it: nothing in it is strange to the exercise, and what it gives is what was in it."""
    given = answer(Reader(content, "file"), Asked(f"/records/special-guardianship/{name}.json"))
    assert isinstance(given, Given)
    held = json.loads(given.content)
    store = open_store("sqlite://")
    card = Card(exercises.find(held["exercise"], content), store, Identity("somebody"))
    (reply,) = card.hear({"kind": "open-answer", "child": "followed", "value": held["value"]})
    assert reply["value"] == held["value"] and "why" not in reply
    store.close()


def test_everything_held_is_let_go_when_everything_is_erased(content: Content) -> None:
    """Under way or done."""
    own_sitting = sitting.of("erasing")
    own_sitting.begin_reading(content.root, Parcel(files=OWN))
    task = own_sitting.reading
    sitting.forget_all()
    assert finished(task).result == Parcel({"trouble": "It was stopped before it had finished. Nothing was kept."})
    assert sitting.of("erasing") is not own_sitting and own_sitting.reading is None


def test_only_the_page_s_own_script_may_run(content: Content) -> None:
    """The policy names the fingerprints of the one script and the one style; nothing inline beside them, no other host."""
    opened = answer(Reader(content, "policy"), Asked("/records/home-soon/chronology"))
    assert isinstance(opened, Whole)
    (script,) = re.findall(r'<script type="module">(.*?)</script>', opened.html, re.DOTALL)
    mark = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{mark}' blob:;" in opened.policy
    assert "unsafe" not in opened.policy and "default-src 'none'" in opened.policy and "connect" not in opened.policy
    parts = json.loads(re.findall(r'id="ap-parts">(.*?)</script>', opened.html, re.DOTALL)[0])
    assert parts["nowhere"] is True and parts["frame"]["drafts"] == "nowhere" and parts["material"]["case"] is None
    assert "Kacper" not in json.dumps(
        {name: parts[name] for name in ("filled", "material")} | {"p": parts["frame"]["prompt"]}
    )


def test_of_a_child_of_one_s_own_nothing_names_it(mine: dict[str, Any]) -> None:
    """No code, no birth in any form; the age on the day care began is what it was."""
    words = json.dumps(mine["records"])
    assert len(mine["records"]) == 6
    assert not re.search("|".join(AGES), words)
    assert not re.search("(2022|2010|2015|2018|2020|2021)-05-19", words)
    assert sorted(one["age"] for one in mine["records"]) == sorted(AGES.values())
    assert all(set(one) == {"episodes", "dated", "age"} for one in mine["records"])


def test_a_record_survives_the_way_through_the_pipe(
    mine: dict[str, Any], found: dict[str, tuple[Story, History]]
) -> None:
    """Plain values and back: the same record, without a birth."""
    for said in mine["records"]:
        assert History.of(said).plain() == said
    for _, history in found.values():
        again = History.of(history.plain())
        assert (again.episodes, again.dated, again.age, again.born) == (
            history.episodes,
            history.dated,
            history.age,
            None,
        )


def test_of_a_real_birth_nothing_stands_in_an_answer(mine: dict[str, Any], content: Content) -> None:
    """The boxes for the birth are empty; the age is said once, in whole years."""
    for said in mine["records"]:
        for name in filling.OPENINGS:
            _, response = filling.answer(name, History.of(said), "Willow", content)
            value = response.model_dump(mode="json")
            assert not any(value["born"][box] for box in ("day", "month", "year"))
            assert telling.age_words(said["age"]).lower() in json.dumps(value).lower()


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("", "Enter an alias"),
        ("arlo", "child’s number"),
        (" ARLO ", "child’s number"),
        ("K1234567", "child’s number"),
        ("{{script}}", "one or two words"),
        ("<b>", "one or two words"),
        ("x" * 31, "one or two words"),
        ("Rosalind Okafor", "may name a real person"),
        ("Willow", ""),
        ("Little Fox", ""),
    ],
)
def test_an_alias_is_no_code_and_no_name(alias: str, words: str, mine: dict[str, Any]) -> None:
    """Refused in words: what is a code in these files, what is on the list of names, what could be markup."""
    children = Children({}, 0, mine["salt"], frozenset(mine["marks"]))
    said = own_pages.wrong_alias(" ".join(alias.split()), children, ("Rosalind Okafor",))
    assert words in said if words else said == ""


def test_a_child_of_one_s_own_is_chosen_named_opened_and_forgotten(content: Content) -> None:
    """From the files to the exercise: by what happened, under an alias, and nothing is left when it is forgotten."""
    reader = Reader(content, "own-records")
    assert "could be used" not in page(reader, "/records/own").body
    assert send(reader, "/records/own", OWN) == Went("/records/own")
    finished(sitting.of(reader.participant).reading)
    listed = page(reader, "/records/own").body
    assert "6 children were found" in listed and not re.search(r"\b(arlo|bea|cy|dot|eli|gus)\b", listed)
    adopted = page(reader, "/records/own", end="adopted", age="0", moves="2-3").body
    (address,) = re.findall(r'href="(/records/own/[0-9a-f]{16})"', adopted)
    assert "No record is like that" in page(reader, "/records/own", end="guardianship").body
    assert "Open in the chronology" not in page(reader, address).body
    assert answer(reader, Asked(f"{address}/chronology")) == Went(address)
    refused = send(reader, address, alias="Gus")
    assert isinstance(refused, Made) and "child’s number" in refused.body and 'value="Gus"' in refused.body
    assert send(reader, address, alias="Willow") == Went(f"{address}#open")
    assert "Willow’s record" in page(reader, address).body
    opened = answer(reader, Asked(f"{address}/delay-timeline"))
    assert isinstance(opened, Whole) and "Willow: practice material" in opened.html
    assert not re.search(r"\barlo\b|19/05/2022|2022-05-19", opened.html)
    assert send(reader, "/records/own/forget") == Went("/records")
    assert answer(reader, Asked(address)) == Went("/records/own")
    assert sitting.of(reader.participant).children is None


def test_files_without_an_episode_bring_back_the_form(content: Content) -> None:
    """There is nothing to choose from, and that is said."""
    reader = Reader(content, "no-episodes")
    send(reader, "/records/own", {"header.csv": SMALL["header.csv"]})
    finished(sitting.of(reader.participant).reading)
    made = page(reader, "/records/own")
    assert made.title.startswith("Error: ") and "There is no episode in these files" in made.body
