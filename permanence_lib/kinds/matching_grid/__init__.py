"""The matching grid: a child's needs against what homes and carers offer, with what would close each gap."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.matching_grid.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.matching_grid.model.voices import voices
from permanence_lib.kinds.matching_grid.report import picture, report

KIND = Kind(
    name="matching_grid",
    label="Matching grid",
    about="A child's needs and wishes set against what one or more homes offer, in words: what is met, what support would "
    "close a gap, who gives it and until when. Nothing is added up.",
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
