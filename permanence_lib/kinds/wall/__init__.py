"""The wall: short posts grouped by theme; and its form of five words."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.wall.model import Definition, Response, complaints, offers, progress, take, voices
from permanence_lib.kinds.wall.report import picture, report

KIND = Kind(
    name="wall",
    label="Wall of posts",
    about="A few short posts under the themes they belong to: one question for the group, a worry, a best answer, or "
    "five words and a sentence.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    voices=voices,
    check=complaints,
    offers=offers,
    take=take,
)
