"""/records: one child's episodes as practice material: an invented child's, or under an alias a child's of one's own extract."""

from __future__ import annotations

from permanence_lib.laboratory import sitting
from permanence_lib.laboratory.pages import Reader
from permanence_lib.laboratory.records import invented, opening, own_pages, telling
from permanence_lib.laboratory.records.history import History
from permanence_lib.laboratory.records.stories import Story
from permanence_lib.screen.asked import Answer, Asked, Made
from permanence_lib.screen.records import RecordPage, RecordsPage, StoryRow, render

_NOTICE = "Invented. Nobody in this record exists, and {alias} is a made-up name."


def answer(reader: Reader, asked: Asked) -> Answer | None:
    """/records, one record and what opens from it, and /records/own."""
    match asked.rest:
        case ():
            return _list(reader)
        case ("own", *rest):
            return own_pages.answer(reader, sitting.of(reader.participant), asked, tuple(rest))
        case (name, *rest):
            found = invented.records(reader.content.ssda903).get(name)
            return _one(reader, found, tuple(rest)) if found else None
        case _:
            return None


def _list(reader: Reader) -> Made:
    ssda = reader.content.ssda903
    stories = tuple(
        StoryRow(story.title, telling.sentence(history, ssda), f"/records/{name}")
        for name, (story, history) in invented.records(ssda).items()
    )
    page = RecordsPage(stories)
    return Made(page.title, render(page))


def _one(reader: Reader, found: tuple[Story, History], rest: tuple[str, ...]) -> Answer | None:
    story, history = found
    address = f"/records/{story.id}"
    if rest:
        about = opening.About(history, story.alias, address, is_invented=True)
        return opening.answer(reader, about, rest)
    said = telling.sentence(history, reader.content.ssda903)
    page = RecordPage(
        title=story.title,
        notice=_NOTICE.format(alias=story.alias),
        sentence=f"{story.alias}: {said[:1].lower()}{said[1:]}",
        look=story.look,
        table=opening.table(history, story.alias, reader.content.ssda903),
        openings=opening.links(address, reader.content),
        back=("Back to the records", "/records"),
        token="",
    )
    return Made(page.title, render(page))
