"""Walls: a few short posts under themes, or five words and a sentence; the group sees counts unless names are shared."""

from __future__ import annotations

from typing import Any

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.wall.model import (
    Definition,
    Response,
    complaints,
    offers,
    posts_shown,
    progress,
    take,
    without_words,
)
from permanence_lib.kinds.wall.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()


def wall(**changes: Any) -> Definition:
    fields: dict[str, Any] = {
        "kind": "wall", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5, "sharing": "anonymous",
        "themes": [{"id": "child", "name": "A child"}, {"id": "us", "name": "Us", "about": "How we work."}],
        "beside": [{"id": "known", "question": "How do you know?"}],
        "closing": [{"id": "first", "question": "Which first?", "hint": "One is enough."}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def posts(*given: tuple[str, str], **more: Any) -> Response:
    """Posts as (words, theme)."""
    rows = [{"id": f"p{n}", "words": words, "themes": [theme]} for n, (words, theme) in enumerate(given, start=1)]
    return Response.model_validate({"posts": rows} | more)


def printed(definition: Definition, response: Response) -> str:
    return text.render(report(definition, response, NO_FACTS))


def test_the_empty_wall_is_a_form() -> None:
    """Every theme, what a post is, and the closing question stand on paper before anything is written."""
    words = printed(wall(ask="What for the group?"), Response())
    for expected in ("What for the group?", "A child", "How we work.", "Which first?", "One is enough.", "Nothing written yet."):  # fmt: skip
        assert expected in words


def test_posts_stand_under_their_themes() -> None:
    """In the author's order of themes, with what was said beside them; what has no theme left is still there."""
    response = posts(("The dog", "us"), ("The bunk", "child"), ("A stray", "gone"))
    words = printed(wall(), response)
    found = [words.index(x) for x in ("A child", "The bunk", "Us", "The dog", "Under no theme yet", "A stray")]
    assert found == sorted(found)


def test_words_beside_a_post_are_printed() -> None:
    """Also when the post itself was emptied, or the question has gone."""
    response = Response.model_validate(
        {"posts": [{"id": "p1", "words": "Key", "beside": {"known": "He says so"}}, {"id": "p2", "beside": {"known": "Half a thought", "gone": "An old answer"}}]}
    )  # fmt: skip
    words = printed(wall(), response)
    assert "He says so" in words
    assert "Half a thought" in words
    assert "An old answer" in words


def test_one_post_is_enough() -> None:
    """Room for three is not a request for three."""
    assert progress(wall(), Response(), NO_FACTS).words() == "0 of 2 parts"
    assert progress(wall(), posts(("a", "us")), NO_FACTS).words() == "1 of 2 parts"
    assert (
        progress(wall(), posts(("a", "us"), ("b", "us"), ("c", "us"), ("d", "us")), NO_FACTS).words() == "1 of 2 parts"
    )
    assert progress(wall(), posts(("  ", "us")), NO_FACTS).filled == 0


def test_five_words_wait_from_the_start() -> None:
    """Five places, of which those written keep their ids; a sixth that was carried in takes no place away."""
    five = wall(five_words=True)
    assert [x.id for x in posts_shown(five, Response())] == ["p1", "p2", "p3", "p4", "p5"]
    assert [x.id for x in posts_shown(five, Response.model_validate({"posts": [{"id": "p2"}]}))] == ["p2", "p1", "p3", "p4", "p5"]  # fmt: skip
    six = posts(*[(str(n), "us") for n in range(6)])
    assert len(posts_shown(five, six)) == 6
    assert progress(five, six, NO_FACTS).words() == "5 of 7 parts"


def test_a_theme_that_no_word_reaches_is_named() -> None:
    """Once there is a word; an empty wall accuses nobody."""
    five = wall(five_words=True)
    assert without_words(five, Response()) == []
    response = Response.model_validate(
        {"posts": [{"id": "p1", "words": "key", "themes": ["us"]}], "sentence": "I stay."}
    )
    assert without_words(five, response) == ["A child"]
    words = printed(five, response)
    assert "Reached by none of these words: A child" in words
    assert "I stay." in words


def test_posts_can_be_carried_on() -> None:
    """A question by its tick or its mark, otherwise a point; ids are the posts' own; the sentence comes too."""
    response = Response.model_validate(
        {"posts": [{"id": "p1", "words": "Why now?"}, {"id": "p2", "words": "The dog", "beside": {"known": "Seen"}}, {"id": "p4", "words": "Ask", "is_question": True}, {"id": "p5", "words": " "}], "sentence": "I stay."}
    )  # fmt: skip
    found = [(x.id, x.sort, x.title, x.text) for x in offers(wall(), response, NO_FACTS)]
    assert found == [
        ("p1", "question", "Why now?", "Why now?"),
        ("p2", "point", "The dog", "The dog\nSeen"),
        ("p4", "question", "Ask", "Ask"),
        ("sentence", "point", "I stay.", "I stay."),
    ]


def test_what_is_carried_in_becomes_a_post_beside_the_others() -> None:
    """Under the theme the author named, saying where it came from; twice brought is there once."""
    offer = Offer(id="a", sort="question", title="Who asked him?")
    brought = [Carried(offer=offer, exercise="w03a1", title="My reading", into="us")]
    before = posts(("The dog", "child"))
    after = take(wall(), before, NO_FACTS, brought)
    assert after.posts[0] == before.posts[0]
    assert after.posts[1].words == "Who asked him?"
    assert after.posts[1].themes == ("us",)
    assert "From My reading" in printed(wall(), after)
    assert take(wall(), after, NO_FACTS, brought) == after


def test_the_group_sees_counts_and_no_words() -> None:
    """How many posts from how many people under each theme."""
    group = [posts(("secret", "us"), ("secret too", "gone")), posts((AWKWARD, "us")), Response()]
    chart = next(x for x in picture(wall(), group, NO_FACTS) if isinstance(x, Chart))
    assert chart.sentence == "3 posts from 2 people."
    assert chart.table.rows == (("A child", "0"), ("Us", "2"), ("Under no theme yet", "1"))
    shown = text.render(picture(wall(), group, NO_FACTS))
    assert "secret" not in shown
    assert "script" not in shown


def test_words_are_shared_only_with_names() -> None:
    """Then the posts stand grouped under their themes."""
    shown = text.render(
        picture(wall(sharing="named"), [posts(("The dog", "us")), posts(("The bunk?", "us"))], NO_FACTS)
    )
    assert "The dog" in shown
    assert "The bunk?" in shown


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_picture_works_for_any_group(number: int) -> None:
    """Nobody, one person, a cohort; with awkward words and two hundred posts each."""
    many = posts(*[(f"{AWKWARD} {n}", "us") for n in range(200)])
    shown = picture(wall(sharing="named"), [many] * number, NO_FACTS)
    assert text.render(shown)
    assert "<script" not in html.render(shown)
    assert docx.render(Document("t", tuple(report(wall(), many, NO_FACTS))))


def test_an_author_is_told_what_is_wrong() -> None:
    """Names used twice, and a source that leads to no theme."""
    source = {"exercise": "w01a1", "sorts": ["point"], "into": "nowhere"}
    twice = [{"id": "us", "name": "a"}, {"id": "us", "name": "b"}]
    told = " ".join(complaints(wall(themes=twice, sources=[source]), NO_FACTS))
    assert "called 'us' as a theme" in told
    assert "none of the themes" in told


def test_the_first_wall_of_the_programme_has_its_four_meanings() -> None:
    """Permanence in five words asks for the child's words and names the meaning that has none."""
    five = exercises.find("w02a1", Content.load())
    assert isinstance(five.definition, Definition)
    assert [x.id for x in five.definition.themes] == ["legal", "relational", "physical", "inside"]
    example = five.example()
    assert isinstance(example, Response)
    assert without_words(five.definition, example) == ["Legal"]
