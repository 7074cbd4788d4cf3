"""The reading log: what is worth reading, what one made of it, and what the readings say to one another."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.reading_log.model import Definition, Response, complaints, offers, progress
from permanence_lib.kinds.reading_log.report import picture, report

KIND = Kind(
    name="reading_log",
    label="Reading log",
    about="Essential and wider reading: how to get it, why it is worth the time, notes under the same questions for "
    "each, and a task that joins them.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=complaints,
    offers=offers,
)
