"""A balance sheet of options: every realistic option held against the same factors, in words."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.options_matrix.documents import file_forms, picture
from permanence_lib.kinds.options_matrix.model import Definition, Response, check, offers, progress, take
from permanence_lib.kinds.options_matrix.report import report

KIND = Kind(
    name="options_matrix",
    label="Options comparison",
    about="When several homes or orders are possible: weigh each in words against the same factors, without a score.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=check,
    offers=offers,
    take=take,
    either_child=True,
    files=file_forms(),
    facts_on_request=("law", "judgments", "evidence", "options", "checklists"),
)
