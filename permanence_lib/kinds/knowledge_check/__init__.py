"""The knowledge check: answer first, then hear what can be said for and against every answer. Nothing is marked."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.knowledge_check.model import Definition, Response, complaints, offers, progress
from permanence_lib.kinds.knowledge_check.report import picture, report

KIND = Kind(
    name="knowledge_check",
    label="Knowledge check",
    about="Short questions to choose from or statements to sort, with feedback on every answer once one is given, and "
    "no mark: for telling things apart, and for who may do what.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=complaints,
    offers=offers,
)
