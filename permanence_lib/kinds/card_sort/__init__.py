"""The card sort: cards into piles, something revealed, the same cards again, and what the detail did in between."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.card_sort.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.card_sort.model.voices import voices
from permanence_lib.kinds.card_sort.report import picture, report

KIND = Kind(
    name="card_sort",
    label="Card sort",
    about="Statements or pieces of information sorted into piles; something is revealed, they are sorted again, and the "
    "two sorts lie side by side.",
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
