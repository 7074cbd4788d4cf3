"""Roles in prose: a fact with its citation, a person by name, a term that leads to its meaning."""

from __future__ import annotations

import pytest

from permanence_lib.content.library import Content
from permanence_lib.content.roles import resolve, say


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{term}`adoption-panel` meets.", "[Adoption panel](#term-adoption-panel) meets."),
        ("The {term}`adoption-panel` meets.", "The [adoption panel](#term-adoption-panel) meets."),
        ("It met. {term}`adoption-panel` notes help.", "It met. [Adoption panel](#term-adoption-panel) notes help."),
        ("Ask {term}`cafcass`.", "Ask [Cafcass](#term-cafcass)."),
        ("By {term}`public-law-outline` rules", "By [Public Law Outline](#term-public-law-outline) rules"),
    ],
)
def test_a_term_leads_to_its_meaning_and_is_written_small_within_a_sentence(
    text: str, shown: str, content: Content
) -> None:
    """A name keeps its capital."""
    assert resolve(text, content) == shown


def test_the_workshop_family_can_be_named(content: Content) -> None:
    """Like the families of the modules."""
    assert say("case", "harper-mensah", content) == "*The Harper-Mensah family*"
    assert say("case", "harper-mensah.mia", content) == "Mia"


def test_a_judgment_whose_principle_nobody_has_read_says_so(content: Content) -> None:
    """Its citation alone would look settled."""
    unseen = [judgment for judgment in content.case_law.values() if not judgment.principle_was_seen]
    assert unseen
    for judgment in unseen:
        assert say("law", judgment.id, content).endswith("(not yet checked)")
    assert not say("law", "re-b-2013", content).endswith("(not yet checked)")
