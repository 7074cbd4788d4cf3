"""What a worksheet lends to later work, and what it takes in from earlier work: added, never in place of anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from permanence_lib.kind import Carried, DateParts, Material, Offer, Sort
from permanence_lib.kinds.worksheet.model.definition import WORDED, Definition, Question, Rows, Section
from permanence_lib.kinds.worksheet.model.parts import row_is_written, rows_shown
from permanence_lib.kinds.worksheet.model.response import Answer, Response, Row, is_written
from permanence_lib.kinds.worksheet.model.words import LONGEST_NAME, answer_words, row_name


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """What was written where the author lets it be carried on."""
    return [offer for section in definition.sections for offer in _of_section(section, response)]


def _of_section(section: Section, response: Response) -> Iterator[Offer]:
    for question in section.questions:
        answer = response.answers.get(question.id)
        if question.offers and answer is not None and is_written(answer):
            yield from _of_question(question, question.offers, answer)
    if section.rows and section.rows.offers:
        for number, row in enumerate(rows_shown(section, response), start=1):
            if row_is_written(row):
                yield _of_row(section.id, section.rows, section.rows.offers, row, number)


def _of_question(question: Question, sort: Sort, answer: Answer) -> Iterator[Offer]:
    """One offer; of several ticks, one for each."""
    if isinstance(answer, tuple):
        for name in answer:
            words = answer_words(question, (name,))
            yield Offer(id=f"{question.id}.{name}", sort=sort, title=words, text=words)
        return
    words = answer_words(question, answer)
    title = " ".join(words.split()) if sort == "alias" else _first_words(words)
    when = answer if isinstance(answer, DateParts) else None
    yield Offer(id=question.id, sort=sort, title=title, text=words, when=when, said_when=words if when else "")


def _of_row(section: str, rows: Rows, sort: Sort, row: Row, number: int) -> Offer:
    """A row under its name, with all its answers in words and its first date."""
    written = {q.id: words for q in rows.questions if (words := answer_words(q, row.answers.get(q.id)))}
    dates = [row.answers.get(question.id) for question in rows.questions if question.type == "date"]
    when = next((day for day in dates if isinstance(day, DateParts) and is_written(day)), None)
    date_question = Question(id="when", label="", type="date")
    return Offer(
        id=f"{section}.{row.id}",
        sort=sort,
        title=_title(rows, row, number, written),
        text=_joined(rows, written),
        when=when,
        said_when=answer_words(date_question, when),
    )


def _title(rows: Rows, row: Row, number: int, written: Mapping[str, str]) -> str:
    """The author's title of a row; or the first words in it, since its number means nothing elsewhere."""
    given = any(given.id == row.id for given in rows.given)
    return row_name(rows, row, number) if given or not written else _first_words(next(iter(written.values())))


def _joined(rows: Rows, written: Mapping[str, str]) -> str:
    """The first question's words as they stand, then the others with what was asked: 'By when: 3 May 2027'."""
    first = rows.questions[0].id
    parts = [
        words if question.id == first else f"{_asked(question.label)} {words}"
        for question in rows.questions
        if (words := written.get(question.id))
    ]
    return reduce(lambda said, more: f"{said}{' ' if said[-1] in '.?!:;' else '. '}{more}", parts) if parts else ""


def _asked(label: str) -> str:
    return label if label.endswith(("?", ":")) else f"{label.rstrip('.')}:"


def _first_words(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_NAME else line[:LONGEST_NAME].rstrip() + "…"


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The answer with what was chosen put where the author said: a row each, or a line under a question."""
    return reduce(lambda answer, one: _add(definition, answer, one), carried, response)


def _add(definition: Definition, response: Response, carried: Carried) -> Response:
    """What has nowhere to go is left where it was: in the earlier exercise."""
    for section in definition.sections:
        if section.rows and section.id == carried.into:
            return _with_row(section, section.rows, response, carried)
    for question in (question for section in definition.sections for question in section.questions):
        if question.id == carried.into and question.type in WORDED:
            return _with_line(question, response, carried)
    return response


def _with_line(question: Question, response: Response, carried: Carried) -> Response:
    before = response.answers.get(question.id, "")
    kept = before if isinstance(before, str) else answer_words(question, before)
    added = f"From “{carried.title}”: {_words(carried.offer)}"
    if question.type == "line":
        joined = "; ".join(part for part in (kept.rstrip(), " ".join(added.split())) if part)
    else:
        joined = "\n".join(part for part in (kept.rstrip("\n"), added) if part)
    return response.model_copy(update={"answers": {**response.answers, question.id: joined}})


def _with_row(section: Section, rows: Rows, response: Response, carried: Carried) -> Response:
    """A row of its own: the first that waits empty and unnamed, or a new one at the end."""
    shown = rows_shown(section, response)
    named = {given.id for given in rows.given}
    answers = _row_answers(rows, carried.offer)
    if not answers:
        return response
    waiting = next((row for row in shown if row.id not in named and not row.source and not row_is_written(row)), None)
    filled = Row(id=waiting.id if waiting else _new_id(shown), answers=answers, source=carried.title)
    after = tuple(filled if row is waiting else row for row in shown) if waiting else (*shown, filled)
    return response.model_copy(update={"rows": {**response.rows, section.id: after}})


def _row_answers(rows: Rows, offer: Offer) -> dict[str, Answer]:
    """The words in the first question that takes words, the day in the first that takes a day."""
    worded = next((question for question in rows.questions if question.type in WORDED), None)
    dated = next((question for question in rows.questions if question.type == "date"), None)
    if worded is None:
        return {}
    in_boxes = dated is not None and offer.when is not None and offer.when.read() is not None
    words = _words(offer, with_day=not in_boxes)
    answers: dict[str, Answer] = {worded.id: " ".join(words.split()) if worded.type == "line" else words}
    if dated and in_boxes and offer.when:
        answers[dated.id] = offer.when
    return answers


def _words(offer: Offer, with_day: bool = True) -> str:
    """An offer in one go: its day as it was said, its title where the text does not begin with it, its text."""
    title, text = offer.title.strip(), offer.text.strip()
    told = " ".join(text.split()).startswith(title.rstrip("…"))
    words = text if told and text else f"{title}: {text}" if text else title
    said = offer.said_when.strip()
    return f"{said}: {words}" if said and with_day and not words.startswith(said) else words


def _new_id(shown: Sequence[Row]) -> str:
    """A name no other row has, as the browser makes it."""
    names, number = {row.id for row in shown}, len(shown) + 1
    while f"r{number}" in names:
        number += 1
    return f"r{number}"
