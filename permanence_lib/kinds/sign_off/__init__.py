"""The sign-off: what a line manager is asked to confirm, prepared beforehand and recorded afterwards as it was said."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.sign_off.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.sign_off.report import picture, report

KIND = Kind(
    name="sign_off",
    label="Sign-off with the line manager",
    about="A meeting prepared item by item, and what the manager said recorded as told by the participant: confirmed, "
    "not yet or to talk about, with what was agreed.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    check=complaints,
    offers=offers,
    take=take,
)
