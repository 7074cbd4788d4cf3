"""/laboratory: the first page of the laboratory."""

from __future__ import annotations

from collections import Counter

from permanence_lib.laboratory.pages import Reader
from permanence_lib.laboratory.registers import law, research
from permanence_lib.laboratory.registers.telling import many
from permanence_lib.screen.asked import Answer, Asked, Made
from permanence_lib.screen.laboratory import Door, LaboratoryPage, render

_TITLE = "Evidence laboratory"
_LEAD = (
    "Numbers you can question: the country's, and your own authority's. Law that says how old it is. Research that says "
    "what it cannot tell you.",
    "Nothing here is scored or ranked, and no figure about a group is a chance for one child.",
)
_STAYS = (
    "Everything is worked out on this computer. Nothing is sent anywhere, and nothing you look at here enters your portfolio.",
    "An authority's return is read in memory. What is kept for the sitting is the finished report, in which small numbers "
    "are held back, and a button forgets it.",
    "A child's episodes opened for practice have an alias and no date of birth, and are not saved.",
)


def answer(reader: Reader, asked: Asked) -> Answer | None:
    """/laboratory."""
    if asked.rest not in ((), ("",)):
        return None
    return Made(_TITLE, render(LaboratoryPage(_TITLE, _LEAD, _doors(reader), _STAYS)))


def _doors(reader: Reader) -> tuple[Door, ...]:
    return (
        Door(
            "National figures", "/figures",
            "How long children wait, how settled they are, how and at what age they leave care, and how long the court "
            "takes. Each figure as a picture, a sentence and a table, with its definition and the breaks in its series.",
        ),
        Door(
            "Your authority's return", "/authority",
            "Read the yearly return on children looked after (SSDA903) and see your own waits beside the country's, row by "
            "row what was read and what was not, with small numbers held back.",
        ),
        Door(
            "Records for practice", "/records",
            "One child's episodes, invented or your own under an alias, opened in the chronology and the delay timeline.",
        ),
        Door(
            "Law register", "/law",
            "Every fact of law with its citation, the day it was read, what is in motion, and where it is used.",
            _law_now(reader),
        ),
        Door(
            "Evidence register", "/research",
            "Every study and official figure with its country, years and limits, and where it is used.",
            _research_now(reader),
        ),
    )  # fmt: skip


def _law_now(reader: Reader) -> str:
    entries, on = law.entries(reader.content), reader.today()
    standing = Counter(entry.standing(on) for entry in entries)
    late = standing["overdue"] + standing["failed"]
    overdue = f"{late} overdue to be looked at again" if late else "none overdue"
    return f"{many(len(entries), 'record', 'records')}: {overdue}, {standing['soon']} due within 90 days."


def _research_now(reader: Reader) -> str:
    found = research.studies(reader.content)
    hidden = sum(not study.checked for study in found)
    return f"{many(len(found), 'record', 'records')}, {hidden} of them not yet checked and never shown in the weeks."
