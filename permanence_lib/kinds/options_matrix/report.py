"""The comparison on paper. Never a total, never an order of merit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.content.dates import say_date
from permanence_lib.content.sources import CaseLaw, LawFact, OptionFact
from permanence_lib.document.blocks import Block, Blocks, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import DateParts, Material
from permanence_lib.kinds.options_matrix.model import (
    BOXES,
    MORE_THAN_ONE,
    RULES,
    SECTIONS,
    Choice,
    Comparison,
    Definition,
    Factor,
    Json,
    Response,
    coverage,
    days_late,
    is_assessed,
    items_of,
    key_of,
    plural,
    trim,
)

NOTHING = "Nothing written yet"
REALISTIC = {"": "Not said yet", "yes": "Yes, weigh it", "unsure": "Not sure yet, weigh it", "no": "No, set aside"}
MATTERS = {"": "Not said yet", "high": "High", "medium": "Medium", "lower": "Lower"}
SURE = {"firm": "Well founded", "fair": "Probable, with more to find out", "first": "A first thought"}


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """The whole comparison; unanswered, the form with its questions."""
    comparison = Comparison(definition, response, material)
    return [
        *_where_it_stands(comparison),
        *_leaning(comparison),
        *_sifting(comparison),
        *_brought_in(comparison),
        *_weighing(comparison),
        *_checklist(comparison),
        *_plans(comparison),
        *_look_again(comparison),
        *_reasoning(comparison),
        *_tested(comparison),
        *_reworded(comparison),
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


def _leaning(comparison: Comparison) -> Iterator[Block]:
    """The first leaning and what changed since: only where the participant lets it be seen."""
    response, labels = comparison.response, _conclusions(comparison)
    if not response.leaning.seen:
        return
    yield Paragraph(labels.get(response.leaning.option, "Not said"), lead="Where I leant before the work")
    for words in (response.leaning.words, response.changed):
        if trim(words):
            yield Quote(words)


def _conclusions(comparison: Comparison) -> dict[str, str]:
    return {x.id: x.label for x in comparison.options} | {MORE_THAN_ONE: "More than one plan for now"}


def _sifting(comparison: Comparison) -> Iterator[Block]:
    asked = comparison.definition.questions
    said = [(option, comparison.response.said_of(option.id)) for option in comparison.options]
    rows = ((_label(option), REALISTIC[sifted.realistic], trim(sifted.why)) for option, sifted in said)
    yield Heading("The options", 3)
    yield Table(asked.realistic, ("Option", "Answer", "Why not, or why unsure"), tuple(rows))
    beside = [(option.label, comparison.response.said_of(option.id)) for option in comparison.left]
    if beside:
        left = tuple((label, REALISTIC[x.realistic], trim(x.why)) for label, x in beside)
        yield Table("Other options and routes, not weighed", ("Option or route", "Answer", "Why not"), left)
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
    for factor in comparison.factors:
        yield from _one_factor(comparison, factor)


def _one_factor(comparison: Comparison, factor: Factor) -> Iterator[Block]:
    definition, note = comparison.definition, comparison.response.note_on(factor.id)
    yield Heading(factor.label, 4)
    if factor.help:
        yield Paragraph(factor.help)
    why = f". {trim(note.why)}" if trim(note.why) else ""
    yield Paragraph(MATTERS[note.matters] + why, lead=definition.questions.matters.rstrip("?"))
    if rows := tuple(_cell_rows(comparison, factor)):
        boxes = (getattr(definition.boxes, box) for box in (*BOXES, "voice"))
        yield Table(factor.label, ("Option", *boxes, "How sure I am"), rows)


def _cell_rows(comparison: Comparison, factor: Factor) -> Iterator[tuple[str, ...]]:
    """Every option still weighed, blank or not; one set aside only where something had been written about it."""
    for option in comparison.options:
        cell, kept = comparison.cell(factor.id, option.id), option.id in comparison.kept
        if kept or is_assessed(cell):
            state = " (set aside)" if not kept else "" if is_assessed(cell) else " (not assessed)"
            boxes = {box: trim(cell.get(box)) for box in BOXES}
            boxes["evidence"] = "\n".join(filter(None, (boxes["evidence"], *_evidence(comparison, cell))))
            said = (trim(cell.get("voice")), SURE.get(cell.get("sure", ""), ""))
            yield (option.label + state, *boxes.values(), *said)


def _evidence(comparison: Comparison, cell: Json) -> Iterator[str]:
    """Each piece of evidence with where it is from; research with what it cannot tell."""
    studies, records = comparison.ground["studies"], comparison.ground["records"]
    for item in items_of(cell):
        source = trim(item["source"])
        study = studies.get(source) if item["sort"] == "research" else None
        cited = f"{source}, {study['cite']}" if study else records.get(source, source)
        limits = f" What it cannot tell: {study['limits']} {trim(item['limits'])}".rstrip() if study else ""
        yield f"{trim(item['words'])} [{cited or 'no source given'}]{limits}"


def _checklist(comparison: Comparison) -> Iterator[Block]:
    """The welfare checklist of the question the court is asked, with the factors that take in each line."""
    covered, labels = coverage(comparison.ground), {x.id: x.label for x in comparison.factors}
    rows = tuple(
        (words, "\n".join(labels[x] for x in covered[item]) or "No factor yet")
        for item, words in comparison.ground["checklist"]
    )
    if rows:
        asked = next(x.label for x in comparison.definition.court if x.id == comparison.response.court)
        yield Heading("The welfare checklist", 3)
        yield Table(f"What the court is asked: {asked}", ("On the checklist", "Under which factor"), rows)


def _plans(comparison: Comparison) -> Iterator[Block]:
    plans = [(x.label, comparison.response.plan_of(x.id)) for x in comparison.options]
    rows = tuple(
        (label, trim(x.siblings), trim(x.support), trim(x.cost), trim(x.family_time))
        for label, x in plans
        if any(map(trim, (x.siblings, x.support, x.cost, x.family_time)))
    )
    if rows:
        columns = ("Option", "Brothers and sisters", "Support", "What it costs, who pays", "Time with family")
        yield Table("What each option would need arranged", columns, rows)
    if comparison.response.no_siblings:
        yield Paragraph("This child has no brothers or sisters.")


def _look_again(comparison: Comparison) -> Iterator[Block]:
    """What the rules find open, and what the participant answered to a rule; what is blank is said in the tables."""
    if not comparison.is_begun():
        return
    said = comparison.response.disagreed
    found = {key_of(gap): _gap_line(comparison, gap) for gap in comparison.gaps()}
    if lines := tuple(words for key, words in found.items() if not trim(said.get(key))):
        yield Heading("To look at again", 3)
        yield Items(lines)
    answered = tuple((found.get(key, "No longer found"), trim(words)) for key, words in said.items() if trim(words))
    if answered:
        yield Table("Seen differently", ("What the rule says", "What I answer"), answered)


def _gap_line(comparison: Comparison, gap: Sequence[str]) -> str:
    ground, (rule, factor, option, item) = comparison.ground, gap
    names = {x["id"]: x["label"] for part in ("options", "left", "factors") for x in ground[part]}
    place = ", ".join(names[x] for x in (option, factor) if x) or dict(ground["checklist"]).get(item, "")
    words = RULES[rule][0].lower() + RULES[rule][1:]
    return f"{place}: {words}" if place else RULES[rule]


def _reasoning(comparison: Comparison) -> Iterator[Block]:
    asked, response = comparison.definition.questions, comparison.response
    labels, factors = _conclusions(comparison), {x.id: x.label for x in comparison.factors}
    yield Heading("Reasoning", 3)
    if response.conclusion in labels:
        yield Paragraph(labels[response.conclusion], lead="Where the reasoning arrives")
    if carried := [factors[x] for x in response.reasons if x in factors]:
        yield Paragraph("; ".join(carried), lead="What carried it")
    yield from _answered(asked.best, response.best)
    if rows := tuple(_other_rows(comparison)):
        yield Table("The other realistic options", ("Option", asked.other), rows)
    yield from _answered(asked.change, response.change_mind)
    yield from _answered(asked.contingency, response.contingency)
    if not response.decide_by.is_empty():
        yield Paragraph(_by_words(response.decide_by, ""), lead="The decision is due")
    yield _unknowns(comparison)


def _tested(comparison: Comparison) -> Iterator[Block]:
    """The stress test: what would have gone wrong, and what another weight would change."""
    asked, response = comparison.definition.questions, comparison.response
    options, factors = _conclusions(comparison), {x.id: x.label for x in comparison.factors}
    for question, said, names in (
        (asked.failed, response.failed, options),
        (f"If one factor mattered twice as much. {asked.doubled}", response.doubled, factors),
    ):
        if rows := tuple((names.get(x, "No longer here"), trim(words)) for x, words in said.items() if trim(words)):
            yield Table(question, ("About", "Answer"), rows)


def _reworded(comparison: Comparison) -> Iterator[Block]:
    """Sentences of the draft in the participant's own wording."""
    edits = [(x, comparison.response.draft.get(x["id"])) for x in comparison.draft()]
    rows = tuple((SECTIONS[x["section"]], trim(edit.text)) for x, edit in edits if edit and trim(edit.text))
    if rows:
        yield Table("Sentences of the draft that I reworded", ("Part", "Sentence"), rows)


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
