"""The worksheet: named questions and rows, with the facts they stand on beside them."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.worksheet.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.worksheet.model.voices import voices
from permanence_lib.kinds.worksheet.report import picture, report

KIND = Kind(
    name="worksheet",
    label="Worksheet",
    about="Questions, rows and texts to work on, each with its law, evidence or case record beside it: the form for "
    "most activities that need no picture of their own.",
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
