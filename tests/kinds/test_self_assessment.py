"""Self-assessments: where one stands, three times, in words; and how that has moved, said honestly."""

from __future__ import annotations

import re
from typing import Any

import pytest

from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document
from permanence_lib.kind import LONGEST_ANSWER, Carried, Material, Offer
from permanence_lib.kinds.self_assessment import KIND
from permanence_lib.kinds.self_assessment.model import (
    Definition,
    Response,
    complaints,
    groups_of,
    offers,
    progress,
    take,
)
from permanence_lib.kinds.self_assessment.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\" line"


@pytest.fixture(scope="module")
def material() -> Material:
    return Material(standard=Content.load().standard.sections)


def look(**changes: Any) -> Definition:
    fields = {"kind": "self_assessment", "title": "Where I stand", "purpose": "p", "prompt": "q", "minutes": 45}
    return Definition.model_validate(fields | changes)


def rated(**levels: str) -> Response:
    """Ratings by statement, written s11a for 1.1a."""
    named = {f"{x[1]}.{x[2:]}": level for x, level in levels.items()}
    return Response.model_validate({"ratings": {name: {"level": level} for name, level in named.items()}})


def carried(offer: Offer, exercise: str = "w01a2") -> Carried:
    return Carried(offer=offer, exercise=exercise, title="First look")


def test_every_statement_of_the_standard_is_asked(material: Material) -> None:
    """All 89, by section, with the word that they are a summary; on the empty form too."""
    assert KIND.needs_standard
    definition = look()
    names = [x.id for group in groups_of(definition, material) for x in group.statements]
    assert len(names) == len(set(names)) == 89
    words = text.render(report(definition, Response(), material))
    assert [x for x in names if x not in words] == []
    assert "not a quotation" in re.sub(r"\s+", " ", words)
    assert progress(definition, Response(), material).words() == "0 of 90 parts"


def test_levels_are_words_and_not_figures() -> None:
    """Nothing to add up or to average."""
    assert not [x for x in look().levels if re.search(r"\d|good|bad|weak|strong", x.id + x.words + x.about)]


def test_what_is_left_for_later_is_simply_not_rated(material: Material) -> None:
    """A line of evidence alone is kept; the statement still waits."""
    answer = Response.model_validate({"ratings": {"1.1a": {"evidence": "Brought it forward."}}})
    assert progress(look(), answer, material).filled == 0
    words = text.render(report(look(), answer, material))
    assert "Not rated yet" in words
    assert "Brought it forward." in words


def test_the_whole_profile_is_one_offer(material: Material) -> None:
    """It carries levels, their words and the lines of evidence; an empty one is not offered."""
    answer = Response.model_validate({"ratings": {"1.1a": {"level": "own", "evidence": "May."}, "1.1b": {}}})
    profile = offers(look(), answer, material)[0]
    assert (profile.id, profile.sort, profile.title) == (
        "profile",
        "profile",
        "My profile at the start of the programme",
    )
    assert profile.text == "1 statement rated."
    assert profile.data["ratings"] == {"1.1a": {"level": "own", "evidence": "May."}}
    assert profile.data["words"]["own"] == "I do it on my own"
    assert offers(look(), Response(), material) == []


def test_what_was_chosen_to_work_on_is_a_need(material: Material) -> None:
    """Under the statement's own id, so that rewording the reason changes nothing; a statement that has gone keeps its id."""
    answer = Response.model_validate(
        {"picks": [{"statement": "1.2a", "why": " I quote unread. "}, {"statement": "9.9z"}]}
    )
    found = [x for x in offers(look(), answer, material) if x.sort == "need"]
    assert [(x.id, x.text) for x in found] == [("pick-1.2a", "I quote unread."), ("pick-9.9z", "")]
    assert found[0].title.startswith("Use research")
    assert found[1].title == "9.9z"


def test_closing_words_go_on_where_the_author_says_so(material: Material) -> None:
    """Only questions that offer something do."""
    definition = look(
        closing=[{"id": "a", "question": "Proud of?", "offers": "strength"}, {"id": "b", "question": "Else?"}]
    )
    answer = Response(closing={"a": "The visits.", "b": "No."})
    assert [(x.id, x.sort) for x in offers(definition, answer, material)] == [("closing-a", "strength")]


def test_an_earlier_profile_comes_in_beside_the_new_one(material: Material) -> None:
    """Nothing there is changed; the same profile is not added twice, another one stands after it."""
    first = offers(look(), rated(s11a="support"), material)[0]
    second = offers(look(when="middle"), rated(s11a="own"), material)[0]
    answer = rated(s11a="others")
    once = take(look(when="end"), answer, material, [carried(first)])
    again = take(look(when="end"), once, material, [carried(first), carried(second, "w14a2")])
    assert once.ratings == again.ratings == answer.ratings
    assert [(x.exercise, x.when, x.title) for x in again.earlier] == [("w01a2", "start", "First look"), ("w14a2", "middle", "First look")]  # fmt: skip
    assert again.earlier[0].ratings["1.1a"].level == "support"


def test_earlier_aims_come_in_with_where_they_were_said(material: Material) -> None:
    """What one set out to work on is shown again, in the words of then."""
    need = Offer(id="pick-1.2a", sort="need", title="Use research", text="I quote unread.")
    answer = take(look(when="middle"), Response(), material, [carried(need), carried(need)])
    assert len(answer.aims) == 1
    assert "From “First look”: Use research. I quote unread." in text.render(
        report(look(when="middle"), answer, material)
    )


def test_a_profile_from_elsewhere_without_data_does_no_harm(material: Material) -> None:
    """An offer that carries nothing brings an empty profile, and everything says so."""
    answer = take(look(when="end"), rated(s11a="own"), material, [carried(Offer(id="p", sort="profile", title="t"))])
    assert "Not rated then" in text.render(report(look(when="end"), answer, material))


def test_growth_is_said_honestly(material: Material) -> None:
    """Up, stayed, down and not rated are counted by section; down is said to be no failure; nothing is averaged."""
    then = offers(look(), rated(s11a="support", s11b="support", s11c="own", s21a="new"), material)[0]
    now = rated(s11a="own", s11b="support", s11c="support", s31a="own")
    words = text.render(
        report(look(when="middle"), take(look(when="middle"), now, material, [carried(then)]), material)
    )
    flat = re.sub(r"\s+", " ", words)
    assert "from “I do it with support” to “I do it on my own”" in flat
    assert "from “I do it on my own” to “I do it with support”" in flat
    assert "It is not a step back" in flat
    for said in ("Moved up", "Stayed", "Moved down", "Not rated then", "Not rated now"):
        assert said in words
    assert not re.search(r"\d ?%|average|score|mean\b", words)


def test_levels_in_other_words_are_not_compared(material: Material) -> None:
    """If the author changed the levels in between, the page says so and guesses nothing."""
    old = Offer(id="profile", sort="profile", title="t", data={"when": "start", "words": {"ok": "Fine"}, "ratings": {"1.1a": {"level": "ok"}}})  # fmt: skip
    words = text.render(
        report(look(when="end"), take(look(when="end"), rated(s11a="own"), material, [carried(old)]), material)
    )
    assert "Rated in other words then" in words
    assert "Fine" in words
    assert "from “" not in words


def test_growth_can_be_left_out(material: Material) -> None:
    """The earlier profile still stands beside; the counts do not."""
    definition = look(when="end", growth=False)
    answer = take(definition, rated(s11a="own"), material, [carried(offers(look(), rated(s11a="new"), material)[0])])
    words = text.render(report(definition, answer, material))
    assert "What has moved" not in words
    assert "New to me" in words


def test_an_author_may_bring_other_statements(material: Material) -> None:
    """The kind works for anything that can be stated; the word about the standard goes."""
    sections = [{"title": "In court", "statements": [{"id": "oath", "text": "Take the oath"}]}]
    definition = look(sections=sections)
    words = text.render(report(definition, Response.model_validate({"ratings": {"oath": {"level": "own"}}}), material))
    assert "oath Take the oath" in words
    assert "not a quotation" not in words
    assert progress(definition, Response(), material).parts == 2


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"when": "middle"}, "no source brings an earlier profile in"),
        ({"levels": [{"id": "a", "words": "A"}, {"id": "a", "words": "B"}]}, "called 'a' as a level"),
        ({"closing": [{"id": "a", "question": "A"}, {"id": "a", "question": "B"}]}, "as a closing question"),
        (
            {"sections": [{"title": "T", "statements": [{"id": "x", "text": "a"}, {"id": "x", "text": "b"}]}]},
            "as a statement",
        ),
    ],
)
def test_an_author_is_told_what_is_wrong(changes: dict[str, Any], complaint: str, material: Material) -> None:
    """Each slip is told in words that name the place."""
    told = complaints(look(**changes), material)
    assert any(complaint in x for x in told), told
    assert complaints(look(when="middle", growth=False), material) == []


def test_words_outlive_the_statement_they_were_about(material: Material) -> None:
    """Statements come and go; lines of evidence stay on paper, awkward ones as words."""
    everything = [x.id for group in groups_of(look(), material) for x in group.statements]
    answer = Response.model_validate(
        {
            "ratings": {x: {"level": AWKWARD, "evidence": AWKWARD} for x in [*everything, *map(str, range(200))]},
            "picks": [{"statement": AWKWARD, "why": AWKWARD}],
            "closing": {"old": AWKWARD},
        }
    )
    blocks = report(look(), answer, material)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 89 + 200 + 3
    assert "Kept from an earlier form" in page
    assert docx.render(Document("t", tuple(blocks)))


def test_three_whole_profiles_fit_in_one_answer(material: Material) -> None:
    """Every statement with a long line, twice over from earlier, stays well within what is kept."""
    everything = [x.id for group in groups_of(look(), material) for x in group.statements]
    line = "Something I did in May, told in one long line of evidence. " * 3
    answer = Response.model_validate({"ratings": {x: {"level": "support", "evidence": line} for x in everything}})
    profile = offers(look(), answer, material)[0]
    full = take(look(when="end"), answer, material, [carried(profile), carried(profile, "w14a2")])
    assert len(full.model_dump_json()) < LONGEST_ANSWER / 2


@pytest.mark.parametrize("number", [0, 1, 20])
def test_a_group_sees_how_its_ratings_are_spread(number: int, material: Material) -> None:
    """Counts by section and statement, what people chose, and never a line of evidence."""
    one = Response.model_validate({"ratings": {"1.1a": {"level": "own", "evidence": "secret"}}, "picks": [{"statement": "1.2a", "why": "secret"}]})  # fmt: skip
    shown = picture(look(sharing="named"), [one] * number, material)
    charts = [x for x in shown if isinstance(x, Chart)]
    assert len(charts) == (6 if number else 0)
    assert "secret" not in text.render(shown)
    if number:
        assert charts[0].table.rows[0][4] == str(number)
        assert charts[-1].bars[0].words == f"{number} of {number}"
