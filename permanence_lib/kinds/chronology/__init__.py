"""Chronology builder: dated entries in the participant's own words, what they meant for the child, and what returns."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.chronology.documents import FILES, picture
from permanence_lib.kinds.chronology.model import Definition, Response, check, offers, take
from permanence_lib.kinds.chronology.model.sheets import read_file
from permanence_lib.kinds.chronology.report import progress, report

KIND = Kind(
    name="chronology",
    label="Chronology builder",
    about=(
        "When a life, or a case, must be read in order: who recorded what, what it meant for the child, "
        "where the record is silent, and what keeps returning."
    ),
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=check,
    offers=offers,
    take=take,
    either_child=True,
    files=FILES,
    read_file=read_file,
    needs_ssda903=True,
)
