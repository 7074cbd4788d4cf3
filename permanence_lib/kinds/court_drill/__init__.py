"""The court drill: questions from a cross-examiner, one at a time, answered twice, with a clock that takes nothing away."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.court_drill.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.court_drill.model.voices import voices
from permanence_lib.kinds.court_drill.report import picture, report

KIND = Kind(
    name="court_drill",
    label="Court drill",
    about="Questions from a cross-examiner, the author's and those that the participant's own gaps invite, answered "
    "alone, looked at honestly, and answered again.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    voices=voices,
    check=complaints,
    offers=offers,
    take=take,
    either_child=True,
)
