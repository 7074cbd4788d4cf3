"""The self-assessment: where I stand on every statement of a standard, and how that has moved since I last looked."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.self_assessment.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.self_assessment.report import picture, report

KIND = Kind(
    name="self_assessment",
    label="Self-assessment",
    about="A level in words and a line of evidence for each statement of a standard, at the start, in the middle and at "
    "the end; earlier profiles come in beside it, and nothing is averaged.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=complaints,
    offers=offers,
    take=take,
    needs_standard=True,
)
