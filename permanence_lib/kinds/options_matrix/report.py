"""The comparison on paper, and a group's comparisons together. Never a total, never an order of merit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from permanence_lib.content.dates import say_date
from permanence_lib.content.sources import CaseLaw, LawFact, OptionFact
from permanence_lib.document.blocks import Block, Blocks, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import DateParts, Material
from permanence_lib.kinds.options_matrix.model import (
    BOXES,
    MORE_THAN_ONE,
    Choice,
    Comparison,
    Definition,
    Factor,
    Response,
    cell_of,
    choices,
    days_late,
    is_assessed,
    plural,
    trim,
)

NOTHING = "Nothing written yet"
REALISTIC = {"": "Not said yet", "yes": "Yes, weigh it", "unsure": "Not sure yet, weigh it", "no": "No, set aside"}
MATTERS = {"": "Not said yet", "high": "High", "medium": "Medium", "lower": "Lower"}
CUE_WORDS = {
    "dismissed-thinly": "set aside in few words",
    "help-only": "what may help, and nothing that may harm",
    "harm-only": "what may harm, and nothing that may help",
    "no-evidence": "no evidence recorded",
}


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """The whole comparison; unanswered, the form with its questions."""
    comparison = Comparison(definition, response, material)
    return [
        *_where_it_stands(comparison),
        *_sifting(comparison),
        *_brought_in(comparison),
        *_weighing(comparison),
        *_reasoning(comparison),
        *_beside_the_options(comparison),
    ]


def _where_it_stands(comparison: Comparison) -> Iterator[Block]:
    if line := comparison.child_line():
        yield Paragraph(line)
    counts = comparison.counts()
    yield Paragraph(
        f"{counts['sifted']} of {counts['options']} options sifted; {counts['assessed']} of {counts['cells']} cells "
        "assessed. The options stand in no order of merit and nothing is added up."
    )


def _sifting(comparison: Comparison) -> Iterator[Block]:
    asked = comparison.definition.questions
    said = [(option, comparison.response.said_of(option.id)) for option in comparison.options]
    rows = ((_label(option), REALISTIC[sifted.realistic], trim(sifted.why)) for option, sifted in said)
    yield Heading("The options", 3)
    yield Table(asked.realistic, ("Option", "Answer", "Why not, or why unsure"), tuple(rows))
    for option, sifted in said:
        if trim(sifted.tested):
            yield Paragraph(f"{option.label}. {asked.tested}")
            yield Quote(sifted.tested)


def _brought_in(comparison: Comparison) -> Iterator[Block]:
    """What was carried over: beside its options, and apart what has not been used."""
    beside = [(note, comparison.places(note)) for note in comparison.response.notes]
    if beside:
        yield Heading("Brought in from earlier work", 3)
    if used := tuple((note.said(), f"“{note.source}”", "\n".join(places)) for note, places in beside if places):
        yield Table("Beside the options", ("What", "From", "Beside"), used)
    if unused := tuple(f"{note.said()} (from “{note.source}”)" for note, places in beside if not places):
        yield Paragraph("Brought in, not yet used:")
        yield Items(unused)


def _label(option: Choice) -> str:
    return f"{option.label} (added)" if option.own else option.label


def _weighing(comparison: Comparison) -> Iterator[Block]:
    yield Heading("Each factor, option by option", 3)
    for factor in comparison.definition.factors:
        yield from _one_factor(comparison, factor)
    if comparison.is_begun():
        yield from _look_again(comparison)


def _one_factor(comparison: Comparison, factor: Factor) -> Iterator[Block]:
    definition, note = comparison.definition, comparison.response.note_on(factor.id)
    yield Heading(factor.label, 4)
    if factor.help:
        yield Paragraph(factor.help)
    why = f". {trim(note.why)}" if trim(note.why) else ""
    yield Paragraph(MATTERS[note.matters] + why, lead=definition.questions.matters.rstrip("?"))
    if rows := tuple(_cell_rows(comparison, factor)):
        yield Table(factor.label, ("Option", *(getattr(definition.boxes, box) for box in BOXES)), rows)


def _cell_rows(comparison: Comparison, factor: Factor) -> Iterator[tuple[str, ...]]:
    """Every option still weighed, blank or not; one set aside only where something had been written about it."""
    for option in comparison.options:
        cell, kept = comparison.cell(factor.id, option.id), option.id in comparison.kept
        if kept or is_assessed(cell):
            state = " (set aside)" if not kept else "" if is_assessed(cell) else " (not assessed)"
            yield (option.label + state, *(trim(cell.get(box)) for box in BOXES))


def _look_again(comparison: Comparison) -> Iterator[Block]:
    """One-sided, unevidenced and thinly dismissed; what is blank is said in the tables."""
    labels = {x.id: x.label for x in comparison.options} | {x.id: x.label for x in comparison.definition.factors}
    lines = [_cue_line(cue, labels) for cue in comparison.cues() if cue[0] != "not-assessed"]
    if lines:
        yield Heading("To look at again", 3)
        yield Items(tuple(lines))


def _cue_line(cue: Sequence[str], labels: dict[str, str]) -> str:
    word, factor, option = cue
    under = f", {labels[factor]}" if factor else ""
    return f"{labels[option]}{under}: {CUE_WORDS[word]}"


def _reasoning(comparison: Comparison) -> Iterator[Block]:
    asked, response = comparison.definition.questions, comparison.response
    labels = {x.id: x.label for x in comparison.options} | {MORE_THAN_ONE: "More than one plan for now"}
    yield Heading("Reasoning", 3)
    if response.conclusion in labels:
        yield Paragraph(labels[response.conclusion], lead="Where the reasoning arrives")
    yield from _answered(asked.best, response.best)
    if rows := tuple(_other_rows(comparison)):
        yield Table("The other realistic options", ("Option", asked.other), rows)
    yield from _answered(asked.change, response.change_mind)
    if not response.decide_by.is_empty():
        yield Paragraph(_by_words(response.decide_by, ""), lead="The decision is due")
    yield _unknowns(comparison)


def _other_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Every option still weighed but the one arrived at, and any other that was written about."""
    response = comparison.response
    for option in comparison.options:
        words = trim(response.others.get(option.id))
        if words or (option.id in comparison.kept and option.id != response.conclusion):
            yield option.label, words or NOTHING


def _answered(question: str, words: str) -> Iterator[Block]:
    yield Paragraph(question)
    yield Quote(words if trim(words) else NOTHING)


def _unknowns(comparison: Comparison) -> Table:
    due = comparison.due.isoformat() if comparison.due else ""
    rows = tuple(
        (trim(x.what) or NOTHING, trim(x.who) or NOTHING, _by_words(x.by, due)) for x in comparison.response.unknowns
    )
    columns = ("What is not known", "Who will find out, and how", "By when")
    return Table(comparison.definition.questions.unknown, columns, rows or ((NOTHING, "", ""),))


def _by_words(by: DateParts, due: str) -> str:
    when = by.read()
    if not when:
        return "No date yet" if by.is_empty() else f"{by.day} {by.month} {by.year} (not a real date)"
    late = days_late(by.model_dump(), due) if due else 0
    return say_date(when) + (f" ({plural(late, 'day')} after the decision is due)" if late else "")


def _beside_the_options(comparison: Comparison) -> Iterator[Block]:
    """What the file, the research and the law say: material to test, as it stood when this was printed."""
    definition, material, options = comparison.definition, comparison.material, comparison.options
    if any(x.file for x in options):
        yield Heading("What the file says: to be tested, not copied", 3)
        yield _file_table(definition, options)
    if any(x.research for x in options):
        yield Heading("Research beside the options", 3)
        yield Paragraph(
            "The children in these studies differ from one route to another. No figure is a chance for one child."
        )
        yield _research_table(options)
    if material.options:
        yield Heading("The law beside the options", 3)
        yield _law_table(definition, material)
    if material.law or material.judgments:
        yield Heading("Rules that bear on the choice", 3)
        yield Items((*map(_cited, material.law), *map(_cited, material.judgments)))


def _file_table(definition: Definition, options: Sequence[Choice]) -> Table:
    boxes = definition.boxes
    columns = ("Option", boxes.may_help, boxes.may_harm, boxes.not_yet_known, boxes.would_need)
    rows = tuple(
        (x.label, *map("\n".join, (x.file.may_help, x.file.may_harm, x.file.not_yet_known)), x.file.would_need)
        for x in options
        if x.file
    )
    return Table("The options as the file gives them", columns, rows)


def _research_table(options: Sequence[Choice]) -> Table:
    """Each study once, with the options it stands beside and what it cannot tell."""
    studies = {study.id: study for option in options for study in option.research}
    rows = tuple(
        (
            study.cite(),
            "\n".join(option.label for option in options if study in option.research),
            study.finding,
            f"{study.population}. {study.design}.",
            study.limits,
        )
        for study in studies.values()
    )
    return Table("Studies", ("Study", "Beside", "Finding", "Who the children were", "What it cannot tell you"), rows)


def _law_table(definition: Definition, material: Material) -> Table:
    aspects = definition.printed_aspects
    rows = tuple(
        (option.name, *("\n".join(_cited(fact) for fact in option.aspects.get(aspect, ())) for aspect in aspects))
        for option in material.options
    )
    return Table("Orders and placements in England", ("Option", *(definition.aspects.get(a, a) for a in aspects)), rows)


def _cited(fact: LawFact | CaseLaw | OptionFact) -> str:
    return f"{fact.words()} [{fact.cite()}]"


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """What the group held realistic, what mattered, and what nobody has looked at yet: counts of people only."""
    if not responses:
        return [Paragraph("No answers yet.")]
    options = choices(definition, Response(), material)
    added = sum(len(x.added) for x in responses)
    return [
        Paragraph(
            f"{plural(len(responses), 'answer')}. The options stand as the exercise lists them: "
            "the counts are of people who answered, not points for an option."
        ),
        _count_realistic(definition, responses, options),
        _count_matters(definition, responses),
        _count_assessed(definition, responses, options),
        Paragraph(f"Options added because they were missing: {added}."),
        *(_named_words(definition, responses) if definition.sharing == "named" else ()),
    ]


def _count_realistic(definition: Definition, responses: Sequence[Response], options: Sequence[Choice]) -> Table:
    rows = (
        (x.label, *_tally(("yes", "unsure", "no", ""), (r.said_of(x.id).realistic for r in responses))) for x in options
    )
    columns = ("Option", "Realistic", "Not sure", "Set aside", "Not said")
    return Table(definition.questions.realistic, columns, tuple(rows))


def _count_matters(definition: Definition, responses: Sequence[Response]) -> Table:
    rows = (
        (x.label, *_tally(("high", "medium", "lower", ""), (r.note_on(x.id).matters for r in responses)))
        for x in definition.factors
    )
    return Table(definition.questions.matters, ("Factor", "High", "Medium", "Lower", "Not said"), tuple(rows))


def _tally(answers: Sequence[str], said: Iterable[str]) -> Iterator[str]:
    """How many people gave each answer."""
    counts = Counter(said)
    return (str(counts[answer]) for answer in answers)


def _count_assessed(definition: Definition, responses: Sequence[Response], options: Sequence[Choice]) -> Table:
    """How many people have written in each cell: the blanks are where the room has not looked."""
    values = [r.model_dump(mode="json") for r in responses]
    rows = (
        (f.label, *(str(sum(is_assessed(cell_of(value, f.id, x.id)) for value in values)) for x in options))
        for f in definition.factors
    )
    columns = ("Factor", *(x.label for x in options))
    return Table("People who have written something in each cell", columns, tuple(rows))


def _named_words(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    yield Heading(definition.questions.best, 3)
    for response in responses:
        if trim(response.best):
            yield Quote(response.best)
    labels = [trim(x.label) for response in responses for x in response.added if trim(x.label)]
    if labels:
        yield Heading("Options the group added", 3)
        yield Items(tuple(labels))
