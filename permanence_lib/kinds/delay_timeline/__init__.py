"""The delay-impact timeline: what the system's clock did, and what the child's clock did meanwhile."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.delay_timeline.documents import ONE_PAGE, picture
from permanence_lib.kinds.delay_timeline.model import Definition, Response, check, offers, progress, read_file, take
from permanence_lib.kinds.delay_timeline.report import report

KIND = Kind(
    name="delay_timeline",
    label="Delay-impact timeline: two clocks",
    about="Set the system's dates beside a child's own time, name what each stretch was for, and try other dates.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=check,
    offers=offers,
    take=take,
    either_child=True,
    files=(ONE_PAGE,),
    read_file=read_file,
    facts_on_request=("evidence",),
    needs_ssda903=True,
)
