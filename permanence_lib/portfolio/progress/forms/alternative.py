"""Noting what was agreed for a week in place of what it asks."""

from __future__ import annotations

from dataclasses import replace

from permanence_lib.content.programme import Week
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed
from permanence_lib.portfolio.progress.agreed import Alternative
from permanence_lib.portfolio.progress.forms import typed
from permanence_lib.screen import sheet
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.sheet import Box, Sheet

_ABOUT = (
    "If something in this week was too near to home, or could not be done, you and your line manager or facilitator can "
    "agree on something else. What you note here counts in its place, and is shown as an alternative wherever it counts. "
    "You need not say why."
)


def answer(desk: Desk, asked: Asked, week: Week) -> Answer:
    """The form for one week, or back to the requirements once it is kept."""
    before = agreed.alternative(desk, week.id)
    if not asked.sent:
        return _made(_sheet(asked, week, before))
    meant = _meant(asked)
    page = _sheet(asked, week, meant)
    errors = _wrong(meant)
    if errors:
        return _made(replace(page, errors=errors))
    conflict = typed.kept(lambda: agreed.keep_alternative(desk, week.id, meant))
    if conflict is None:
        return Went(f"/progress#requirement-{'workshops' if week.workshop else 'tasks'}")
    newer = agreed.read_alternative(conflict.newest)
    return _made(replace(page, base=newer.kept, newer=_said(newer)))


def _meant(asked: Asked) -> Alternative:
    """Without the tick the words are kept and do not count."""
    return Alternative(asked.one("agreed") == "yes", asked.one("words"), asked.one("with"), typed.base(asked))


def _wrong(meant: Alternative) -> dict[str, str]:
    """What is agreed needs words and somebody who agreed; a note that is not agreed yet may be anything."""
    if not meant.agreed:
        return {}
    wrong = {} if meant.words else {"words": "Say what was agreed"}
    return wrong if meant.person else wrong | {"with": "Say with whom it was agreed"}


def _said(newer: Alternative) -> tuple[str, ...]:
    said = newer.said()
    return (said[0].upper() + said[1:] if newer.agreed else f"Not agreed yet: {newer.words}",)


def _sheet(asked: Asked, week: Week, said: Alternative) -> Sheet:
    return Sheet(
        title=f"Week {week.number}: an agreed alternative",
        about=_ABOUT,
        action=f"/progress/alternative/{week.id}",
        token=asked.token,
        draft=f"alternative-{week.id}",
        base=said.kept,
        back=("My progress", "/progress"),
        boxes=(
            Box(
                "words", "What was agreed in place of it", "area", said.words, hint="No names of children or families."
            ),
            Box("with", "Who agreed to it", "line", said.person, hint="A role will do, for example my line manager."),
            Box("agreed", "This has been agreed", "tick", "yes" if said.agreed else ""),
        ),
        links=((f"Week {week.number}: {week.title}", f"/week/{week.id}"),),
    )


def _made(page: Sheet) -> Made:
    return Made(page.heading, sheet.render(page))
