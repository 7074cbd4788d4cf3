"""Relationship maps: one set of facts in several pictures; a full map is never called a good one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document, Table
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.relationship_map import KIND
from permanence_lib.kinds.relationship_map.model import (
    Definition,
    Person,
    Response,
    centre_name,
    complaints,
    offered_people,
    offers,
    progress,
    take,
)
from permanence_lib.kinds.relationship_map.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()
VIEW = Path(__file__).resolve().parents[2] / "permanence_lib" / "kinds" / "relationship_map" / "view.js"


def a_map(**changes: Any) -> Definition:
    """An ecomap of Mia with two people on offer."""
    fields: dict[str, Any] = {
        "kind": "relationship_map", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5, "map": "ecomap", "centre": "Mia",
        "offered": [{"id": "abena", "name": "Abena", "relation": "grandmother", "generation": "grandparents"}, {"id": "kofi", "name": "Kofi"}],
        "ask": [{"id": "asked", "question": "Has anybody asked {child} about this tie?"}],
        "closing": [{"id": "end", "question": "What now?"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def drawn(*people: dict[str, Any], **rest: Any) -> Response:
    """A map with these people on it; ids are given where they are left out."""
    return Response.model_validate({"people": [{"id": f"p{n}", **x} for n, x in enumerate(people)], **rest})


def printed(definition: Definition, response: Response, material: Material = NO_FACTS) -> str:
    return text.render(report(definition, response, material))


def carried(person: Person, exercise: str = "w08a2") -> Carried:
    offer = next(x for x in offers(a_map(), Response(people=(person,)), NO_FACTS) if x.sort == "person")
    return Carried(offer=offer, exercise=exercise, title="Relationship map")


@pytest.mark.parametrize(
    ("opens", "maps", "shown"),
    [
        ("ecomap", (), ("ecomap", "genogram", "golden_thread")),
        ("golden_thread", (), ("ecomap", "genogram", "golden_thread")),
        ("identity", (), ("identity",)),
        ("genogram", ("genogram",), ("genogram",)),
        ("identity", ("ecomap",), ("ecomap", "identity")),
    ],
)
def test_one_set_of_facts_has_several_pictures(opens: str, maps: tuple[str, ...], shown: tuple[str, ...]) -> None:
    """All three of people unless the author says otherwise; the wheel stands alone."""
    assert a_map(map=opens, maps=maps).shown() == shown


def test_the_empty_form_says_what_belongs_on_it() -> None:
    """On paper somebody can fill it by hand: every picture, every question, nothing drawn."""
    words = printed(a_map(), Response())
    for wanted in ("In the middle: Mia", "Closest; Close; Further out", "Has anybody asked Mia about this tie?", "Who is missing from this map that Mia would put first?", "What now?"):  # fmt: skip
        assert wanted in words


def test_every_picture_has_its_sentence_and_a_table_of_the_same_facts() -> None:
    """Nothing is only in a drawing."""
    gran = {"name": "Gran", "relation": "father's mother", "tie": {"closeness": "closest", "strength": "strained", "direction": "to-child", "words": "She smells of soap."}, "family": {"generation": "grandparents", "died": True, "died_when": "2021"}, "thread": {"keep": "life", "who": "Aunt Esi", "last": {"day": "3", "month": "3", "year": "2023"}}}  # fmt: skip
    words = printed(a_map(), drawn(gran))
    for wanted in ("1 tie: 1 strained.", "Strained, mostly given to the child", "She smells of soap.", "1 in the grandparents' generation. 1 has died.", "Died 2021", "Somebody is named to keep it alive.", "last seen on 3 March 2023", "Aunt Esi"):  # fmt: skip
        assert wanted in " ".join(words.split())


def test_nothing_is_read_into_how_many_ties_there_are() -> None:
    """Sentences count; they praise no map and warn of none."""
    many = drawn(*[{"name": f"n{n}", "tie": {"strength": "strong", "helps": "helps"}} for n in range(30)])
    words = printed(a_map(), many).lower()
    assert not [x for x in ("good", "well", "rich", "poor", "score", "%", "only strong") if x in words.split()]
    assert progress(a_map(), many, NO_FACTS) == progress(a_map(), drawn({"tie": {"strength": "broken"}}), NO_FACTS)


def test_a_thread_that_nobody_keeps_has_a_gap() -> None:
    """The later stretch of the line is drawn only where somebody is named; a tie of which nothing is known still has its place."""
    ties = (
        {"name": "Gran", "thread": {"keep": "life", "who": "Esi", "since": "birth"}, "tie": {"strength": "steady"}},
        {"name": "Kofi", "thread": {"keep": "life"}, "tie": {"strength": "broken"}},
        {"name": "Kofi", "thread": {"keep": "life", "who": "his sister"}},
        {"name": "Coach", "thread": {"keep": "now"}},
    )
    chart = next(x for x in report(a_map(), drawn(*ties), NO_FACTS) if isinstance(x, Chart))
    lanes = {mark.lane: [] for mark in chart.marks}  # type: dict[str, list[float]]
    for mark in chart.marks:
        lanes[mark.lane].append(mark.start)
    assert lanes == {"Gran": [0, 1, 2], "2. Kofi": [1], "3. Kofi": [2]}
    assert "Nobody is named to keep 1 of the 3 alive. 1 is broken or lost now." in chart.sentence


def test_going_over_the_number_is_said_and_not_stopped() -> None:
    """Three ties may be asked for; a fourth is kept all the same."""
    four = drawn(*[{"thread": {"keep": "life"}}] * 4)
    assert "4 are kept; the exercise asks for 3 at most." in printed(a_map(keep_most=3), four)


def test_what_was_brought_for_another_picture_is_printed_too() -> None:
    """Ties brought to a golden thread keep their words, though the exercise shows no ecomap."""
    words = printed(a_map(map="golden_thread", maps=["golden_thread"]), drawn({"name": "Gran", "tie": {"words": "Her soap."}, "come_from": "Relationship map"}))  # fmt: skip
    assert "Her soap." in words
    assert "From “Relationship map”" in words


def test_people_travel_with_everything_said_of_them() -> None:
    """Title, tie and words; brought to another map, they are whole again and say where they come from."""
    gran = Person.model_validate({"id": "p1", "name": "Gran", "relation": "grandmother", "tie": {"strength": "strong", "words": "Soap."}, "family": {"parents": ["p9", "child"], "partner": "p2"}, "thread": {"who": "Esi"}})  # fmt: skip
    one = carried(gran)
    assert (one.offer.id, one.offer.title) == ("p1", "Gran, grandmother")
    assert one.offer.text == "The tie: strong.\nSoap."
    after = take(a_map(), drawn({"name": "Kofi"}), NO_FACTS, [one, carried(Person(id="p2", name="Grandad"))])
    assert [x.name for x in after.people] == ["Kofi", "Gran", "Grandad"]
    brought = after.people[1]
    assert brought.tie == gran.tie and brought.thread == gran.thread and brought.come_from == "Relationship map"
    assert brought.family.parents == ("w08a2-p9", "child")
    assert brought.family.partner == after.people[2].id


def test_taking_twice_adds_once_and_changes_nothing() -> None:
    """What the participant has since written about somebody stays."""
    one = carried(Person(id="p1", name="Gran"))
    first = take(a_map(), Response(), NO_FACTS, [one])
    renamed = first.model_copy(update={"people": (first.people[0].model_copy(update={"name": "Nana"}),)})
    assert take(a_map(), renamed, NO_FACTS, [one]) == renamed


def test_people_of_other_kinds_of_exercise_come_by_name() -> None:
    """An offer without this kind's facts becomes a name and words; other sorts are left alone."""
    plain = Carried(offer=Offer(id="r1", sort="person", title="Gran", text="Rings on Sundays."), exercise="w05a2", title="Voices")  # fmt: skip
    need = Carried(offer=Offer(id="n", sort="need", title="Sleep"), exercise="w05a2", title="Voices")
    alias = Carried(offer=Offer(id="alias", sort="alias", title="Robin"), exercise="w05a2", title="Voices")
    after = take(a_map(centre=""), Response(), NO_FACTS, [plain, need, alias])
    assert [(x.name, x.tie.words) for x in after.people] == [("Gran", "Rings on Sundays.")]
    assert after.alias == "Robin"
    assert take(a_map(), Response(alias="Jay"), NO_FACTS, [alias]).alias == "Jay"


def test_the_parts_of_a_wheel_are_offered_as_points() -> None:
    """With the child's words first; a part with nothing written is not offered."""
    wheel = a_map(map="identity", parts=[{"id": "faith", "name": "Faith"}, {"id": "place", "name": "Places"}])
    response = Response.model_validate({"identity": {"faith": {"child": "I pray.", "help": "Esi"}}})
    found = offers(wheel, response, NO_FACTS)
    assert [(x.id, x.sort, x.title, x.text) for x in found] == [("part-faith", "point", "Faith", "The child says: I pray.\nWho can help: Esi")]  # fmt: skip


def test_the_followed_child_stands_in_the_middle_and_nobody_of_the_case_round_them(content: Content) -> None:
    """The alias where there is one, and no fictional people on offer."""
    definition = a_map(case="siblings", given=["yusuf", "nasreen"])
    case = Material(case=content.cases["siblings"])
    assert [x.id for x in offered_people(definition, case)] == ["yusuf", "nasreen", "abena", "kofi"]
    assert [x.generation for x in offered_people(definition, case)] == ["child", "parents", "grandparents", ""]
    for alias, name in (("Robin", "Robin"), ("", "the child you follow")):
        followed = Material(followed=alias)
        assert centre_name(definition, Response(), followed) == name
        assert offered_people(definition, followed) == []
        assert name in printed(definition, Response(), followed)
        assert "Mia" not in printed(definition, Response(), followed)
    assert KIND.either_child


def test_an_alias_is_used_where_the_author_gives_no_name() -> None:
    """And the child is the child while there is none."""
    assert centre_name(a_map(centre=""), Response(alias=" Jay "), NO_FACTS) == "Jay"
    assert centre_name(a_map(centre=""), Response(), NO_FACTS) == "the child"


@pytest.mark.parametrize("number", [0, 1, 20])
def test_a_group_sees_counts_and_nobodys_words(number: int) -> None:
    """Who is on how many maps, in which circle, kept by how many; names typed by participants stay theirs."""
    one = drawn({"given": "abena", "name": "secret nan", "tie": {"closeness": "closest"}, "thread": {"keep": "life"}}, {"name": "secret friend"}, {"given": "gone", "name": "secret"}, missing="secret missing")  # fmt: skip
    blocks = picture(a_map(sharing="anonymous"), [one] * number, NO_FACTS)
    assert "secret" not in text.render(blocks)
    if number:
        chart = next(x for x in blocks if isinstance(x, Chart))
        assert ("Abena", str(number), str(number), "0", "0", "0", str(number)) in chart.table.rows
        assert [bar.words for bar in chart.bars] == [f"{number} of {number}", f"0 of {number}"]
        assert "secret missing" in text.render(picture(a_map(sharing="named"), [one] * number, NO_FACTS))


def test_the_group_sees_whose_words_the_wheels_hold() -> None:
    """Counts for each part."""
    wheel = a_map(map="identity", parts=[{"id": "faith", "name": "Faith"}])
    voices = [{"child": "x"}, {"others": "y", "plan": "risks"}, {}]
    group = [Response.model_validate({"identity": {"faith": x}}) for x in voices]
    table = next(x for x in picture(wheel, group, NO_FACTS) if isinstance(x, Table))
    assert table.rows == (("Faith", "1", "1", "1", "1"),)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"ask": [{"id": "a", "question": "x"}] * 2}, "ask: the id 'a' is used twice"),
        ({"ask_of_thread": [{"id": "asked", "question": "x"}]}, "both use the id 'asked'"),
        ({"given": ["yusuf"]}, "no case is given"),
        ({"offered": [{"id": "x", "name": "X", "area": "The moon"}]}, "is not one of the areas"),
        ({"offered": [{"id": "x", "name": "Mia Harper"}]}, "is the child in the middle"),
        ({"map": "identity"}, "the identity wheel needs parts"),
        ({"parts": [{"id": "x", "name": "X"}]}, "belong to the identity wheel"),
    ],
)
def test_an_author_is_told_what_is_wrong(changes: dict[str, Any], complaint: str) -> None:
    """Each slip in words that name the place."""
    told = complaints(a_map(**changes), NO_FACTS)
    assert any(complaint in x for x in told), told


def test_an_author_is_told_who_is_not_in_the_case(content: Content) -> None:
    """With the people who are."""
    told = complaints(a_map(given=["nobody"]), Material(case=content.cases["siblings"]))
    assert any("nobody called 'nobody'" in x and "yusuf" in x for x in told)


def test_other_people_on_offer_set_no_answer_aside() -> None:
    """The fingerprint follows what is asked."""
    assert a_map(offered=[], areas=["Home"], keep_most=3).question_hash() == a_map().question_hash()
    assert a_map(closing=[]).question_hash() != a_map().question_hash()


def test_awkward_words_and_lost_questions_come_through() -> None:
    """Markup stays words in every field; answers whose question is gone are still printed; odd dates stay as typed."""
    person = {"name": AWKWARD, "relation": AWKWARD, "area": AWKWARD, "come_from": AWKWARD, "tie": {"often": AWKWARD, "words": AWKWARD}, "family": {"generation": "parents", "parents": ["gone"], "partner": "gone", "born": AWKWARD, "household": AWKWARD, "died_when": AWKWARD}, "thread": {"keep": "life", "since": AWKWARD, "who": AWKWARD, "how": AWKWARD, "plan": AWKWARD, "last": {"day": "31", "month": "2", "year": AWKWARD}}, "answers": {"old": AWKWARD}}  # fmt: skip
    response = drawn(person, alias=AWKWARD, draft=AWKWARD, missing=AWKWARD, identity={"gone": {"child": AWKWARD}}, own_parts=[{"id": "o1", "name": AWKWARD}], closing={"gone": AWKWARD})  # fmt: skip
    blocks = report(a_map(), response, NO_FACTS)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") > 15
    assert docx.render(Document("t", tuple(blocks)))
    words = text.render(blocks)
    assert "Kept from an earlier form of this map" in words
    assert "A part no longer on the wheel" in words
    assert "not a full date yet" in words


def test_two_hundred_people_fit_the_report() -> None:
    """A row for each."""
    crowd = drawn(*[{"name": f"Person {n}", "tie": {"strength": "steady"}} for n in range(200)])
    table = next(x for x in report(a_map(), crowd, NO_FACTS) if isinstance(x, Table))
    assert len(table.rows) == 200


_LAYOUT = """
import {readFileSync} from "node:fs";
const {view, crowds} = JSON.parse(readFileSync(0, "utf8"));
const {ecomapPlaces, genogramPlaces} = await import(view);
console.log(JSON.stringify(crowds.map(people => ({eco: ecomapPlaces(people), gen: genogramPlaces(people, "Mia")}))));
"""


def test_no_two_labels_overlap_however_many_there_are() -> None:
    """Every label of the ecomap, and every sign in a row of the genogram, has a place of its own; nobody is left out."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    crowds = [
        _crowd(n, circles) for n in (0, 1, 2, 25, 60) for circles in (("closest",), ("closest", "close", "further", ""))
    ]
    given = json.dumps({"view": VIEW.as_uri(), "crowds": crowds})
    found = subprocess.run([node, "--input-type=module", "-e", _LAYOUT], input=given, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    for people, places in zip(crowds, json.loads(found.stdout), strict=True):
        _stand_apart(places["eco"]["nodes"], len(people))
        rows = [(node["x"], node["y"]) for node in places["gen"]["nodes"]]
        assert len(set(rows)) == len(rows) == len(people) + 1


def _crowd(number: int, circles: tuple[str, ...]) -> list[dict[str, Any]]:
    names = ("Kai", "A very long name that goes on and on for ever", AWKWARD, "")
    generations = ("grandparents", "parents", "child", "younger")
    return [
        Person.model_validate({"id": f"p{n}", "name": names[n % 4], "tie": {"closeness": circles[n % len(circles)], "strength": "strained"}, "family": {"generation": generations[n % 4], "parents": [f"p{n - 1}", f"p{n - 5}"], "partner": f"p{(n + 4) % number}", "union": "divorced", "parent_of_child": n % 3 == 0}}).model_dump(mode="json")
        for n in range(number)
    ]  # fmt: skip


def _stand_apart(boxes: list[dict[str, Any]], number: int) -> None:
    assert len(boxes) == number
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert abs(a["x"] - b["x"]) >= (a["w"] + b["w"]) / 2 or abs(a["y"] - b["y"]) >= (a["h"] + b["h"]) / 2, (
                a,
                b,
            )
