"""Facts of a page are sent once, and every exercise still finds all of its own."""

from __future__ import annotations

from typing import Any

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.workbook.pool import Pool


def test_a_fact_is_sent_with_the_first_exercise_that_stands_on_it() -> None:
    """The second names it only."""
    pool, fact = Pool(), {"id": "a", "words": "x"}
    assert pool.share({"law": [fact], "case": None}) == ({"law": ["law/a"], "case": None}, {"law/a": fact})
    assert pool.share({"law": [fact]}) == ({"law": ["law/a"]}, {})


def test_two_facts_of_one_id_keep_apart() -> None:
    """An option whole, and the same option with one aspect only."""
    pool = Pool()
    pool.share({"options": [{"id": "o", "aspects": [1, 2]}]})
    named, new = pool.share({"options": [{"id": "o", "aspects": [1]}, {"id": "o", "aspects": [1, 2]}]})
    assert named == {"options": ["options/o 2", "options/o"]}
    assert new == {"options/o 2": {"id": "o", "aspects": [1]}}


def test_what_is_no_fact_stays_as_it_is() -> None:
    """The alias of the followed child is a word, not the name of a fact."""
    assert Pool().share({"followed": "Robin", "case": None}) == ({"followed": "Robin", "case": None}, {})


def test_every_exercise_of_a_week_can_be_put_together_again(content: Content) -> None:
    """As the page does it: names looked up among all that was sent so far."""
    for week in ("w02", "w16"):
        pool, sent = Pool(), {}
        for name in (name for name in exercises.files(content) if name.startswith(week)):
            material = exercises.find(name, content).material.to_json()
            named, new = pool.share(material)
            sent.update(new)
            assert {sort: _found(facts, sent) for sort, facts in named.items()} == material


def _found(named: Any, sent: dict[str, Any]) -> Any:
    if isinstance(named, list):
        return [sent[name] for name in named]
    return sent.get(named, named) if isinstance(named, str) else named
