"""The legal pathway tracker: each step with its rule, its dates, who tells the family, and whose the delay is."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.legal_tracker.model import Definition, Response, check, offers, progress, take
from permanence_lib.kinds.legal_tracker.report import picture, report

KIND = Kind(
    name="legal_tracker",
    label="Legal pathway tracker",
    about="Follow a family through legal steps in order: what each date stands on and how hard it is, when it "
    "happened, who told the family, what holds it up and whose that is.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=check,
    offers=offers,
    take=take,
    either_child=True,
)
