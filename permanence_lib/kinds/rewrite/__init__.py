"""The rewrite: a passage said again for the person it is about, with before and after side by side."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.rewrite.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.rewrite.model.voices import voices
from permanence_lib.kinds.rewrite.report import picture, report

KIND = Kind(
    name="rewrite",
    label="Rewrite for a reader",
    about="A passage of professional prose, marked where a reader would be lost or hurt, then written again for one or "
    "more readers and laid beside what it was.",
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
