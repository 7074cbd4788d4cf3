"""The strain tracker: levels in words, every viewpoint apart, silence said as silence, nothing added up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.strain_tracker.documents import picture
from permanence_lib.kinds.strain_tracker.model import Definition, Response, check, offers, progress, take
from permanence_lib.kinds.strain_tracker.report import report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
ALONE = Material()
PLAIN = {"kind": "strain_tracker", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5}
SIGNS = [
    {"id": "hope", "name": "Hope", "calm": "Plans", "watch": "We'll see", "act": "Can he stay?"},
    {"id": "sleep", "name": "Nights", "calm": "Through", "watch": "Up twice", "act": "Nobody slept"},
]
AGREED = {
    "id": "visit",
    "when": "Two signs at watch, twice running",
    "what": "We visit.",
    "rule": {"signs": 2, "entries": 2},
}


def tracker(**changes: Any) -> Definition:
    """Two signs, the usual levels and viewpoints, one agreement."""
    return Definition.model_validate({**PLAIN, "signs": SIGNS, "agreed": [AGREED], **changes})


def entry(name: str, day: str = "", **views: Any) -> dict[str, Any]:
    """One entry: '1 6 2026', carer={'hope': 'calm'}."""
    when = dict(zip(("day", "month", "year"), day.split(), strict=True)) if day else {}
    seen = {who: {"ratings": {s: {"level": x} for s, x in said.items()}} for who, said in views.items()}
    return {"id": name, "when": when, "views": seen}


def kept(*entries: dict[str, Any], **more: Any) -> Response:
    return Response.model_validate({"entries": list(entries), **more})


def printed(definition: Definition, response: Response, material: Material = ALONE) -> str:
    return re.sub(r"\s+", " ", text.render(report(definition, response, material)))


def brought(response: Response, title: str = "Strain baseline", definition: Definition | None = None) -> list[Carried]:
    found = offers(definition or tracker(), response, ALONE)
    return [Carried(offer=x, exercise="w24a2", title=title) for x in found if x.sort == "profile"]


WATCH = {"hope": "watch", "sleep": "watch"}


def test_the_empty_form_says_what_each_level_looks_like() -> None:
    words = printed(tracker(), Response())
    assert "No entry has been made yet." in words
    assert "Hope Calm: Plans Watch: We'll see Act now: Can he stay?" in words


def test_levels_are_words_and_never_numbers() -> None:
    """One chart for each sign, with a sentence and a table of words."""
    response = kept(entry("e1", "1 6 2026", carer={"hope": "calm"}), entry("e2", "8 6 2026", carer={"hope": "act"}))
    charts = [x for x in report(tracker(), response, ALONE) if isinstance(x, Chart)]
    assert [x.title for x in charts] == ["Hope"]
    assert charts[0].sentence == "The carer: From Calm to Act now."
    assert [row[1] for row in charts[0].table.rows] == ["Calm", "Act now"]
    assert [x.lane for x in charts[0].marks] == ["Act now", "Calm"]


def test_what_was_not_rated_is_said_and_not_guessed() -> None:
    response = kept(entry("e1", "1 6 2026", carer={"hope": "calm"}), entry("e2", "29 6 2026", carer={"sleep": "watch"}))
    words = printed(tracker(), response)
    assert "Between 1 June 2026 and 29 June 2026: 3 weekly entries were not made." in words
    assert "Calm, rated once. Not rated in 1 of 2 entries." in words


def test_entries_stand_in_the_order_of_their_days() -> None:
    """Those without a real day come last, and say so."""
    response = kept(
        entry("late", "8 6 2026", carer=WATCH),
        entry("odd", "31 2 2026", carer=WATCH),
        entry("early", "1 6 2026", carer=WATCH),
    )
    words = printed(tracker(), response)
    order = ("1. 1 June 2026", "2. 8 June 2026", "3. 31/2/2026 (not a full date yet)")
    assert [words.index(x) for x in order] == sorted(words.index(x) for x in order)


def test_viewpoints_stand_side_by_side() -> None:
    response = kept(entry("e1", "1 6 2026", carer={"sleep": "calm"}, child={"sleep": "act"}))
    assert "Nights. The carer says Calm. The child says Act now." in printed(tracker(), response)


def test_one_persons_ratings_never_complete_anothers() -> None:
    """The carer at one entry and the child at the next are not two entries running."""
    response = kept(entry("e1", "1 6 2026", carer=WATCH), entry("e2", "8 6 2026", child=WATCH))
    assert "Not reached in the entries that were made." in printed(tracker(), response)


def test_an_agreement_is_reached_and_whether_it_was_done_is_said() -> None:
    first, second = entry("e1", "1 6 2026", carer=WATCH), entry("e2", "8 6 2026", carer=WATCH)
    words = printed(tracker(), kept(first, second))
    assert "Reached at 8 June 2026, as the carer sees it: Hope, Nights." in words
    assert "No entry records that it was done." in words
    assert "Recorded as done: 8 June 2026." in printed(tracker(), kept(first, second | {"done": ["visit"]}))


def test_entries_running_with_weeks_missing_between_say_so() -> None:
    response = kept(entry("e1", "1 6 2026", carer=WATCH), entry("e2", "29 6 2026", carer=WATCH))
    assert "Hope, Nights (3 weekly entries were not made just before)." in printed(tracker(), response)
    silent = kept(
        entry("e1", "1 6 2026", carer=WATCH),
        entry("e2", "8 6 2026", child=WATCH),
        entry("e3", "15 6 2026", carer=WATCH),
    )
    assert "(not rated by the carer in 1 entry in between)" in printed(tracker(), silent)


def test_an_agreement_without_a_rule_is_for_people_to_judge() -> None:
    words = printed(tracker(agreed=[{"id": "ask", "when": "He asks", "what": "We ring"}]), Response())
    assert "Whether this was reached is for people to judge." in words


def test_own_agreements_and_own_signs_count_alike() -> None:
    """Odd numbers in the boxes count as one; nothing is refused."""
    own = {
        "own_signs": [{"id": "o1", "name": "The torch"}],
        "own_agreed": [
            {"id": "a1", "signs": "x", "level": "act", "entries": "", "what": "Sit with him", "who": "His teacher"}
        ],
    }
    words = printed(tracker(agreed=[]), kept(entry("e1", "1 6 2026", child={"o1": "act"}), **own))
    assert "When 1 sign is at Act now, as anyone sees it" in words
    assert "Reached at 1 June 2026, as the child sees it: The torch." in words
    assert "Whom to call: His teacher" in words


def test_earlier_entries_are_added_with_where_they_came_from() -> None:
    """None twice, none changed, and an own sign comes with its words."""
    earlier = kept(
        entry("e1", "1 6 2026", carer={"hope": "calm", "o1": "watch"}), own_signs=[{"id": "o1", "name": "The torch"}]
    )
    mine = kept(entry("e1", "8 6 2026", carer=WATCH), own_signs=[{"id": "o1", "name": "Another"}])
    once = take(tracker(), mine, ALONE, brought(earlier))
    assert once.entries[0] == mine.entries[0]
    assert len({x.id for x in once.entries}) == 2
    assert take(tracker(), once, ALONE, brought(earlier)) == once
    words = printed(tracker(), once)
    assert "From: Strain baseline" in words
    assert "The torch The carer: Watch, rated once." in words
    assert "Another: Nobody has rated this sign yet." in words


def test_ratings_of_signs_that_are_not_here_are_kept_as_words() -> None:
    other = tracker(signs=[{"id": "gone", "name": "Meals", "calm": "a", "watch": "b", "act": "c"}], agreed=[])
    response = kept(entry("e1", "1 6 2026", carer={"gone": "act"}))
    words = printed(tracker(), take(tracker(), Response(), ALONE, brought(response, definition=other)))
    assert "The carer, Meals: Act now" in words


def test_what_does_not_fit_is_left_out_and_harms_nothing() -> None:
    broken = Carried(
        offer=Offer(id="entry-e1", sort="profile", title="x", data={"entry": {"id": 3}}), exercise="w24a2", title="t"
    )
    assert take(tracker(), Response(), ALONE, [broken]) == Response()


def test_signs_at_the_last_level_and_wide_differences_can_be_carried_on() -> None:
    response = kept(entry("e1", "1 6 2026", carer={"sleep": "calm"}, child={"sleep": "act"}))
    found = {x.id: x for x in offers(tracker(), response, ALONE)}
    assert set(found) == {"entry-e1", "sign-sleep", "differ-e1-sleep"}
    assert found["sign-sleep"].title == "Nights: Act now"
    assert found["differ-e1-sleep"].title == "Nights: The carer says Calm; The child says Act now"


def test_parts_are_the_entries_asked_for() -> None:
    """An entry that was brought in is not one of them, and an empty one does not count."""
    definition = tracker(wanted=2, closing=[{"id": "help", "question": "How can he ask?"}])
    assert progress(definition, Response(), ALONE).words() == "0 of 3 parts"
    made = kept(
        entry("e1", "8 6 2026", carer=WATCH), entry("e2"), {**entry("e3", carer=WATCH), "origin_id": "w24a2:entry-e1"}
    )
    assert progress(definition, made, ALONE).filled == 1


def test_bulletins_are_rated_in_the_order_they_come() -> None:
    """The group's picture shows each bulletin and when something was done; no words of anybody's."""
    definition = tracker(
        bulletins=[
            {"id": "b1", "title": "Week 1", "text": "He bit."},
            {"id": "b2", "title": "Week 2", "text": "Sent home."},
        ]
    )
    one = kept(
        {**entry("e2", carer=WATCH), "bulletin": "b2", "did": "secret"}, {**entry("e1", carer=WATCH), "bulletin": "b1"}
    )
    words = printed(definition, one)
    assert words.index("1. Week 1") < words.index("2. Week 2")
    group = re.sub(r"\s+", " ", text.render(picture(definition, [one] * 3 + [Response()], ALONE)))
    assert "secret" not in group
    assert "Week 2: where the signs were put - Hope Calm: 0 Watch: 3" in group
    assert "Week 2 Answers that record something done: 3 of 3" in group


def test_the_group_sees_the_strain_rise_and_when_people_acted() -> None:
    """Bulletin by bulletin, and only those that five people have reached: fewer would be pointed at."""
    definition = tracker(
        bulletins=[
            {"id": "b1", "title": "Week 1", "text": "He bit."},
            {"id": "b2", "title": "Week 2", "text": "Sent home."},
            {"id": "b3", "title": "Week 3", "text": "Quiet."},
        ]
    )
    act = {"hope": "act", "sleep": "act"}
    early = kept(
        {**entry("e1", carer=WATCH), "bulletin": "b1", "did": "Rang."}, {**entry("e2", carer=act), "bulletin": "b2"}
    )
    late = kept(
        {**entry("e1", carer=WATCH), "bulletin": "b1"}, {**entry("e2", carer=act), "bulletin": "b2", "did": "Went."}
    )
    one_more = kept({**entry("e3", carer=act), "bulletin": "b3"})
    charts = [x for x in picture(definition, [early] * 2 + [late] * 3 + [one_more], ALONE) if isinstance(x, Chart)]
    assert [[bar.words for bar in chart.bars] for chart in charts] == [["0 of 5", "5 of 5"], ["2 of 5", "5 of 5"]]
    assert all(chart.people == 5 for chart in charts)


def test_the_followed_child_is_called_by_alias() -> None:
    assert "Whose home: Robin." in printed(tracker(child="Jayden"), Response(), Material(followed="Robin"))
    assert "Whose home: the child you follow." in printed(tracker(child="Jayden"), Response(), Material(followed=""))
    assert "Whose home: Jayden." in printed(tracker(child="Jayden"), Response())


def test_nothing_is_lost_when_the_definition_changes() -> None:
    rating = {"gone": {"level": "old-level", "words": "Kept words"}}
    response = kept(
        {
            "id": "e1",
            "views": {"nobody": {"ratings": rating}},
            "answers": {"old": "Old answer"},
            "done": ["old-agreement"],
        },
        closing={"old": "Old end"},
    )
    words = printed(tracker(), response)
    for x in ("Kept words", "Old answer", "Old end", "old-agreement"):
        assert x in words


def test_odd_words_and_very_many_stay_words() -> None:
    views = {
        who: {"ratings": {"hope": {"level": "act", "words": AWKWARD}}, "words": AWKWARD} for who in ("carer", AWKWARD)
    }
    many = [
        {"id": f"e{n}", "when": {"day": AWKWARD}, "views": views, "did": AWKWARD, "also": AWKWARD, "origin": AWKWARD}
        for n in range(200)
    ]
    response = kept(
        *many, own_signs=[{"id": "o1", "name": AWKWARD}], own_agreed=[{"id": "a1", "what": AWKWARD, "signs": AWKWARD}]
    )
    blocks = report(tracker(), response, ALONE)
    assert "<script>" not in html.render(blocks)
    assert docx.render(Document("t", tuple(blocks[:20])))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"signs": [SIGNS[0] | {"watch": ""}]}, "does not say what 'watch' looks like"),
        ({"signs": [SIGNS[0], SIGNS[0]]}, "two signs are called 'hope'"),
        (
            {
                "levels": [
                    {"id": "calm", "words": "Calm"},
                    {"id": "watch", "words": "Care"},
                    {"id": "act", "words": "Act"},
                ]
            },
            "another letter",
        ),
        (
            {
                "levels": [
                    {"id": "low", "words": "Low"},
                    {"id": "watch", "words": "Watch"},
                    {"id": "act", "words": "Act"},
                ]
            },
            "the first is called 'calm'",
        ),
        ({"agreed": [AGREED | {"rule": {"among": ["x"]}}]}, "which is no sign"),
        ({"agreed": [AGREED | {"rule": {"level": "x"}}]}, "which is no level"),
        ({"agreed": [AGREED | {"rule": {"viewpoint": "x"}}]}, "which is no viewpoint"),
        ({"agreed": [AGREED | {"rule": {"signs": 9}}]}, "more signs than there are"),
    ],
)
def test_authors_are_told_what_does_not_fit(change: dict[str, Any], complaint: str) -> None:
    assert any(complaint in x for x in check(tracker(**change), ALONE))


def test_five_levels_are_as_good_as_three() -> None:
    """Words for the further ones stand under `more`."""
    levels = [
        {"id": x, "words": w}
        for x, w in (("calm", "Calm"), ("notice", "Notice"), ("watch", "Watch"), ("strain", "Strained"), ("act", "Act"))
    ]
    signs = [x | {"more": {"notice": "n", "strain": "s"}} for x in SIGNS]
    definition = tracker(levels=levels, signs=signs)
    assert list(check(definition, ALONE)) == []
    response = kept(
        entry("e1", "1 6 2026", carer={"hope": "strain", "sleep": "watch"}),
        entry("e2", "8 6 2026", carer={"hope": "act", "sleep": "strain"}),
    )
    assert "Reached at 8 June 2026" in printed(definition, response)


def test_the_example_totals_nothing() -> None:
    """No score, no average, no sum of signs anywhere on paper."""
    path = Path(__file__).resolve().parents[2] / "permanence_lib/kinds/strain_tracker/example.yaml"
    written = yaml.safe_load(path.read_text("utf-8"))
    words = printed(
        Definition.model_validate(written["definition"]), Response.model_validate(written["response"])
    ).lower()
    assert not re.search(r"\b(score|total|average|mean)\b", words)
