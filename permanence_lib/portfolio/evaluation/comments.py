"""Words that participants ticked one by one, gathered so that neither who nor how many people wrote can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Block, Heading, Items, Paragraph
from permanence_lib.portfolio.evaluation.given import Given

HOW = (
    "Each was ticked by the person who wrote it. They stand in the order of the alphabet, without the question's day, and the "
    "same words stand once. One list gathers the answers to several questions, so its length is not a number of people."
)
NONE = "Fewer than five people chose to let words of theirs be read here."


def blocks(people: Sequence[Given], content: Content, under: int) -> Iterator[Block]:
    """Every list of words to which `under` people or more gave some."""
    yield Paragraph(HOW)
    for title, found in lists(people, content, under).items():
        yield Heading(title, 3)
        yield Items(found) if found else Paragraph(NONE)


def lists(people: Sequence[Given], content: Content, under: int) -> dict[str, tuple[str, ...]]:
    """The words of each list by its title; none of fewer people."""
    return {
        pool.title: _words([one.comments.get(pool.id, ()) for one in people], under)
        for pool in content.evaluation.comments
    }


def _words(given: Sequence[Sequence[str]], under: int) -> tuple[str, ...]:
    if sum(bool(one) for one in given) < under:
        return ()
    by_words = {" ".join(words.split()).casefold(): " ".join(words.split()) for one in given for words in one}
    return tuple(by_words[key] for key in sorted(by_words))
