"""A worksheet on paper, and what a group wrote and chose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import DateParts, Material
from permanence_lib.kinds.worksheet.model import (
    Answer,
    Beside,
    Definition,
    Question,
    Response,
    Row,
    Rows,
    Section,
    answer_words,
    aspects_beside,
    is_written,
    no_longer_asked,
    row_is_written,
    row_name,
    rows_shown,
)

NOTHING = "Nothing written yet."
#: With more questions than this a row is set out under its own heading: a printed table would be too narrow to read.
FITS_A_TABLE = 4


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Every section with its facts, questions and answers; an empty response gives the form to fill in."""
    found = [block for section in definition.sections for block in _section(section, definition, response, material)]
    return [*found, *_leftovers(definition, response)]


def _section(section: Section, definition: Definition, response: Response, material: Material) -> Iterator[Block]:
    yield Heading(section.title)
    if section.about:
        yield Paragraph(section.about)
    yield from _facts(section.beside, definition, material)
    for question in (question for question in section.questions if not question.column):
        yield from _question(question, definition, response, material)
    for column in section.columns:
        yield Heading(column, level=4)
        for question in (question for question in section.questions if question.column == column):
            yield from _question(question, definition, response, material)
    if section.rows:
        yield from _rows(section, section.rows, definition, response, material)


def _question(question: Question, definition: Definition, response: Response, material: Material) -> Iterator[Block]:
    yield Heading(question.label + (" (optional)" if question.optional else ""), level=4)
    if question.hint:
        yield Paragraph(question.hint)
    yield from _facts(question.beside, definition, material)
    yield from _answer(question, response.answers.get(question.id))


def _answer(question: Question, answer: Answer | None) -> Iterator[Block]:
    words = answer_words(question, answer)
    if not words:
        yield from _offered(question)
        yield Paragraph(NOTHING)
    elif question.type in ("line", "text"):
        beside_a_text = question.beside.passages or question.beside.events
        yield Quote(words, by="Your words" if beside_a_text else "")
    else:
        yield Paragraph(words)


def _offered(question: Question) -> Iterator[Block]:
    if question.choices:
        words = "; ".join(choice.words for choice in question.choices)
        yield Paragraph(words, lead="Choose one" if question.type == "choice" else "Choose any")


def _rows(
    section: Section, rows: Rows, definition: Definition, response: Response, material: Material
) -> Iterator[Block]:
    for question in rows.questions:
        yield from _facts(question.beside, definition, material)
    shown = rows_shown(section, response)
    if not rows.given and len(rows.questions) <= FITS_A_TABLE:
        yield _one_table(section, rows, shown)
        return
    begun = any(map(row_is_written, shown))
    for number, row in enumerate(shown, start=1):
        yield from _one_row(rows, row, number, definition, material)
        yield Paragraph(NOTHING) if begun and not row_is_written(row) else _asked_and_answered(rows, row, number)
    yield from _set_aside(rows, shown)


def _one_table(section: Section, rows: Rows, shown: Sequence[Row]) -> Table:
    columns = (f"{rows.one[:1].upper()}{rows.one[1:]}", *(question.label for question in rows.questions))
    cells = tuple((_numbered(number, row), *_cells(rows, row)) for number, row in enumerate(shown, start=1))
    return Table(section.title, columns, cells or (("", *[NOTHING] * len(rows.questions)),))


def _numbered(number: int, row: Row) -> str:
    return f"{number} (from “{row.source}”)" if row.source else str(number)


def _cells(rows: Rows, row: Row) -> tuple[str, ...]:
    return tuple(answer_words(question, row.answers.get(question.id)) or NOTHING for question in rows.questions)


def _one_row(rows: Rows, row: Row, number: int, definition: Definition, material: Material) -> Iterator[Block]:
    yield Heading(row_name(rows, row, number), level=4)
    for given in (given for given in rows.given if given.id == row.id):
        if given.about:
            yield Paragraph(given.about)
        yield from _facts(given.beside, definition, material)
    if row.source:
        yield Paragraph(f"From “{row.source}”.")


def _asked_and_answered(rows: Rows, row: Row, number: int) -> Table:
    asked = [question.label for question in rows.questions]
    return Table(row_name(rows, row, number), ("Asked", "Answer"), tuple(zip(asked, _cells(rows, row), strict=True)))


def _set_aside(rows: Rows, shown: Sequence[Row]) -> Iterator[Block]:
    here = {row.id for row in shown}
    titles = [given.title for given in rows.given if given.id not in here]
    if titles:
        yield Paragraph("; ".join(titles), lead="Set aside")


def _facts(beside: Beside, definition: Definition, material: Material) -> Iterator[Block]:
    """The facts that stand beside something, in the order law, evidence, words, options, texts."""
    for fact in (fact for fact in material.law if fact.id in beside.law):
        timing = f"{fact.when}. " if fact.when else ""
        note = f" {fact.note}" if fact.note else ""
        yield Paragraph(f"{timing}{fact.words()} ({fact.status_words()}; {fact.cite()}){note}", lead=fact.name)
    for judgment in (judgment for judgment in material.judgments if judgment.id in beside.law):
        yield Paragraph(judgment.words(), lead=judgment.cite())
    for record in (record for record in material.evidence if record.id in beside.evidence):
        limits = f"What it cannot tell you: {record.limits}"
        yield Paragraph(f"{record.finding} ({record.cite()}) {limits}", lead=record.topic)
    for term in (term for term in material.terms if term.id in beside.terms):
        yield Paragraph(term.words(), lead=term.term)
    yield from _of_options(beside, material)
    yield from _texts(beside, definition, material)


def _of_options(beside: Beside, material: Material) -> Iterator[Block]:
    options = [{"id": x.id, "name": x.name, "aspects": x.aspects} for x in material.options]
    for heading, facts in aspects_beside(options, beside.options):
        yield Paragraph(heading)
        yield Items(tuple(f"{fact.words()} ({fact.cite()})" for fact in facts))


def _texts(beside: Beside, definition: Definition, material: Material) -> Iterator[Block]:
    for passage in (passage for passage in definition.passages if passage.id in beside.passages):
        yield Quote(passage.text, by=f"{passage.title}. {passage.source}".strip())
    for event in (event for event in (material.case.events if material.case else ()) if event.id in beside.events):
        voice = f"\nThe child: {event.child_voice}" if event.child_voice else ""
        yield Quote(event.text + voice, by=f"{event.source}, {event.date.day} {event.date:%B %Y}")


def _leftovers(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose question has gone are still the participant's words."""
    lost = no_longer_asked(definition, response)
    if lost:
        yield Heading("Kept from an earlier form of this worksheet")
    for answer in lost:
        yield Quote(_bare(answer))


def _bare(answer: Answer) -> str:
    nameless = Question(id="it", label="", type="date" if isinstance(answer, DateParts) else "text")
    return answer_words(nameless, answer)


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """What was chosen, then how many wrote something in each part; words only where they are shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared this worksheet yet.")]
    found: list[Block] = []
    for section in definition.sections:
        for question in section.questions:
            answers = [[given] if (given := r.answers.get(question.id)) is not None else [] for r in responses]
            found += _picture_of(definition, question, answers, "answers")
        for question in section.rows.questions if section.rows else ():
            rows = [[row for row in rows_shown(section, r) if row_is_written(row)] for r in responses]
            many = section.rows.many if section.rows else ""
            by_person = [[a for row in mine if (a := row.answers.get(question.id)) is not None] for mine in rows]
            found += _picture_of(definition, question, by_person, many)
    return [*found, _written_in(definition, responses)]


def _written_in(definition: Definition, responses: Sequence[Response]) -> Table:
    rows = []
    for section in definition.sections:
        for question in section.questions:
            some = sum(is_written(response.answers.get(question.id)) for response in responses)
            rows.append((f"{section.title}: {question.label}", f"{some} of {len(responses)}"))
        if section.rows:
            some = sum(any(map(row_is_written, rows_shown(section, response))) for response in responses)
            rows.append((f"{section.title}: {section.rows.many}", f"{some} of {len(responses)}"))
    return Table("How many wrote something", ("Part", "People"), tuple(rows))


def _picture_of(
    definition: Definition, question: Question, answers: Sequence[Sequence[Answer]], of_what: str
) -> list[Block]:
    """`answers` has those of each person together."""
    written = [[answer for answer in mine if is_written(answer)] for mine in answers]
    given = [answer for mine in written for answer in mine]
    if question.choices:
        return [_chosen(question, given, of_what, sum(map(bool, written)))] if given else []
    if definition.sharing == "named" and question.type in ("line", "text") and given:
        return [Heading(question.label, level=4), *(Quote(answer_words(question, answer)) for answer in given)]
    return []


def _chosen(question: Question, given: Sequence[Answer], of_what: str, people: int) -> Chart:
    """Counts of what was offered; anything else in an answer is left out, since it could be somebody's words."""
    counts = {choice.words: sum(choice.id in _names(answer) for answer in given) for choice in question.choices}
    rows = tuple((words, str(count)) for words, count in counts.items())
    bars = tuple(Bar(words, count, f"{count} of {len(given)}") for words, count in counts.items())
    said = ", ".join(f"{words}: {count}" for words, count in counts.items())
    table = Table(question.label, ("Choice", f"{of_what[:1].upper()}{of_what[1:]}"), rows)
    one_each = not any(isinstance(answer, tuple) for answer in given)
    return Chart(
        question.label, f"Of {len(given)} {of_what}, {said}.", table, bars, people=people,
        whole=sum(counts.values()) if one_each else 0,
    )  # fmt: skip


def _names(answer: Answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else answer if isinstance(answer, tuple) else ()
