"""The reflective log: a page to write on, with questions at the side for whoever wants them."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.reflective_log.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.reflective_log.report import picture, report

KIND = Kind(
    name="reflective_log",
    label="Reflective log",
    about="Writing for oneself: one open page with questions at the side, or the questions one by one, and a line to "
    "take away. Private unless its author says otherwise.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=complaints,
    offers=offers,
    take=take,
)
