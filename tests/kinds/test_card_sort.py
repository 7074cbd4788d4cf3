"""Card sorts: two sorts of the same cards, something told between them, and neither sort lost."""

from __future__ import annotations

from typing import Any

import pytest

from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document, Table
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.card_sort.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.card_sort.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()


def sort(**changes: Any) -> Definition:
    """Three cards, two piles, and one thing told after the first sort."""
    fields: dict[str, Any] = {
        "kind": "card_sort", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5, "why": "each",
        "cards": [
            {"id": "late", "text": "Late eleven times.", "source": "School"},
            {"id": "toast", "text": "She makes the toast."},
            {"id": "gran", "text": "Gran comes on Thursdays."},
        ],
        "piles": [{"id": "heavy", "name": "Heavy"}, {"id": "light", "name": "Light", "asks": "Who would know?"}],
        "reveals": [{"id": "money", "text": "The house was large.", "asks": "What did it do?", "offers": "point"}],
        "feedback": [{"card": "toast", "pile": "heavy", "words": "Is it a skill?"}],
        "closing": [{"id": "take", "question": "What will you ask?", "offers": "question"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def answer(first: dict[str, Any], second: dict[str, Any] | None = None, **more: Any) -> Response:
    """Piles by card, or (pile, reason)."""

    def placed(x: Any) -> dict[str, str]:
        return {"pile": x} if isinstance(x, str) else {"pile": x[0], "why": x[1]}

    sorts = {
        "first": {k: placed(x) for k, x in first.items()},
        "second": {k: placed(x) for k, x in (second or {}).items()},
    }
    return Response.model_validate(sorts | {"kept": "first" if second else ""} | more)


def printed(definition: Definition, response: Response) -> str:
    return " ".join(text.render(report(definition, response, NO_FACTS)).split())


ALL = {"late": "heavy", "toast": "heavy", "gran": "light"}


def test_nothing_is_told_before_the_first_sort_is_kept() -> None:
    """The empty form and a full first sort have every card and not a word of the reveal."""
    for response in (Response(), answer(ALL)):
        words = printed(sort(), response)
        assert "She makes the toast." in words
        assert "The house was large." not in words
        assert "What did it do?" not in words
    assert "The house was large." in printed(sort(), answer(ALL, kept="first"))


def test_both_sorts_stand_side_by_side_with_their_reasons() -> None:
    """The table has the first place, the second place and what was written each time."""
    response = answer(
        {**ALL, "late": ("heavy", "a pattern")}, {"late": ("light", "the bus stopped running"), "gran": "light"}
    )
    table = next(x for x in report(sort(), response, NO_FACTS) if isinstance(x, Table))
    assert table.rows[0] == (
        "Late eleven times.\nSchool",
        "Heavy",
        "Light",
        "First: a pattern\nThen: the bus stopped running",
    )
    assert table.rows[1][1:3] == ("Heavy", "Not looked at again")
    assert "1 card moved; 1 stayed where it was. 1 was not looked at again." in printed(sort(), response)


def test_to_stay_counts_as_much_as_to_move() -> None:
    """Parts are cards looked at and questions answered; what was decided does not matter."""
    stayed, moved = answer(ALL, {"late": "heavy"}), answer(ALL, {"late": "light"})
    assert progress(sort(), Response(), NO_FACTS).words() == "0 of 8 parts"
    assert progress(sort(), stayed, NO_FACTS) == progress(sort(), moved, NO_FACTS)
    assert progress(sort(), stayed, NO_FACTS).filled == 4


def test_only_the_cards_a_reveal_bears_on_are_waited_for() -> None:
    """With one card named, one second look makes the second sort whole."""
    definition = sort(reveals=[{"text": "x", "cards": ["late"]}], closing=[])
    assert progress(definition, answer(ALL, {"late": "light"}), NO_FACTS).words() == "4 of 4 parts"


def test_a_sort_without_a_reveal_is_one_sort() -> None:
    """No second column, no heading about what moved."""
    definition = sort(reveals=[], feedback=[], closing=[])
    assert "Second sort" not in printed(definition, answer(ALL, {"late": "light"}))
    assert progress(definition, answer(ALL), NO_FACTS).words() == "3 of 3 parts"


def test_thoughts_on_a_card_wait_for_the_first_sort_or_for_the_asking() -> None:
    """Not in the form, not in a first sort that is not kept; on request where the author allows it."""
    assert "Is it a skill?" not in printed(sort(), answer(ALL))
    assert "In “Heavy”: Is it a skill?" in printed(sort(), answer(ALL, kept="first"))
    asked = sort(feedback_when="asked")
    assert "Is it a skill?" in printed(asked, answer({"toast": "light"}))
    assert "Is it a skill?" not in printed(asked, answer({"late": "light"}))


def test_a_source_kept_back_is_shown_with_the_reveal() -> None:
    """Blind to source first; afterwards the card says who says so."""
    definition = sort(hide_sources=True)
    assert "School" not in printed(definition, answer(ALL))
    assert "School" in printed(definition, answer(ALL, kept="first"))


def test_each_version_tells_its_own_cards() -> None:
    """Half of a room reads another card; once kept, both tellings are printed."""
    versions = [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "cards": {"late": "Late, by car."}}]
    definition = sort(versions=versions)
    assert "Late eleven times." not in printed(definition, answer(ALL, version="b"))
    both = printed(definition, answer(ALL, version="b", kept="first"))
    assert "A: Late eleven times." in both
    assert "B: Late, by car." in both


def test_what_moved_can_be_carried_on_with_its_reason() -> None:
    """Moved cards are points, closing words are questions; the names stay when words are rewritten."""
    response = answer(
        ALL, {"late": ("light", "bus"), "gran": "light"}, closing={"take": "Who wrote it?"}, asked={"money": "Hm."}
    )
    found = {x.id: x for x in offers(sort(), response, NO_FACTS)}
    assert set(found) == {"card-late", "asked-money", "closing-take"}
    assert found["card-late"].title == "Late eleven times. (Heavy, then Light)"
    assert found["card-late"].text == "bus"
    assert found["closing-take"].sort == "question"
    assert offers(sort(), Response(), NO_FACTS) == []


def test_earlier_work_becomes_cards_and_nothing_is_overwritten() -> None:
    """What is brought in is a card with its origin; bringing it twice changes nothing."""
    definition = sort(own={})
    before = Response.model_validate({"own": [{"id": "own-1", "text": "Mine."}]})
    carried = [
        Carried(
            offer=Offer(id="e3", sort="event", title="Moved school", text="In March."),
            exercise="w15a2",
            title="Chronology",
        )
    ]
    after = take(definition, before, NO_FACTS, carried)
    assert [x.text for x in after.own] == ["Mine.", "Moved school: In March."]
    assert take(definition, after, NO_FACTS, carried) == after
    assert "From “Chronology”" in printed(definition, after)
    assert take(sort(), before, NO_FACTS, carried) == before


def test_the_group_is_counted_before_and_after_without_words() -> None:
    """Counts per card and pile; what a person typed stays with them unless names are shared."""
    group = [answer(ALL, {"late": ("light", "secret")})] * 4 + [answer({"late": "heavy", "toast": AWKWARD})] * 3
    shown = picture(sort(), group, NO_FACTS)
    counts = next(x for x in shown if isinstance(x, Table))
    assert counts.rows[0] == ("Late eleven times.", "7, then 3", "0, then 4")
    chart = next(x for x in shown if isinstance(x, Chart))
    assert chart.sentence == "Sorted a second time: 4. Of them, 4 moved one card or more and 0 moved none."
    assert "secret" not in text.render(shown)
    assert "script" not in text.render(shown)
    assert "secret" in text.render(picture(sort(sharing="named"), group, NO_FACTS))


def test_two_versions_are_shown_side_by_side() -> None:
    """The card that was told differently has one bar for each version and pile."""
    versions = [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "cards": {"late": "Late, by car."}}]
    group = [answer({"late": "heavy"}, version="a")] * 2 + [answer({"late": "light"}, version="b")]
    charts = [x for x in picture(sort(versions=versions, reveals=[]), group, NO_FACTS) if isinstance(x, Chart)]
    assert [x.words for x in charts[0].bars] == ["2 of 2", "0 of 1", "0 of 2", "1 of 1"]


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_picture_works_for_any_group(number: int) -> None:
    """Nobody, one person, a whole cohort."""
    assert text.render(picture(sort(), [answer(ALL, {"late": "light"})] * number, NO_FACTS))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"cards": []}, "give two or more"),
        ({"reveals": [{"text": "x", "cards": ["gone"]}]}, "card 'gone'"),
        ({"reveals": [{"text": "x", "after": "second"}]}, "nothing after the first"),
        ({"feedback": [{"card": "late", "pile": "gone", "words": "x"}]}, "pile 'gone'"),
        ({"versions": [{"id": "a", "name": "A"}]}, "one version alone"),
        ({"piles": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}, "called 'a' as a pile"),
        ({"hide_sources": True, "reveals": []}, "hide_sources"),
        ({"sources": [{"exercise": "w15a2", "sorts": ["event"]}]}, "say so with own"),
    ],
)
def test_an_author_is_told_what_is_wrong(change: dict[str, Any], complaint: str) -> None:
    """Each slip is told in words that name the place."""
    told = complaints(sort(**change), NO_FACTS)
    assert any(complaint in x for x in told), told
    assert complaints(sort(), NO_FACTS) == []


def test_a_card_in_a_pile_that_has_gone_waits_again() -> None:
    """A renamed pile loses no words: the card is unsorted and its reason is still printed."""
    words = printed(sort(), answer({**ALL, "late": ("old-pile", "a pattern")}))
    assert "Not sorted yet" in words
    assert "a pattern" in words


def test_words_on_cards_that_have_gone_are_kept() -> None:
    """Reasons, answers and own cards whose place has left the exercise are printed at the end."""
    response = answer(
        {"gone": ("heavy", "words one")},
        asked={"old": "words two"},
        closing={"old": "words three"},
        own=[{"id": "own-1", "text": "words four"}],
    )
    words = printed(sort(), response)
    assert "Kept from an earlier form of this sort" in words
    assert all(f"words {n}" in words for n in ("one", "two", "three", "four"))


def test_a_thought_on_a_card_can_be_put_right_without_setting_answers_aside() -> None:
    """The fingerprint leaves out feedback and keeps the cards."""
    assert sort(feedback=[]).question_hash() == sort().question_hash()
    assert sort(why="one").question_hash() != sort().question_hash()


def test_two_hundred_cards_and_awkward_words_come_through() -> None:
    """Markup, right-to-left text and emoji stay words, however many cards there are."""
    own = [{"id": f"own-{n}", "text": f"{n} {AWKWARD}", "source": AWKWARD, "came_from": AWKWARD} for n in range(200)]
    placed = {x["id"]: {"pile": "heavy", "why": AWKWARD} for x in own}
    response = Response.model_validate(
        {"own": own, "first": placed, "second": placed, "kept": "second", "asked": {"money": AWKWARD}}
    )
    blocks = report(sort(own={}), response, NO_FACTS)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 800
    assert docx.render(Document("t", tuple(blocks)))
    assert progress(sort(own={}), response, NO_FACTS).filled == 401
