"""What the evaluation forms chose and ticked, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Bar, Block, Chart, Heading, Paragraph, Table
from permanence_lib.portfolio.evaluation import form, telling, words
from permanence_lib.portfolio.evaluation.form import Asked
from permanence_lib.portfolio.evaluation.given import Given
from permanence_lib.portfolio.evaluation.telling import Spread

NO_ANSWER = "No answer"


def blocks(people: Sequence[Given], content: Content, under: int) -> Iterator[Block]:
    """Each section of the form; `people` are those who gave theirs."""
    yield Paragraph(f"{len(people)} people gave the ticks and choices of their evaluation form.")
    for section, asked in groupby(form.questions(content), lambda one: one.section):
        yield Heading(section, 3)
        of_section = list(asked)
        yield from _rows([one for one in of_section if one.row], people, under)
        for one in (one for one in of_section if not one.row):
            yield _ticks(one, people, under) if one.several else _choice(one, people, under)


def _rows(asked: Sequence[Asked], people: Sequence[Given], under: int) -> Iterator[Block]:
    """The same question about several things: one table for each question."""
    for label, same in groupby(sorted(asked, key=lambda one: one.label), lambda one: one.label):
        rows = tuple((one.row, words.sentence(spread(one, people, under), _places(one), len(people))) for one in same)
        yield Table(label, ("Part of the programme", "What people chose"), rows)


def _places(one: Asked) -> list[str]:
    return [*(said for _, said in one.choices), NO_ANSWER]


def spread(one: Asked, people: Sequence[Given], under: int) -> Spread:
    """Everybody stands at one place: at what they chose, or at no answer."""
    names = [name for name, _ in one.choices]
    found: list[list[str]] = [[] for _ in (*names, NO_ANSWER)]
    for each in people:
        said = next(iter(each.ticks.get(one.id, ())), "")
        found[names.index(said) if said in names else len(names)].append(each.id)
    return telling.spread(found, under)


def _choice(one: Asked, people: Sequence[Given], under: int) -> Block:
    found, places = spread(one, people, under), _places(one)
    if not found.groups:
        return Paragraph(words.sentence(found, places, len(people)), lead=one.label)
    told = [([places[x] for x in group.places], group.count) for group in found.groups]
    return Chart(
        title=one.label,
        sentence=words.sentence(found, places, len(people)),
        table=Table(
            f"{one.label} (people)",
            ("Answer", "People"),
            tuple((words.together(these), str(count)) for these, count in told),
        ),
        bars=tuple(Bar(words.between(these), count, f"{count} of {len(people)}") for these, count in told),
        source=words.SOURCE,
        people=len(people),
        whole=len(people),
    )


def _ticks(one: Asked, people: Sequence[Given], under: int) -> Table:
    """Several may be ticked, so each stands by itself."""
    rows = []
    for name, said in one.choices:
        count = sum(name in each.ticks.get(one.id, ()) for each in people)
        rows.append((said, words.so_many(telling.side(count, len(people), under), len(people))))
    return Table(f"{one.label} (several may be ticked)", ("Answer", "Ticked by"), tuple(rows))
