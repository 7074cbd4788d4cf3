"""Every answer in its newest version, week by week: what a participant can read without the workbook."""

from __future__ import annotations

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Block, Paragraph
from permanence_lib.portfolio import work
from permanence_lib.portfolio.compiled.chapters import Chapter, Compiled, sound
from permanence_lib.portfolio.compiled.pieces import printed, said_version
from permanence_lib.portfolio.compiled.troubles import Troubles
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.work import Work


def answers(desk: Desk, troubles: Troubles) -> Compiled:
    """All of them, private ones too. Weeks without an answer are left out."""
    found = list(work.all_work(desk))
    weeks = {week.id: [one for one in found if one.exercise.week_id == week.id] for week in desk.content.weeks.values()}
    chapters = tuple(
        Chapter(
            name, f"Week {desk.content.weeks[name].number}: {desk.content.weeks[name].title}", (),
            tuple(_piece(one, desk, troubles) for one in these),
        )
        for name, these in weeks.items()
        if these
    )  # fmt: skip
    cover = (
        Paragraph(say_date(desk.today()), lead="Made on"),
        Paragraph("The newest version of every answer. Earlier versions are in the data file beside this page."),
    )
    return Compiled(f"Every answer: {desk.content.programme.title}", cover, chapters)


def _piece(one: Work, desk: Desk, troubles: Troubles) -> Chapter:
    state = "marked as done" if one.record.done else "not marked as done"
    blocks: list[Block] = [Paragraph(f"{said_version(one, desk)}, {state}."), *printed(one, troubles)]
    return Chapter(one.slot.replace(":", "-"), one.title, tuple(sound(blocks, under=2)))
