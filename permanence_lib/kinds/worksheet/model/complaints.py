"""What is wrong with a worksheet that its schema cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material
from permanence_lib.kinds.worksheet.model.definition import WORDED, Beside, Definition
from permanence_lib.kinds.worksheet.model.parts import questions_of


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a worksheet that its schema cannot say."""
    return [
        *_names_used_twice(definition),
        *_odd_questions(definition),
        *_ids_that_lead_nowhere(definition, material),
        *_nowhere_to_go(definition),
    ]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    names = {
        "section": [section.id for section in definition.sections],
        "question": [question.id for section in definition.sections for question in section.questions],
        "passage": [passage.id for passage in definition.passages],
    }
    for section in definition.sections:
        if section.rows:
            names[f"question in the rows of '{section.id}'"] = [question.id for question in section.rows.questions]
            names[f"given row of '{section.id}'"] = [row.id for row in section.rows.given]
    for sort, used in names.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two {sort}s are called '{name}'; give one of them another id."


def _odd_questions(definition: Definition) -> Iterator[str]:
    for section in definition.sections:
        if not questions_of(section):
            yield f"section '{section.id}' asks nothing; give it questions or rows."
        for question in questions_of(section):
            if (question.type in ("choice", "ticks")) != bool(question.choices):
                yield f"question '{question.id}': choices belong with type choice or ticks, and those need them."
            if question.column and question.column not in section.columns:
                yield f"question '{question.id}': section '{section.id}' has no column '{question.column}'."


def _ids_that_lead_nowhere(definition: Definition, material: Material) -> Iterator[str]:
    known = {
        "law": {fact.id for fact in material.law} | {judgment.id for judgment in material.judgments},
        "evidence": {record.id for record in material.evidence},
        "terms": {term.id for term in material.terms},
        "options": {f"{option.id}.{aspect}" for option in material.options for aspect in option.aspects},
        "events": {event.id for event in material.case.events} if material.case else set(),
        "passages": {passage.id for passage in definition.passages},
    }
    where = {"events": "the exercise's case", "passages": "its passages"}
    for place, beside in _all_beside(definition):
        for sort, ids in known.items():
            for name in getattr(beside, sort):
                if name not in ids:
                    listed = where.get(sort, f"the exercise's own list `{sort}`")
                    yield f"'{place}' shows {sort} '{name}' beside it, which is not in {listed}."


def _all_beside(definition: Definition) -> Iterator[tuple[str, Beside]]:
    for section in definition.sections:
        yield section.id, section.beside
        yield from ((question.id, question.beside) for question in questions_of(section))
        yield from ((row.id, row.beside) for row in (section.rows.given if section.rows else ()))


def _nowhere_to_go(definition: Definition) -> Iterator[str]:
    """Earlier work needs a place here: a section with rows, or a question that takes words."""
    rows = {section.id: section.rows for section in definition.sections if section.rows}
    questions = {question.id: question.type for section in definition.sections for question in section.questions}
    for source in definition.sources:
        place = source.into
        if not place:
            yield f"source '{source.exercise}': say `into` which section with rows, or which question, it goes."
        elif place in rows:
            if not any(question.type in WORDED for question in rows[place].questions):
                yield f"source '{source.exercise}': the rows of '{place}' ask nothing that takes words."
        elif place not in questions:
            yield f"source '{source.exercise}': '{place}' is no question here and no section with rows."
        elif questions[place] not in WORDED:
            yield f"source '{source.exercise}': question '{place}' takes no words; choose one of type line or text."
