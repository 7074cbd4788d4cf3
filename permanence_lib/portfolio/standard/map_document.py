"""The evidence map on paper: a Word document of every statement, what there is for it and the participant's own words."""

from __future__ import annotations

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Block, Document, Heading, Paragraph, Table
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence, gaps, mapped
from permanence_lib.portfolio.standard.evidence import Line, Part
from permanence_lib.screen.evidence import Row

NAME = "evidence-map.docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COLUMNS = ("Statement, in summary", "The programme's table", "What I have", "Places still open")


def made(desk: Desk) -> Document:
    """The whole map as of today, a heading and a table for each section of the standard."""
    blocks: list[Block] = [
        Paragraph(f"{desk.content.standard.title}. {desk.content.standard.notice}"),
        Paragraph(f"As it stood on {say_date(desk.today())}. What shows what is my own judgement; nothing is graded."),
    ]
    for part in evidence.evidence_map(desk):
        blocks += _blocks(part, desk)
    return Document("Evidence for the standard", tuple(blocks), landscape=True)


def leaving(desk: Desk) -> dict[str, str]:
    """The participant's own words in it, by where they stand: what is looked through before it leaves."""
    said = {f"{tie.statement}: {tie.work.title}": tie.words for tie in evidence.ties(desk)}
    return {**said, **({"The name you gave the child you follow": desk.alias} if desk.alias else {})}


def _blocks(part: Part, desk: Desk) -> list[Block]:
    rows = tuple(_row(line, desk) for line in part.lines)
    caption = f"Section {part.number}: what there is for each statement"
    return [Heading(f"{part.number} {part.title}", 2), Table(caption, _COLUMNS, rows)]


def _row(line: Line, desk: Desk) -> tuple[str, ...]:
    row = mapped.row(line, desk, len(desk.content.weeks))
    weeks = sorted({gaps.week_of(place, desk) for place in line.open})
    open_weeks = f"Week{'s' * (len(weeks) > 1)} {', '.join(map(str, weeks))}" if weeks else "None"
    return f"{line.id} {line.statement.text}", row.table, _have(row), open_weeks


def _have(row: Row) -> str:
    """One line for each piece."""
    tied = [f"Tied: {one.title}, {one.version}. {one.status}: {one.words} {one.since}".strip() for one in row.tied]
    chosen = [f"In the portfolio: {link.words}" for link in row.chosen]
    written = [f"Written: {link.words}" for link in row.written]
    return "\n".join([*tied, *chosen, *written]) or "Nothing yet"
