"""The poll: commit to an answer, hear thoughtful people on either side, then answer again. Both answers are kept."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.poll.model import Definition, Response, complaints, offers, progress, voices
from permanence_lib.kinds.poll.report import picture, report

KIND = Kind(
    name="poll",
    label="Poll: commit, reveal, reconsider",
    about="Statements or dilemmas on which thoughtful people differ: answer first, hear either side, answer again, and "
    "say what moved you or did not.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    voices=voices,
    check=complaints,
    offers=offers,
    facts_on_request=("law", "judgments", "evidence"),
)
