"""The group's answers together, and one page to take along: three sentences, the picture, the table, what follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Document, Heading, Paragraph, Quote, Table
from permanence_lib.kind import FileForm, Material
from permanence_lib.kinds.delay_timeline.model import (
    TAGS,
    Clocks,
    Decision,
    Definition,
    Response,
    Stretch,
    three_sentences,
)
from permanence_lib.kinds.delay_timeline.report import two_clocks

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def one_page(definition: Definition, response: Response, material: Material) -> bytes:
    """A Word file of three sentences, the figure with its table, and nothing else."""
    from permanence_lib.document.docx import render

    clocks = Clocks(definition, response, material)
    figure = two_clocks(clocks)
    blocks: tuple[Block, ...] = tuple(Paragraph(words) for words in three_sentences(clocks))
    return render(Document(definition.title, (*blocks, figure or Paragraph("There are no dated entries."))))


ONE_PAGE = FileForm("figure", "Word: the picture, its table and three sentences", ".docx", WORD, one_page)


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How the group named each stretch and how far it moved each date: counts, and words only where names are shared."""
    blocks: list[Block] = []
    if definition.stretches:
        rows = tuple(_named(stretch, responses) for stretch in definition.stretches)
        blocks.append(Table("How each stretch was named", ("Stretch", *TAGS.values(), "Not named"), rows))
    if definition.decisions:
        blocks += _moves(definition, responses, material)
    if definition.sharing == "named":
        blocks += [Quote(r.thing) for r in responses if r.thing.strip()]
    return blocks or [Paragraph("This exercise has nothing to count.")]


def _named(stretch: Stretch, responses: Sequence[Response]) -> tuple[str, ...]:
    tags = [response.thought_on(stretch).tag for response in responses]
    return (stretch.label, *(str(sum(said == tag for said in tags)) for tag in (*TAGS, "")))


def _moves(definition: Definition, responses: Sequence[Response], material: Material) -> Iterator[Block]:
    """How many moved each date, and the spread of where they moved it to: in weeks, never a right answer."""
    answers = [Clocks(definition, response, material) for response in responses]
    yield Heading("Where the dates were moved to", 4)
    for decision in definition.decisions:
        weeks = sorted(w for clocks in answers for w in _weeks(clocks, decision))
        if not weeks:
            yield Paragraph("Nobody moved it.", lead=decision.label)
            continue
        counts = Counter(_band(w) for w in weeks)
        bars = tuple(Bar(words, counts[words], str(counts[words])) for words in BANDS if counts[words])
        people = sum(bool(list(_weeks(clocks, decision))) for clocks in answers)
        sentence = f"{people} of {len(responses)} moved it: between {_say(weeks[0])} and {_say(weeks[-1])}."
        rows = tuple((bar.label, bar.words) for bar in bars)
        yield Chart(
            decision.label, sentence, Table(f"{decision.label}: plans by how far", ("How far", "Plans"), rows), bars
        )


def _weeks(clocks: Clocks, decision: Decision) -> Iterator[int]:
    """By how many weeks one person moved a date, in each plan in which they did."""
    for plan in "ab" if clocks.response.two_plans else "a":
        moved = clocks.moved_to(decision, plan)
        if moved and decision.id in clocks.planned:
            yield round((moved - clocks.planned[decision.id]).days / 7)


BANDS = ("over 26 weeks earlier", "13 to 26 weeks earlier", "5 to 12 weeks earlier", "1 to 4 weeks earlier",
         "the same week", "1 to 4 weeks later", "5 to 12 weeks later", "13 to 26 weeks later", "over 26 weeks later")  # fmt: skip


def _band(weeks: int) -> str:
    edge = next((n for n, most in enumerate((0, 4, 12, 26)) if abs(weeks) <= most), 4)
    return BANDS[4 + (edge if weeks > 0 else -edge)]


def _say(weeks: int) -> str:
    if not weeks:
        return "the same week"
    return f"{abs(weeks)} week{'' if abs(weeks) == 1 else 's'} {'later' if weeks > 0 else 'earlier'}"
