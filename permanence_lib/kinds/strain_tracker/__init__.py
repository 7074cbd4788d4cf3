"""The strain tracker: signs that a home is under strain, rated in words over time by everybody who sees them."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.strain_tracker.documents import picture
from permanence_lib.kinds.strain_tracker.model import Definition, Response, check, offers, progress, take
from permanence_lib.kinds.strain_tracker.model.voices import voices
from permanence_lib.kinds.strain_tracker.report import report

KIND = Kind(
    name="strain_tracker",
    label="Strain tracker: signs over time",
    about="Rate signs of strain in words, week by week or month by month, as carer, child and worker each see them; "
    "agree beforehand what is done when, and record whether it was.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    voices=voices,
    check=check,
    offers=offers,
    take=take,
    either_child=True,
)
