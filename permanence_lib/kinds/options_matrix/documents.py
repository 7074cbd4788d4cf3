"""The analysis as Word documents under a court's or an agency's headings, and a group's comparisons together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from permanence_lib.content.sources import Checklist
from permanence_lib.document import docx
from permanence_lib.document.blocks import Block, Blocks, Document, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import FileForm, Material
from permanence_lib.kinds.options_matrix.model import (
    BY_OPTION,
    MORE_THAN_ONE,
    RULES,
    SECTIONS,
    Choice,
    Comparison,
    Definition,
    Response,
    Sentence,
    cell_of,
    choices,
    coverage,
    is_assessed,
    key_of,
    plural,
    trim,
)

#: Which parts of the draft belong under which heading, by the number of the heading in its list. "checklist" stands for
#: the welfare checklist, "needs" for what was said to matter for this child.
PLACES: dict[str, dict[int, tuple[str, ...]]] = {
    "cpr": {3: ("child",), 5: ("family_time",), 6: ("needs",), 9: ("analysis",)},
    "swet": {
        1: ("recommendation",),
        7: ("child",),
        10: ("options", "each", "comparison"),
        13: ("contingency",),
        14: ("checklist",),
    },
}
#: Lines of a list that tell the writer something and head nothing.
NO_HEADINGS = {"swet": (15,)}
NOT_FROM_HERE = "Not part of this comparison: to be written from the file."


def file_forms() -> tuple[FileForm, ...]:
    """The two forms in which the draft analysis leaves the workbook."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return (
        FileForm("cpr", "Draft analysis for a Child’s Permanence Report (Word)", "docx", word, _maker("cpr")),
        FileForm("statement", "Draft analysis for a witness statement (Word)", "docx", word, _maker("swet")),
    )


def _maker(list_id: str) -> Callable[[Definition, Response, Material], bytes]:
    def make(definition: Definition, response: Response, material: Material) -> bytes:
        title = (
            "Draft analysis for a Child’s Permanence Report"
            if list_id == "cpr"
            else "Draft analysis for a witness statement"
        )
        return docx.render(Document(title, tuple(analysis(list_id, definition, response, material))))

    return make


def analysis(list_id: str, definition: Definition, response: Response, material: Material) -> Blocks:
    """The draft under the headings of one list; without the list, in the order a court expects."""
    comparison = Comparison(definition, response, material)
    headings = next((x for x in material.checklists if x.id == list_id), None)
    opening = [Paragraph("A draft: every sentence was made from what the writer entered, or reworded by the writer.")]
    if line := comparison.child_line():
        opening.append(Paragraph(line))
    if headings is None:
        return [*opening, *(block for part in ("analysis", "child") for block in _part(part, comparison))]
    return [
        *opening,
        Paragraph(f"{headings.title}: {headings.cite()}.", lead="Headings"),
        *_headed(headings, comparison),
    ]


def _headed(headings: Checklist, comparison: Comparison) -> Iterator[Block]:
    places = PLACES[headings.id]
    for item in headings.items:
        if item.n in NO_HEADINGS.get(headings.id, ()):
            continue
        yield Heading(item.words(), 2)
        if item.n not in places:
            yield Paragraph(NOT_FROM_HERE)
            continue
        blocks = [block for part in places[item.n] for block in _part(part, comparison)]
        yield from blocks or [Paragraph("Nothing entered yet.")]


def _part(part: str, comparison: Comparison) -> Iterator[Block]:
    """One part of the draft as blocks."""
    said = [x for x in comparison.draft() if x["state"] not in ("out", "gone")]
    if part == "analysis":
        for inner in ("options", "each", "comparison", "recommendation", "contingency"):
            yield from _part(inner, comparison)
    elif part == "each":
        yield from _each(said, comparison)
    elif part == "checklist":
        yield from _under_checklist(said, comparison)
    elif part in ("family_time", "needs"):
        wanted = "family_time." if part == "family_time" else "weight."
        yield from _sentences(x for x in said if x["id"].startswith(wanted))
    elif found := [x for x in said if x["section"] == part]:
        yield Heading(SECTIONS[part], 3)
        yield from _sentences(found)


def _sentences(found: Iterable[Sentence]) -> Iterator[Block]:
    return (Paragraph(x["text"]) for x in found if trim(x["text"]))


def _each(said: Sequence[Sentence], comparison: Comparison) -> Iterator[Block]:
    """For and against, option by option."""
    for option in comparison.options:
        here = [x for x in said if x["option"] == option.id and x["section"] in BY_OPTION]
        if here:
            yield Heading(option.label, 3)
        for section in BY_OPTION:
            if found := [x for x in here if x["section"] == section]:
                yield Heading(SECTIONS[section], 4)
                yield from _sentences(found)


def _under_checklist(said: Sequence[Sentence], comparison: Comparison) -> Iterator[Block]:
    """Each line of the welfare checklist with what was said to matter under it."""
    if not comparison.ground["checklist"]:
        yield Paragraph("Nobody has said yet which question the court is asked, so no checklist was chosen.")
    covered, labels = coverage(comparison.ground), {x.id: x.label for x in comparison.factors}
    for item, words in comparison.ground["checklist"]:
        yield Heading(words, 3)
        if not covered[item]:
            yield Paragraph("No factor of the comparison takes this in.")
        for factor in covered[item]:
            found = [x for x in said if x["factor"] == factor and x["section"] == "comparison"]
            yield from _sentences(found) if found else iter([Paragraph(f"{labels[factor]}: see the comparison.")])


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """What the group held realistic, where people leant and why, and what is still open: counts of people only."""
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
        *_count_leanings(responses, options),
        _count_matters(definition, responses),
        _count_assessed(definition, responses, options),
        _count_gaps(definition, responses, material),
        Paragraph(f"Options added because they were missing: {added}."),
        *(_named_words(definition, responses) if definition.sharing == "named" else ()),
    ]


def _count_realistic(definition: Definition, responses: Sequence[Response], options: Sequence[Choice]) -> Table:
    rows = (
        (x.label, *_tally(("yes", "unsure", "no", ""), (r.said_of(x.id).realistic for r in responses))) for x in options
    )
    columns = ("Option", "Realistic", "Not sure", "Set aside", "Not said")
    return Table(definition.questions.realistic, columns, tuple(rows))


def _count_leanings(responses: Sequence[Response], options: Sequence[Choice]) -> Iterator[Block]:
    """Before and after, in the exercise's order; a first leaning only of those who let it be seen."""
    labels = {x.id: x.label for x in options} | {MORE_THAN_ONE: "More than one plan"}
    own = "An option or route of their own"
    first = Counter(labels.get(r.leaning.option, own) for r in responses if r.leaning.seen and r.leaning.option)
    then = Counter(labels.get(r.conclusion, own) for r in responses if r.conclusion)
    rows = tuple((x, str(first[x]), str(then[x])) for x in (*labels.values(), own))
    yield Table("Where people leant", ("Option", "Before the work", "After it"), rows)
    kept, moved = _unseen(responses), sum(r.leaning.seen and _has_moved(r) for r in responses)
    yield Paragraph(
        f"{kept} keep their first leaning to themselves, or have none. Of the others, {moved} ended somewhere else."
    )


def _unseen(responses: Sequence[Response]) -> int:
    return sum(not (r.leaning.seen and r.leaning.option) for r in responses)


def _has_moved(response: Response) -> bool:
    return bool(response.leaning.option and response.conclusion and response.leaning.option != response.conclusion)


def _count_matters(definition: Definition, responses: Sequence[Response]) -> Table:
    rows = (
        (
            x.label,
            *_tally(("high", "medium", "lower", ""), (r.note_on(x.id).matters for r in responses)),
            str(sum(x.id in r.reasons for r in responses)),
        )
        for x in definition.factors
    )
    columns = ("Factor", "High", "Medium", "Lower", "Not said", "Carried the conclusion")
    return Table(definition.questions.matters, columns, tuple(rows))


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


def _count_gaps(definition: Definition, responses: Sequence[Response], material: Material) -> Table:
    """How many people have at least one gap of each sort, and how many answered one in writing."""
    having: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for response in responses:
        found = Comparison(definition, response, material).gaps()
        seen = [gap for gap in found if trim(response.disagreed.get(key_of(gap)))]
        having.update({gap[0] for gap in found if gap not in seen})
        answered.update({gap[0] for gap in seen})
    rows = tuple((words, str(having[rule]), str(answered[rule])) for rule, words in RULES.items())
    return Table(
        "What is still open", ("Sort of gap", "People with at least one", "People who see one differently"), rows
    )


def _named_words(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    yield Heading(definition.questions.best, 3)
    for response in responses:
        if trim(response.best):
            yield Quote(response.best)
    labels = [trim(x.label) for response in responses for x in response.added if trim(x.label)]
    if labels:
        yield Heading("Options the group added", 3)
        yield Items(tuple(labels))
